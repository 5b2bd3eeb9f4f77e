"""Readers' comments: where they begin and end, who wrote each, and how many others it answers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.comments import head_at, is_numbered, reply_to
from onrecord.extract.draft import Label
from onrecord.extract.kinds import quoted
from onrecord.extract.layout import Head, Layout
from onrecord.extract.related import list_opening
from onrecord.extract.visible import Mark
from onrecord.model.article import BlockKind

_NEEDED = 2
_PAST = 0.6
_COUNT = " comments"


@dataclass(slots=True)
class _Writers:
    """Who wrote the comment that the lines at hand belong to; depth is read from indentation or from names answered."""

    by_indent: bool
    by_name: bool
    author: str | None = None
    depth: int | None = None
    _indents: list[int] = field(default_factory=list)
    _depths: dict[str, int] = field(default_factory=dict)

    def begin(self, head: Head, indent: int) -> None:
        """Go on to the next comment."""
        self.author = head.author
        self.depth = None
        if self.by_indent:
            while self._indents and self._indents[-1] >= indent:
                self._indents.pop()
            self._indents.append(indent)
            self.depth = len(self._indents) - 1
        elif self.by_name:
            self._answer(head.to)
        self._remember()

    def answer(self, to: str) -> None:
        """Take note of whom the comment answers, said on a line of its own."""
        if self.by_name and not self.by_indent:
            self._answer(to)
            self._remember()

    def end(self) -> None:
        """Leave the comment: what follows is no comment's text."""
        self.author = self.depth = None

    def _answer(self, to: str | None) -> None:
        above = self._depths.get(to.lower()) if to else -1
        self.depth = None if above is None else above + 1

    def _remember(self) -> None:
        if self.author and self.depth is not None:
            self._depths[self.author.lower()] = self.depth


def cut_thread(layout: Layout) -> Layout:
    """Take readers' comments out of the body: they read like an article but open with "1. Somebody says".

    One such line opens a thread if a number or a time makes it sure; without either it takes two of different names.
    """
    inside = [i for i, body in enumerate(layout.body) if body]
    heads = [(i, head) for i in range(len(layout.lines)) if inside and i > inside[0] and (head := head_at(layout, i))]
    sure = [i for i, head in heads if head.sure]
    several = len({head.author for _, head in heads}) >= _NEEDED
    opened = _after_opening(layout, heads) or sure[:1] or [i for i, _ in heads if several][:1]
    if not opened:
        return layout
    body = [inside and i < opened[0] for i, inside in enumerate(layout.body)]
    return replace(layout, body=tuple(body))


def _after_opening(layout: Layout, heads: Sequence[tuple[int, Head]]) -> list[int]:
    """Return the line "Comments" that most of the running text stands above and a comment below, if there is one."""
    if not heads:
        return []
    total = sum(look.text for look, body in zip(layout.looks, layout.body, strict=True) if body)
    above = 0.0
    for i in range(heads[0][0]):
        above += layout.looks[i].text if layout.body[i] else 0.0
        if above >= _PAST * total and thread_opening(layout, i):
            return [i]
    return []


def label_threads(layout: Layout, labels: list[Label]) -> None:
    """Label everything after the body from the first sign of comments on, up to the site's footer."""
    inside = []
    for i, rule in _lines_of_threads(layout):
        labels[i] = Label(BlockKind.COMMENT, rule)
        inside.append(i)
    heads = {i: head for i in inside if (head := head_at(layout, i))}
    writers = _Writers(
        by_indent=len({layout.looks[i].indent for i in heads}) > 1,
        by_name=any(head.to for head in heads.values()) or any(reply_to(layout.texts[i]) for i in inside),
    )
    numbered = {layout.looks[i].indent for i in heads if is_numbered(layout.texts[i])}
    for i in inside:
        _sign(layout, labels, i, heads.get(i) or _unsigned(layout, numbered, i), writers)


def _lines_of_threads(layout: Layout) -> Iterator[tuple[int, str]]:
    """Yield the lines of comments, each with the rule that puts it there."""
    opening, last = "", layout.last
    for i in range(len(layout.lines)):
        if i > last:
            opening = "" if _ends_thread(layout, i) else opening
            opening = opening or thread_opening(layout, i) or ""
        if opening:
            yield i, f"comments open: {quoted(opening)}"
        elif layout.lines[i].mark is Mark.COMMENT and not layout.body[i]:
            yield i, "comment: by the markup"


def _ends_thread(layout: Layout, i: int) -> bool:
    """Say whether a line belongs to the site's footer or opens a list of links, after which no comment stands."""
    opening = list_opening(layout, i)
    return bool(layout.looks[i].phrase(layout.furniture.legal) or (opening and " " in opening))


def _unsigned(layout: Layout, numbered: set[int], i: int) -> Head | None:
    """Take a numbered line beside numbered heads for a comment without a name, as links from other sites are shown."""
    beside = layout.looks[i].indent in numbered and is_numbered(layout.texts[i])
    return Head(None, "comment: numbered") if beside else None


def _sign(layout: Layout, labels: list[Label], i: int, head: Head | None, writers: _Writers) -> None:
    """Give a line of a thread its comment's author and depth."""
    text = layout.texts[i]
    if head:
        writers.begin(head, layout.looks[i].indent)
        labels[i] = Label(BlockKind.COMMENT, head.rule)
    elif thread_opening(layout, i) and not reply_to(text):
        writers.end()
    elif to := reply_to(text):
        writers.answer(to)
    labels[i] = labels[i]._replace(author=writers.author, depth=writers.depth)


def thread_opening(layout: Layout, i: int) -> str | None:
    """Return the words of a line after which readers' comments, or the form for them, follow."""
    bare, plain = layout.bare(i), layout.looks[i].plain
    if bare in layout.furniture.comment_start:
        return plain if plain.endswith(_COUNT) else bare
    if words := layout.looks[i].phrase(layout.furniture.comment_form):
        return words
    head = head_at(layout, i)
    return layout.texts[i] if head and (head.sure or head.rule == "comment: 'says'") else None
