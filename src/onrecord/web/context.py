"""The sentence around a span, to show words where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.span import Span

_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+(?=[\"'“‘«(\[A-Z0-9])")
_REACH = 320


@dataclass(frozen=True, slots=True)
class Context:
    """Words with what stands before and after them in their sentence; `cut_*` say that more of it is left out."""

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


def around(article: Article, span: Span, reach: int = _REACH) -> Context:
    """Return the span's words with the rest of their sentence, at most `reach` characters to either side.

    The sentence never leaves the block it stands in; breaks after ".", "!" and "?" are taken for its ends.
    """
    block = article.block_at(span.start)
    low, high = (block.start, max(block.end, span.end)) if block else (0, len(article.text))
    # One character more than the span's start: an end of sentence shows by what follows it.
    ends = (match.end() for match in _END.finditer(article.text, low, span.start + 1))
    start = max((end for end in ends if end <= span.start), default=low)
    found = _END.search(article.text, max(span.end - 1, span.start), high)
    end = max(found.end(), span.end) if found else high
    first, last = max(start, span.start - reach), min(end, span.end + reach)
    return Context(
        article.text[first : span.start],
        span.of(article.text),
        article.text[span.end : last],
        cut_before=first > start,
        cut_after=last < end,
    )
