"""The picture of who repeats whom: sources on the left, reports in rows in time order, a line for each dependence.

A line from a report to a source is a curve on the left. A line from a report to another report is a rail on the
right: all that depend on one report share its rail, so that lines of many reports do not tangle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.web.lettering import BOLD, fit, width
from onrecord.web.strokes import Box, Line, curve, points_on, rail, right_of
from onrecord.web.ties import Point, Tie, once, row_order, telling

__all__ = ["MOST_ROWS", "OUTLET_AT", "TITLE_AT", "Box", "Line", "Picture", "Point", "Tie", "draw"]

MOST_ROWS = 60
_TALL, _LOW = 46.0, 25.0
_FEW = 16
_SOURCE_HEIGHT, _SOURCE_GAP = 30.0, 12.0
_COLUMNS = {1: (184.0, 36.0, 110.0), 2: (172.0, 28.0, 84.0)}
_MANY_COLUMNS = (126.0, 22.0, 66.0)
"""How wide a source is, how far its column stands from the next and the last one from the rows: less where there are
more columns, so that the whole picture fits the page."""
_WHOLE = 950.0
_ROW_MOST, _ROW_LEAST = 600.0, 460.0
OUTLET_AT, TITLE_AT = 130.0, 306.0
"""Where a row's outlet and, in low rows, its title begin."""
_MARGIN = 10.0
_FARTHEST = 400
"""How many steps of four pixels a source is moved at most to hide no curve."""
_RAIL, _RAIL_LEAST, _RAIL_ROOM = 12.0, 5.0, 84.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid-out picture; `hidden_rows` and `hidden_ties` count what is not drawn."""

    width: float
    height: float
    sources: tuple[Box, ...]
    rows: tuple[Box, ...]
    lines: tuple[Line, ...]
    hidden_rows: int = 0
    hidden_ties: int = 0


def draw(points: Sequence[Point], ties: Iterable[Tie], most_rows: int = MOST_ROWS) -> Picture:
    """Lay out the picture of one claim's reports, the sources they name and what depends on what.

    >>> points = [Point("source:P", "Presswire", source=True), Point("a", "Courier"), Point("b", "Ledger")]
    >>> picture = draw(points, [Tie("a", "source:P", True, True), Tie("b", "a", False, False)])
    >>> [box.label for box in picture.rows], len(picture.lines)
    (['Courier', 'Ledger'], 2)
    """
    known = {point.key: point for point in points}
    every = sorted(once(tie for tie in ties if tie.x != tie.y and {tie.x, tie.y} <= known.keys()), key=_by_ends)
    kept = telling(every, known)
    order = row_order([p for p in points if not p.source], kept)
    rows, sources = order[:most_rows], [p for p in points if p.source]
    shown = {point.key for point in rows} | {point.key for point in sources}
    drawn = [tie for tie in kept if tie.x in shown and tie.y in shown]
    boxes = _place_rows(rows, _left_of_rows(sources, drawn))
    pills = _place_sources(sources, boxes, drawn)
    lines, right = _lines(boxes, pills, drawn)
    height = max([_bottom(box) for box in (*boxes, *pills)], default=0.0) + _MARGIN
    return Picture(right + _MARGIN, height, pills, boxes, lines, len(order) - len(rows), len(every) - len(drawn))


def _by_ends(tie: Tie) -> tuple[str, str]:
    return tie.x, tie.y


def _bottom(box: Box) -> float:
    return box.y + box.height


def _left_of_rows(sources: Sequence[Point], ties: Sequence[Tie]) -> float:
    columns = max(_depths(sources, ties).values(), default=-1) + 1
    wide, gap, fan = _COLUMNS.get(columns, _MANY_COLUMNS)
    return _MARGIN + columns * (wide + gap) + (fan if sources else 16.0)


def _depths(sources: Sequence[Point], ties: Sequence[Tie]) -> dict[str, int]:
    """Return each source's column from the left: a source that depends on another stands to the right of it."""
    keys = {point.key for point in sources}
    depth = dict.fromkeys(sorted(keys), 0)
    inner = [tie for tie in ties if tie.x in keys and tie.y in keys]
    for _ in range(min(len(keys), 3)):
        for tie in inner:
            depth[tie.x] = min(max(depth[tie.x], depth[tie.y] + 1), 3)
    return depth


def _place_rows(reports: Sequence[Point], left: float) -> tuple[Box, ...]:
    high = _TALL if len(reports) <= _FEW else _LOW
    wide = min(_ROW_MOST, max(_ROW_LEAST, _WHOLE - left))
    rows = [_row(point, left, _MARGIN + high * at, wide, high) for at, point in enumerate(reports)]
    needed = max((_needed(row) for row in rows), default=0.0)
    return tuple(replace(row, width=needed) for row in rows)


def _row(point: Point, left: float, top: float, wide: float, high: float) -> Box:
    """Letter one row: high rows have the outlet over the title, low ones beside it."""
    room = wide - 8 - (OUTLET_AT if high > _LOW else TITLE_AT)
    label = fit(point.label, room if high > _LOW else TITLE_AT - OUTLET_AT - 8, BOLD)
    return Box(point, left, top, wide, high, label, fit(point.detail, room, 12.5), fit(point.when, 100.0, 12.0))


