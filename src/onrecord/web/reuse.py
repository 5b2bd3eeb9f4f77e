"""The picture of which articles share text: a triangle of cells, one for each two articles, beside their titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.groups import Groups
from onrecord.web.lettering import BOLD, fit

MOST_ROWS = 40
_CELL, _ROW = 11.0, 19.0
_LEAST, _BROADEST = 3.0, 10.0
_LABELS = 580.0
COPY = "copy"


@dataclass(frozen=True, slots=True)
class Sharer:
    """An article to draw, as its row is lettered."""

    key: str
    href: str
    label: str
    detail: str
    when: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles that share `words` words, by key."""

    a: str
    b: str
    kind: str
    words: int
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A lettered row; `y` is its middle, `x` the middle of its own place on the diagonal."""

    article: Sharer
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair that shares text: a square around (x, y), the larger the more words."""

    x: float
    y: float
    side: float
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Triangle:
    """The laid-out picture; rows are lettered from `left`, and the counts say what is not drawn."""

    width: float
    height: float
    left: float
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    hidden_rows: int
    hidden_pairs: int


def triangle(articles: Sequence[Sharer], shared: Sequence[Reuse], most: int = MOST_ROWS) -> Triangle:
    """Lay out the articles that share text with another; full copies of each other stand in neighbouring rows.

    `articles` are in the order of time. Where more than `most` share text, those that share the most words are drawn.

    >>> two = [Sharer("a", "a.html", "A", "", ""), Sharer("b", "b.html", "B", "", "")]
    >>> found = triangle(two, [Reuse("a", "b", "copy", 90, "")])
    >>> len(found.rows), found.cells[0].kind
    (2, 'copy')
    """
    weight = _weight(shared)
    linked = [article for article in articles if article.key in weight]
    chosen = {a.key for a in sorted(linked, key=lambda a: (-weight[a.key], a.key))[:most]}
    rows = _families([a for a in linked if a.key in chosen], shared)
    place = {row.article.key: row for row in rows}
    drawn = [reuse for reuse in shared if reuse.a in place and reuse.b in place]
    broadest = max((reuse.words for reuse in drawn), default=1)
    cells = tuple(_cell(reuse, place, broadest) for reuse in sorted(drawn, key=lambda r: (r.a, r.b, r.kind)))
    left = _CELL * len(rows) + 14
    hidden = len(linked) - len(rows), len(shared) - len(drawn)
    return Triangle(left + _LABELS, _ROW * len(rows) + 4, left, rows, cells, *hidden)


def _weight(shared: Sequence[Reuse]) -> dict[str, int]:
    weight: dict[str, int] = {}
    for reuse in shared:
        for key in (reuse.a, reuse.b):
            weight[key] = weight.get(key, 0) + reuse.words + 1
    return weight


def _families(articles: Sequence[Sharer], shared: Sequence[Reuse]) -> tuple[Row, ...]:
    """Put full copies of each other together, families and their articles in the order of time."""
    groups, keys = Groups(), {article.key for article in articles}
    for reuse in shared:
        if reuse.kind == COPY and {reuse.a, reuse.b} <= keys:
            groups.join(reuse.a, reuse.b)
    first: dict[str, int] = {}
    for at, article in enumerate(articles):
        first.setdefault(groups.root(article.key), at)
    ordered = sorted(articles, key=lambda article: first[groups.root(article.key)])
    return tuple(_row(article, at) for at, article in enumerate(ordered))


def _row(article: Sharer, at: int) -> Row:
    lettered = Sharer(
        article.key,
        article.href,
        fit(article.label, 166.0, BOLD),
        fit(article.detail, 288.0, 12.5),
        fit(article.when, 96.0, 12.0),
    )
    return Row(lettered, _CELL * (at + 0.5) + 2, _ROW * (at + 0.5) + 2)


def _cell(reuse: Reuse, place: Mapping[str, Row], broadest: int) -> Cell:
    upper, lower = sorted((place[reuse.a], place[reuse.b]), key=lambda row: row.y)
    side = _LEAST + (_BROADEST - _LEAST) * (reuse.words / max(broadest, 1)) ** 0.5
    return Cell(upper.x, lower.y, round(side, 1), reuse.kind, reuse.why)
