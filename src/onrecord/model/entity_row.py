"""What resolving actors needs to know of an article's entity: a flat row, so that no article has to be held for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model.reading import Entity, EntityKind, MentionForm, Reading

FORMER = "former"
"""What the reason of a tenure that is over begins with."""


@dataclass(frozen=True, slots=True)
class Held:
    """An office that an article gives a person, with the state where it tells one; `former` says that it is over."""

    office: str
    state: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity of one article, with what its mentions and tenures come to.

    `named` says that a mention is a name, `called` that one of these is a single word (the bare surname of a person).
    """

    id: str
    article: str
    kind: EntityKind
    name: str
    state: str | None = None
    office: str | None = None
    named: bool = False
    called: bool = False
    tenures: tuple[Held, ...] = ()
    sector: str | None = None


def entity_rows(readings: Iterable[Reading]) -> Iterator[EntityRow]:
    """Yield the row of every entity of the readings."""
    for reading in readings:
        names = [mention for mention in reading.mentions if mention.form is MentionForm.NAME]
        named = {mention.entity for mention in names}
        called = {mention.entity for mention in names if is_bare(mention.text)}
        held: dict[str, list[Held]] = {}
        for tenure in reading.tenures:
            held.setdefault(tenure.entity, []).append(held_of(tenure.office, tenure.state, tenure.reason))
        for entity in reading.entities:
            yield row_of(entity, entity.id in named, entity.id in called, held.get(entity.id, ()))


def row_of(entity: Entity, named: bool, called: bool, held: Iterable[Held]) -> EntityRow:
    """Return the row of one entity."""
    own = (entity.id, entity.article, entity.kind, entity.name, entity.state, entity.office)
    return EntityRow(*own, named, called, tuple(held), entity.sector)


def sector_of(rows: Iterable[EntityRow]) -> str | None:
    """Return the sector that most entities of an actor have; of equally many the first by name.

    >>> given = ("MIL", "GOV", None, "GOV")
    >>> sector_of(EntityRow("e", "a", EntityKind.PERSON, "Ada Renn", sector=code) for code in given)
    'GOV'
    """
    told = Counter(row.sector for row in rows if row.sector)
    return min(told, key=lambda sector: (-told[sector], sector), default=None)


def held_of(office: str, state: str | None, reason: str) -> Held:
    """Return what a tenure comes to; `reason` is the rule that read it.

    >>> held_of("president", None, "former: 'ex-president'").former
    True
    """
    return Held(office, state, reason.startswith(FORMER))


def is_bare(words: str) -> bool:
    """Say whether the words of a mention are one word.

    >>> is_bare("Torvik"), is_bare("Ada Torvik")
    (True, False)
    """
    return " " not in words.strip()
