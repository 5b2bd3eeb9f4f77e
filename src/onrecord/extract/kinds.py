"""What a line is by itself: a button, a byline, a credit, a caption, a date, a dateline, a note on the article."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.extract.dates import find_dates
from onrecord.extract.draft import Label
from onrecord.extract.layout import Layout
from onrecord.model.article import BlockKind

_BYLINE = re.compile(
    r"^(?:(?i:(?:posted|written|published|words|story|text|analysis|opinion|review|commentary|column|reported)\s+by|by|author)"
    r"\b:?)\s+(?=[A-Z])"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’\-]{2,40}(?:,\s*[A-Z][\w. ]{2,20})?\s*(?:\([A-Z][\w/ ]+\)\s*(?:--|[-–—])?|--|[-–—])$"
)
_PICTURE_TAIL = re.compile(
    r"\((?:[^()]{0,60}\b)?(?:AP|AFP|EPA|Reuters|Getty|Photo|Pool|Handout|Images?|via)\b[^()]{0,80}\)\s*$"
)
_PICTURE_SIGNED = re.compile(
    r"(?:^|[.!?”\")]\s+)(?P<words>(?:photo(?:graph)?s?|image|picture|credit)(?:\s+by|\s+credit)?\s*(?::|(?<=by)))[^.!?\n]{2,70}$",
    re.IGNORECASE,
)
_PICTURE_WORDS = ("photo", "image", "picture", "credit")
_STAMP = re.compile(r"^(?:updated\s+)?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|ET|PT))?$", re.IGNORECASE)
_FOLLOW = re.compile(r"^(?:you can\s+)?follow\b.{1,60}\bon (?:twitter|x|facebook|instagram|telegram|bluesky|threads)\b")
_BUTTON_WORDS, _LABEL_WORDS, _BYLINE_WORDS, _DATE_WORDS = 6, 8, 14, 12
_CREDIT_WORDS, _PHOTO_WORDS, _TAIL_WORDS, _CAPTION_WORDS = 25, 60, 90, 200
_BOX_WORDS, _TAGS_WORDS = 45, 40


def label_alone(layout: Layout, i: int) -> Label | None:
    """Return what a line's own words say it is, with these words, or None."""
    if layout.lines[i].glued:
        return Label(BlockKind.CAPTION, "caption: joined to the paragraph after it")
    return next((label for test in _TESTS if (label := test(layout, i))), None)


def quoted(words: str) -> str:
    """Return matched words as rules show them, at most forty characters.

    >>> quoted("sign up")
    "'sign up'"
    """
    return f"'{words[:40]}'"


def _label(kind: BlockKind, name: str, words: str) -> Label:
    return Label(kind, f"{name}: {quoted(words)}")


def _button(layout: Layout, i: int) -> Label | None:
    look, known, bare = layout.looks[i], layout.furniture, layout.bare(i)
    if not any(map(str.isalnum, bare)):
        return Label(BlockKind.NAVIGATION, "button: no words")
    if bare in known.whole:
        return _label(BlockKind.NAVIGATION, "button", bare)
    if look.words > _BUTTON_WORDS or look.sentence_end:
        return None
    for patterns in (known.advertisement, known.legal, known.share, known.account, known.subscribe):
        if words := look.phrase(patterns):
            return _label(BlockKind.NAVIGATION, "button", words)
    return None


def _box(layout: Layout, i: int) -> Label | None:
    """Tell what asks the reader to subscribe or follow, and the list of topics, from sentences of the article."""
    look, known = layout.looks[i], layout.furniture
    if look.words <= _BOX_WORDS and (words := look.phrase(known.newsletter_start)):
        return _label(BlockKind.NAVIGATION, "box", words)
    if look.words <= _BOX_WORDS and (match := _FOLLOW.match(look.plain)):
        return _label(BlockKind.NAVIGATION, "follow", match[0])
    if look.words <= _TAGS_WORDS and not look.sentence_end and (words := look.phrase(known.tags_start)):
        return _label(BlockKind.NAVIGATION, "tags", words)
    return None


