"""What the headings of articles have otherwise than their bodies, by the article's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.model.article import Article, Block
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.facts import Facts
from onrecord.model.span import Span
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import Word, words_in
from onrecord.trace.backing import Backing


class AgainstBodies:
    """Headings that a way of finding them says go against their bodies, each article looked at once.

    `find` gives of an article the stretches of headings, with those of the body that they go against.
    """

    def __init__(self, facts: Facts, find: Callable[[Article], Iterator[tuple[Span, Span]]]) -> None:
        self._facts = facts
        self._find = find
        self._seen: set[str] = set()

    def discrepancies(self, backing: Backing) -> Iterator[Discrepancy]:
        """Find the headings of a claim's articles that go against the body."""
        for member in backing.claim.members:
            if member.article in self._seen:
                continue
            self._seen.add(member.article)
            for spans in self._find(self._facts.article[member.article]):
                sides = [backing.side(member.fact, member.article, span) for span in spans]
                yield backing.discrepancy(DiscrepancyKind.HEADLINE, "status", sides)


def told_of(article: Article, body: Iterable[Block], subject: Word, verb: Word) -> Iterator[set[str]]:
    """Give the words of each sentence of a body that has a subject and a verb."""
    for block in body:
        for word in words_in(article.text, block.span):
            if word.stem == verb.stem:
                sentence = sentence_at(article.text, Span(word.start, word.end))
                forms = {other.form for other in words_in(article.text, sentence)}
                if subject.form in forms:
                    yield forms
