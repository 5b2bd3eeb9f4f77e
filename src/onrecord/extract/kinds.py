"""What a line is by itself: a button, a byline, a credit, a caption, a date, a dateline."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.extract.dates import find_dates
from onrecord.extract.layout import Layout
from onrecord.model.article import BlockKind

_BYLINE = re.compile(
    r"^(?i:(?:posted|written|published|words|story|text|analysis|opinion|review|commentary|column|reported)\s+by|by|author)"
    r"\b:?\s+(?=[A-Z])"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’\-]{2,40}(?:,\s*[A-Z][\w. ]{2,20})?\s*(?:\([A-Z][\w/ ]+\)\s*(?:--|[-–—])?|--|[-–—])$"
)
_PICTURE_TAIL = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|EPA|Reuters|Getty|Photo|Pool|Handout|Images?|via)\b[^()]{0,80}\)\s*$"
)
_LABEL = ("photo:", "photos:", "photo by", "image:", "picture:", "photograph by")
_BUTTON_WORDS, _LABEL_WORDS, _BYLINE_WORDS, _DATE_WORDS = 6, 8, 14, 12
_CREDIT_WORDS, _PHOTO_WORDS, _TAIL_WORDS, _CAPTION_WORDS = 25, 60, 90, 200


def kind_alone(layout: Layout, i: int) -> BlockKind | None:
    """Return the kind that a line's own words give it, or None."""
    if layout.lines[i].glued:
        return BlockKind.CAPTION
    return next((kind for kind, test in _TESTS if test(layout, i)), None)


def _is_button(layout: Layout, i: int) -> bool:
    look, known, bare = layout.looks[i], layout.furniture, layout.bare(i)
    if bare in known.whole or not any(character.isalnum() for character in bare):
        return True
    patterns = (known.advertisement, known.legal, known.share, known.account, known.subscribe)
    short = look.words <= _BUTTON_WORDS and not look.sentence_end
    return short and any(pattern.found_in(look.plain) for pattern in patterns)


def _is_byline(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    if look.words > _BYLINE_WORDS or (look.sentence_end and look.words > _LABEL_WORDS):
        return False
    return bool(_BYLINE.match(layout.texts[i])) or look.plain in {"by", "author"}


def _is_credit(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    if layout.furniture.credit_start.found_in(look.plain):
        return look.words <= _CREDIT_WORDS
    return look.words <= _LABEL_WORDS and look.plain.startswith(_LABEL)


def _is_caption(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    if look.words > _CAPTION_WORDS:
        return False
    if layout.furniture.caption_start.found_in(look.plain):
        return True
    if look.words <= _TAIL_WORDS and _PICTURE_TAIL.search(layout.texts[i]):
        return True
    shaped = look.words <= _LABEL_WORDS or not look.sentence_end
    return look.words <= _PHOTO_WORDS and shaped and bool(layout.furniture.photo_mark.found_in(look.plain))


def _is_date(layout: Layout, i: int) -> bool:
    look, text = layout.looks[i], layout.texts[i]
    if look.words > _DATE_WORDS:
        return False
    dates = find_dates(text)
    if not dates:
        return False
    before = text[: dates[0].start].split()
    if layout.furniture.date_start.found_in(look.plain):
        return not look.sentence_end or look.words <= _LABEL_WORDS
    return len(before) <= 1 and not look.sentence_end and len(text) - dates[0].end <= 30


def _is_dateline(layout: Layout, i: int) -> bool:
    return layout.looks[i].words <= _LABEL_WORDS and bool(_DATELINE.match(layout.texts[i]))


_TESTS: tuple[tuple[BlockKind, Callable[[Layout, int], bool]], ...] = (
    (BlockKind.NAVIGATION, _is_button),
    (BlockKind.CREDIT, _is_credit),
    (BlockKind.CAPTION, _is_caption),
    (BlockKind.BYLINE, _is_byline),
    (BlockKind.DATE, _is_date),
    (BlockKind.DATELINE, _is_dateline),
)
