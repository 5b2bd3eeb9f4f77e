"""The plain facts of one line: its words, its ends, how much running text it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.ontology.furniture import Furniture, Phrases, plain_line

_BULLET = re.compile(r"^\s*(?:[•·▪◦‣*»›\-–—|]+|\d{1,3}[.)])\s+")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_ASCII_WORD = re.compile(_WORD.pattern, re.ASCII)
"""The same, in half the time."""
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_INNER_END = re.compile(r"[.!?](?<=[a-z0-9].)[\"'”’)]*\s+[\"'“‘(\[]?[A-Z]")
DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
)
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b")
DATELINE_OPENING = re.compile(
    r"[A-Z][A-Z .,'’\-]{2,40}[^()–—]{0,30}(?:\([^()]{2,40}\)\s*(?:--|[-–—])|\s(?:--|[–—]))\s"
    r"|[A-Z][A-Z .,'’]{3,30} - (?=[A-Z“])"
)
"""The beginning of a paragraph that says where, and by which agency, it was filed."""
FRAME = " .:!…→»›‹«|•0123456789()[]"
"""What may stand around the words of a button or a label: numbers, bullets, arrows."""
LONG = 12
"""From this many words on a line is long."""
TEXT_MAX = 60
MEASURED = 5000
"""How much of a line is looked at, in characters; a paragraph of a newspaper has a tenth of it."""
_TAIL = 24
_KEPT_CHARACTERS = 300
"""The longest line whose look is remembered: one page is asked twice, menus come again on the next."""


class Look(NamedTuple):
    """The plain facts of one line, before its neighbours are considered."""

    plain: str
    words: int
    bullet: bool
    indent: int
    sentence_end: bool
    inner_ends: int
    function_rate: float
    capital_rate: float
    text: float
    """How much running text the line holds: its words, if they read as sentences, at most 60; else 0."""
    lists: frozenset[Phrases]
    """The lists of furniture of which the line may hold a phrase."""

    def phrase(self, phrases: Phrases) -> str | None:
        """Return the first phrase of a list that the line holds, or None."""
        return phrases.first_in(self.plain) if phrases in self.lists else None


def look_at(line: str, furniture: Furniture) -> Look:
    """Measure one line by itself; one longer than 5,000 characters by its beginning, with its real end."""
    return _kept(line, furniture) if len(line) <= _KEPT_CHARACTERS else _look_at(line, furniture)


@lru_cache(maxsize=2048)
def _kept(line: str, furniture: Furniture) -> Look:
    return _look_at(line, furniture)


def _look_at(line: str, furniture: Furniture) -> Look:
    indent = len(line) - len(line.lstrip(" \t"))
    bare = line if len(line) <= indent + MEASURED else line[: indent + MEASURED]
    bullet = _BULLET.match(bare)
    bare = bare[bullet.end() :] if bullet else bare
    ascii_ = bare.isascii()
    words = (_ASCII_WORD if ascii_ else _WORD).findall(bare)
    count = len(words) + (0 if ascii_ else len(_WIDE.findall(bare)) // 2)
    function_rate = sum(map(furniture.function_words.__contains__, map(str.lower, words))) / count if count else 0.0
    end = bool(_SENTENCE_END.search(line[-_TAIL:].rstrip()))
    running = count >= 6 and (end or count >= LONG) and (function_rate >= 0.2 or (count >= LONG and end))
    plain = plain_line(bare)
    return Look(
        plain,
        count,
        bool(bullet),
        indent,
        end,
        len(_INNER_END.findall(bare)),
        function_rate,
        _capital_rate(words, count),
        float(min(count, TEXT_MAX)) if running else 0.0,
        furniture.index.lists_for(plain),
    )


def _capital_rate(words: Sequence[str], count: int) -> float:
    if count < 2:
        return float(bool(words) and words[0][0].isupper())
    return sum([word[0].isupper() for word in words[1:]]) / (count - 1)


def is_sentence(look: Look) -> bool:
    """Say whether a line reads as a sentence: running text, or a few words with an end."""
    return look.text > 0 or (look.sentence_end and look.words >= 3)


def is_heading(look: Look) -> bool:
    """Say whether a line could be a headline or teaser: some words without an end."""
    return 3 <= look.words <= 16 and not look.sentence_end


def is_label(look: Look) -> bool:
    """Say whether a line is a few words without an end."""
    return 1 < look.words <= 8 and not look.sentence_end
