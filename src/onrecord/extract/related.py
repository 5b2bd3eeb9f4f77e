"""Links to other articles: lists of them, and single ones between paragraphs."""

from __future__ import annotations

from onrecord.extract.draft import Label
from onrecord.extract.kinds import quoted
from onrecord.extract.layout import Layout
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_LINK_WORDS, _LINK_MOST = 4, 25


def label_related(layout: Layout, labels: list[Label]) -> None:
    """Label links to other articles: what follows "Related" and the like, or is marked as such."""
    listing = ""
    for i, label in enumerate(labels):
        if label.kind is not BlockKind.NAVIGATION or layout.looks[i].phrase(layout.furniture.legal):
            listing = ""
            continue
        opening = list_opening(layout, i)
        listing = opening or listing
        if opening:
            labels[i] = Label(BlockKind.RELATED, f"related: {quoted(opening)}")
        elif layout.lines[i].mark is Mark.RELATED:
            labels[i] = Label(BlockKind.RELATED, "related: by the markup")
        elif listing and layout.looks[i].words >= _LINK_WORDS:
            labels[i] = Label(BlockKind.RELATED, f"related: listed under {quoted(listing)}")


def label_links(layout: Layout, labels: list[Label]) -> None:
    """Label the lines of the body that are one link to another article ("Read more: ...") between its paragraphs."""
    for i, label in enumerate(labels):
        look = layout.looks[i]
        words = look.phrase(layout.furniture.related) if label.kind is BlockKind.BODY else None
        # "More: the bridge is open." may be the article's own sentence; "Also read: ..." is none.
        if words and (not look.sentence_end or (" " in words and look.words <= _LINK_MOST)):
            labels[i] = Label(BlockKind.RELATED, f"related: {quoted(words)}")


def list_opening(layout: Layout, i: int) -> str | None:
    """Return the words of a line after which links to other articles follow, or which make it one."""
    bare = layout.bare(i)
    return bare if bare in layout.furniture.related_start else layout.looks[i].phrase(layout.furniture.related)
