"""What each line of a page is, and why: body, title, deck, byline, date, caption, credit, navigation and the like."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.dates import find_dates
from onrecord.extract.draft import Label
from onrecord.extract.gaps import close_gaps
from onrecord.extract.head import is_credit, label_head
from onrecord.extract.kinds import label_alone, quoted
from onrecord.extract.layout import Layout, Line
from onrecord.extract.related import label_links, label_related
from onrecord.extract.repeats import label_repeats
from onrecord.extract.tail import label_tail
from onrecord.extract.threads import cut_thread, label_threads
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_SUBHEAD_WORDS = 10
_ALONE = 2
_GOES_ON = (":", ",", ";", '"', "”", "'", "’", "–", "—")


def label_lines(
    lines: Sequence[Line], body: Sequence[bool], title: str | None = None, flat: bool = True, address: str | None = None
) -> list[Label]:
    """Return the kind of every line with its rule, given which lines lie in the article's body.

    The article's `title` and its web `address`, where known, help to find the title's line. In `flat` text nothing but
    their form tells headings and the texts of pictures from paragraphs; where the body comes from markup, a short line
    in it is a heading or an item of a list.

    >>> lines = [Line("Menu"), Line("Harbour opens"), Line("By Ada Torvik"), Line("The harbour opened on Monday.")]
    >>> [label.kind.value for label in label_lines(lines, [False, False, False, True], "Harbour opens")]
    ['navigation', 'title', 'byline', 'body']
    """
    layout, labels = first_labels(lines, body, flat)
    label_head(layout, labels, title, address)
    if flat:
        _label_subheads(layout, labels)
    label_repeats(layout, labels)
    label_links(layout, labels)
    label_tail(layout, labels)
    _label_pictures(layout, labels)
    label_related(layout, labels)
    label_threads(layout, labels)
    return labels


def first_labels(lines: Sequence[Line], body: Sequence[bool], flat: bool = True) -> tuple[Layout, list[Label]]:
    """Return the page's layout, and what each line is by its own words or its place."""
    given = Layout.of(lines, body)
    layout = cut_thread(close_gaps(given) if flat else given)
    scored = "body: line score" if flat else "body: main text of the page"
    rules = [scored if inside else "body: goes on after a gap" for inside in given.body]
    return layout, [label_alone(layout, i) or _by_place(layout, i, rule) for i, rule in enumerate(rules)]


def _by_place(layout: Layout, i: int, rule: str) -> Label:
    """Say what a line is that no word of its own gives away."""
    if layout.body[i]:
        return Label(BlockKind.BODY, rule)
    if layout.lines[i].mark is Mark.CAPTION:
        return Label(BlockKind.CAPTION, "caption: by the markup")
    return Label(BlockKind.NAVIGATION, "outside the body")


def _label_subheads(layout: Layout, labels: list[Label]) -> None:
    """Label short lines without an end between paragraphs, headings or texts of pictures; several are a list."""
    short = [label.kind is BlockKind.BODY and _is_fragment(layout, i) for i, label in enumerate(labels)]
    padded = [False, False, *short, False, False]
    for i, fragment in enumerate(short):
        if fragment and sum(padded[i : i + 5]) <= _ALONE:
            labels[i] = Label(BlockKind.CAPTION, "caption: heading or picture's text between paragraphs")


def _is_fragment(layout: Layout, i: int) -> bool:
    look = layout.looks[i]
    return look.words <= _SUBHEAD_WORDS and not (look.sentence_end or look.bullet or layout.texts[i].endswith(_GOES_ON))


def _label_pictures(layout: Layout, labels: list[Label]) -> None:
    """Label running text outside the body that names a full date or stands above a credit: it tells of a picture."""
    for i in range(layout.last):
        outside = labels[i].kind is BlockKind.NAVIGATION and layout.looks[i].text and not layout.is_furniture(i)
        if not outside or labels[i].rule.startswith(("box", "note", "repeat")):
            continue
        if is_credit(labels[i + 1]):
            labels[i] = Label(BlockKind.CAPTION, "caption: above a credit")
        elif dates := find_dates(layout.texts[i]):
            found = layout.texts[i][dates[0].start : dates[0].end]
            labels[i] = Label(BlockKind.CAPTION, f"caption: outside the body, names {quoted(found)}")
