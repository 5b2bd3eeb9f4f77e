from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.web.lettering import BOLD, width
from onrecord.web.picture import OUTLET_AT, TITLE_AT, Box, Picture, Point, Tie, draw
from onrecord.web.strokes import points_on

SOURCES = [Point("source:Velpress", "Velpress", source=True), Point("source:Far Tribune", "Far Tribune", source=True)]


def report(key: str, order: str = "", label: str = "") -> Point:
    return Point(
        key, label or f"Outlet {key}", f"A long headline about the naval base, by {key}, and more of it", order, order
    )


def reports(count: int) -> list[Point]:
    return [report(f"r{at:03}", f"2031-04-{1 + at // 24:02}T{at % 24:02}:00") for at in range(count)]


def labels(picture: Picture) -> list[str]:
    return [box.point.key for box in picture.rows]


def apart(a: Box, b: Box) -> bool:
    return a.y + a.height <= b.y or b.y + b.height <= a.y or a.x + a.width <= b.x or b.x + b.width <= a.x


def test_reports_stand_in_time_order_with_unknown_times_last() -> None:
    points = [report("a"), report("b", "2031-04-05"), report("c", "2031-04-03")]
    assert labels(draw(points, [])) == ["c", "b", "a"]


def test_reports_of_one_source_stand_together() -> None:
    points = [*SOURCES, *reports(4)]
    ties = [Tie("r000", "source:Velpress", True, True), Tie("r003", "source:Velpress", True, True)]
    ties.append(Tie("r001", "source:Far Tribune", True, True))
    assert labels(draw(points, ties)) == ["r000", "r003", "r001", "r002"]


def test_a_possible_tie_is_marked_and_an_undirected_one_has_no_arrowhead() -> None:
    lines = draw(reports(2), [Tie("r001", "r000", certain=False, directed=False)]).lines
    assert [(line.certain, line.arrow) for line in lines] == [(False, "")]
    assert draw(reports(2), [Tie("r001", "r000", certain=True, directed=True)]).lines[0].arrow.startswith("M")


def test_between_two_points_the_certain_tie_is_drawn_once() -> None:
    ties = [Tie("r001", "r000", False, False), Tie("r000", "r001", True, True)]
    picture = draw(reports(2), ties)
    assert [line.certain for line in picture.lines] == [True]


def test_shared_words_are_not_drawn_between_reports_that_name_the_same_source() -> None:
    ties = [Tie(key, "source:Velpress", True, True) for key in ("r000", "r001")]
    ties.append(Tie("r001", "r000", True, True, weak=True))
    picture = draw([SOURCES[0], *reports(2)], ties)
    assert (len(picture.lines), picture.hidden_ties) == (2, 1)


def test_a_sure_tie_is_never_dropped_for_a_doubtful_way_round() -> None:
    ties = [Tie("r000", "source:Velpress", True, True), Tie("r001", "source:Velpress", False, True)]
    ties.append(Tie("r001", "r000", True, True, weak=True))
    assert draw([SOURCES[0], *reports(2)], ties).hidden_ties == 0


def test_sixty_reports_with_the_same_words_hang_on_the_earliest() -> None:
    ties = [Tie(b.key, a.key, True, True, weak=True) for a, b in itertools.combinations(reports(60), 2)]
    picture = draw(reports(60), ties)
    assert len(picture.lines) == 59
    assert len({line.arrow for line in picture.lines}) == 1
    assert picture.hidden_ties == len(ties) - 59


def test_what_is_not_drawn_is_counted() -> None:
    points = reports(70)
    picture = draw(points, [Tie(points[-1].key, points[0].key, True, True)], most_rows=60)
    assert (len(picture.rows), picture.hidden_rows) == (60, 10)
    assert len(picture.lines) + picture.hidden_ties == 1


@pytest.mark.parametrize("count", [0, 1, 2, 16, 17, 60])
def test_nothing_overlaps_and_everything_lies_inside(count: int) -> None:
    points = [*SOURCES, *reports(count)]
    ties = [Tie(p.key, SOURCES[at % 2].key, True, True) for at, p in enumerate(points[2:])]
    ties.append(Tie("source:Far Tribune", "source:Velpress", True, True))
    picture = draw(points, ties)
    boxes = [*picture.sources, *picture.rows]
    assert all(apart(a, b) for a, b in itertools.combinations(boxes, 2))
    assert all(b.x >= 0 and b.y >= 0 for b in boxes)
    assert all(b.x + b.width <= picture.width and b.y + b.height <= picture.height for b in boxes)


def test_letters_fit_their_rows() -> None:
    for count in (3, 40):
        for box in draw([report(str(at), label="W" * 80) for at in range(count)], []).rows:
            start = OUTLET_AT if box.height > 30 else TITLE_AT
            assert start + width(box.detail, 12.5) <= box.width
            assert box.height > 30 or OUTLET_AT + width(box.label, BOLD) <= TITLE_AT


KEYS = st.sampled_from([point.key for point in [*SOURCES, *reports(12)]])
TIES = st.builds(Tie, KEYS, KEYS, st.booleans(), st.booleans(), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(TIES, max_size=40), st.randoms(use_true_random=False))
def test_the_picture_does_not_depend_on_the_order_of_ties(ties: list[Tie], random) -> None:  # noqa: ANN001
    points = [*SOURCES, *reports(12)]
    shuffled = list(ties)
    random.shuffle(shuffled)
    picture = draw(points, ties)
    assert picture == draw(points, shuffled)
    assert sorted(labels(picture)) == [point.key for point in reports(12)]
    assert not any("nan" in line.path or "inf" in line.path for line in picture.lines)


def test_no_source_hides_the_curve_of_another() -> None:
    """A curve that runs behind a source would read as a line to that source."""
    points = [*SOURCES, *reports(4)]
    ties = [Tie(key, SOURCES[0].key, True, True) for key in ("r1", "r3")]
    ties += [Tie("r2", SOURCES[1].key, True, True), Tie(SOURCES[1].key, SOURCES[0].key, True, True)]
    keys = [point.key for point in points[2:]]
    named = [replace(tie, x=keys[int(tie.x[1:])] if tie.x[0] == "r" else tie.x) for tie in ties]
    picture = draw(points, named)
    boxes = {box.point.key: box for box in (*picture.sources, *picture.rows)}
    passed = boxes[SOURCES[1].key]
    for tie in named[:2]:
        crossed = [
            (x, y)
            for x, y in points_on(tie, boxes)
            if passed.x <= x <= passed.x + passed.width and passed.y <= y <= passed.y + passed.height
        ]
        assert not crossed
