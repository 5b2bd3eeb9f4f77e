"""Which lines of an HTML page are the article's body, by trafilatura's extraction aligned with the visible text."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import trafilatura
from lxml import html

from onrecord.extract.align import covered, lines_in_body, words_of
from onrecord.extract.sequence import body_lines
from onrecord.extract.tree import DEPTH_MAX, depth_of

_COVER_MIN = 0.6
"""The share of the extracted words that the visible text must show; below it the extraction is of something hidden."""
_WORDS_MIN = 15
_TEASER_WORDS, _ARTICLE_WORDS = 40, 150
"""An extraction this short beside a body this long is a teaser or a notice."""


def html_body(tree: html.HtmlElement, lines: Sequence[str]) -> list[bool]:
    """Say for each visible line whether it belongs to the body.

    Where the extraction finds nothing, next to nothing, or text that the page does not show, the labeller of flattened
    text decides instead.
    """
    body, flat = _extracted(tree), body_lines(lines)
    count = len(words_of(body))
    if count < _WORDS_MIN or covered(lines, body) < _COVER_MIN:
        return flat
    found = lines_in_body(lines, body)
    if not any(found) or (count < _TEASER_WORDS and _words(lines, flat) > _ARTICLE_WORDS):
        return flat
    return _filled(found, flat)


def _words(lines: Sequence[str], body: Sequence[bool]) -> int:
    return sum(len(line.split()) for line, inside in zip(lines, body, strict=True) if inside)


def _filled(found: Sequence[bool], flat: Sequence[bool]) -> list[bool]:
    """Add what the labeller takes for body between the extracted lines: embedded posts, lost paragraphs."""
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    return [inside or (first < i < last and flat[i]) for i, inside in enumerate(found)]


def _extracted(tree: html.HtmlElement) -> str:
    if depth_of(tree) > DEPTH_MAX:
        return ""
    # trafilatura reports pages without text as errors on its logger, which here is an ordinary outcome.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        tree, favor_precision=True, include_comments=False, deduplicate=False, include_tables=True, include_images=False
    )
    return text or ""
