"""How each claim came to each report, as data: who takes it from whom, on what evidence, and who heard it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.export.parts import Row
from onrecord.model.article import Article
from onrecord.model.days import day_of, earliest, moment_of, stated
from onrecord.model.derived import DependenceKind, MemberRelation

STATED = frozenset({DependenceKind.CITES, DependenceKind.CREDITS})
"""The ties that a report states, rather than shows by its words."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a dependence: a report (`article` is its id) or a named source.

    `label` is its outlet or the source, `name` the same where only one report of the claim is of that outlet, else with
    the name that it came in under.
    """

    name: str
    label: str
    article: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """One end took the claim from the other, as far as `certain` and `directed` say; `evidence` shows it.

    `words` counts those that are the same, where that is what ties the two.
    """

    id: str
    taker: End
    giver: End
    kind: DependenceKind
    certain: bool
    directed: bool
    words: int
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReportAccount:
    """One report of a claim, with the ties that lead from it; `own` says that it heard the claim itself.

    `rating` is the letter of its outlet with the claim's grade, such as "B2".
    """

    article: str
    uri: str
    name: str
    outlet: str | None
    published: str | None
    facts: tuple[str, ...]
    relation: MemberRelation
    rating: str
    own: bool
    ties: tuple[Tie, ...]

    @property
    def label(self) -> str:
        """Its outlet, else the name it came in under."""
        return self.outlet or self.uri

    @property
    def givers(self) -> tuple[End, ...]:
        """From whom it certainly has the claim: the sources that it states, or else the one whose words it has.

        Of several whose words it has it is the one with which it shares the most, of these the earliest.
        """
        stated = {t.giver.label: t.giver for t in self._taken if t.certain and t.kind in STATED}
        return tuple(stated.values()) or self._nearest(t for t in self._taken if t.certain and t.directed)

    @property
    def doubtful(self) -> tuple[End, ...]:
        """From whom, first of all, it may have the claim; also where the times do not tell who has it from whom."""
        return () if self.givers else self._nearest(self._taken)

    def _nearest(self, ties: Iterable[Tie]) -> tuple[End, ...]:
        best = min(ties, key=lambda t: (not t.directed, not t.certain, -t.words, *in_time(t.giver)), default=None)
        return (best.giver,) if best else ()

    @property
    def _taken(self) -> tuple[Tie, ...]:
        return tuple(t for t in self.ties if t.kind is not DependenceKind.OWN and t.giver.label != self.label)


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is what in a claim: outlets and sources by name, each once.

    `first` are those that none is known to have come before, `own` those that heard it themselves, `sources` those that
    others name; `repeats` are (who, from whom) as certain, `perhaps` as possible; `alone` name and share nothing.
    """

    first: tuple[str, ...]
    own: tuple[str, ...]
    sources: tuple[str, ...]
    repeats: tuple[tuple[str, str], ...]
    perhaps: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimAccount:
    """A claim with its reports, the earliest first, and the ties between sources that no report is an end of."""

    id: str
    kind: str
    title: str
    story: str | None
    reports: tuple[ReportAccount, ...]
    sources: tuple[Tie, ...]
    origins: Row
    verdict: str
    grade: int
    grade_reason: str
    rating: str
    owners: int
    joined: str
    discrepancies: tuple[str, ...]

    @property
    def first(self) -> tuple[ReportAccount, ...]:
        """The reports that none is known to have come before; none where no time is known."""
        first = earliest(report.published for report in self.reports)
        return tuple(report for report in self.reports if report.published in first)

    @property
    def roles(self) -> Roles:
        """Who had it first, who heard it, who repeats whom."""
        others = [report for report in self.reports if not report.own]
        repeats = _pairs((report, report.givers) for report in others)
        named = {tie.giver.label for report in self.reports for tie in report.ties if tie.kind in STATED}
        named |= {giver for _, giver in repeats}
        back = {(giver, taker) for taker, giver in repeats}
        loose = [report for report in others if not report.givers and report.label not in named]
        perhaps = tuple(pair for pair in _pairs((r, r.doubtful) for r in loose) if pair not in back)
        tied = {taker for taker, _ in perhaps}
        return Roles(
            first=_labels(self.first),
            own=_labels(report for report in self.reports if report.own),
            sources=_labels(report for report in others if report.label in named),
            repeats=repeats,
            perhaps=perhaps,
            alone=_labels(report for report in loose if report.label not in tied),
        )


def _labels(reports: Iterable[ReportAccount]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.label for report in reports))


def _pairs(taken: Iterable[tuple[ReportAccount, Iterable[End]]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((report.label, end.label) for report, ends in taken for end in ends))


def end_of(article: Article, name: str | None = None) -> End:
    """Return a report as an end of what it has in common with others; `name` tells it from those of its outlet."""
    label = article.outlet or article.uri
    return End(name or label, label, article.id, article.published)


def in_time(end: End) -> tuple[bool, str, str, str]:
    """Sort by time of publication, what has none last."""
    day, moment = day_of(stated(end.published)), moment_of(end.published)
    return day is None, str(day), moment.isoformat() if moment else str(end.published), end.article or end.name
