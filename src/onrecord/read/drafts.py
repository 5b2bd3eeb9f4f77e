"""Actors of one article while they are being put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Tenure
from onrecord.ontology.offices import Office
from onrecord.read.sight import Sight
from onrecord.read.terms import term_after

_REACH = 80
"""Characters after an office in which its term is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mention at tokens `[start, end)`; `head` is the token that stands for it in the parse."""

    start: int
    end: int
    head: int
    form: MentionForm
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """An office that the article gives a person, at tokens `[start, end)`."""

    start: int
    end: int
    office: Office
    state: str | None
    manner: str
    reason: str


@dataclass(slots=True, eq=False)
class Draft:
    """An actor being put together; `gender` is m, f or None, `owner` the person whose administration it is.

    `known_office` and `known_sector` are those that the user's own file gives a person, where the article gives none.
    """

    kind: EntityKind
    name: str
    state: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False
    owner: Draft | None = None
    known_office: str | None = None
    known_sector: str | None = None
    places: list[Place] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def add(self, place: Place) -> None:
        """Add a mention."""
        self.places.append(place)

    @property
    def first(self) -> int:
        """The token at which the actor is first met."""
        return min(place.start for place in self.places)

    @property
    def office(self) -> Held | None:
        """The office to show: one that is held before one once held, an office before a rank, the first met."""
        order = sorted(self.held, key=lambda held: (held.manner == "former", held.office.rank, held.start))
        return order[0] if order else None


def finish(sight: Sight, draft: Draft) -> tuple[Entity, list[Mention], list[Tenure]]:
    """Make the records of one actor."""
    article = sight.article.id
    held = draft.office
    state = draft.state or (draft.owner.state if draft.owner else None)
    sector = draft.sector or (held.office.sector if held else _known_sector(sight, draft))
    id_ = content_id(Prefix.ENTITY, article, draft.kind, draft.name, sight.tokens[draft.first].idx)
    entity = Entity(
        id_, article, draft.kind, draft.name, state, sector, held.office.name if held else draft.known_office
    )
    return entity, list(_mentions(sight, id_, draft)), list(_tenures(sight, id_, draft))


def _known_sector(sight: Sight, draft: Draft) -> str | None:
    """Return the sector of a person of the user's own file."""
    office = sight.lexicon.offices.find(draft.known_office or "")
    return draft.known_sector or (office.sector if office else None)


def _mentions(sight: Sight, entity: str, draft: Draft) -> Iterator[Mention]:
    for place in sorted(draft.places, key=lambda place: (place.start, place.end)):
        span = sight.doc[place.start : place.end]
        start, end = span.start_char, span.end_char
        id_ = content_id(Prefix.MENTION, sight.article.id, entity, start, end)
        yield Mention(
            id_, sight.article.id, entity, start, end, sight.article.text[start:end], place.form, place.reason
        )


def _tenures(sight: Sight, entity: str, draft: Draft) -> Iterator[Tenure]:
    for held in sorted(draft.held, key=lambda held: held.start):
        span = sight.doc[held.start : held.end]
        start, end = span.start_char, span.end_char
        id_ = content_id(Prefix.TENURE, sight.article.id, entity, held.office.name, start, end)
        reason = ", ".join(part for part in (held.manner, held.reason) if part)
        state = held.state or (None if held.manner == "former" else draft.state)
        since, until = term_after(sight.article.text[end : end + _REACH])
        yield Tenure(
            id_,
            sight.article.id,
            entity,
            held.office.name,
            start,
            end,
            sight.article.text[start:end],
            state,
            since,
            until,
            reason,
        )
