"""Headings that have somebody do what the article denies: "Renn resigns" above "Ada Renn has not resigned".

The verb need not be one that reading takes for an event; the article's own words, the same person and verb decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.model.article import HEADINGS, Article, Block
from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.quotations import quoted_spans
from onrecord.resolve.wording import Word, words_in
from onrecord.trace.against import told_of

_DENIAL = re.compile(
    r"\b(?P<subject>[A-Z][\w’'-]*)\s+(?:has|have|had|did|does|do|is|was|were|would|will)(?:\s+(?:so far|as yet|still))?"
    r"(?:\s+not|n['’]t)(?:\s+(?:yet|been|be|in fact|actually))*\s+(?P<verb>[a-z]+)"
    r"|\b(?P<owner>[A-Z][\w’'-]*)\s+(?:has|have|had|is|was)\s+(?:still\s+)?yet\s+to\s+(?P<still>[a-z]+)"
    r"|\b(?P<who>[A-Z][\w’'-]*)\s+(?:never|refuses to|refused to|declines to|declined to|has refused to)"
    r"\s+(?P<never>[a-z]+)"
)
_FINITE = ("s", "ed")
_REACH = 3


def denied_headings(article: Article) -> Iterator[tuple[Span, Span]]:
    """Give the stretches of headings that tell a deed, with those of the body that deny it."""
    quoted = tuple(quoted_spans(article))
    body = [block for block in article.readable() if block.kind not in HEADINGS]
    denials = [found for block in body for found in _denials(article, block, quoted)]
    for heading in (block for block in article.blocks if block.kind in HEADINGS):
        words = words_in(article.text, heading.span)
        if "?" in heading.span.of(article.text) or any(word.form in load_wording().open for word in words):
            continue
        for subject, verb, place in denials:
            told = _told(article.text, words, subject, verb)
            if told and not _also_done(article, body, subject, verb):
                yield told, place


def _denials(article: Article, block: Block, quoted: Iterable[Span]) -> Iterator[tuple[Word, Word, Span]]:
    """Give the denials of a block, outside quotations: the last word of the subject, the verb and their place."""
    for match in _DENIAL.finditer(article.text, block.start, block.end):
        place = Span(*match.span())
        group = "verb" if match["verb"] else "still" if match["still"] else "never"
        subject = {"verb": "subject", "still": "owner", "never": "who"}[group]
        if not any(span.overlaps(place) for span in quoted):
            named = words_in(article.text, Span(*match.span(subject)))
            verbs = words_in(article.text, Span(*match.span(group)))
            if named and verbs and verbs[0].content:
                yield named[-1], verbs[0], place


def _told(text: str, words: tuple[Word, ...], subject: Word, verb: Word) -> Span | None:
    """Return where a heading tells that the subject did it: its name, then close behind the verb in a finite form."""
    for at, word in enumerate(words):
        if word.form != subject.form:
            continue
        near = words[at + 1 : at + 1 + _REACH]
        found = next((one for one in near if one.stem == verb.stem and one.form.endswith(_FINITE)), None)
        if found and "," not in text[word.end : found.start] and text[word.end : word.end + 2] not in ("’s", "'s"):
            return Span(word.start, found.end)
    return None


def _also_done(article: Article, body: list[Block], subject: Word, verb: Word) -> bool:
    """Say whether some sentence of the body has the subject and the verb without a "not"."""
    denied = load_wording().negations | {"never", "yet"}
    return any(not forms & denied for forms in told_of(article, body, subject, verb))
