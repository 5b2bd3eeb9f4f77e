"""What an article's own layout shows to be quoted: text between quotation marks, and embedded posts.

The marks alone decide here, since wording is compared also where an article was not read. Straight marks have no side:
one opens where a word follows it and no word stands before it. A quotation that its block does not close ends with the
block, because a quotation that goes on is opened again by the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.article import Article, Block
from onrecord.model.span import Span

_CLOSING = {
    "“": re.compile(r"[”\"]"),
    "„": re.compile(r"[“”\"]"),
    "«": re.compile(r"»"),
    '"': re.compile(r"[\"”]"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"['’](?!\w)"),
}
_OPEN = re.compile(r"[“„«\"‘'](?=\S)")
_SINGLE = "‘'"
_DATE = r"(?:[^\W\d_]+ \d{1,2},? \d{4}|\d{1,2} [^\W\d_]+ \d{4})"
_SIGNATURE = re.compile(rf"[—–-]{{1,2}}[ \u00a0]*[^\n@]{{1,60}}\(@\w{{1,30}}\)\s*+{_DATE}?\W*+\Z")
LONGEST_SINGLE = 1000
"""Characters in the longest quotation between single marks; what looks like one mark is mostly an apostrophe."""

_BEFORE_OPENING = " \t\r\n\u00a0([{—–-"


def quoted_spans(article: Article) -> Iterator[Span]:
    """Yield what the readable blocks of an article show to be quoted."""
    before: Block | None = None
    for block in article.readable():
        signature = _SIGNATURE.search(article.text, block.start, block.end)
        if signature:
            yield _post(before, block, signature.start())
        else:
            yield from quotation_spans(article.text, block)
        before = block


def _post(before: Block | None, block: Block, signature: int) -> Span:
    """Return an embedded post: a block that ends in a signature, "— Name (@handle)", or the one above the signature."""
    alone = signature == block.start and before is not None
    return Span(before.start if alone and before else block.start, block.end)


def quotation_spans(text: str, block: Block) -> Iterator[Span]:
    """Yield what stands between the outer quotation marks of one block, without the marks.

    >>> from onrecord.model.article import BlockKind
    >>> text = 'The "old" deal is not "worth ‘a cent’," he said.'
    >>> [span.of(text) for span in quotation_spans(text, Block(0, len(text), BlockKind.BODY))]
    ['old', 'worth ‘a cent’,']
    """
    at = block.start
    while match := _OPEN.search(text, at, block.end):
        start = match.end()
        if not _opens(text, match.start(), block):
            at = start
            continue
        end = _close(text, start, block.end, match.group())
        if end is not None:
            yield Span(start, end)
            at = end + 1
        elif match.group() in _SINGLE:  # an apostrophe: 'em, ’90s
            at = start
        else:
            yield Span(start, block.end)
            return


def _opens(text: str, at: int, block: Block) -> bool:
    return at == block.start or text[at] in "“„«" or text[at - 1] in _BEFORE_OPENING


def _close(text: str, start: int, stop: int, mark: str) -> int | None:
    """Return the offset of the mark that closes what `mark` opened, which stands behind a character at least."""
    if mark in _SINGLE:
        stop = min(stop, start + LONGEST_SINGLE)
    close = _CLOSING[mark].search(text, start + 1, stop)
    return close.start() if close else None
