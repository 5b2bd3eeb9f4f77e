"""Headings that quote other words than the article below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.article import HEADINGS, Article
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Statement, StatementKind
from onrecord.model.span import Span
from onrecord.resolve.changes import changed
from onrecord.resolve.units import quoted_parts
from onrecord.resolve.wording import Word, in_order, words_in
from onrecord.trace.backing import Backing
from onrecord.trace.wordings import shown

_LEAST_SHARED = 3
_ALIKE = 0.6
_LONGER = 2


@dataclass(frozen=True, slots=True)
class Misquote:
    """A quotation of a heading, and the stretch of the body that it seems to quote in other words."""

    heading: Statement
    words: tuple[Word, ...]
    body: Statement
    window: tuple[Word, ...]
    share: float


class Headings:
    """Compares the quotations in every heading with those of the article's body, once for all claims."""

    def __init__(self, facts: Facts) -> None:
        self._found: defaultdict[str, list[Misquote]] = defaultdict(list)
        for article, reading in zip(facts.articles, facts.readings, strict=True):
            quoting = [s for s in reading.statements if s.kind is not StatementKind.INDIRECT]
            heading = [s for s in quoting if s.in_block in HEADINGS]
            body = [s for s in quoting if s.in_block not in HEADINGS]
            for misquote in _misquotes(article, heading, body):
                self._found[misquote.body.id].append(misquote)

    def discrepancies(self, backing: Backing) -> Iterator[Discrepancy]:
        """Give the headings that misquote what a claim's members have."""
        for member in backing.claim.members:
            for found in self._found.get(member.fact, ()):
                if member.span.overlaps(Span(found.window[0].start, found.window[-1].end)):
                    yield _row(backing, found)


def _misquotes(article: Article, headings: Iterable[Statement], body: Sequence[Statement]) -> Iterator[Misquote]:
    """Give each quotation of a heading that the body does not have as it is, with the place most like it."""
    for heading in headings:
        for part in quoted_parts(heading, article.text) or heading.spans:
            words = words_in(article.text, part)
            likest = [found for statement in body if (found := _likest(article.text, heading, words, statement))]
            best = max(likest, key=lambda found: (found.share, -found.window[0].start), default=None)
            if best and best.share < 1 and changed(best.window, words):
                yield best


def _likest(text: str, heading: Statement, words: tuple[Word, ...], statement: Statement) -> Misquote | None:
    """Return the stretch of a statement that is most like the words, if it is like them at all."""
    own = tuple(word for span in statement.spans for word in words_in(text, span))
    forms = [word.form for word in words]
    best: Misquote | None = None
    for window in _windows(own, forms):
        shared = in_order([word.form for word in window], forms)
        share = shared / len(forms)
        if shared >= _LEAST_SHARED and share >= _ALIKE and (best is None or share > best.share):
            best = Misquote(heading, words, statement, window, share)
    return best


def _windows(words: tuple[Word, ...], forms: Sequence[str]) -> Iterator[tuple[Word, ...]]:
    """Give the stretches that begin with one of the first two words of `forms`, and are hardly longer than it."""
    for at, word in enumerate(words):
        if word.form in forms[:2]:
            yield words[at : at + len(forms) + _LONGER]


def _row(backing: Backing, found: Misquote) -> Discrepancy:
    text = backing.facts.article[found.body.article].text
    changes = changed(found.window, found.words)
    body = shown(text, found.window, [change.a for change in changes])
    heading = shown(text, found.words, [change.b for change in changes])
    sides = (
        backing.side(found.body.id, found.body.article, *body),
        backing.side(found.heading.id, found.heading.article, *heading),
    )
    return backing.discrepancy(DiscrepancyKind.HEADLINE, "wording", sides)
