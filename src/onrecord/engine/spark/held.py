"""The rows that a part of the work is handed, in the place of the record that it would read on one machine."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.engine.spark.shapes import facts_of
from onrecord.model.derived import Actor, Alias, Link, Passage, Resolution
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading
from onrecord.model.judgement import Judgement
from onrecord.model.own_source import OwnSource
from onrecord.model.sketch import Sketch
from onrecord.record.tables import ACTOR, ALIAS, LINK, PASSAGE, Table

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """What a part can ask for; a folder holds nothing that people decided."""

    articles: Facts = field(default_factory=lambda: Facts.of([], []))
    sketched: Mapping[str, Sketch] = field(default_factory=dict)
    actors: Sequence[Actor] = ()
    aliases: Sequence[Alias] = ()
    passages: Sequence[Passage] = ()
    links: Sequence[Link] = ()
    own: tuple[OwnSource, ...] = ()

    def facts(self, ids: Sequence[str] | None = None, wanted: Container[str] | None = None) -> Facts:  # noqa: ARG002
        """Return articles with their readings."""
        held = self.articles
        chosen = held.article if ids is None else set(ids)
        return Facts.of((a for a in held.articles if a.id in chosen), (held.reading[id_] for id_ in chosen))

    def sketches(self, ids: Sequence[str]) -> dict[str, Sketch]:
        """Return the sketches of articles, by id."""
        return {id_: self.sketched[id_] for id_ in ids}

    def around(self, ids: Sequence[str]) -> tuple[Facts, Resolution]:
        """Return articles with their actors and with the passages and links between them."""
        own = set(ids)
        aliases = tuple(alias for alias in self.aliases if alias.article in own)
        known = {alias.actor for alias in aliases}
        actors = tuple(actor for actor in self.actors if actor.id in known)
        passages = tuple(p for p in self.passages if p.a in own and p.b in own)
        links = tuple(link for link in self.links if link.a in own and link.b in own)
        return self.facts(ids), Resolution(actors, aliases, passages, links)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided on pairs: nothing."""
        return ()

    def gradings(self) -> tuple[Grading, ...]:
        """Return what people say of sources: nothing."""
        return ()

    def sources(self) -> tuple[OwnSource, ...]:
        """Return the sources of the user's own files, by name."""
        return self.own


def held_of(articles: Iterable[Row], pairs: Row, own: Collection[OwnSource]) -> Held:
    """Return what is held of items with the actors in them (`cast`), and of lists of the passages and links between."""
    rows = list(articles)
    found = [facts_of(row) for row in rows]
    cast = [held for row in rows for held in row["cast"] or ()]
    actors = {row["actor"]["id"]: row["actor"] for row in cast}
    return Held(
        Facts.of((article for article, _ in found), (reading for _, reading in found)),
        actors=[made(ACTOR, actors[id_]) for id_ in sorted(actors)],
        aliases=sorted((made(ALIAS, row["alias"]) for row in cast), key=lambda alias: (alias.entity, alias.actor)),
        passages=sorted((made(PASSAGE, row) for row in pairs["passage"] or ()), key=_by_place),
        links=sorted((made(LINK, row) for row in pairs["link"] or ()), key=lambda link: (link.a, link.b)),
        own=tuple(own),
    )


def made(table: Table, row: Row) -> Any:  # noqa: ANN401 - an instance of what the table is for
    """Return what a table holds, made of one of its rows."""
    return table.made([row[name] for name in table.columns])


def _by_place(passage: Passage) -> tuple[object, ...]:
    return passage.a, passage.b, passage.a_span, passage.b_span
