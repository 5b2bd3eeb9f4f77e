"""What follows an article: readers' comments and links to other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.layout import Layout
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_HEAD_WORDS = 7
_DATED_HEAD_WORDS = 14
_STAMP = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b")
_SAID = re.compile(r"(?:says|said):?$")
_LINK_WORDS = 4


def cut_thread(layout: Layout) -> Layout:
    """Take readers' comments out of the body: they read like an article but open with "1. Somebody says".

    One such line opens a thread if it is numbered or carries a time; without either it takes two.
    """
    heads = [i for i in range(len(layout.lines)) if _is_head(layout, i) and _SAID.search(layout.looks[i].plain)]
    sure = [i for i in heads if layout.looks[i].bullet or _STAMP.search(layout.texts[i])]
    opened = (heads if len(heads) > 1 else sure)[:1]
    if not opened or not any(layout.body[: opened[0]]):
        return layout
    body = [inside and i < opened[0] for i, inside in enumerate(layout.body)]
    return replace(layout, body=tuple(body))


def label_threads(layout: Layout, kinds: list[BlockKind]) -> None:
    """Set the kind of everything after the body from the first sign of comments on, up to the site's legal lines."""
    inside, last = False, layout.last
    for i in range(len(kinds)):
        inside = inside or (i > last and opens_thread(layout, i))
        if inside and layout.furniture.legal.found_in(layout.looks[i].plain):
            inside = False
        if inside or (layout.lines[i].mark is Mark.COMMENT and not layout.body[i]):
            kinds[i] = BlockKind.COMMENT


def label_related(layout: Layout, kinds: list[BlockKind]) -> None:
    """Set the kind of links to other articles: what follows "Related" and the like, or is marked as such."""
    listing = False
    for i, kind in enumerate(kinds):
        if kind is not BlockKind.NAVIGATION or layout.furniture.legal.found_in(layout.looks[i].plain):
            listing = False
            continue
        opens = opens_list(layout, i)
        listing = listing or opens
        if opens or layout.lines[i].mark is Mark.RELATED or (listing and layout.looks[i].words >= _LINK_WORDS):
            kinds[i] = BlockKind.RELATED


def mute_links(layout: Layout, kinds: Sequence[BlockKind]) -> list[int]:
    """Return the body lines that are one link to another article ("Read more: ...") between its paragraphs."""
    return [
        i
        for i, kind in enumerate(kinds)
        if kind is BlockKind.BODY
        and layout.furniture.related.found_in(layout.looks[i].plain)
        and not layout.looks[i].sentence_end
    ]


def opens_list(layout: Layout, i: int) -> bool:
    """Say whether links to other articles follow a line, or it is one."""
    return layout.bare(i) in layout.furniture.related_start or bool(
        layout.furniture.related.found_in(layout.looks[i].plain)
    )


def opens_thread(layout: Layout, i: int) -> bool:
    """Say whether readers' comments, or the form for them, follow a line."""
    if layout.bare(i) in layout.furniture.comment_start or layout.furniture.comment_form.found_in(
        layout.looks[i].plain
    ):
        return True
    return _is_head(layout, i)


def _is_head(layout: Layout, i: int) -> bool:
    """Say whether a line frames a comment: a name, "says", perhaps a time."""
    look, text = layout.looks[i], layout.texts[i]
    limit = _DATED_HEAD_WORDS if _STAMP.search(text) else _HEAD_WORDS
    shaped = 2 <= look.words <= limit and not look.sentence_end and not text.startswith(('"', "“", "‘"))
    return shaped and bool(layout.furniture.comment_says.found_in(look.plain))
