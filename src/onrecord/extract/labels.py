"""What each line of a page is: body, title, deck, byline, date, caption, credit, navigation, related or comment."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.dates import find_dates
from onrecord.extract.gaps import close_gaps
from onrecord.extract.head import label_head
from onrecord.extract.kinds import kind_alone
from onrecord.extract.layout import Layout, Line
from onrecord.extract.threads import cut_thread, label_related, label_threads, mute_links
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_SUBHEAD_WORDS = 10
_ALONE = 2
_GOES_ON = (":", ",", ";", '"', "”", "'", "’", "–", "—")


def label_lines(
    lines: Sequence[Line], body: Sequence[bool], title: str | None = None, flat: bool = True
) -> list[BlockKind]:
    """Return the kind of every line, given which lines lie in the article's body and, where known, its title.

    In `flat` text nothing but their form tells headings and the texts of pictures from paragraphs; where the body comes
    from markup, a short line in it is a heading or an item of a list.

    >>> lines = [Line("Menu"), Line("Harbour opens"), Line("By Ada Torvik"), Line("The harbour opened on Monday.")]
    >>> [kind.value for kind in label_lines(lines, [False, False, False, True], "Harbour opens")]
    ['navigation', 'title', 'byline', 'body']
    """
    layout = Layout.of(lines, body)
    layout = cut_thread(close_gaps(layout) if flat else layout)
    kinds = [kind_alone(layout, i) or _by_place(layout, i) for i in range(len(lines))]
    label_head(layout, kinds, title)
    if flat:
        _label_subheads(layout, kinds)
    for i in mute_links(layout, kinds):
        kinds[i] = BlockKind.RELATED
    _label_pictures(layout, kinds)
    label_related(layout, kinds)
    label_threads(layout, kinds)
    return kinds


def _by_place(layout: Layout, i: int) -> BlockKind:
    """Say what a line is that no word of its own gives away."""
    if layout.body[i]:
        return BlockKind.BODY
    return BlockKind.CAPTION if layout.lines[i].mark is Mark.CAPTION else BlockKind.NAVIGATION


def _label_subheads(layout: Layout, kinds: list[BlockKind]) -> None:
    """Label short lines without an end between paragraphs, headings or texts of pictures; several are a list."""
    short = [kind is BlockKind.BODY and _is_fragment(layout, i) for i, kind in enumerate(kinds)]
    padded = [False, False, *short, False, False]
    for i, fragment in enumerate(short):
        if fragment and sum(padded[i : i + 5]) <= _ALONE:
            kinds[i] = BlockKind.CAPTION


def _is_fragment(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    return look.words <= _SUBHEAD_WORDS and not (look.sentence_end or look.bullet or layout.texts[i].endswith(_GOES_ON))


def _label_pictures(layout: Layout, kinds: list[BlockKind]) -> None:
    """Label running text outside the body that names a full date or stands above a credit: it tells of a picture."""
    for i in range(layout.last):
        outside = kinds[i] is BlockKind.NAVIGATION and layout.looks[i].text and not layout.is_furniture(i)
        if outside and (kinds[i + 1] is BlockKind.CREDIT or find_dates(layout.texts[i])):
            kinds[i] = BlockKind.CAPTION
