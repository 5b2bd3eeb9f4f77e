"""From a page of HTML to a draft: the text that a browser shows, with what the markup says about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import html

from onrecord.extract.body import Shown, find_body
from onrecord.extract.draft import Draft, Label, Loss, blocks_of, stated_title, stated_url
from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Line
from onrecord.extract.losses import (
    blind_depth,
    body_losses,
    stated_body,
    styles_ignored,
    too_many_elements,
    too_many_lines,
)
from onrecord.extract.markup import markup_candidates
from onrecord.extract.styles import find_styles
from onrecord.extract.tree import names_of, opens_more_than, parse_html
from onrecord.extract.visible import Visible, read_lines
from onrecord.model.article import BlockKind, Candidate
from onrecord.model.limits import Limits

_SHARE_EXTRACTED, _SHARE_LABELLED = 8, 8
"""Of the elements that a page may have, one in eight may be left to the extractor or be a line: each takes longer."""
_PROSE_WORDS = 12
_PROMISED = ("aria-hidden", "class for")
"""How the reasons begin by which the markup only says that nobody sees something."""
_SHOWN_BY_SCRIPTS = ("display:", "visibility:", "opacity:", "content-visibility:", "<")
"""How the reasons begin that a script may lift; nobody writes an article in white, or of no size, to show it later."""
_SCRIPT = re.compile(r"<script\b(?![^>]{0,500}\btype\s*=\s*[\"']?application/(?:ld\+)?json)", re.IGNORECASE)
_NOTHING_SHOWN, _HIDDEN_ARTICLE = 40, 100
"""Words: a body so short beside hidden running text so long means that the page shows its article by a script."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page read: its text, which of the shown lines are body, its losses, and the hiding that was not counted.

    `undone` maps the text of a line to what hides it.
    """

    visible: Visible
    shown: Shown
    body: tuple[bool, ...]
    stated: tuple[Candidate, ...]
    losses: tuple[Loss, ...]
    undone: Mapping[str, str] = field(default_factory=dict)


def draft_html(markup: str, hints: Sequence[Candidate], limits: Limits) -> Draft:
    """Return the draft of a page of HTML.

    A page with too many elements or lines gives a draft without text that says so as a loss, one with too much text a
    draft without blocks.
    """
    if opens_more_than(markup, limits.tree_nodes):
        return Draft("", losses=(too_many_elements(limits),))
    reading = _read(markup, limits)
    if isinstance(reading, Draft):
        return reading
    reading = _with_hidden_article(markup, limits, reading)
    spans = [line.span for line in reading.visible.lines]
    blocks = blocks_of(reading.visible.text, spans, list(_labels(reading, hints)))
    return Draft(reading.visible.text, blocks, reading.stated, reading.losses)


def _read(markup: str, limits: Limits, undone: Collection[str] = ()) -> _Reading | Draft:
    parsed = parse_html(markup, limits)
    if parsed.tree is None:
        return Draft("")
    names = names_of(parsed.tree)
    stated = tuple(markup_candidates(parsed.tree, names))
    styles = find_styles(parsed.tree, names)
    visible = read_lines(parsed.tree, styles.of, undone, names)
    if len(visible.text) > limits.text_characters:
        return Draft(visible.text)
    if len(visible.lines) > limits.tree_nodes // _SHARE_LABELLED:
        return Draft("", losses=(too_many_lines(limits.tree_nodes // _SHARE_LABELLED),))
    shown = Shown.of(visible.text, visible.lines)
    losses = [*([blind_depth(limits)] if parsed.blind else []), *([styles_ignored()] if styles.ignored else [])]
    data = stated_body(parsed.tree)
    _take_out_hidden(visible)
    names.clear()
    fit = visible.depth <= limits.tree_depth and visible.elements <= limits.tree_nodes // _SHARE_EXTRACTED
    body = find_body(parsed.tree if fit else None, shown)
    losses.extend(body_losses(shown, body, data, sum(_hidden_prose(visible).values())))
    return _Reading(visible, shown, tuple(body), stated, tuple(losses))


def _take_out_hidden(visible: Visible) -> None:
    """Take what is hidden out of the tree, so that the extractor never sees it."""
    for element in visible.gone:
        if element.getparent() is not None and isinstance(element, html.HtmlElement):
            element.drop_tree()
    for element, place in visible.unseen:
        setattr(element, place, None)


def _with_hidden_article(markup: str, limits: Limits, reading: _Reading) -> _Reading:
    """Read a page again where all its article is hidden, that hiding not counted: its scripts would show it."""
    prose = _hidden_prose(reading.visible)
    little = reading.shown.count(reading.body) < _NOTHING_SHOWN
    if not little or sum(prose.values()) < _HIDDEN_ARTICLE:
        return reading
    lifted = (*_PROMISED, *(_SHOWN_BY_SCRIPTS if _SCRIPT.search(markup) else ()))
    hidden = {
        line.span.of(reading.visible.text): line.hidden
        for line in reading.visible.lines
        if line.hidden.startswith(lifted)
    }
    again = _read(markup, limits, hidden.values())
    if isinstance(again, Draft):
        return reading
    freed = [inside and text in hidden for text, inside in zip(again.shown.texts, again.body, strict=True)]
    return replace(again, undone=hidden) if again.shown.count(freed) >= _HIDDEN_ARTICLE else reading


def _hidden_prose(visible: Visible) -> Counter[str]:
    """Count the words of running text that each way of hiding hides."""
    found: Counter[str] = Counter()
    for line in visible.lines:
        words = len(line.span.of(visible.text).split()) if line.hidden else 0
        if words >= _PROSE_WORDS:
            found[line.hidden] += words
    return found


def _labels(reading: _Reading, hints: Sequence[Candidate]) -> Iterator[Label]:
    """Yield the labels of all lines; hidden ones are kept apart from what decides about the others."""
    known = (*hints, *reading.stated)
    lines = [Line(text, line.mark) for text, line in zip(reading.shown.texts, reading.shown.lines, strict=True)]
    labels = label_lines(lines, reading.body, stated_title(known), flat=False, address=stated_url(known))
    shown = zip(reading.shown.texts, labels, strict=True)
    for line in reading.visible.lines:
        if line.hidden:
            yield Label(BlockKind.HIDDEN, f"hidden: {line.hidden}")
            continue
        text, label = next(shown)
        why = reading.undone.get(text)
        yield label._replace(rule=f"{label.rule}; shown in spite of {why}, which hides the article") if why else label
