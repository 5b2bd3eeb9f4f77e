"""What the visible text says about the article: its title line, its byline, its date lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.dates import find_dates
from onrecord.extract.language import is_english
from onrecord.model.article import Block, BlockKind, Candidate, Field
from onrecord.model.span import Span

_BY = re.compile(r"^(?:\w+\s+)?(?:by|author)\b:?\s+", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|changed|last edit", re.IGNORECASE)
_MONTH = r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d"
_WEEKDAY = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_NAME_END = re.compile(
    rf"\s*(?:{_MONTH}|{_WEEKDAY}|[|/•·–—;,(]|\s-\s|\b(?:on|for|in) (?-i:[A-Z])|\b(?:posted|published|updated)\b|\d)",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-ZÀ-Þ][\w.'’\-]*(?:\s+(?:and\s+|&\s+)?(?:[A-ZÀ-Þ]|de |van |von |al-|bin )[\w.'’\-]*){0,7}$")
_BASIS = "text"


def stated_candidates(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Yield what the blocks state, each with its place in the text; dates of changes are left out."""
    start = next((block.start for block in blocks if block.kind is BlockKind.BODY), len(text))
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            yield _candidate(Field.TITLE, text, block.span, "title line")
        elif block.kind is BlockKind.BYLINE:
            yield from _byline(text, block)
            yield from _dates(text, block, start)
        elif block.kind is BlockKind.DATE:
            yield from _dates(text, block, start)
    yield from _language(text, blocks)


def _byline(text: str, block: Block) -> Iterator[Candidate]:
    line = block.span.of(text)
    opening = _BY.match(line)
    at = opening.end() if opening else 0
    dates = find_dates(line[at:])
    rest = line[at : at + dates[0].start] if dates else line[at:]
    end = _NAME_END.search(rest)
    name = (rest[: end.start()] if end else rest).strip()
    if name and _NAME.match(name):
        begin = block.start + at + rest.index(name)
        yield _candidate(Field.BYLINE, text, Span(begin, begin + len(name)), "byline")


def _dates(text: str, block: Block, start: int) -> Iterator[Candidate]:
    """Yield the dates of a line above the body; one that stands below it may belong to anything."""
    if block.start > start:
        return
    line = block.span.of(text)
    before = 0
    for dated in find_dates(line):
        if not _CHANGED.search(line[before : dated.start]):
            span = Span(block.start + dated.start, block.start + dated.end)
            yield Candidate(Field.PUBLISHED, dated.day, f"{_BASIS}:date line", span.of(text), span)
        before = dated.end


def _language(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    body = " ".join(block.span.of(text) for block in blocks if block.kind is BlockKind.BODY)
    english = is_english(body)
    if english is not None:
        yield Candidate(
            Field.LANGUAGE, "en" if english else "", f"{_BASIS}:function words", "en" if english else "not en"
        )


def _candidate(field: Field, text: str, span: Span, what: str) -> Candidate:
    words = span.of(text)
    return Candidate(field, " ".join(words.split()), f"{_BASIS}:{what}", words, span)
