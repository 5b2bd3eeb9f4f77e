"""What the page of two actors shows: what each did to the other, what both did, what each said of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.derived import Actor
from onrecord.record.choosing import Choice
from onrecord.record.dealings import (
    Dealing,
    about,
    choose_dealings,
    choose_spoken,
    dealings_between,
    months_between,
    names_of,
)
from onrecord.record.find import quoted
from onrecord.record.gathering import Gathering
from onrecord.web import kinds, phrases
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.gathered import desk_of, gather_claims
from onrecord.web.links import page_of
from onrecord.web.months import Months, months
from onrecord.web.sides import Sides, sides

MOST_DEEDS = 30
MOST_SAID = 20
MOST_SPOKEN = 1_000
"""Statements of an actor, the most reported ones, among which those about the other are looked for."""

MOST_NAMES = 12
"""Names of an actor, the most frequent ones, that are looked for in statements."""

_BETWEEN = "--"


@dataclass(frozen=True, slots=True)
class Deed:
    """A claim of something done, with what the fullest report says of whether and when it happened."""

    line: ClaimLine
    status: str
    when: str


@dataclass(frozen=True, slots=True)
class DeedPart:
    """What one did to the other, or both did; `left` counts what is not shown."""

    title: str
    deeds: tuple[Deed, ...]
    left: int


@dataclass(frozen=True, slots=True)
class SaidPart:
    """What one said of the other; `passed` counts the less reported statements that were not looked at."""

    title: str
    claims: tuple[ClaimLine, ...]
    left: int
    passed: int


@dataclass(frozen=True, slots=True)
class DyadPage:
    """Everything on the page of two actors."""

    actors: tuple[Actor, Actor]
    hrefs: tuple[str, str]
    between: Sides
    months: Months
    deeds: tuple[DeedPart, ...]
    said: tuple[SaidPart, ...]


def name_of_pair(one: str, other: str) -> str:
    """Return the name of the page of two actors, whichever comes first.

    >>> name_of_pair("act-2", "act-1")
    'act-1--act-2'
    """
    return _BETWEEN.join(sorted((one, other)))


def dyad_href(one: str, other: str) -> str:
    """Return the address of the page of two actors.

    >>> dyad_href("act-2", "act-1")
    'dyad/act-1--act-2.html'
    """
    return page_of("dyad", name_of_pair(one, other))


def pair_of(identifier: str) -> tuple[str, str] | None:
    """Return the two actors whose page has this name, None where it is no such name.

    >>> pair_of("act-1--act-2"), pair_of("act-1--act-1")
    (('act-1', 'act-2'), None)
    """
    one, _, other = identifier.partition(_BETWEEN)
    return (min(one, other), max(one, other)) if one and other and one != other else None


def dyad_page(held: Gathering, one: Actor, other: Actor) -> DyadPage:
    """Gather what the page of two actors shows; of many claims only those that are shown are read."""
    found = [_Found(title, choice, held) for title, choice in _deeds(one, other)]
    heard = [_Heard(f"What {a.name} said of {b.name}", a, b, held) for a, b in ((one, other), (other, one))]
    ids = [identifier for part in found for identifier in part.ids]
    ids += [identifier for part in heard for identifier in part.ids]
    gather_claims(held, ids)
    desk = desk_of(held, ids)
    return DyadPage(
        actors=(one, other),
        hrefs=(page_of("actor", one.id), page_of("actor", other.id)),
        between=between(dealings_between(held.connection, one.id, other.id)),
        months=months(months_between(held.connection, one.id, other.id)),
        deeds=tuple(part.made(desk) for part in found if part.ids),
        said=tuple(part.made(desk) for part in heard if part.ids or part.passed),
    )


def between(rows: Iterable[Dealing]) -> Sides:
    """Sum up what two actors did to each other; what counts both ways is counted once."""
    return sides((row.type, row.status, row.claims - (row.mutual if row.actor > row.other else 0)) for row in rows)


def _deeds(one: Actor, other: Actor) -> Iterator[tuple[str, Choice]]:
    yield "What both did: talks, agreements and clashes", choose_dealings(one.id, other.id, mutual=True)
    for a, b in ((one, other), (other, one)):
        yield f"What {a.name} did to {b.name}", choose_dealings(a.id, b.id, mutual=False)


class _Found:
    """The claims of what was done that are shown under one title."""

    def __init__(self, title: str, choice: Choice, held: Gathering) -> None:
        self.title = title
        self.ids = choice.page(held.connection, MOST_DEEDS)
        self.left = choice.count(held.connection) - len(self.ids)

    def made(self, desk: Desk) -> DeedPart:
        return DeedPart(self.title, tuple(_deed(desk, identifier) for identifier in self.ids), self.left)


class _Heard:
    """The claims of what was said that are shown under one title."""

    def __init__(self, title: str, speaker: Actor, other: Actor, held: Gathering) -> None:
        self.title = title
        choice = choose_spoken(speaker.id)
        spoken = choice.page(held.connection, MOST_SPOKEN)
        words = any_of(names_of(held.connection, other.id, MOST_NAMES))
        meant = about(held.connection, spoken, other.id, words)
        self._all = [identifier for identifier in spoken if identifier in meant]
        self.ids = self._all[:MOST_SAID]
        self.passed = choice.count(held.connection) - len(spoken) if len(spoken) == MOST_SPOKEN else 0

    def made(self, desk: Desk) -> SaidPart:
        lines = tuple(desk.claim_line[identifier] for identifier in self.ids)
        return SaidPart(self.title, lines, len(self._all) - len(lines), self.passed)


def any_of(names: Sequence[str]) -> str:
    """Return the query of FTS5 for texts in which one of these names stands.

    >>> any_of(["Ada Torvik", 'the "Old" Fort', "?!"])
    '"Ada Torvik" OR "the  Old  Fort"'
    """
    phrases_ = (quoted('"{}"'.format(name.replace('"', " "))) for name in names)
    return " OR ".join(filter(None, phrases_)) or '""'


def _deed(desk: Desk, claim: str) -> Deed:
    line = desk.claim_line[claim]
    head = desk.facts.event.get(desk.snapshot.claim[claim].head)
    if head is None:
        return Deed(line, "", "")
    when = phrases.period(head.date.since, head.date.until) if head.date else ""
    return Deed(line, kinds.STATUSES[head.status], when)
