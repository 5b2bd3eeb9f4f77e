"""The sentence of an article that a span stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.wording import ends_sentence

_GAP = re.compile(r"[.!?;\n][\"”’')\]]*\s*|\n")
_OPENING = "\"'“‘„«("
_TEXTS = 1 << 10


def sentence_at(text: str, span: Span) -> Span:
    """Return the sentence that a span begins in.

    >>> text = "It rained. Gen. Orsk left on Monday. He fell."
    >>> sentence_at(text, Span(16, 20)).of(text)
    'Gen. Orsk left on Monday'
    """
    gaps, ends = _gaps(text)
    at = bisect_right(ends, span.start)
    start = ends[at - 1] if at else 0
    at = bisect_left(gaps, span.start, at)
    end = gaps[at] if at < len(gaps) else len(text)
    return Span(start, max(end, min(span.end, len(text))))


@lru_cache(maxsize=_TEXTS)
def _gaps(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where what stands between the sentences of a text begins, and where it ends."""
    found = [gap.span() for gap in _GAP.finditer(text) if _ends(text, gap)]
    return tuple(start for start, _ in found), tuple(end for _, end in found)


def _ends(text: str, gap: re.Match[str]) -> bool:
    if "\n" in gap.group():
        return True
    before = re.search(r"[\w.]*$", text[max(0, gap.start() - 20) : gap.start()])
    word = before.group().casefold() if before else ""
    number = word[-1:].isdigit() and text[gap.end() : gap.end() + 1].isdigit()
    initial = len(word) == 1 and word not in load_wording().function
    return not (number or initial) and ends_sentence(
        gap.group(), word, text[gap.end() : gap.end() + 12].lstrip(_OPENING)
    )