def _needed(row: Box) -> float:
    """Return the width that a row's words take, so that the rails stand close to them."""
    label, detail = width(row.label, BOLD), width(row.detail, 12.5)
    return 8 + (OUTLET_AT + max(label, detail) if row.height > _LOW else TITLE_AT + detail)


def _place_sources(sources: Sequence[Point], rows: Sequence[Box], ties: Sequence[Tie]) -> tuple[Box, ...]:
    """Put each source level with the middle of the reports that rest on it, over no other source and no curve."""
    depth = _depths(sources, ties)
    middle = {box.point.key: box.middle for box in rows}
    wanted = {point.key: _pull(point.key, middle, ties) for point in sources}
    boxes = {box.point.key: box for box in rows}
    columns = max(depth.values(), default=-1) + 1
    wide, gap, _ = _COLUMNS.get(columns, _MANY_COLUMNS)
    for column in range(columns):
        inside = sorted((p for p in sources if depth[p.key] == column), key=lambda p: (wanted[p.key], p.key))
        left = _MARGIN + column * (wide + gap)
        crossing = _heights(ties, boxes, left, left + wide)
        least = _MARGIN
        for point in inside:
            top = _clear(max(least, wanted[point.key] - _SOURCE_HEIGHT / 2), least, crossing)
            boxes[point.key] = _pill(point, left, top, wide)
            least = top + _SOURCE_HEIGHT + _SOURCE_GAP
    return tuple(boxes[point.key] for point in sorted(sources, key=lambda p: (depth[p.key], boxes[p.key].y)))


def _heights(ties: Iterable[Tie], boxes: Mapping[str, Box], left: float, right: float) -> list[float]:
    """Return where the curves between what is placed already run through the column from `left` to `right`."""
    placed = [tie for tie in ties if tie.x in boxes and tie.y in boxes]
    curves = [tie for tie in placed if boxes[tie.x].point.source or boxes[tie.y].point.source]
    return sorted(y for tie in curves for x, y in points_on(tie, boxes) if left - 6 <= x <= right + 6)


def _clear(top: float, least: float, crossing: Sequence[float]) -> float:
    """Return the height nearest to `top`, not above `least`, at which a source hides no curve.

    >>> _clear(100.0, 10.0, []), _clear(100.0, 10.0, [110.0])
    (100.0, 112.0)
    """
    steps = (top + sign * 4.0 * step for step in range(_FARTHEST) for sign in (1, -1))
    free = (y for y in steps if y >= least and not any(y - 2 < at < y + _SOURCE_HEIGHT + 2 for at in crossing))
    return next(free, top)


def _pull(key: str, middle: Mapping[str, float], ties: Sequence[Tie]) -> float:
    near = [middle[end] for tie in ties if key in (tie.x, tie.y) for end in (tie.x, tie.y) if end in middle]
    return sum(near) / len(near) if near else _MARGIN + _SOURCE_HEIGHT / 2


def _pill(point: Point, left: float, top: float, wide: float) -> Box:
    return Box(point, left, top, wide, _SOURCE_HEIGHT, fit(point.label, wide - 42.0, BOLD), point.detail, "")


def _lines(rows: Sequence[Box], pills: Sequence[Box], ties: Sequence[Tie]) -> tuple[tuple[Line, ...], float]:
    row = {box.point.key: box for box in rows}
    pill = {box.point.key: box for box in pills}
    curves = [curve(tie, {**row, **pill}) for tie in ties if tie.x in pill or tie.y in pill]
    between = [tie for tie in ties if tie.x in row and tie.y in row]
    edge = max((right_of(box) for box in rows), default=max((right_of(box) for box in pills), default=0.0))
    rails = _rails(between, row)
    lanes = max(rails.values(), default=-1) + 1
    step = max(_RAIL_LEAST, min(_RAIL, _RAIL_ROOM / max(lanes, 1)))
    straight = [rail(tie, row, edge + 5 + step * (rails[_rail_of(tie, row)] + 1)) for tie in between]
    return (*curves, *straight), edge + 5 + step * (lanes + 1)


def _rail_of(tie: Tie, row: Mapping[str, Box]) -> str:
    """Return the report whose rail the tie uses: the one depended on, or the upper one where that is not known."""
    if tie.directed:
        return tie.y
    return min((tie.x, tie.y), key=lambda key: row[key].y)


def _rails(ties: Sequence[Tie], row: Mapping[str, Box]) -> dict[str, int]:
    """Give each rail the innermost lane on which it meets no other; short rails choose first."""
    reach: dict[str, list[float]] = {}
    for tie in ties:
        reach.setdefault(_rail_of(tie, row), []).extend((row[tie.x].middle, row[tie.y].middle))
    lanes: list[list[tuple[float, float]]] = []
    given: dict[str, int] = {}
    for key in sorted(reach, key=lambda k: (max(reach[k]) - min(reach[k]), k)):
        low, high = min(reach[key]) - 2, max(reach[key]) + 2
        free = (at for at, taken in enumerate(lanes) if all(high < a or b < low for a, b in taken))
        given[key] = next(free, len(lanes))
        if given[key] == len(lanes):
            lanes.append([])
        lanes[given[key]].append((low, high))
    return given
