"""Paragraphs that the sequence of lines lost: running text a few lines after the body, or with a dateline."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.layout import Layout
from onrecord.extract.looks import DATELINE_OPENING, LONG
from onrecord.extract.related import list_opening
from onrecord.extract.threads import thread_opening

_REACH = 4


def close_gaps(layout: Layout) -> Layout:
    """Take into the body what reads like its next paragraph: after a picture, an advertisement, a heading.

    A paragraph that opens with a dateline is the article's first, wherever it stands.
    What comes after the opening of comments or of a list of links stays out.
    """
    body = list(layout.body)
    since = _REACH
    for i, inside in enumerate(layout.body):
        if thread_opening(layout, i) or list_opening(layout, i):
            since = _REACH
        if inside or (_is_paragraph(layout, i) and (since < _REACH or _is_filed(layout, i))):
            body[i], since = True, 0
        else:
            since += 1
    return replace(layout, body=tuple(body))


def _is_paragraph(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    long = look.text > 0 and look.words >= LONG and (look.sentence_end or layout.texts[i].endswith(":"))
    return long and not layout.is_furniture(i) and not look.phrase(layout.furniture.about)


def _is_filed(layout: Layout, i: int) -> bool:
    return bool(DATELINE_OPENING.match(layout.texts[i]))
