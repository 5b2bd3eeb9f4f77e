"""The shape of a content: its spans with whole quotations, and whether the words are the speaker's own."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.reading import StatementKind
from onrecord.model.span import Span
from onrecord.read.quotes import Quotation


def shaped(text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> tuple[StatementKind, tuple[Span, ...]]:
    """Return the kind of a content, and its spans widened to the whole of each quotation that it has a part in.

    Where all of it is quoted, the spans are the insides of the quotations.

    >>> text = 'It was "late".'
    >>> shaped(text, [Span(0, 9)], [Quotation(Span(7, 13), Span(8, 12))])
    (<StatementKind.MIXED: 'mixed'>, (Span(start=0, end=13),))
    """
    quoted = [q for q in quotations if any(q.inner.overlaps(span) for span in spans)]
    wide = _with_quotations(spans, quoted)
    if quoted and all(any(q.outer.contains(span) for q in quoted) for span in wide):
        return StatementKind.DIRECT, tuple(trimmed(text, q.inner) for q in quoted)
    return StatementKind.MIXED if quoted else StatementKind.INDIRECT, tuple(wide)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start + 1, span.end - len(inner) + len(inner.rstrip())))


def _with_quotations(spans: Sequence[Span], quoted: Sequence[Quotation]) -> list[Span]:
    """Widen a content to the whole of each quotation that it has a part in; join what then touches."""
    wide = sorted([*spans, *(q.outer for q in quoted)])
    found = [wide[0]]
    for span in wide[1:]:
        if span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
