"""How a claim stands: outlets, text families and origins, each counted apart, a verdict in plain words and a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model.derived import Claim, Discrepancy, Origin, OriginKind, Standing
from onrecord.trace.origins import LEAST, Interval
from onrecord.trace.reports import Report

CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, UNKNOWN = 1, 2, 3, 4, 6
"""NATO's information grades that can be proposed; 5 (improbable) needs knowledge of the matter itself."""


def standing(
    claim: Claim,
    reports: Sequence[Report],
    interval: Interval,
    family: Mapping[str, str],
    discrepancies: Sequence[Discrepancy],
) -> Standing:
    """Sum up how a claim stands; `family` gives the text family of every article.

    `outlets` has the known ones only: of an article without one nobody can say whether its outlet is among them.
    """
    articles = tuple(report.id for report in reports)
    grade, reason = _grade(interval, discrepancies)
    return Standing(
        claim=claim.id,
        articles=articles,
        outlets=tuple(sorted({report.article.outlet for report in reports if report.article.outlet})),
        families=len({family[article] for article in articles}),
        at_least=interval.at_least,
        at_most=interval.at_most,
        verdict=verdict(interval.origins, len(articles)),
        grade=grade,
        reason=reason,
    )


def verdict(origins: Sequence[Origin], reports: int) -> str:
    """Say in plain words how many origins stand behind a claim; "independent" is said only of known origins."""
    sure = [origin for origin in origins if origin.counted == LEAST]
    rest = len(origins) - len(sure)
    known = [_name(origin) for origin in sure if origin.kind is not OriginKind.REPORT]
    if len(known) > 1:
        return f"Independently confirmed: {', '.join(known)}"
    if known:
        return f"{'One origin' if not rest else 'One known origin'}: {known[0]}{_others(origins, rest)}"
    if reports == 1:
        return "Single report, no source named"
    if not rest:
        return f"One text in {reports} reports, no source named"
    apart = f"{reports}" if rest + 1 == reports else f"{rest + 1} of {reports}"
    return f"No dependence found between {apart} reports, no source named"


def _name(origin: Origin) -> str:
    if origin.kind is OriginKind.OWN:
        return f"{origin.name or 'a report'} (own reporting)"
    return f"{origin.name} (unnamed source)" if origin.kind is OriginKind.UNNAMED else str(origin.name)


def _others(origins: Sequence[Origin], rest: int) -> str:
    if not rest:
        return ""
    unnamed = sum(origin.kind is OriginKind.UNNAMED and origin.counted != LEAST for origin in origins)
    silent = rest - unnamed
    parts = [f"{silent} other report{'s' * (silent > 1)}"] if silent else []
    parts += ["unnamed sources"] if unnamed else []
    return f"; no dependence found for {' and '.join(parts)}"


def _grade(interval: Interval, discrepancies: Sequence[Discrepancy]) -> tuple[int, str]:
    """Propose the NATO information grade from origins and contradictions, with the reason."""
    sure = [origin for origin in interval.origins if origin.counted == LEAST]
    if any(is_conflict(discrepancy) for discrepancy in discrepancies):
        return DOUBTFUL, "reports without a common origin contradict each other"
    if interval.at_least > 1:
        return CONFIRMED, f"{interval.at_least} known origins agree"
    if all(origin.kind is OriginKind.REPORT for origin in sure):
        return UNKNOWN, "no report says how it knows"
    if sure[0].kind is OriginKind.UNNAMED:
        return UNKNOWN, "rests on unnamed sources alone"
    if interval.at_most > 1:
        return PROBABLE, "one known origin, and reports that no dependence ties to it"
    return POSSIBLE, "one known origin, not confirmed by another"


def is_conflict(discrepancy: Discrepancy) -> bool:
    """Say whether a discrepancy of value (not of wording) stands between different origins."""
    if discrepancy.kind.value not in {"date", "amount", "place"}:
        return False
    behind = [set(side.origins) for side in discrepancy.sides]
    return not set.intersection(*behind)
