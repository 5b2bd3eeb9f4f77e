"""Words at second hand: who says that another said them is the first source behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.reading import UTTERED, CitationKind, CueType, Statement
from onrecord.model.span import Span
from onrecord.read.conduit import Conduit
from onrecord.read.ways import Way

_AROUND = 12
_QUESTION = 80
_AGAINST = re.compile(r"(?:,\s*(?:while|whereas|but|though|although)|;|\bwhile)\s+(?:\S+\s+){0,8}$")
_PUBLISHED = frozenset(
    {CitationKind.AGENCY, CitationKind.OUTLET, CitationKind.OWN, CitationKind.DOCUMENT, CitationKind.UNNAMED}
)


def with_tellers(
    statements: Sequence[Statement], conduits: Sequence[tuple[Conduit, ...]], text: str
) -> list[tuple[Conduit, ...]]:
    """Return the conduits of each statement, those inside another's content with its speaker and what that rests on."""
    found = []
    for at, own in enumerate(conduits):
        outer = _teller(at, statements, text)
        if outer is None:
            found.append(own)
            continue
        known = {conduit.name for conduit in own}
        behind = [c for c in conduits[outer] if c.name not in known]
        told = [
            c for c in _told_by(statements[outer], conduits[outer]) if not any(c.span.overlaps(o.span) for o in own)
        ]
        all_ = (*told, *own, *behind)
        found.append(tuple(sorted(all_, key=lambda conduit: conduit.order)))
    return found


def _told_by(outer: Statement, conduits: tuple[Conduit, ...]) -> tuple[Conduit, ...]:
    speaker = outer.speaker
    if speaker is None or outer.cue is None:
        return ()
    span = speaker.span
    if speaker.text.casefold() in ("it", "he", "she", "they", "who") and (
        speaker.entity is None or speaker.text == "it"
    ):
        return ()
    if any(c.kind in _PUBLISHED and c.span.overlaps(span) for c in conduits):
        return ()
    return (
        Conduit(
            CitationKind.OFFICIAL,
            speaker.name if speaker.entity else speaker.text,
            span,
            Way.TELLER,
            f"tells of it: {outer.cue.text!r}",
        ),
    )


def _teller(at: int, statements: Sequence[Statement], text: str) -> int | None:
    """Return the place of the statement that reports this one as another's words, the innermost."""
    near = range(max(0, at - _AROUND), min(len(statements), at + _AROUND))
    places = [i for i in near if i != at and _reports(statements[i], statements[at])]
    places = [i for i in places if not _set_against(statements[i], statements[at], text)]
    places = [i for i in places if not _is_asked(statements[i], statements[at], text)]
    return min(places, key=lambda i: sum(len(span) for span in statements[i].spans), default=None)


def _is_asked(outer: Statement, inner: Statement, text: str) -> bool:
    """Say whether somebody's words are only asked for before another's: "What does the militia say? …, Teld said"."""
    return outer.cue is not None and "?" in text[outer.cue.end : inner.spans[0].start][:_QUESTION]


def _set_against(outer: Statement, inner: Statement, text: str) -> bool:
    """Say whether words are only set against another's: "she said it would hold, while he said it might not"."""
    start = min(inner.spans[0].start, *(part.start for part in (inner.cue, inner.speaker) if part is not None))
    before = next((text[span.start : start] for span in outer.spans if span.start < start < span.end), "")
    return _AGAINST.search(before) is not None


def _reports(outer: Statement, inner: Statement) -> bool:
    if outer.speaker is None or inner.speaker is None or outer.cue is None or inner.cue is None:
        return False
    if outer.cue.type not in {*UTTERED, CueType.SHOWS} or inner.cue.type not in UTTERED:
        return False
    if inner.cue.text.casefold().startswith("according"):
        return False
    if outer.speaker.entity == inner.speaker.entity and (
        outer.speaker.entity or outer.speaker.name == inner.speaker.name
    ):
        return False
    parts = [*inner.spans, Span(inner.cue.start, inner.cue.end)]
    held = all(any(span.contains(part) for span in outer.spans) for part in parts)
    return held and any(span.start <= inner.speaker.start < span.end for span in outer.spans)
