"""Pairing quotation marks, paragraph by paragraph.

Traps, all seen in print: an apostrophe is no mark; straight marks have no side, so the spacing decides; a quotation of
several paragraphs opens in each and closes in the last only; pages mix curly and straight marks, or turn one round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from onrecord.model.span import Span

_MARK = re.compile(r"[“”„‟\"«»‘’‚']{1,2}|``")
_DOUBLED = {"''": '"', "’’": "”", "‘‘": "“", "``": '"', "‚‚": "„"}
_FAMILY = {"“": "curly", "”": "curly", "„": "curly", "‟": "curly", '"': "straight", "«": "guillemet", "»": "guillemet"}
_FAMILY |= {"‘": "single", "’": "single", "‚": "single", "'": "single"}
_OPENING = "“„‟«‘‚"
_CLOSING = "”»’"
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/…“\"«‘'>:]")
_AFTER_CLOSING = re.compile(r"[\s.,;:!?)\]}—–\-/…”\"»’'<]")
_ELISION = re.compile(r"(?:\d0s\b|em\b|cause\b|til\b|tis\b|twas\b|n\b|bout\b|round\b|cuz\b)", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:[,:–—-]|^)\s*$")
_WHOLE = re.compile(r"\s*[\[(…]*[A-Z0-9].*[.?!,…—–-]\s*$", re.DOTALL)
_FEW = 3

LABEL_WORDS = 5
"""A quotation of no more words may be a name or a title rather than speech."""


class _Side(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: `outer` with its marks, `inner` without them.

    `reopens` says that it continues the quotation that the paragraph before left open.
    """

    outer: Span
    inner: Span
    single: bool = False
    reopens: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str
    side: _Side


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    r"""Return the outermost quotations of the given paragraphs of a text, in order; they never overlap.

    >>> text = '"We aren\'t going," she said, "today."'
    >>> [quotation.inner.of(text) for quotation in find_quotations(text, (Span(0, len(text)),))]
    ["We aren't going,", 'today.']
    """
    found: list[Quotation] = []
    left_open: str | None = None
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        quotations, still_open = _pair(text, paragraph, following)
        if quotations and left_open and _opens_with(text, paragraph, left_open):
            quotations[0] = replace(quotations[0], reopens=True)
        found += quotations
        left_open = still_open
    return tuple(found)


def is_whole(text: str, quotation: Quotation) -> bool:
    """Say whether a quotation reads as a sentence: a capital first, a mark at its end, more than a word or two."""
    inner = quotation.inner.of(text)
    return len(inner.split()) >= _FEW and _WHOLE.match(inner) is not None


def is_label(text: str, quotation: Quotation) -> bool:
    """Say whether a quotation only names something: a few words without an end, or with capitals ("State of Play")."""
    inner = quotation.inner.of(text)
    words = [word for word in inner.split() if len(word) > _FEW]
    if len(inner.split()) > LABEL_WORDS:
        return False
    if not inner.rstrip().endswith((".", ",", "?", "!")):
        return True
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _pair(text: str, paragraph: Span, following: Span | None) -> tuple[list[Quotation], str | None]:
    """Return one paragraph's quotations, and the family of the mark that the next paragraph opens again."""
    found: list[Quotation] = []
    opened: _Mark | None = None
    opened_at = 0
    marks = list(_marks(text, paragraph))
    for at, mark in enumerate(marks):
        if opened is None:
            opened, opened_at = (mark, at) if mark.side is not _Side.CLOSE else (None, 0)
        elif _closes(opened, mark, marks[opened_at + 1 : at], marks[at + 1 :]):
            found += _quotation(opened, mark.start, mark.end)
            opened = None
        elif _restarts(opened, mark, marks[at + 1 :]):
            opened, opened_at = mark, at
    if opened is None or opened.family == "single":
        return found, None
    if following and _opens_with(text, following, opened.family):
        return found + _quotation(opened, paragraph.end, paragraph.end), opened.family
    if _INTRODUCED.search(text, paragraph.start, opened.start):
        found += _quotation(opened, paragraph.end, paragraph.end)
    return found, None


def _quotation(opened: _Mark, inner_end: int, end: int) -> list[Quotation]:
    if inner_end <= opened.end:
        return []
    return [Quotation(Span(opened.start, end), Span(opened.end, inner_end), single=opened.family == "single")]


def _closes(opened: _Mark, mark: _Mark, inside: list[_Mark], later: list[_Mark]) -> bool:
    """Say whether a mark closes what `opened` opened, also where a writer mixed curly and straight marks."""
    if mark.side is _Side.OPEN:
        return False
    if mark.family == opened.family:
        return True
    if {mark.family, opened.family} != {"curly", "straight"}:
        return False
    if mark.side is _Side.CLOSE and not any(m.family == mark.family for m in inside):
        return True
    return not any(m.family == opened.family and m.side is not _Side.OPEN for m in later)


def _restarts(opened: _Mark, mark: _Mark, later: list[_Mark]) -> bool:
    """Say whether an opening mark shows that the one before it was never closed."""
    if mark.side is not _Side.OPEN:
        return False
    if opened.family == "single":
        return not any(m.family == "single" and m.side is _Side.CLOSE for m in later)
    return mark.family == opened.family


def _opens_with(text: str, paragraph: Span, family: str) -> bool:
    first = next(_marks(text, paragraph), None)
    if first is None or first.family != family or first.side is _Side.CLOSE:
        return False
    return not text[paragraph.start : first.start].strip()


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        group = match.group()
        if len(group) == 2 and group not in _DOUBLED:
            for offset, sign in enumerate(group):
                yield from _mark(text, match.start() + offset, match.start() + offset + 1, sign, paragraph)
        else:
            yield from _mark(text, match.start(), match.end(), _DOUBLED.get(group, group), paragraph)


def _mark(text: str, start: int, end: int, sign: str, paragraph: Span) -> Iterator[_Mark]:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    family = _FAMILY[sign]
    if family == "single" and _is_apostrophe(text, end, before, after):
        return
    yield _Mark(start, end, family, _side(sign, before, after))


def _is_apostrophe(text: str, end: int, before: str, after: str) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    return not before.isalnum() and _ELISION.match(text, end) is not None


def _side(sign: str, before: str, after: str) -> _Side:
    may_open = bool(_BEFORE_OPENING.match(before)) and not after.isspace()
    may_close = bool(_AFTER_CLOSING.match(after)) and not before.isspace()
    if may_open != may_close:
        return _Side.OPEN if may_open else _Side.CLOSE
    if sign in _OPENING:
        return _Side.OPEN
    return _Side.CLOSE if sign in _CLOSING else _Side.EITHER