def _note(layout: Layout, i: int) -> Label | None:
    """Tell the editors' notes: they repeat what was wrong, which is nothing that the article says."""
    words = layout.looks[i].phrase(layout.furniture.note_start)
    return _label(BlockKind.NAVIGATION, "note on the article", words) if words else None


def _byline(layout: Layout, i: int) -> Label | None:
    look, text = layout.looks[i], layout.texts[i]
    if look.words > _BYLINE_WORDS or (look.sentence_end and look.words > _LABEL_WORDS):
        return None
    if look.plain in {"by", "author"}:
        return _label(BlockKind.BYLINE, "byline", text)
    match = _BYLINE.match(text)
    return _label(BlockKind.BYLINE, "byline", match[0].strip()) if match else None


def _credit(layout: Layout, i: int) -> Label | None:
    """Tell whom the article is from; a picture's credit goes to its caption: its agency is not the article's."""
    look, known = layout.looks[i], layout.furniture
    picture = look.phrase(known.picture_credit)
    if picture and look.words <= _LABEL_WORDS and (i <= layout.last or not picture.startswith("credit")):
        return _label(BlockKind.CAPTION, "picture credit", picture)
    may_be = look.words <= _CREDIT_WORDS and known.credit_start in look.lists
    words = known.credit_start.first_in(look.plain.lstrip("([*")) if may_be else None
    return _label(BlockKind.CREDIT, "credit", words) if words else None


def _caption(layout: Layout, i: int) -> Label | None:
    look, known = layout.looks[i], layout.furniture
    if look.words > _CAPTION_WORDS:
        return None
    if words := look.phrase(known.caption_start):
        return _label(BlockKind.CAPTION, "caption", words)
    if look.words <= _TAIL_WORDS and (words := _picture(layout.texts[i])):
        return _label(BlockKind.CAPTION, "caption", words)
    shaped = look.words <= _LABEL_WORDS or not look.sentence_end
    words = look.phrase(known.photo_mark) if shaped and look.words <= _PHOTO_WORDS else None
    return _label(BlockKind.CAPTION, "caption", words) if words else None


def _picture(text: str) -> str | None:
    """Return the words at the end of a text that say who took a picture."""
    if text.endswith(")") and (match := _PICTURE_TAIL.search(text)):
        return match[0].strip()
    folded = text.casefold()
    named = any(word in folded for word in _PICTURE_WORDS)
    match = _PICTURE_SIGNED.search(text) if named else None
    return match["words"] if match else None


def _date(layout: Layout, i: int) -> Label | None:
    look, text = layout.looks[i], layout.texts[i]
    if look.words > _DATE_WORDS:
        return None
    dates = find_dates(text)
    if not dates:
        return None
    first = dates[0]
    label = _label(BlockKind.DATE, "date", text[first.start : first.end])
    if look.phrase(layout.furniture.date_start):
        return label if not look.sentence_end or look.words <= _LABEL_WORDS else None
    alone = len(text[: first.start].split()) <= 1 and not look.sentence_end and len(text) - first.end <= 30
    return label if alone else None


def _time(layout: Layout, i: int) -> Label | None:
    """Tell the time of an entry, as live reports stamp them, from a number."""
    text = layout.texts[i]
    return _label(BlockKind.DATE, "time", text) if _STAMP.match(text) else None


def _dateline(layout: Layout, i: int) -> Label | None:
    match = _DATELINE.match(layout.texts[i]) if layout.looks[i].words <= _LABEL_WORDS else None
    return _label(BlockKind.DATELINE, "dateline", match[0]) if match else None


_TESTS: tuple[Callable[[Layout, int], Label | None], ...] = (
    _time,
    _button,
    _credit,
    _caption,
    _box,
    _note,
    _byline,
    _date,
    _dateline,
)
