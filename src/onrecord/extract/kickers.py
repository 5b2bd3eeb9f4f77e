"""The headline in a title line that opens with something else: a kicker glued to it, the number of a list's item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from onrecord.extract.echoes import is_said_by
from onrecord.extract.persons import key_of, letters_of
from onrecord.model.article import Block
from onrecord.model.span import Span

_MARK = re.compile(r"\s+[|\-–—·•:»«›/>]{1,2}\s+|\s*\|\s*|:\s+|^\s*[•▪◦‣*»\-]+\s*|^\s*\d{1,2}\.\s+")
_NUMBER = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_QUOTES = "\"'“”‘’„«»"
_LONGEST, _PARTS = 320, 4
_SMALL = 4
"""How many letters the articles and prepositions of most languages have, after which a headline goes on."""
_KICKER_WORDS, _HEADLINE_WORDS = 2, 4


def headline_span(text: str, title: Block, blocks: Sequence[Block], address: str | None = None) -> Span:
    """Return the part of a title's line that is the headline.

    The number goes where the line is an item of a numbered list. Words that open the line, with no mark between them
    and the rest, go where another line of the page, or the address, says the rest alone: flattening glued two elements
    together. A kicker that a mark sets off stays, for many a headline opens with one.

    >>> from onrecord.model.article import BlockKind
    >>> text = "Road traffic Velmark opens new bridge | News > Velmark opens new bridge"
    >>> line, trail = Block(0, 37, BlockKind.TITLE), Block(40, 71, BlockKind.NAVIGATION)
    >>> headline_span(text, line, [line, trail]).of(text)
    'Velmark opens new bridge'
    """
    line = title.span.of(text)
    if len(line) > _LONGEST:
        return title.span
    at = _after_number(text, line, title, blocks) or _after_kicker(text, line, blocks, address)
    return Span(title.start + at, title.end)


def _after_number(text: str, line: str, title: Block, blocks: Sequence[Block]) -> int:
    """Return where the words of a list's item begin: the line above has the number before; 0 where it is none."""
    number = _NUMBER.match(line)
    above = next((block for block in reversed(blocks) if block.end <= title.start), None) if number else None
    before = _NUMBER.match(text, above.start, above.end) if above else None
    return number.end() if number and before and int(before[1]) + 1 == int(number[1]) else 0


def _after_kicker(text: str, line: str, blocks: Sequence[Block], address: str | None) -> int:
    """Return where the headline begins behind words that are glued to it; 0 where nothing tells."""
    starts = list(_seams(line))
    if not starts:
        return 0
    whole = key_of(line)
    told = [told for block in blocks if (told := block.span.of(text)) and len(told) <= _LONGEST]
    keys = [key_of(words) for words in told]
    if keys.count(whole) > 1:
        return 0
    rests = {at: key_of(line[at:]) for at in starts}
    others = [words for words, key in zip(told, keys, strict=True) if whole not in key]
    said = {part for words in others for part in _said(words, rests.values())}
    return next((at for at, rest in rests.items() if rest in said or is_said_by(line[at:], address)), 0)


def _said(words: str, rests: Collection[str]) -> Iterator[str]:
    """Yield what a line says by itself and in its first and last parts, if it says one of the rests at all."""
    letters = letters_of(words)
    if any(rest in letters for rest in rests):
        yield key_of(words)
        yield from _parts(words)


def _seams(line: str) -> Iterator[int]:
    """Yield where a headline may begin inside a line: at a capital letter, after words that do not ask for more."""
    words = list(re.finditer(r"\S+", line))
    for before, word in zip(
        words[_KICKER_WORDS - 1 : -_HEADLINE_WORDS], words[_KICKER_WORDS : 1 - _HEADLINE_WORDS], strict=True
    ):
        last = before.group()
        small = last.islower() and len(last) <= _SMALL
        if last[-1].isalnum() and not small and word.group().lstrip(_QUOTES)[:1].isupper():
            yield word.start()


def _parts(words: str) -> Iterator[str]:
    """Yield the first and the last parts of a line that marks set off, as trails of links have them."""
    marks = list(_MARK.finditer(words))
    for mark in {mark.start(): mark for mark in (*marks[:1], *marks[-_PARTS:])}.values():
        yield key_of(words[mark.end() :])
        yield key_of(words[: mark.start()])
