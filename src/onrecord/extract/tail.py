"""What closes an article and is not part of it: the lines about its author, the text of a last picture."""

from __future__ import annotations

import re

from onrecord.extract.draft import Label
from onrecord.extract.kinds import quoted
from onrecord.extract.layout import Layout
from onrecord.model.article import BlockKind

_ABOUT = re.compile(
    r"^(?P<name>[A-Z][\w.'’\-]+(?:\s+[\w.'’\-]+){0,3})\s+(?:is|was|are|covers|writes|reports|teaches|works|contributed)\b"
)
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_LAST_LINES, _ABOUT_WORDS = 4, 60
_PICTURE_LEAST, _PICTURE_MOST, _KNOWN, _REACH = 4, 16, 0.6, 2


def label_tail(layout: Layout, labels: list[Label]) -> None:
    """Label author boxes among the body's last lines, and the text of a picture right below them."""
    inside = [i for i, label in enumerate(labels) if label.kind is BlockKind.BODY]
    names = [layout.looks[i].plain for i, label in enumerate(labels) if label.kind is BlockKind.BYLINE]
    for i in inside[-_LAST_LINES:]:
        if names and (name := _about(layout, i)) and any(name.lower() in byline for byline in names):
            labels[i] = Label(BlockKind.NAVIGATION, f"about the author: {quoted(name)}")
    _label_picture(layout, labels, inside)


def _about(layout: Layout, i: int) -> str | None:
    """Return the name with which a line begins that says what somebody is or does."""
    match = _ABOUT.match(layout.texts[i]) if layout.looks[i].words <= _ABOUT_WORDS else None
    return match["name"] if match else None


def _label_picture(layout: Layout, labels: list[Label], inside: list[int]) -> None:
    """Label a line below the last paragraph that names what the body speaks of: the text in place of a picture."""
    if not inside:
        return
    known: set[str] = set()
    for i in range(inside[-1] + 1, min(inside[-1] + 1 + _REACH, len(labels))):
        look = layout.looks[i]
        words = _CONTENT.findall(look.plain)
        sized = _PICTURE_LEAST <= look.words <= _PICTURE_MOST and not (look.sentence_end or look.bullet)
        if labels[i].rule != "outside the body" or not sized or layout.is_furniture(i):
            return
        known = known or {word for j in inside for word in _CONTENT.findall(layout.looks[j].plain)}
        if len(words) >= _PICTURE_LEAST - 1 and sum(word in known for word in words) >= _KNOWN * len(words):
            labels[i] = Label(BlockKind.CAPTION, "caption: below the body, in its words")
