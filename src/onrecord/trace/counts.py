"""Numbers in running text with what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model.span import Span
from onrecord.read.numerals import NUMBER, end_of, unit_of, value_of
from onrecord.resolve.wording import words_in

_NEXT = re.compile(r"[^.,;:!?\n]*")
_TIMES = frozenset(
    {"year", "month", "week", "day", "hour", "minut", "decad", "o'clock", "am", "pm", "tim", "per", "kilometer", "mil"}
)
_PLACES = frozenset({"block"})
"""What has a number without being counted: "the 12000 block of East Street"."""

_BOUNDS = re.compile(r"(?:about|around|some|nearly|almost|over|under|than|least|most|to|roughly)\s+$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:another|further|additional|other|more|extra)\b", re.IGNORECASE)
_PART = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:all|the|its|his|her|their|our|those|these)\s+)+", re.IGNORECASE)
_BEHIND = 3
_TEXTS = 1 << 10


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the content words behind it (`nouns`, by sense) and their place.

    `exact` says that it is not about, over, on top of or part of anything ("six of the seven"), `definite` that it is
    taken for known ("the 14").
    """

    value: float
    nouns: frozenset[str]
    span: Span
    exact: bool
    definite: bool

    def against(self, other: Count) -> bool:
        """Say whether two exact numbers count the same and differ."""
        return self.exact and other.exact and bool(self.nouns & other.nouns) and self.value != other.value


def counts_in(text: str, span: Span) -> Iterator[Count]:
    """Give the numbers that lie in a stretch and count something, in order; dates and spans of time are none.

    >>> text = "The 14 dockers and about fifty sailors left."
    >>> [(count.value, count.exact, count.definite) for count in counts_in(text, Span(0, len(text)))]
    [(14.0, True, True), (50.0, False, False)]
    """
    counts, starts = _counts(text)
    for at in range(bisect_left(starts, span.start), len(counts)):
        if counts[at].span.end > span.end:
            return
        yield counts[at]


@lru_cache(maxsize=_TEXTS)
def _counts(text: str) -> tuple[tuple[Count, ...], tuple[int, ...]]:
    """Return all counts of a text and where each begins; they are asked for once for every claim of the text."""
    counts = tuple(_found(text))
    return counts, tuple(count.span.start for count in counts)


def _found(text: str) -> Iterator[Count]:
    for match in NUMBER.finditer(text):
        value = value_of(match)
        end = end_of(match)
        unit, whole = unit_of(match), _whole(text, end)
        nouns, stop = (frozenset({unit}), end) if unit else _nouns(text, whole or end)
        if value is None or not nouns:
            continue
        before = text[max(0, match.start() - 20) : match.start()]
        exact = not whole and not _BOUNDS.search(before) and not _MORE.search(text[match.start() : stop] + before[-9:])
        definite = bool(re.search(r"\b(?:the|all|those|these)\s+$", before, re.IGNORECASE))
        yield Count(value, nouns, Span(match.start(), stop), exact, definite)


def _whole(text: str, start: int) -> int | None:
    """Return where what a number is a part of is told behind it ("six of the seven crossings"), or None.

    >>> _whole("six of the seven crossings", 3), _whole("six crossings", 3)
    (16, None)
    """
    part = _PART.match(text, start)
    number = NUMBER.match(text, part.end()) if part else None
    if part is None or number is None:
        return part.end() - 1 if part else None
    return (number.end("words") if number["words"] else number.end()) - text[: number.end()].endswith(" ")


def _nouns(text: str, start: int) -> tuple[frozenset[str], int]:
    """Return what a number counts: the content words right behind it, up to a small word or a mark."""
    behind = _NEXT.match(text, start)
    if behind is None or behind.end() == start:
        return frozenset(), start
    found: list[str] = []
    end = start
    for word in words_in(text, Span(start, behind.end()))[:_BEHIND]:
        if not word.content:
            break
        found.append(word.sense)
        end = word.end
    return (frozenset(), start) if not found or found[0] in _TIMES | _PLACES else (frozenset(found), end)
