"""The strokes of the picture of who repeats whom: curves between a report and a source, rails between two reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.web.ties import Point, Tie

_SAMPLES = 32


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn point; `x` and `y` are its top left corner."""

    point: Point
    x: float
    y: float
    width: float
    height: float
    label: str
    detail: str
    when: str

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn tie: an SVG path, and the arrowhead's path where the direction is known."""

    path: str
    arrow: str
    certain: bool
    why: str


def right_of(box: Box) -> float:
    """Return the right edge of a box."""
    return box.x + box.width


def ends_of(tie: Tie, boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Return where the curve of a tie begins and ends: the side of `x` and that of `y` which face each other."""
    tail, head = boxes[tie.x], boxes[tie.y]
    if tail.x < head.x:
        return right_of(tail), tail.middle, head.x, head.middle
    return tail.x, tail.middle, right_of(head), head.middle


def curve(tie: Tie, boxes: Mapping[str, Box]) -> Line:
    """Draw the curve of a tie with a source at one of its ends."""
    x1, y1, x2, y2 = ends_of(tie, boxes)
    bend = (x1 - x2) / 2
    tip = x2 + (7.0 if x1 > x2 else -7.0) * tie.directed
    path = f"M{_n(x1)} {_n(y1)}C{_n(x1 - bend)} {_n(y1)} {_n(x2 + bend)} {_n(y2)} {_n(tip)} {_n(y2)}"
    arrow = _arrow(x2, y2, 7.0 if x1 > x2 else -7.0) if tie.directed else ""
    return Line(path, arrow, tie.certain, tie.why)


def points_on(tie: Tie, boxes: Mapping[str, Box]) -> Iterator[tuple[float, float]]:
    """Yield points on the curve of a tie, close enough together to say what it crosses."""
    x1, y1, x2, y2 = ends_of(tie, boxes)
    for step in range(_SAMPLES + 1):
        t = step / _SAMPLES
        # A cubic Bezier curve whose two inner points lie level with its ends, half way between them.
        level = 3 * t * (1 - t) / 2
        yield x1 + (x2 - x1) * (t**3 + level), y1 + (y2 - y1) * (3 * t**2 - 2 * t**3)


def rail(tie: Tie, row: Mapping[str, Box], at: float) -> Line:
    """Draw the tie between two reports along the rail at `at`, right of the rows."""
    tail, head = row[tie.x], row[tie.y]
    x, y1, y2 = right_of(tail), tail.middle, head.middle
    turn = 5.0 if y2 > y1 else -5.0
    tip = x + 7.0 * tie.directed
    path = (
        f"M{_n(x)} {_n(y1)}H{_n(at - 5)}Q{_n(at)} {_n(y1)} {_n(at)} {_n(y1 + turn)}"
        f"V{_n(y2 - turn)}Q{_n(at)} {_n(y2)} {_n(at - 5)} {_n(y2)}H{_n(tip)}"
    )
    return Line(path, _arrow(x, y2, 7.0) if tie.directed else "", tie.certain, tie.why)


def _arrow(x: float, y: float, back: float) -> str:
    return f"M{_n(x)} {_n(y)}L{_n(x + back)} {_n(y - 4)}V{_n(y + 4)}Z"


def _n(value: float) -> str:
    """Write a coordinate the same way everywhere: one decimal at most."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")
