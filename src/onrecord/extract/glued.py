"""A caption that stands on one line with the paragraph after it, with nothing between them."""

from __future__ import annotations

import re

from onrecord.model.span import Span

# Lower case (or a closing mark) directly before a capital: words such as "McDonald" or "YouTube" have it too, so the
# sides must also look like an unfinished fragment and the start of a sentence.
_SEAM = re.compile(r"(?<=[a-zà-ÿ0-9)])(?=[A-Z“][a-zA-Z’']*[ ,])")
_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…]['\"”’)]*(?=\s|$)")
_SENTENCE_MAX = 2000
_LEFT_MIN, _LEFT_MAX, _RIGHT_MIN = 5, 60, 8
_INSIDE = re.compile(
    r"\b(?:Mc|Mac|De|Le|La|Van|Fitz|O’|O')$|\b[a-z]$|\b(?:i|e|you|face|linked|tik|what|pay|micro|black|white)$",
    re.IGNORECASE,
)


def split_glued(text: str, span: Span) -> tuple[Span, ...]:
    """Return caption and paragraph apart where a line is both, else the line as it is.

    >>> line = "The two ministers on the quay in KelstadtThe new bridge will open in spring, and trade will follow it."
    >>> [part.of(line) for part in split_glued(line, Span(0, len(line)))][0]
    'The two ministers on the quay in Kelstadt'
    """
    line = span.of(text)
    for seam in _SEAM.finditer(line):
        at = seam.start()
        if _is_seam(line, at):
            return Span(span.start, span.start + at), Span(span.start + at, span.end)
        if at > 600:
            break
    return (span,)


def _is_seam(line: str, at: int) -> bool:
    left, right = line[:at], line[at : at + _SENTENCE_MAX]
    count = len(_WORD.findall(left))
    if not _LEFT_MIN <= count <= _LEFT_MAX or _END.search(left):
        return False
    end = _END.search(right)
    words = _WORD.findall(right[: end.end()] if end else right)
    if end is None or len(words) < _RIGHT_MIN or _INSIDE.search(left):
        return False
    return any(word.islower() for word in words[1:4])
