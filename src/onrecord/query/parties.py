"""Who is meant by an id, a name or a code, and in which statements, events and claims they take part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.record.choosing import Bound, Choice, Condition, Those
from onrecord.record.given import GIVEN

_CODE = 3

Asked: TypeAlias = tuple[str, tuple[Bound, ...]]
"""SQL with its parameters."""

_CALLED = """
    SELECT id FROM actor WHERE instr(folded(name), nullif(folded(?), '')) > 0
    UNION SELECT actor FROM alias WHERE name = ? COLLATE NOCASE
"""
_CODED = """
    SELECT id FROM actor WHERE state = ? OR name = ?
    UNION SELECT actor FROM alias WHERE name = ? COLLATE NOCASE AND name = ?
    UNION SELECT id FROM actor WHERE NOT EXISTS (SELECT 1 FROM actor WHERE state = ?) AND instr(name, ?)
"""
_STRANGERS = """
    WITH known AS MATERIALIZED (SELECT DISTINCT name FROM stranger)
    SELECT name FROM known WHERE instr(folded(name), nullif(folded(?), '')) > 0
"""
"""SQLite would look at the name of each row otherwise, and most stand in many."""

_PART = f"SELECT member.fact AS id FROM part JOIN member ON member.claim = part.claim WHERE part.actor IN {GIVEN}"
_SPEAKER = "json_extract(statement.speaker, '$.entity')"
_SPOKEN = f"""
    SELECT statement.key AS id FROM alias CROSS JOIN statement ON {_SPEAKER} = +alias.entity
    WHERE alias.actor IN {GIVEN}
    UNION ALL SELECT statement.key FROM statement WHERE statement.id IN ({{}})
"""
"""The plus takes from the column its affinity, with which SQLite would not use the index."""

_DEALING = (
    "SELECT member.fact AS id FROM dealing JOIN member ON member.claim = dealing.claim "
    f"WHERE dealing.actor IN {GIVEN} AND +dealing.other IN {GIVEN}"
)
"""Of two states SQLite would look up, without the plus, each pair of those that stand for them."""

_DOING = "'actor', 'recipient'"
_ACTOR = "(SELECT min(alias.actor) FROM alias WHERE alias.entity = json_extract({0}.value, '$.entity'))"
_APART = " <> ".join(
    f"coalesce({_ACTOR.format(side)}, json_extract({side}.value, '$.start'))" for side in ("one", "two")
)
"""Two sides are not the same: of two who do something together each is among the recipients too."""


@dataclass(frozen=True, slots=True)
class Who:
    """Those that a text means: the actors whose ids `actors` finds, and whoever else has a name that `names` finds.

    Those that are known by the words of an article alone can have no id. Of a state are all that it stands for.
    """

    actors: Those
    names: Those | None = None
    state: str = ""

    def strangers(self, roles: str) -> Asked:
        """Return the query for the facts in which somebody has one of some roles who is no actor."""
        if not self.names:
            return "SELECT NULL WHERE 0", ()
        fact = f"SELECT stranger.fact FROM stranger WHERE stranger.role IN ({roles}) AND stranger."
        return f"{fact}name IN {GIVEN} UNION ALL {fact}state = ?", (self.names, self.state)

    def fills(self, role: str) -> Asked:
        """Return whether they fill a role, which is JSON."""
        entity, name, state = (f"json_extract({role}, '$.{part}')" for part in ("entity", "name", "state"))
        known = f"EXISTS (SELECT 1 FROM alias WHERE alias.entity = {entity} AND alias.actor IN {GIVEN})"
        if not self.names:
            return known, (self.actors,)
        words = f"{entity} IS NULL AND ({name} IN {GIVEN} OR {state} = ?)"
        return f"({known} OR {words})", (self.actors, self.names, self.state)


def who(text: str) -> Who:
    """Return those that are meant by an actor's id, a code of a state (all of it), or a part of a name.

    Three capitals that no actor has as its state are a name, such as that of a broadcaster, or a part of one.

    >>> who("act-0123").actors.bound, who("Torvik").actors.bound
    (('act-0123',), ('Torvik', 'Torvik'))
    """
    if text.startswith("act-"):
        return Who(Those("SELECT ?", (text,)))
    if is_code(text):
        return Who(Those(_CODED, (text,) * 6), Those("SELECT ?", (text,)), text)
    return Who(Those(_CALLED, (text, text)), Those(_STRANGERS, (text,)))


def is_code(text: str) -> bool:
    """Say whether a text has the form of a state's code."""
    return len(text) == _CODE and text.isascii() and text.isupper()


def spoken_by(choice: Choice, speaker: str) -> Choice:
    """Narrow statements to those of a speaker, if one is named."""
    said = who(speaker)
    strangers, words = said.strangers("'speaker'")
    bound, test = (said.actors, *words), Condition(*said.fills("statement.speaker"))
    return choice.found("statement.key", _SPOKEN.format(strangers), *bound, test=test, asked=bool(speaker))


def concerning(choice: Choice, actor: str) -> Choice:
    """Narrow claims to those in which somebody speaks, acts or is acted on, if somebody is named."""
    meant = who(actor)
    strangers, words = meant.strangers("'speaker', 'actor', 'recipient'")
    of_actor = f"SELECT claim AS id FROM part WHERE actor IN {GIVEN}"
    unknown = f"SELECT member.claim FROM member WHERE member.fact IN ({strangers})"
    return choice.found("claim.id", f"{of_actor} UNION ALL {unknown}", meant.actors, *words, asked=bool(actor))


def between(choice: Choice, actor: str, other: str) -> Choice:
    """Narrow events to those in which somebody takes part, with somebody else on the other side where one is named.

    Other reports of the same event may name them where this one does not, so that their part in the claim only leads.
    """
    if not (actor and other):
        return _taken(choice, who(actor or other)) if actor or other else choice
    one, two = who(actor), who(other)
    facing = [_facing(one, two), _facing(two, one)]
    dealt, bound = _dealt(one, two)
    narrow = choice.found("event.id", dealt, *bound)
    return narrow.where(" OR ".join(sql for sql, _ in facing), *(value for _, own in facing for value in own))


def _taken(choice: Choice, meant: Who) -> Choice:
    """Narrow events to those in which somebody takes part."""
    fills, bound = meant.fills("one.value")
    sides = (
        f"EXISTS (SELECT 1 FROM json_each(event.{side}) AS one WHERE {fills})" for side in ("actors", "recipients")
    )
    strangers, words = meant.strangers(_DOING)
    part = f"{_PART} UNION ALL {strangers}"
    return choice.where(" OR ".join(sides), *bound, *bound).lead("event.id", part, meant.actors, *words)


def _facing(one: Who, two: Who) -> Asked:
    acts, is_hit = one.fills("one.value"), two.fills("two.value")
    both = "json_each(event.actors) AS one, json_each(event.recipients) AS two"
    return f"EXISTS (SELECT 1 FROM {both} WHERE {acts[0]} AND {is_hit[0]} AND {_APART})", (*acts[1], *is_hit[1])


def _dealt(one: Who, two: Who) -> Asked:
    """Return the query for the events between two by an index, and those in which one is no actor."""
    (of_one, words_of_one), (of_two, words_of_two) = one.strangers(_DOING), two.strangers(_DOING)
    both = one.actors, two.actors, two.actors, one.actors
    return " UNION ALL ".join((_DEALING, _DEALING, of_one, of_two)), (*both, *words_of_one, *words_of_two)
