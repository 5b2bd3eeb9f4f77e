"""Which lines of an HTML page are the article's body, by trafilatura's extraction aligned with the visible text."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import trafilatura
from lxml import etree, html
from trafilatura.settings import MANUALLY_CLEANED, Extractor

from onrecord.extract.align import Words, words_of
from onrecord.extract.sequence import body_lines
from onrecord.extract.visible import Mark, VisibleLine

_CLEANED = tuple(sorted({*MANUALLY_CLEANED, "meta"} - {"figure", "form", "math", "script"}))
"""Elements that the extractor drops after its slower steps; it is a fifth faster where they are dropped before."""
_FORUM = "DiscussionForumPosting"
"""All that the extractor looks for in scripts; it drops them too, but only after it has copied the tree thrice."""
_COVER_MIN = 0.6
"""The share of the extracted words that the visible text must show; below it the extraction is of something else."""
_WORDS_MIN = 15
_TEASER_WORDS, _ARTICLE_WORDS = 40, 150
"""An extraction this short beside a body this long is a teaser or a notice."""
_SAME = 0.95
"""An extraction wholly inside a body twice its length, by the labeller, is a part of it."""
_ALL_LINK, _MANY = 0.9, 3
_STRAY_WORDS, _APART = 8, 3
_PROSE_WORDS, _LINKED_MAX = 12, 0.5
_ASIDE = frozenset({Mark.MENU, Mark.COMMENT, Mark.RELATED})


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of a page that are shown, with their texts and their words."""

    lines: tuple[VisibleLine, ...]
    texts: tuple[str, ...]
    words: Words

    @classmethod
    def of(cls, text: str, lines: Sequence[VisibleLine]) -> Shown:
        """Take the shown lines out of all lines of a text."""
        kept = tuple(line for line in lines if not line.hidden)
        texts = tuple(line.span.of(text) for line in kept)
        return cls(kept, texts, Words.of(texts))

    def count(self, chosen: Sequence[bool]) -> int:
        """Return how many words the chosen lines have."""
        return sum(len(words) for words, inside in zip(self.words.lines, chosen, strict=True) if inside)

    def only(self, chosen: Sequence[bool]) -> Words:
        """Return the words of the chosen lines."""
        return Words(tuple(words for words, inside in zip(self.words.lines, chosen, strict=True) if inside))

    def prose(self) -> list[bool]:
        """Say for each line whether it is long, no link and in no box that stands beside an article."""
        return [
            len(words) >= _PROSE_WORDS and line.linked < _LINKED_MAX and line.mark not in _ASIDE
            for words, line in zip(self.words.lines, self.lines, strict=True)
        ]


def find_body(tree: html.HtmlElement | None, shown: Shown) -> list[bool]:
    """Say for each shown line whether it belongs to the body.

    `tree` is used up; it is None where it nests too deep for the extractor.

    Where the extractor finds nothing, next to nothing, or text that the page does not show, the labeller of flattened
    text decides instead; it also fills the gaps between extracted lines.
    """
    prose = shown.prose()
    if tree is not None:
        _clean(tree)
    found = _extracted_lines(tree, shown, prose) if tree is not None else None
    if found is None:
        return body_lines(shown.texts)
    count, left = shown.count(found), shown.count(prose) - shown.count(_both(found, prose))
    if count >= _TEASER_WORDS and left <= count and not _has_gaps(found, prose):
        return found
    flat = body_lines(shown.texts)
    if count < _TEASER_WORDS and shown.count(flat) > _ARTICLE_WORDS:
        return flat
    whole = shown.count(flat) >= 2 * count and shown.count(_both(found, flat)) >= _SAME * count
    return flat if whole and left > count else _filled(found, flat)


def _clean(tree: html.HtmlElement) -> None:
    """Drop what the extractor never gives back, its tails kept."""
    data = (script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or ""))
    etree.strip_elements(
        tree, *_CLEANED, *(() if any(_FORUM in text for text in data) else ("script",)), with_tail=False
    )


def _extracted_lines(tree: html.HtmlElement, shown: Shown, prose: Sequence[bool]) -> list[bool] | None:
    """Return the lines that the extractor finds: without its fallbacks, and with them where that is next to nothing."""
    found = _aligned(tree, shown, fast=True)
    enough = found is not None and shown.count(found) >= _TEASER_WORDS
    if enough or shown.count(prose) < _TEASER_WORDS:
        return found
    return _aligned(tree, shown, fast=False) or found


def _aligned(tree: html.HtmlElement, shown: Shown, *, fast: bool) -> list[bool] | None:
    """Return the lines that the extractor finds; None where it finds none, or words that the page does not show."""
    body = words_of(_extracted(tree, fast=fast))
    if len(body) < _WORDS_MIN:
        return None
    inside, count = shown.words.aligned(body)
    if count < _COVER_MIN * len(body) and shown.words.covered(body) < _COVER_MIN:
        return None
    found = _without_strays(inside, shown)
    found = _without_links(found, shown)
    return found if any(found) else None


def _without_links(found: Sequence[bool], shown: Shown) -> list[bool]:
    """Leave out captions, and lines that are nothing but links where many follow one another."""
    kept = [inside and line.mark is not Mark.CAPTION for inside, line in zip(found, shown.lines, strict=True)]
    listed = [inside and line.linked > _ALL_LINK for inside, line in zip(kept, shown.lines, strict=True)]
    padded = [False, False, *listed, False, False]
    many = [any(all(padded[i + j : i + j + _MANY]) for j in range(_MANY)) for i in range(len(listed))]
    return [inside and not run for inside, run in zip(kept, many, strict=True)]


def _without_strays(found: list[bool], shown: Shown) -> list[bool]:
    """Leave out short lines far before and after the rest: entries of a menu that share words with the body."""
    at = [i for i, inside in enumerate(found) if inside]
    while len(at) > 1 and _is_short(shown, at[0]) and at[1] - at[0] > _APART:
        found[at.pop(0)] = False
    while len(at) > 1 and _is_short(shown, at[-1]) and at[-1] - at[-2] > _APART:
        found[at.pop()] = False
    return found


def _is_short(shown: Shown, i: int) -> bool:
    return len(shown.words.lines[i]) < _STRAY_WORDS


def _both(a: Sequence[bool], b: Sequence[bool]) -> list[bool]:
    return [x and y for x, y in zip(a, b, strict=True)]


def _extracted(tree: html.HtmlElement, *, fast: bool) -> str:
    # trafilatura reports pages without text as errors on its logger, which here is an ordinary outcome.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract(tree, options=_options(fast)) or ""


@cache
def _options(fast: bool) -> Extractor:
    return Extractor(fast=fast, precision=True, comments=False, tables=True)


def _has_gaps(found: Sequence[bool], prose: Sequence[bool]) -> bool:
    """Say whether running text that the extractor left out stands between the first and the last line that it took."""
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    return any(prose[i] and not found[i] for i in range(first, last))


def _filled(found: Sequence[bool], flat: Sequence[bool]) -> list[bool]:
    """Add what the labeller takes for body between the extracted lines: embedded posts, lost paragraphs."""
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    return [inside or (first < i < last and flat[i]) for i, inside in enumerate(found)]
