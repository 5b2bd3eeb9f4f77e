"""Who is meant by an id, a name or a code, and in which statements, events and claims they take part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.record.choosing import Choice

_CODE = 3

Condition: TypeAlias = tuple[str, tuple[str, ...]]
"""SQL with its parameters."""

_PART = "SELECT member.fact FROM part JOIN member ON member.claim = part.claim WHERE part.actor IN ({0})"
_ACTOR = "(SELECT min(alias.actor) FROM alias WHERE alias.entity = json_extract({0}.value, '$.entity'))"
_APART = " <> ".join(
    f"coalesce({_ACTOR.format(side)}, json_extract({side}.value, '$.start'))" for side in ("one", "two")
)
"""Two sides are not the same: of two who do something together each is among the recipients too."""


@dataclass(frozen=True, slots=True)
class Who:
    """Those that a text means: the actors whose ids `query` gives, and whoever has a name or state as `words` says.

    `words` is a condition on `{name}` and `{state}`, for those that are known by the words of an article alone.
    """

    query: str
    bound: tuple[str, ...]
    words: str
    words_bound: tuple[str, ...]

    def strangers(self, roles: str) -> Condition:
        """Return the query for the facts in which somebody has one of some roles who is no actor."""
        words = self.words.format(name="stranger.name", state="stranger.state")
        return f"SELECT stranger.fact FROM stranger WHERE stranger.role IN ({roles}) AND ({words})", self.words_bound

    def fills(self, slot: str) -> Condition:
        """Return whether they fill a slot, a row of `json_each` over roles."""
        entity, name, state = (f"json_extract({slot}.value, '$.{part}')" for part in ("entity", "name", "state"))
        known = f"EXISTS (SELECT 1 FROM alias WHERE alias.entity = {entity} AND alias.actor IN ({self.query}))"
        words = self.words.format(name=name, state=state)
        return f"({known} OR {entity} IS NULL AND ({words}))", (*self.bound, *self.words_bound)


def who(text: str) -> Who:
    """Return those that are meant by an actor's id, a code of a state (all of it), or a part of a name.

    Three capitals that no actor has as its state are a name, such as that of a broadcaster, or a part of one.

    >>> who("act-0123").query, who("Torvik").bound
    ('SELECT ?', ('Torvik', 'Torvik'))
    """
    if text.startswith("act-"):
        return Who("SELECT ?", (text,), "0", ())
    if is_code(text):
        exactly = "SELECT id FROM actor WHERE state = ? OR name = ? UNION SELECT actor FROM alias WHERE name = ?"
        within = "SELECT id FROM actor WHERE instr(name, ?) AND NOT EXISTS (SELECT 1 FROM actor WHERE state = ?)"
        return Who(f"{exactly} UNION {within}", (text,) * 5, "{state} = ? OR {name} = ?", (text,) * 2)
    part = "instr(folded({name}), nullif(folded(?), '')) > 0"
    named = f"SELECT id FROM actor WHERE {part.format(name='name')}"
    return Who(f"{named} UNION SELECT actor FROM alias WHERE name = ? COLLATE NOCASE", (text, text), part, (text,))


def is_code(text: str) -> bool:
    """Say whether a text has the form of a state's code."""
    return len(text) == _CODE and text.isascii() and text.isupper()


def spoken_by(choice: Choice, speaker: str) -> Choice:
    """Narrow statements to those of a speaker, if one is named."""
    said = who(speaker)
    strangers, words = said.strangers("'speaker'")
    of_actor = (
        f"json_extract(statement.speaker, '$.entity') IN (SELECT +entity FROM alias WHERE actor IN ({said.query}))"
    )
    return choice.where(f"{of_actor} OR statement.id IN ({strangers})", *said.bound, *words, asked=bool(speaker))


def concerning(choice: Choice, actor: str) -> Choice:
    """Narrow claims to those in which somebody speaks, acts or is acted on, if somebody is named."""
    meant = who(actor)
    strangers, words = meant.strangers("'speaker', 'actor', 'recipient'")
    of_actor = f"SELECT claim FROM part WHERE actor IN ({meant.query})"
    unknown = f"SELECT member.claim FROM member WHERE member.fact IN ({strangers})"
    return choice.where(f"claim.id IN ({of_actor} UNION ALL {unknown})", *meant.bound, *words, asked=bool(actor))


def between(choice: Choice, actor: str, other: str) -> Choice:
    """Narrow events to those in which somebody takes part, with somebody else on the other side where one is named.

    Other reports of the same event may name them where this one does not, so that their part in the claim only narrows.
    """
    if not (actor and other):
        return _taken(choice, who(actor or other)) if actor or other else choice
    one, two = who(actor), who(other)
    facing = [_facing(one, two), _facing(two, one)]
    narrow = _possible(_possible(choice, one), two)
    return narrow.where(" OR ".join(sql for sql, _ in facing), *(value for _, bound in facing for value in bound))


def _taken(choice: Choice, meant: Who) -> Choice:
    """Narrow events to those in which somebody takes part."""
    fills, bound = meant.fills("one")
    sides = (
        f"EXISTS (SELECT 1 FROM json_each(event.{side}) AS one WHERE {fills})" for side in ("actors", "recipients")
    )
    return _possible(choice, meant).where(" OR ".join(sides), *bound, *bound)


def _facing(one: Who, two: Who) -> Condition:
    acts, is_hit = one.fills("one"), two.fills("two")
    both = "json_each(event.actors) AS one, json_each(event.recipients) AS two"
    return f"EXISTS (SELECT 1 FROM {both} WHERE {acts[0]} AND {is_hit[0]} AND {_APART})", (*acts[1], *is_hit[1])


def _possible(choice: Choice, meant: Who) -> Choice:
    """Narrow events to those that an index finds for somebody."""
    strangers, words = meant.strangers("'actor', 'recipient'")
    return choice.where(f"event.id IN ({_PART.format(meant.query)} UNION ALL {strangers})", *meant.bound, *words)
