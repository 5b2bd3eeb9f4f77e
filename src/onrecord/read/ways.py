"""The ways in which a text names a source: "told X", "according to X", "citing X", "carried by X", "X reported"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from onrecord.ontology.conduits import load_conduits
from onrecord.read.worded_patterns import WordedPattern, worded

_BETWEEN = r"(?:(?!(?:from|him|her|them|that|who|which|by|it)\b)[\w-]+\s+){0,5}?"
_DAY = r"(?:\s+on\s+\w+day|\s+(?:earlier|later|also|today|yesterday|exclusively|live|first|recently|then))*"
_ASIDE = r"(?:\s*,[^,\0]{1,70},)?"
_HELPING = (
    r"(?:\s*,)?(?:\s+(?:also|has|had|have|later|earlier|first|reportedly|then|in\s+turn|itself|on\s+\w+day|since|now|still|today|"
    r"which|that|who|all|both|previously|exclusively|wrongly|is|are|were|was))*"
)


_IN_NAME = re.compile(r"\w[,]?\s+$")
_KEPT = 64
"""Texts whose namings are kept: each rule of a statement asks for those around it anew."""


class Way(IntEnum):
    """How a source stands to a statement, from who heard it outward."""

    UNNAMED = 0
    TELLER = 10
    PAPER = 20
    POST = 21
    TOLD = 30
    VOUCHES = 35
    SEEN = 40
    CITED = 50
    PASSED = 60
    REPORTS = 70
    GIVEN = 71
    BRACKETS = 80
    VIA = 81


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name a source: the way, their place, and where the phrase begins that they name it by."""

    way: Way
    start: int
    end: int
    words: str


@cache
def _before() -> tuple[tuple[Way, WordedPattern], ...]:
    """Return the patterns of the words in front of a source."""
    words = load_conduits()
    participle = rf"(?:{words.alternatives('passed')})(?:\s+as\s+\w+ing)?"
    seen = rf"(?:{words.alternatives('seen')})"
    patterns = {
        Way.VIA: rf"(?:{words.alternatives('via')})",
        Way.SEEN: rf"(?<!first\s){seen}{_DAY}\s+(?:by|to|with)",
        Way.TOLD: rf"(?:{words.alternatives('told')}){_DAY}",
        Way.GIVEN: rf"(?:{words.alternatives('given')})",
        Way.CITED: rf"(?:{words.alternatives('cited')})",
        Way.PASSED: rf"(?<!(?<!as\s)first\s){participle}{_DAY}\s+{_BETWEEN}(?:by|in|on|to)",
    }
    return tuple(
        (way, worded(rf"\b(?P<words>{pattern})\s+(?=[\w“\"'])", words.words[way.name.lower()], any_case=True))
        for way, pattern in patterns.items()
    )


@cache
def _after() -> tuple[tuple[Way, re.Pattern[str]], ...]:
    """Return the patterns of the words behind a source."""
    words = load_conduits()
    where = r"(?:\s+(?:at|in|on|near|from|outside)\s+[^,;.\0]{1,40}?)?"
    staff = rf"(?:(?:['’]s)?\s+(?:{words.alternatives('staff')})\b{where})?"
    seeing = rf"{staff}{_ASIDE}{_HELPING}\s+(?:has|have|had)?\s*(?P<words>{words.alternatives('seeing')})\b"
    passing = rf"{staff}{_ASIDE}{_HELPING}\s+(?P<words>{words.alternatives('passing')})\b"
    return (
        (Way.SEEN, re.compile(seeing, re.IGNORECASE)),
        (Way.REPORTS, re.compile(passing, re.IGNORECASE)),
    )


@cache
def _inverted() -> re.Pattern[str]:
    """Return the pattern of a verb before its subject: "reports Reuters"."""
    passing = load_conduits().alternatives("passing")
    return re.compile(rf"[\0,”\"’'.]\s*(?P<words>{passing})\s+(?:the\s+|[a-z-]+\s+)*$", re.IGNORECASE)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Say whether a name stands in brackets, alone or among others: "(dpa)", "(APA/dpa)"."""
    opened = re.search(r"\(([^()]{0,60})$", text[:start])
    closed = re.match(r"([^()]{0,60})\)", text[end:])
    if opened is None or closed is None:
        return False
    names = f"{opened[1]}{text[start:end]}{closed[1]}"
    return re.fullmatch(r"[\w.-]+(?:(?:\s*[/,&]\s*|\s+)[A-Z\d][\w.-]*|/dpa|, dpa)*", names) is not None


@lru_cache(_KEPT)
def before(text: str) -> tuple[Naming, ...]:
    """Return the words in front of sources, in text order for each way; the phrase begins where each ends."""
    return tuple(_before_sources(text))


def _before_sources(text: str) -> Iterator[Naming]:
    for way, pattern in _before():
        for match in pattern.matches(text):
            if match["words"] == "Per" and _IN_NAME.search(text[: match.start()]):
                continue  # "Ambassador Per Lund"
            yield Naming(way, match.start("words"), match.end(), match["words"])


def beside(text: str, start: int, end: int) -> Naming | None:
    """Return the words beside a publisher that stands at `[start, end)`: it reports, in brackets, as subject."""
    for way, pattern in _after():
        match = pattern.match(text, end)
        if match:
            return Naming(way, match.start("words"), match.end("words"), match["words"])
    if not text[:start].strip() and re.match(r":\s+\S", text[end:]):
        return Naming(Way.REPORTS, start, end, text[start:end])
    if _in_brackets(text, start, end):
        return Naming(Way.BRACKETS, start, end, text[start:end])
    match = _inverted().search(text[max(0, start - 80) : start])
    if match and not re.match(r"\s+[a-z]+ed\b", text[end:]):
        return Naming(Way.REPORTS, max(0, start - 80) + match.start("words"), start, match["words"])
    return None
