"""Half-open character ranges in an article's stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range `[start, end)` of Unicode code points in `Article.text`.

    >>> Span(3, 7).of("on record")
    'reco'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty, reversed or negative")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """Return how many characters the two spans share.

        >>> Span(3, 7).shared(Span(5, 9)), Span(3, 7).shared(Span(8, 9))
        (2, 0)
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: Span) -> bool:
        """Say whether every character of `other` is a character of this span."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of `spans`, of which there must be one at least.

    >>> hull([Span(8, 9), Span(1, 4)])
    Span(start=1, end=9)
    """
    found = list(spans)
    return Span(min(span.start for span in found), max(span.end for span in found))


def text_of(text: str, spans: Iterable[Span], joint: str = " … ") -> str:
    """Return the text that `spans` cover, parts that do not touch joined by `joint`.

    >>> text_of('"We will," he said, "go."', [Span(1, 9), Span(21, 24)])
    'We will, … go.'
    """
    return joint.join(span.of(text) for span in spans)
