"""Where a claim enters the coverage: the interval of independent origins, and each origin with its reason.

At most: the components that depend on nothing else when only certain dependences count, every report without a source
among them. At least: of those, the named sources and the reports that heard it themselves, and one if there are none; a
report without a source may always rest on one of the others, unnamed officials may be the named ones, an outlet that is
only credited may have it from anybody, who speaks of an event in passing may have read of it, and a source that is only
implied (`onrecord.trace.chains`) may not have reported it at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model.derived import Claim, Dependence, Origin, OriginKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.snapshot import grouped
from onrecord.trace.graph import Roots, find_roots
from onrecord.trace.likeness import earliest
from onrecord.trace.reports import Report, by_node
from onrecord.trace.sources import ITSELF, Cited

LEAST = "least"
MOST = "most"

_IMPLIED = "implied"
_DOER = "doer"
_REASONS = 3
_PUBLISHERS = frozenset({OriginKind.AGENCY, OriginKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Interval:
    """The origins of one claim; `at_least` and `at_most` bound how many of them are independent."""

    origins: tuple[Origin, ...]
    at_least: int
    at_most: int


def find_origins(claim: Claim, reports: Sequence[Report], rows: Sequence[Dependence]) -> Interval:
    """Find the origins of a claim from its reports and their dependences."""
    settled = frozenset(report.id for report in reports if report.settled)
    certain = [pair for row in rows if row.certain for pair in _pairs(row, settled)]
    nodes = {report.id for report in reports} | {node for pair in certain for node in pair}
    roots = find_roots(nodes, certain)
    maker = _Maker(claim, reports, rows)
    made = [maker.origin(roots, at) for at in range(len(roots.roots))]
    origins = _apart(_counted(made), roots, rows)
    least = sum(origin.counted == LEAST for origin in origins)
    return Interval(tuple(sorted(origins, key=_by_weight)), least, len(origins))


def _pairs(row: Dependence, settled: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Return the edges that a dependence makes: both ways without direction, but never out of a settled report."""
    yield row.x, row.y
    if not row.directed and row.y not in settled:
        yield row.y, row.x


def _by_weight(origin: Origin) -> tuple[bool, int, str, str]:
    return origin.counted != LEAST, -len(origin.articles), origin.name or "", origin.id


def _counted(origins: Sequence[Origin]) -> list[Origin]:
    """Say which origins count towards the lower bound; where none does by itself, the first one does.

    Of those who announce a deed of their own side one counts.
    """
    side = min((origin for origin in origins if origin.counted == _DOER), key=_first, default=None)
    alone = side is None and all(origin.counted != LEAST for origin in origins)
    first = min(origins, key=_first, default=None) if alone else side
    known = [replace(origin, counted=LEAST) if origin is first else origin for origin in origins]
    return [origin if origin.counted == LEAST else replace(origin, counted=MOST) for origin in known]


def _apart(origins: Sequence[Origin], roots: Roots, rows: Sequence[Dependence]) -> list[Origin]:
    """Take from the lower bound each origin that may rest on another one that counts; of a circle the first stays."""
    place = {node: at for at, group in enumerate(roots.roots) for node in group}
    counting = {at for at, origin in enumerate(origins) if origin.counted == LEAST}
    possible = [(place.get(row.x), place.get(row.y)) for row in rows if not row.certain and row.directed]
    for x, y in sorted({(x, y) for x, y in possible if x is not None and y is not None and x != y}):
        if x in counting and y in counting:
            counting.discard(x)
    return [
        origin if at in counting or origin.counted != LEAST else replace(origin, counted=MOST)
        for at, origin in enumerate(origins)
    ]


def _only_credited(reports: Iterable[Report]) -> frozenset[str]:
    """Return the sources that articles credit as a whole, and that no report names for the claim itself."""
    credited = {s.node for r in reports if not r.settled for step in r.chain for s in step}
    named = {s.node for r in reports if r.settled for step in r.chain for s in step}
    return frozenset(credited - named)


def _first(origin: Origin) -> tuple[bool, bool, bool, int, str]:
    implied = origin.counted == _IMPLIED
    return implied, origin.name is None, origin.kind is OriginKind.UNNAMED, -len(origin.articles), origin.id


class _Maker:
    """Makes the origin rows of one claim."""

    def __init__(self, claim: Claim, reports: Sequence[Report], rows: Sequence[Dependence]) -> None:
        self._claim = claim
        self._report: Mapping[str, Report] = {report.id: report for report in reports}
        self._named = by_node(reports)
        self._own = {str(report.outlet): report for report in reports if report.own and report.outlet}
        self._credited = _only_credited(reports)
        possible = [row for row in rows if not row.certain]
        ends = [(row.x, row) for row in possible] + [(row.y, row) for row in possible if not row.directed]
        self._possible = grouped(ends)

    def origin(self, roots: Roots, at: int) -> Origin:
        group = roots.roots[at]
        articles = tuple(node for node in roots.nodes_on(at) if node in self._report)
        kind, name, counted, reason = self._known(group)
        id_ = content_id(Prefix.ORIGIN, self._claim.id, *group)
        return Origin(id_, self._claim.id, kind, name, articles, counted, reason)

    def _known(self, group: Sequence[str]) -> tuple[OriginKind, str | None, str, str]:
        own = [self._own[node] for node in group if node in self._own]
        own += [self._report[node] for node in group if node in self._report and self._report[node].own]
        if own:
            first = min(own, key=earliest)
            said = first.own.text if first.own else ""
            counted = _IMPLIED if all(report.loose for report in own) else LEAST
            return OriginKind.OWN, first.article.outlet, counted, f"heard it itself: '{said}'"
        sources = [self._named[node] for node in group if node in self._named]
        if sources:
            return self._source(group, sources)
        return self._unattributed(group)

    def _source(self, group: Sequence[str], sources: Sequence[Sequence[Cited]]) -> tuple[OriginKind, str, str, str]:
        names = [min(cited, key=lambda c: (-len(c.name), c.name)) for cited in sources]
        main = names[0]
        if len(names) > 1:
            name = ", ".join(sorted(one.name for one in names))
            circle = LEAST if all(one.kind in _PUBLISHERS and not one.implied for one in names) else MOST
            return main.kind, name, circle, f"{name} cite each other or have the same words, and name nobody else"
        count = len({one.article for one in sources[0]})
        words = next((one.text for one in sources[0] if one.text != ITSELF), "")
        alone = ", its own" if all(self._report[one.article].outlet == one.node for one in sources[0]) else ""
        told = f"named by {count} report{'s' * (count != 1)}{alone}: '{words}'"
        reason = told if words else f"{ITSELF} is the report"
        unsure = main.kind is OriginKind.UNNAMED or any(node in self._credited for node in group)
        unsure = unsure or all(one.vague for one in sources[0])
        sure = _DOER if all(one.doer for one in sources[0]) else LEAST
        counted = _IMPLIED if all(one.implied for one in sources[0]) else MOST if unsure else sure
        return main.kind, main.name, counted, reason + self._perhaps(group)

    def _unattributed(self, group: Sequence[str]) -> tuple[OriginKind, None, str, str]:
        reason = "names no source" if len(group) == 1 else f"{len(group)} reports with the same words name no source"
        return OriginKind.REPORT, None, MOST, reason + self._perhaps(group)

    def _perhaps(self, group: Sequence[str]) -> str:
        """Say on what the origin may rest after all."""
        reasons = sorted({row.reason for node in group for row in self._possible.get(node, ())})
        return f"; perhaps not independent: {'; '.join(reasons[:_REASONS])}" if reasons else ""
