"""How a claim stands: outlets, text families and origins, each counted apart, a verdict in plain words and a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from onrecord.model.derived import Claim, Discrepancy, Origin, OriginKind, Standing
from onrecord.model.grading import Reliability
from onrecord.trace.origins import LEAST, Interval
from onrecord.trace.owners import Owners, joined
from onrecord.trace.reports import Report

CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, UNKNOWN = 1, 2, 3, 4, 6
"""NATO's information grades that can be proposed; 5 (improbable) needs knowledge of the matter itself."""


def standing(
    claim: Claim,
    reports: Sequence[Report],
    interval: Interval,
    family: Mapping[str, str],
    discrepancies: Sequence[Discrepancy],
    owners: Owners | None = None,
) -> Standing:
    """Sum up how a claim stands; `family` gives the text family of every article, `owners` whose the sources are.

    `outlets` has the known ones only: of an article without one nobody can say whether its outlet is among them.
    """
    articles = tuple(report.id for report in reports)
    sure = [origin for origin in interval.origins if origin.counted == LEAST]
    houses, shared = joined(sure, owners or Owners())
    grade, reason = _grade(interval, discrepancies, houses, shared)
    return Standing(
        claim=claim.id,
        articles=articles,
        outlets=tuple(sorted({report.article.outlet for report in reports if report.article.outlet})),
        families=len({family[article] for article in articles}),
        at_least=interval.at_least,
        at_most=interval.at_most,
        verdict=verdict(interval.origins, len(articles), shared if houses == 1 else ""),
        grade=grade,
        reason=reason,
        owners=houses,
        joined=shared,
    )


def rating(owners: Owners, origins: Sequence[Origin], grade: int, outlet: Mapping[str, str | None]) -> str:
    """Return a claim's rating in NATO's form, "B2": the letter of the best graded origin that counts, and the grade.

    A report that names no source stands for itself, so that the letter is that of its outlet; `outlet` gives the outlet
    of every article.
    """
    counted = [origin for origin in origins if origin.counted == LEAST]
    names = [origin.name for origin in counted if origin.name]
    names += [outlet.get(article) or "" for origin in counted if not origin.name for article in origin.articles]
    return f"{min(map(owners.reliability, names), default=Reliability.F)}{grade}"


class Support(StrEnum):
    """What stands behind a claim, in one word: the kinds of verdict."""

    CONFIRMED = "confirmed"
    ONE_HOUSE = "one-house"
    ONE_ORIGIN = "one-origin"
    ONE_TEXT = "one-text"
    UNTIED = "untied"
    SINGLE = "single"


_BEGINNINGS = {
    "Independently": Support.CONFIRMED,
    "Several": Support.ONE_HOUSE,
    "One origin": Support.ONE_ORIGIN,
    "One known": Support.ONE_ORIGIN,
    "One text": Support.ONE_TEXT,
    "No dependence": Support.UNTIED,
    "Single": Support.SINGLE,
}
"""With what words the verdicts of each kind begin."""


def beginnings_of(support: Support) -> tuple[str, ...]:
    """Return the words with which the verdicts of a kind begin.

    >>> beginnings_of(Support.ONE_ORIGIN)
    ('One origin', 'One known')
    """
    return tuple(words for words, kind in _BEGINNINGS.items() if kind is support)


def verdict(origins: Sequence[Origin], reports: int, house: str = "") -> str:
    """Say in plain words how many origins stand behind a claim; "independent" is said only of known origins.

    `house` says that all of these are of one state or owner: then they confirm each other, but not independently.
    """
    sure = [origin for origin in origins if origin.counted == LEAST]
    rest = len(origins) - len(sure)
    known = [_name(origin) for origin in sure if origin.kind is not OriginKind.REPORT]
    if len(known) > 1 and house:
        return f"Several origins of one house: {house}"
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


def _grade(interval: Interval, discrepancies: Sequence[Discrepancy], houses: int, shared: str) -> tuple[int, str]:
    """Propose the NATO information grade from origins and contradictions, with the reason."""
    sure = [origin for origin in interval.origins if origin.counted == LEAST]
    if any(is_conflict(discrepancy) for discrepancy in discrepancies):
        return DOUBTFUL, "reports without a common origin contradict each other"
    if houses > 1:
        return CONFIRMED, f"{interval.at_least} known origins agree" + (f"; {shared}" if shared else "")
    if interval.at_least > 1:
        return PROBABLE, f"{interval.at_least} known origins agree, but {shared}"
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
