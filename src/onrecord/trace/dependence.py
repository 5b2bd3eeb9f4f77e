"""Who has a claim from whom, as the reports themselves say: citations, credits and own reporting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.derived import Dependence, DependenceKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.span import Span
from onrecord.trace.reports import Report
from onrecord.trace.sources import Cited


def edge(
    claim: str, x: str, y: str, kind: DependenceKind, article: str, span: Span, reason: str, *, how: tuple[bool, bool]
) -> Dependence:
    """Make a dependence; `how` says whether it is certain and whether it has a direction."""
    certain, directed = how
    id_ = content_id(Prefix.DEPENDENCE, claim, x, y, kind)
    return Dependence(id_, claim, x, y, kind, certain, directed, article, span, reason)


def stated(claim: str, reports: Sequence[Report]) -> tuple[Dependence, ...]:
    """Return what the reports say of where they have the claim from; all of it is certain."""
    found = {row.id: row for report in reports for row in (*_chain(claim, report), *_own(claim, report))}
    named = {row.y for row in found.values()}
    found |= {row.id: row for row in _themselves(claim, reports, named)}
    return tuple(found.values())


def _chain(claim: str, report: Report) -> Iterator[Dependence]:
    """Link the article to the last step of its chain, and each step to the one before."""
    taker: tuple[str, ...] = (report.id,)
    for at in range(len(report.chain) - 1, -1, -1):
        step = report.chain[at]
        kind = DependenceKind.CREDITS if at >= len(report.chain) - report.credited else DependenceKind.CITES
        for source in step:
            yield from _links(claim, taker, source, kind)
        taker = tuple(source.node for source in step)


def _links(claim: str, takers: Iterable[str], source: Cited, kind: DependenceKind) -> Iterator[Dependence]:
    verb = "credits" if kind is DependenceKind.CREDITS else "cites"
    for taker in takers:
        if taker != source.node:
            reason = f"{verb} {source.name}: '{source.text}'"
            yield edge(claim, taker, source.node, kind, source.article, source.span, reason, how=(True, True))


def _own(claim: str, report: Report) -> Iterator[Dependence]:
    """Say that an outlet heard it itself; without a known outlet the article stands for it and needs no edge."""
    if report.own and report.outlet:
        span = Span(report.own.start, report.own.end)
        reason = f"own reporting: '{report.own.text}'"
        yield edge(claim, report.id, report.outlet, DependenceKind.OWN, report.id, span, reason, how=(True, True))


def _themselves(claim: str, reports: Iterable[Report], named: set[str]) -> Iterator[Dependence]:
    """Tie a named source to its own article, where the coverage holds it, so that chains and circles close.

    An article that others cite and that cites nobody is the source itself; one that cites somebody passes it on.
    """
    for report in reports:
        if report.outlet not in named or report.own is not None:
            continue
        node, span, reason = str(report.outlet), report.main.span, f"is itself a report of {report.article.outlet}"
        if report.cited and not report.chain:
            yield edge(claim, report.id, node, DependenceKind.OWN, report.id, span, reason, how=(True, True))
        else:
            how = (True, bool(report.chain))
            yield edge(claim, node, report.id, DependenceKind.CITES, report.id, span, reason, how=how)
