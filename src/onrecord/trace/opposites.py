"""Headings that have somebody do the opposite of what the article tells: "Renn rejects it" above "Renn accepted it".

As in `retractions.py` the article's own words decide, the same person and object, and a verb and its opposite.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.article import HEADINGS, Article, Block
from onrecord.model.span import Span
from onrecord.ontology.near_words import load_near_words
from onrecord.ontology.wording import load_wording
from onrecord.resolve.quotations import quoted_spans
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import Word, words_in
from onrecord.trace.against import told_of

_REACH = 3


def turned_headings(article: Article) -> Iterator[tuple[Span, Span]]:
    """Give the stretches of headings that have the opposite of a sentence of the body, with that sentence's words."""
    bodies = [block for block in article.readable() if block.kind not in HEADINGS]
    for heading in (block for block in article.blocks if block.kind in HEADINGS):
        words = words_in(article.text, heading.span)
        hedges = {word.start for word in words if word.form in load_wording().open}
        for at, verb in enumerate(words if "?" not in heading.span.of(article.text) else ()):
            if hedges - {verb.start}:
                continue
            against = load_near_words().opposites.get(verb.stem, frozenset())
            if against and verb.form.endswith("s") and 0 < at <= _REACH and at + 1 < len(words):
                told = _told(article, bodies, words[at - 1], against, words[at + 1 :])
                if told and not any(told_of(article, bodies, words[at - 1], verb)):
                    yield Span(words[at - 1].start, words[-1].end), told


def _told(
    article: Article, bodies: list[Block], subject: Word, against: frozenset[str], objects: tuple[Word, ...]
) -> Span | None:
    """Return where the body has the subject do the opposite to the same object, in the reporter's words."""
    quoted, senses = tuple(quoted_spans(article)), {word.sense for word in objects if word.content}
    for block in bodies:
        for word in words_in(article.text, block.span):
            place = Span(word.start, word.end)
            if word.stem not in against or not word.form.endswith("ed") or any(q.overlaps(place) for q in quoted):
                continue
            sentence = sentence_at(article.text, place)
            before, after = (
                words_in(article.text, Span(sentence.start, word.start + 1)),
                words_in(article.text, sentence),
            )
            found = {other.sense for other in after if other.start > word.end}
            denied = any(other.form in load_wording().negations for other in before)
            if not denied and subject.form in {other.form for other in before} and senses & found:
                return Span(sentence.start, sentence.end)
    return None
