"""Datelines before the first sentence of a report, which the parser takes for part of it."""

from __future__ import annotations

import re

from onrecord.model.span import Span

_DATELINE = re.compile(
    r"[A-Z]{2}[^()\n]{0,60}\([A-Z][^()\n]{1,40}\)\s*(?:--?|[–—])\s+|[A-Z][A-Z .,']{3,40}\s+(?:--?|[–—])\s+"
)


def after_dateline(text: str, span: Span) -> Span:
    """Return a stretch without the dateline that it begins with; one that is nothing else stays as it is.

    >>> text = "TORSUND (Velpress) - Velmark expelled twelve envoys."
    >>> after_dateline(text, Span(0, len(text))).of(text)
    'Velmark expelled twelve envoys.'
    """
    found = _DATELINE.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found is not None and found.end() < span.end else span
