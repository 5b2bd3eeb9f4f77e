"""What the page of the network shows: who acts on whom, and which outlets take claims from which sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.derived import Story
from onrecord.record.dealings import Dealing, dealings_in, heaviest_dealings, pairs_of_actors
from onrecord.record.gathering import Gathering
from onrecord.record.outlets import Taking, heaviest_takings, outlet_names, takings_in
from onrecord.web import phrases
from onrecord.web.dyad_page import dyad_href
from onrecord.web.links import page_of
from onrecord.web.outlet_ties import called
from onrecord.web.sides import Sides, sides

MOST_ACTORS = 60
MOST_EDGES = 150
MOST_SEEN = 2_000
"""Pairs with the most claims, from which the edges are taken: lighter ones would find no room."""

MOST_TAKERS = 60


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor did to another, as a row of the table that the chart is drawn from."""

    source: str
    source_href: str
    target: str
    target_href: str
    n: int
    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class TakerRow:
    """How many dependences of an outlet's reports there are on a source that they name, and how many are certain."""

    outlet: str
    href: str
    source: str
    source_href: str
    n: int
    certain: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everything on the page of the network; `pairs` and `takers_all` count what the tables are the heaviest of."""

    story: tuple[str, str] | None
    edges: tuple[Edge, ...]
    actors: int
    pairs: int
    takers: tuple[TakerRow, ...]
    most_takers: int = MOST_TAKERS

    @property
    def note(self) -> str:
        """What has to be said beside the table: how it was thinned, and how it is counted."""
        told = []
        if len(self.edges) < self.pairs:
            told.append(
                f"The heaviest {phrases.number(len(self.edges))} of {phrases.count(self.pairs, 'pair')}: from the "
                f"heaviest on, at most {MOST_EDGES} with no more than {MOST_ACTORS} actors; "
                "of two that only act together one direction is listed."
            )
        told.append(
            "What is planned or threatened counts as an intention; neither cooperation nor conflict is what is only "
            "alleged, denied, conditional or long past. Colour and line are those of the larger number."
        )
        return " ".join(told)


def network_page(held: Gathering, story: Story | None = None) -> NetworkPage:
    """Gather who acts on whom and who takes claims from whom, in the whole record or in one story."""
    connection = held.connection
    rows = dealings_in(connection, story.id) if story else heaviest_dealings(connection, MOST_SEEN)
    taken = takings_in(connection, story.id) if story else heaviest_takings(connection, MOST_TAKERS)
    pairs = len({(row.actor, row.other) for row in rows}) if story else pairs_of_actors(connection)
    kept = thinned(edges_of(rows))
    ends = sorted({end for pair, _ in kept for end in pair})
    names = {actor.id: actor.name for actor in held.actors(ends)}
    return NetworkPage(
        story=(page_of("story", story.id), story.title) if story else None,
        edges=tuple(_edge(names, *pair, counted) for pair, counted in kept),
        actors=len(ends),
        pairs=pairs,
        takers=tuple(takers(taken, frozenset(outlet_names(connection))))[:MOST_TAKERS],
    )


Weighed = tuple[tuple[str, str], Sides]
"""An actor and another, with the claims of what the one did to the other."""


def edges_of(rows: Iterable[Dealing]) -> list[Weighed]:
    """Return who acts on whom, the heaviest first; a pair that only acts together is given in one direction alone."""
    held: defaultdict[tuple[str, str], list[Dealing]] = defaultdict(list)
    for row in rows:
        held[row.actor, row.other].append(row)
    alone = {pair: sum(row.claims - row.mutual for row in own) for pair, own in held.items()}
    found = [
        ((actor, other), sides((row.type, row.status, row.claims) for row in own))
        for (actor, other), own in held.items()
        if alone[actor, other] or not _told(alone, actor, other)
    ]
    return sorted(found, key=lambda one: (-one[1].total, one[0]))


def _told(alone: dict[tuple[str, str], int], actor: str, other: str) -> bool:
    """Say whether all that an actor does to another is told by what the other does to it."""
    back = alone.get((other, actor))
    return back is not None and (back > 0 or other < actor)


def thinned(edges: Sequence[Weighed]) -> list[Weighed]:
    """Keep the heaviest edges between a number of actors that a picture can hold.

    From the heaviest on, an edge is left out where it would bring in an actor too many.
    """
    kept: list[Weighed] = []
    ends: set[str] = set()
    for pair, counted in edges:
        if len(kept) == MOST_EDGES:
            break
        if len(ends.union(pair)) <= MOST_ACTORS:
            ends.update(pair)
            kept.append((pair, counted))
    return kept


def _edge(names: dict[str, str], actor: str, other: str, counted: Sides) -> Edge:
    return Edge(
        source=names.get(actor, actor),
        source_href=page_of("actor", actor),
        target=names.get(other, other),
        target_href=page_of("actor", other),
        n=counted.total,
        kind=counted.kind,
        label=counted.words,
        href=dyad_href(actor, other),
    )


def takers(rows: Iterable[Taking], known: frozenset[str]) -> Iterator[TakerRow]:
    """Give which outlet takes claims from which source that it names, the most first; `known` outlets have pages."""
    held: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        own = held[row.outlet, row.source]
        own[0] += row.ties
        own[1] += row.ties if row.certain else 0
    for (outlet, source), (ties, certain) in sorted(held.items(), key=lambda one: (-one[1][0], one[0])):
        source_href = page_of("outlet", source) if source in known else ""
        yield TakerRow(outlet, page_of("outlet", outlet), called(source), source_href, ties, certain)
