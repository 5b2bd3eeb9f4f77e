"""What one article shares with others: the stretches copied, and the passages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.derived import Link, Passage, PassageKind
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.web import kinds
from onrecord.web.desk import Desk
from onrecord.web.lines import ArticleLine

MOST_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A shared passage: the words here and the words there."""

    quotation: bool
    words: int
    here: str
    there: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What the article shares with one other; covers are in percent, None where only passages are known."""

    line: ArticleLine
    kind: str
    words: int
    cover_here: int | None
    cover_there: int | None
    pairs: tuple[Pair, ...]
    pairs_left: int


def partners(desk: Desk, article: str) -> tuple[str, ...]:
    """Return the other articles that share something with this one, most words first."""
    links, passages = _links(desk, article), _passages(desk, article)
    others = links.keys() | passages.keys()
    return tuple(sorted(others, key=lambda k: (-_weight(links.get(k), passages.get(k, ())), k)))


def shared_with(desk: Desk, article: Article, others: Iterable[str]) -> Iterator[Shared]:
    """Give what is shared with each of these articles."""
    links, passages = _links(desk, article.id), _passages(desk, article.id)
    anchors = list(enumerate(copied(desk, article), 1))
    for other in others:
        if other in desk.line_of:
            yield _with(desk, article, other, links.get(other), passages.get(other, ()), anchors)


def _links(desk: Desk, article: str) -> dict[str, Link]:
    return {_partner(link, article): link for link in desk.snapshot.links_of.get(article, ())}


def _passages(desk: Desk, article: str) -> dict[str, tuple[Passage, ...]]:
    return grouped((_partner(passage, article), passage) for passage in desk.snapshot.passages_of.get(article, ()))


def copied(desk: Desk, article: Article) -> list[Span]:
    """Return the stretches that stand in another article too, quotations left out, joined where they overlap."""
    joined: list[Span] = []
    passages = desk.snapshot.passages_of.get(article.id, ())
    for span in sorted(_here(p, article.id) for p in passages if p.kind is PassageKind.NARRATIVE):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _here(passage: Passage, article: str) -> Span:
    return passage.a_span if passage.a == article else passage.b_span


def _there(passage: Passage, article: str) -> Span:
    return passage.b_span if passage.a == article else passage.a_span


def _partner(pair: Link | Passage, article: str) -> str:
    return pair.b if pair.a == article else pair.a


def _weight(link: Link | None, passages: Iterable[Passage]) -> int:
    return link.words if link and link.words else sum(passage.words for passage in passages)


def _with(
    desk: Desk,
    article: Article,
    other: str,
    link: Link | None,
    passages: Sequence[Passage],
    anchors: Sequence[tuple[int, Span]],
) -> Shared:
    ordered = sorted(passages, key=lambda p: (-p.words, p.id))[:MOST_PASSAGES]
    ordered.sort(key=lambda p: _here(p, article.id))
    covers = (link.cover_a, link.cover_b) if link else (None, None)
    here, there = covers if link is None or link.a == article.id else covers[::-1]
    return Shared(
        desk.line_of[other],
        kinds.LINKS[link.kind] if link else "shared passages",
        _weight(link, passages),
        None if here is None else round(100 * here),
        None if there is None else round(100 * there),
        tuple(_pair(desk, article, other, passage, anchors) for passage in ordered),
        len(passages) - len(ordered),
    )


def _pair(desk: Desk, article: Article, other: str, passage: Passage, anchors: Sequence[tuple[int, Span]]) -> Pair:
    here, quoted = _here(passage, article.id), passage.kind is PassageKind.QUOTATION
    anchor = next((f"shared-{at}" for at, span in anchors if span.contains(here)), "")
    there = _there(passage, article.id).of(desk.facts.article[other].text)
    return Pair(quoted, passage.words, here.of(article.text), there, "" if quoted else anchor)
