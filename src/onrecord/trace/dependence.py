"""Who has a claim from whom, as the reports themselves say: citations, credits and own reporting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.derived import Claim, ClaimKind, Dependence, DependenceKind, OriginKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.span import Span
from onrecord.resolve.wording import longest_run
from onrecord.trace.likeness import CERTAIN_RUN, order
from onrecord.trace.reports import Report
from onrecord.trace.sources import ITSELF, Cited, is_heard


def edge(
    claim: str, x: str, y: str, kind: DependenceKind, article: str, span: Span, reason: str, *, how: tuple[bool, bool]
) -> Dependence:
    """Make a dependence; `how` says whether it is certain and whether it has a direction."""
    certain, directed = how
    id_ = content_id(Prefix.DEPENDENCE, claim, x, y, kind)
    return Dependence(id_, claim, x, y, kind, certain, directed, article, span, reason)


def stated(claim: Claim, reports: Sequence[Report]) -> tuple[Dependence, ...]:
    """Return what the reports say of where they have the claim from; all of it is certain."""
    found = {row.id: row for report in reports for row in (*_chain(claim.id, report), *_own(claim.id, report))}
    named = {row.y for row in found.values()}
    found |= {row.id: row for row in _themselves(claim.id, reports, named)}
    if claim.kind is ClaimKind.UTTERANCE:
        found |= {row.id: row for row in _passed_on(claim.id, reports)}
    return tuple(found.values())


def _passed_on(claim: str, reports: Sequence[Report]) -> Iterator[Dependence]:
    """Tie an agency that an article credits as a whole to whom others say the words were spoken to alone.

    What somebody posted or put on paper an agency has from there, even where its text does not say so at these words;
    so too what somebody told one outlet, if the agency has ten of its words in a row, and not before the outlet had.
    """
    heard = [report for report in reports if _tells_hearer(report)]
    for report in reports if heard else ():
        sources = report.chain[0] if report.credited and len(report.chain) == report.credited else ()
        for source in sources:
            for node, name in sorted(_hearers(report, heard).items()):
                if node != source.node:
                    reason = f"the words were heard by {name}, as another report says: {source.name} passes them on"
                    kind = DependenceKind.CITES
                    yield edge(claim, source.node, node, kind, report.id, source.span, reason, how=(True, True))


def _tells_hearer(report: Report) -> bool:
    """Say whether a report says who heard the words: few do, and only these need be compared with all."""
    return report.own is not None or any(source.heard for step in report.chain[:1] for source in step)


def _hearers(report: Report, others: Iterable[Report]) -> dict[str, str]:
    """Return the names, by node, of those to whom alone the words were spoken and of whom `report` can have them."""
    found: dict[str, str] = {}
    for other in others:
        same = order(report, other) >= 0 and longest_run(report.forms, other.forms)[2] >= CERTAIN_RUN
        heard = (source for step in other.chain[:1] for source in step if source.heard)
        found |= {s.node: s.name for s in heard if same or s.kind is not OriginKind.OUTLET}
        if same and other.own and other.outlet and not other.loose and is_heard(other.own):
            found[other.outlet] = str(other.article.outlet)
    return found


def _chain(claim: str, report: Report) -> Iterator[Dependence]:
    """Link the article to the last step of its chain, and each step to the one before.

    A source that is only implied is the article's alone: an agency does not rest for certain on whoever its text lets
    speak; but it may.
    """
    taker: tuple[str, ...] = (report.id,)
    for at in range(len(report.chain) - 1, -1, -1):
        step = report.chain[at]
        kind = DependenceKind.CREDITS if at >= len(report.chain) - report.credited else DependenceKind.CITES
        for source in step:
            yield from _links(claim, (report.id,) if source.implied else taker, source, kind)
            if source.implied:
                yield from _links(claim, (node for node in taker if node != report.id), source, kind, certain=False)
        taker = tuple(source.node for source in step if not source.implied) or taker


def _links(
    claim: str, takers: Iterable[str], source: Cited, kind: DependenceKind, *, certain: bool = True
) -> Iterator[Dependence]:
    verb = "credits" if kind is DependenceKind.CREDITS else "cites"
    for taker in takers:
        if taker != source.node:
            itself = source.text == ITSELF
            reason = f"is itself an article of {source.name}" if itself else f"{verb} {source.name}: '{source.text}'"
            yield edge(claim, taker, source.node, kind, source.article, source.span, reason, how=(certain, True))


def _own(claim: str, report: Report) -> Iterator[Dependence]:
    """Say that an outlet heard it itself; without a known outlet the article stands for it and needs no edge."""
    if report.own and report.outlet:
        span = Span(report.own.start, report.own.end)
        reason = f"own reporting: '{report.own.text}'"
        yield edge(claim, report.id, report.outlet, DependenceKind.OWN, report.id, span, reason, how=(True, True))
        for source in report.told_by:
            if source.node != report.outlet:
                told, kind = f"was told by {source.name}: '{source.text}'", DependenceKind.CITES
                yield edge(claim, report.outlet, source.node, kind, report.id, source.span, told, how=(True, True))


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
