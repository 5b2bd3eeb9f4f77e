"""Who acts on whom, and which outlets take claims from which sources, held against plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.errors import NotFoundError
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Snapshot
from onrecord.record.dealings import Dealing
from onrecord.record.file import Record
from onrecord.web.network_page import MOST_ACTORS, MOST_EDGES, NetworkPage, edges_of, thinned
from onrecord.web.sides import Sides
from onrecord.web.views import network_view
from tests.web import counting
from tests.web.quarrel import quarrel
from tests.web.records import recorded


@pytest.fixture(scope="module")
def coverage(kit: ModuleType) -> Snapshot:
    return quarrel(kit)


@pytest.fixture(scope="module")
def told(coverage: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with recorded(coverage, tmp_path_factory.mktemp("quarrel") / "record.db") as record:
        yield record


def shown(record: Record, **given: str) -> NetworkPage:
    with record.gathering() as held:
        page = network_view(held, given).values["page"]
    assert isinstance(page, NetworkPage)
    return page


@pytest.mark.parametrize("within", [False, True])
def test_the_edges_are_those_of_plain_python(coverage: Snapshot, told: Record, within: bool) -> None:
    names = {actor.id: actor.name for actor in coverage.resolution.actors}
    expected = Counter((names[one], names[other]) for one, other, _ in counting.dealings(coverage))
    page = shown(told, story=coverage.resolution.stories[0].id) if within else shown(told)
    assert {(edge.source, edge.target): edge.n for edge in page.edges} == expected
    assert page.pairs == len(expected)
    assert page.actors == 3
    assert page.edges[0].label == "2 cooperation, 1 conflict, 1 neither"
    assert (page.story is None) != within


def test_who_takes_claims_from_whom(coverage: Snapshot, told: Record) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    certain: Counter[tuple[str, str]] = Counter()
    for (outlet, source, named, is_certain, _), ties in counting.takings(coverage).items():
        if named:
            expected[outlet, source] += ties
            certain[outlet, source] += ties if is_certain else 0
    for page in (shown(told), shown(told, story=coverage.resolution.stories[0].id)):
        assert {(row.outlet, row.source): row.n for row in page.takers} == expected
        assert {(row.outlet, row.source): row.certain for row in page.takers} == certain
        assert [row.n for row in page.takers] == sorted(expected.values(), reverse=True)
        assert all(row.source_href for row in page.takers if row.source == "Velpress")  # an outlet too


def test_a_story_that_is_not_there(told: Record) -> None:
    with pytest.raises(NotFoundError, match="no story sto-0000"):
        shown(told, story="sto-0000")


def test_an_empty_record_has_no_network(tmp_path: Path) -> None:
    with recorded(Snapshot(Facts.of([], [])), tmp_path / "record.db") as record:
        page = shown(record)
    assert (page.edges, page.takers, page.pairs) == ((), (), 0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Each did something to the other, once both: both directions stand.
        ([("a", "b", 3, 1), ("b", "a", 2, 1)], [("a", "b"), ("b", "a")]),
        # The other did nothing that is not told by the one.
        ([("a", "b", 3, 1), ("b", "a", 1, 1)], [("a", "b")]),
        ([("a", "b", 1, 1), ("b", "a", 3, 1)], [("b", "a")]),
        # Only together: one direction, whichever comes first in the order of ids.
        ([("b", "a", 2, 2), ("a", "b", 2, 2)], [("a", "b")]),
    ],
)
def test_what_both_do_is_listed_once(rows: list[tuple[str, str, int, int]], expected: list[tuple[str, str]]) -> None:
    found = edges_of(Dealing(one, other, "AGREE", "occurred", n, mutual) for one, other, n, mutual in rows)
    assert [pair for pair, _ in found] == expected


pairs = st.tuples(st.integers(0, 99), st.integers(0, 99)).filter(lambda pair: pair[0] != pair[1])


@given(st.dictionaries(pairs, st.integers(1, 50), max_size=400))
def test_thinning_keeps_the_heaviest_and_stays_within_bounds(found: dict[tuple[int, int], int]) -> None:
    edges = [((f"{one:02}", f"{other:02}"), Sides(n)) for (one, other), n in found.items()]
    edges.sort(key=lambda edge: (-edge[1].total, edge[0]))
    kept = thinned(edges)
    ends = {end for pair, _ in kept for end in pair}
    assert len(kept) <= MOST_EDGES
    assert len(ends) <= MOST_ACTORS
    assert [edge for edge in edges if edge in kept] == kept
    if len(edges) <= MOST_EDGES and len({end for pair, _ in edges for end in pair}) <= MOST_ACTORS:
        assert kept == edges
    if kept and len(kept) < MOST_EDGES:
        left = [pair for pair, _ in edges if (pair, Sides(found[int(pair[0]), int(pair[1])])) not in kept]
        assert all(not ends.issuperset(pair) for pair in left)
