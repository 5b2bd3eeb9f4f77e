"""Which dependences a picture needs, and in what order its reports stand, so that few lines tell what many would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A report or a source to draw. `root` is "least" or "most" where it is an origin, else ""; `order` its time."""

    key: str
    label: str
    detail: str = ""
    when: str = ""
    order: str = ""
    href: str | None = None
    source: bool = False
    root: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`x` depends on `y`; a `weak` tie (shared words) may be left undrawn where another tie already tells it."""

    x: str
    y: str
    certain: bool
    directed: bool
    weak: bool = False
    why: str = ""


def once(ties: Iterable[Tie]) -> Iterable[Tie]:
    """Keep one tie between any two points: a certain one before a possible one, a directed one before the others."""
    best: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        ends = (min(tie.x, tie.y), max(tie.x, tie.y))
        if ends not in best or _strength(tie) > _strength(best[ends]):
            best[ends] = tie
    return best.values()


def _strength(tie: Tie) -> tuple[bool, bool, bool, str, str]:
    return tie.certain, tie.directed, not tie.weak, tie.x, tie.why


def telling(ties: Sequence[Tie], known: Mapping[str, Point]) -> list[Tie]:
    """Leave out weak ties that say nothing new: whose ends hang together anyhow, and all but one of any report."""
    strength = {frozenset((tie.x, tie.y)): tie.certain for tie in ties}
    named: dict[str, set[str]] = {}
    for tie in ties:
        named.setdefault(tie.x, set()).add(tie.y)
        named.setdefault(tie.y, set()).add(tie.x)

    def told_otherwise(tie: Tie) -> bool:
        first = min(_time(known[tie.x]), _time(known[tie.y]))
        return any(
            strength[frozenset((tie.x, z))] >= tie.certain
            and strength[frozenset((tie.y, z))] >= tie.certain
            and (known[z].source or _time(known[z]) < first)
            for z in named[tie.x] & named[tie.y]
        )

    weak = [tie for tie in ties if tie.weak and not told_otherwise(tie)]
    return [tie for tie in ties if not tie.weak] + _one_each(weak, known)


def _one_each(ties: Sequence[Tie], known: Mapping[str, Point]) -> list[Tie]:
    """Keep one weak tie of each later report: a certain one, and of these the one to the earliest report."""
    best: dict[str, tuple[bool, tuple[bool, str, str], Tie]] = {}
    for tie in ties:
        ends = sorted((tie.x, tie.y), key=lambda key: _time(known[key]))
        earlier, later = (tie.y, tie.x) if tie.directed else ends
        rank = (not tie.certain, _time(known[earlier]), tie)
        if later not in best or rank[:2] < best[later][:2]:
            best[later] = rank
    return [best[key][2] for key in sorted(best)]


def _time(point: Point) -> tuple[bool, str, str]:
    return not point.order, point.order, point.key


def row_order(reports: Sequence[Point], ties: Sequence[Tie]) -> list[Point]:
    """Put reports that rest on the same point next to each other; groups and the reports in them go by time."""
    chosen = _first_choices(ties)
    ordered = sorted(reports, key=_time)
    place: dict[str, int] = {}
    for point in ordered:
        place.setdefault(_end_of(point.key, chosen), len(place))
    return sorted(ordered, key=lambda point: place[_end_of(point.key, chosen)])


def _first_choices(ties: Sequence[Tie]) -> dict[str, str]:
    """Return the one point that each point most surely rests on: certain before possible, named before alike."""
    best: dict[str, Tie] = {}
    for tie in ties:
        if tie.x not in best or _choice(tie) < _choice(best[tie.x]):
            best[tie.x] = tie
    return {key: tie.y for key, tie in best.items()}


def _choice(tie: Tie) -> tuple[bool, bool, bool, str]:
    return not tie.certain, tie.weak, not tie.directed, tie.y


def _end_of(key: str, chosen: Mapping[str, str]) -> str:
    """Follow first choices to where they end; of a circle, to its smallest key."""
    seen: list[str] = []
    while key in chosen and key not in seen:
        seen.append(key)
        key = chosen[key]
    return min(seen[seen.index(key) :]) if key in seen else key
