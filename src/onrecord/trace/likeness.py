"""How alike the words of two reports of a claim are, and which of the two came first."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.days import came_before, stated
from onrecord.model.derived import ClaimKind, DependenceKind
from onrecord.resolve.pairing import OTHER_WORDS, other_words
from onrecord.resolve.wording import longest_run
from onrecord.trace.reports import Report

CERTAIN_RUN = 10
"""Identical words in a row that two people do not choose by chance."""

_POSSIBLE_RUN = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why the words of one report may come from another; `words` in a row are identical."""

    kind: DependenceKind
    certain: bool
    words: int

    @property
    def reason(self) -> str:
        """The likeness in words."""
        if self.kind is DependenceKind.PASSAGE:
            return f"copied passage of {self.words} words"
        if self.kind is DependenceKind.TRANSLATION:
            return f"other words for the same utterance, {self.words} in a row identical"
        return f"{self.words} identical words in a row"


def compare_words(kind: ClaimKind, x: Report, y: Report, public: bool) -> Likeness | None:
    """Return how alike the words of two reports are; a quotation and a paraphrase are not compared."""
    if kind is ClaimKind.UTTERANCE and x.quoted is not y.quoted:
        return None
    run = longest_run(x.forms, y.forms)[2]
    if kind is ClaimKind.UTTERANCE and x.quoted and _translated(x, y):
        return Likeness(DependenceKind.TRANSLATION, certain=False, words=run)
    if run >= CERTAIN_RUN:
        return Likeness(DependenceKind.WORDING, certain=not public, words=run)
    possible = run >= _POSSIBLE_RUN or x.forms == y.forms
    return Likeness(DependenceKind.WORDING, certain=False, words=run) if possible else None


def _translated(x: Report, y: Report) -> bool:
    return max(other_words(x.words, y.words), other_words(y.words, x.words)) >= OTHER_WORDS


def earliest(report: Report) -> tuple[str, str]:
    """Sort reports by time of publication, those without one last."""
    return stated(report.article.published) or "~", report.id


def order(x: Report, y: Report) -> int:
    """Compare the times of publication: negative where `x` came first, 0 where they do not say.

    Times without a zone, and days, are compared by day; times of crawling, a year or a month alone say nothing.
    """
    before = came_before(x.article.published, y.article.published)
    return 0 if before is None else -1 if before else 1
