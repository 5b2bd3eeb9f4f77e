"""The lines of a PDF's pages put together to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.acquire.pdf_lines import Line

_EDGE_LINES = 2
"""How many lines at the top and the bottom of a page may be running heads or page numbers."""
_GAP = 1.3
"""From one line to the next, in usual steps: more than this is a gap between paragraphs."""
_SMALL = 5
"""One step in this many, or more, leads to the next line of the same paragraph."""
_LEADING = 1.2
"""The usual step from line to line, in heights of a line, where a page shows none."""
_SIZE = 1.1
"""Letters this many times as high as the line's before begin something new: a heading, a caption."""
_INDENT = 0.8
"""An indent, in heights of a line."""
_NEAR = 40
"""Lines before and after one that show how far its column reaches."""
_FULL = 0.75
"""The share of a column's lines that end at or before its right edge: a heading may go beyond it."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\W*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_PART = re.compile(r"(\w+)-$")
_FIRST_PART = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Layout:
    """A page's lines, and the usual step from one to the next."""

    lines: Sequence[Line]
    step: float

    def right_edge(self, number: int) -> float:
        """Return how far right the column of a line reaches, as the lines near it show."""
        line = self.lines[number]
        near = self.lines[max(number - _NEAR, 0) : number + _NEAR]
        rights = sorted(
            other.right
            for other in near
            if abs(other.left - line.left) <= 3 * line.height and not _other_size(other, line)
        )
        return rights[int((len(rights) - 1) * _FULL)] if len(rights) > 3 else rights[-1]


def flowing(pages: Sequence[Sequence[Line]]) -> str:
    """Return the text of all pages, one paragraph a line.

    Lines at the edges of pages that stand on several pages, or are page numbers, stay lines of their own; a paragraph
    that goes on over the page is not cut by them: they follow it.
    """
    repeated = _repeated(pages)
    words = _words(pages)
    done: list[str] = []
    paragraph: list[Line] = []
    waiting: list[str] = []
    for lines in pages:
        layout = _Layout(lines, _usual_step(lines))
        edges = {number for number in _edge_numbers(lines) if _is_furniture(lines[number], repeated)}
        before: int | None = None
        for number, line in enumerate(lines):
            if number in edges:
                (waiting if paragraph else done).append(line.text)
                continue
            if paragraph and not _goes_on(layout, paragraph[-1], before, number):
                done += [_joined(paragraph, words), *waiting]
                paragraph, waiting = [], []
            paragraph.append(line)
            before = number
    done += [_joined(paragraph, words)] if paragraph else []
    return "".join(f"{line}\n" for line in [*done, *waiting])


def _goes_on(layout: _Layout, last: Line, before: int | None, number: int) -> bool:
    """Say whether a line belongs to the paragraph that ends with `last`, line `before` of the same page or None."""
    line = layout.lines[number]
    if _other_size(last, line):
        return False
    step = last.bottom - line.bottom
    if before is None or step < -line.height / 2:
        # The next page or column: only a sentence that is not at its end goes on there.
        return last.broken or (not _ENDED.search(last.text) and line.text[:1].islower())
    if step > _GAP * max(layout.step, _LEADING * line.height):
        return False
    if line.left - last.left > _INDENT * line.height and not _is_centred(last, line):
        return False
    return last.broken or not _had_room(layout, last, before, line)


def _had_room(layout: _Layout, last: Line, before: int, line: Line) -> bool:
    """Say whether the first word of a line would have fitted in the one before: then that one ends a paragraph."""
    width = (line.right - line.left) / len(line.text)
    first = len(line.text.split(maxsplit=1)[0])
    return last.right + (first + 2) * width < layout.right_edge(before)


def _is_centred(last: Line, line: Line) -> bool:
    return abs((last.left + last.right) - (line.left + line.right)) < line.height


def _other_size(first: Line, second: Line) -> bool:
    return max(first.height, second.height) > _SIZE * min(first.height, second.height)


def _usual_step(lines: Sequence[Line]) -> float:
    """Return a small step of the page: where paragraphs are short, most steps lead from one to the next."""
    steps = sorted(step for a, b in pairwise(lines) if (step := a.bottom - b.bottom) > b.height / 2)
    return steps[len(steps) // _SMALL] if steps else 0.0


def _edge_numbers(lines: Sequence[Line]) -> list[int]:
    by_height = sorted(range(len(lines)), key=lambda number: -lines[number].top)
    return by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _masked(line: Line) -> str:
    return _NUMBER.sub("#", line.text)


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the lines at the edges of more than one page, numbers made alike."""
    counts = Counter(text for lines in pages for text in {_masked(lines[number]) for number in _edge_numbers(lines)})
    return frozenset(text for text, count in counts.items() if count > 1)


def _is_furniture(line: Line, repeated: frozenset[str]) -> bool:
    return _masked(line) in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None


def _words(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the words that stand whole in some line, hyphenated ones as one word."""
    return frozenset(
        word.lower()
        for lines in pages
        for line in lines
        for word in _WORD.findall(line.text.rpartition(" ")[0] if line.broken else line.text)
    )


def _joined(lines: Sequence[Line], words: frozenset[str]) -> str:
    text = lines[0].text
    parts = [text]
    for before, line in pairwise(lines):
        parts[-1], joint = _joint(before, parts[-1], line.text, words)
        parts += [joint, line.text]
    return "".join(parts)


def _joint(before: Line, text: str, after: str, words: frozenset[str]) -> tuple[str, str]:
    """Return the text before a line's end as it is to stand, and what comes between it and the next line.

    A hyphen is taken out only where the document has the word without it elsewhere, and nowhere with it.
    """
    if text.endswith("\xad"):
        return text[:-1], ""
    last, first = _LAST_PART.search(text), _FIRST_PART.match(after)
    if before.broken and last and first:
        whole, hyphened = f"{last[1]}{first[0]}".lower(), f"{last[1]}-{first[0]}".lower()
        return (text[:-1] if whole in words and hyphened not in words else text), ""
    return text, "" if _is_wide(text[-1:]) and _is_wide(after[:1]) else " "


def _is_wide(character: str) -> bool:
    """Say whether a character is of a script that writes no spaces."""
    return bool(character) and unicodedata.east_asian_width(character) in {"W", "F"}
