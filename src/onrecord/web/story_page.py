"""What the page of one story shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from onrecord.model.derived import ClaimKind, Story
from onrecord.query.choices import choose_claims, choose_discrepancies
from onrecord.query.filters import ClaimFilter, DiscrepancyFilter
from onrecord.record.choosing import Choice
from onrecord.record.gathering import Gathering
from onrecord.record.given import GIVEN, given
from onrecord.record.tallies import DayCount, StoryCount
from onrecord.web import kinds, phrases
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.discrepancies import Card, card
from onrecord.web.gathered import desk_of, gather_cards, gather_claims
from onrecord.web.lines import ArticleLine
from onrecord.web.links import page_of
from onrecord.web.reuse import Reuse, Sharer, Triangle, triangle
from onrecord.web.strips import Days, Stamp, days

MOST_ARTICLES = 300
MOST_CLAIMS = 30
MOST_CARDS = 12
_SEEN = """(
    SELECT min(ifnull(article.published, '9')) FROM member JOIN article ON article.id = member.article
    WHERE member.claim = claim.id
)"""
_TITLES = ("What was said", "What was done")


@dataclass(frozen=True, slots=True)
class Listing:
    """Claims of one kind, as many as a page takes; `left` says how many more there are."""

    title: str
    claims: tuple[ClaimLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story with what counts its articles, outlets and claims."""

    id: str
    href: str
    title: str
    period: str
    articles: int
    outlets: int
    claims: int


@dataclass(frozen=True, slots=True)
class DrawnStory:
    """A story in a list with its articles on the axis of days that the list shares."""

    line: StoryLine
    days: Days


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on the page of one story."""

    line: StoryLine
    reason: str
    articles: tuple[ArticleLine, ...]
    articles_left: int
    shared: tuple[Listing, ...]
    single: tuple[Listing, ...]
    reuse: Triangle
    cards: tuple[Card, ...]
    cards_left: int


def story_line(story: Story, counted: StoryCount) -> StoryLine:
    """Summarise a story."""
    return StoryLine(
        id=story.id,
        href=page_of("story", story.id),
        title=story.title,
        period=phrases.period(story.since, story.until),
        articles=len(story.articles),
        outlets=counted.outlets,
        claims=counted.claims,
    )


def drawn_story(story: Story, counted: StoryCount, axis: tuple[int, int]) -> DrawnStory:
    """Summarise a story, its articles drawn on an axis of days."""
    return DrawnStory(story_line(story, counted), days(stamps_of(counted.days), axis))


def stamps_of(counted: Iterable[DayCount]) -> list[Stamp]:
    """Return the day of each article, as pictures of days need it."""
    return [stamp for row in counted for stamp in [(phrases.ordinal_day(row.day), row.known)] * row.articles]


def story_page(held: Gathering, story: Story, line: StoryLine) -> StoryPage:
    """Gather what the page of a story shows; of a large one only what is shown is read."""
    articles = _first(held, story)
    held.heads(articles)
    held.links(articles)
    found = [_Found.of(held, choice, MOST_CLAIMS) for choice in _choices(story.id)]
    gather_claims(held, [identifier for one in found for identifier in one.ids])
    differing = _Found.of(held, choose_discrepancies(DiscrepancyFilter(story=story.id)), MOST_CARDS)
    gather_cards(held, differing.ids)
    desk = desk_of(held, held.snapshot().claim)
    listings = [one.listing(desk, title) for one, title in zip(found, _TITLES * 2, strict=True)]
    lines = [desk.line_of[article] for article in articles]
    known = {one.id: one for one in desk.snapshot.tracing.discrepancies}
    return StoryPage(
        line=line,
        reason=story.reason,
        articles=tuple(lines),
        articles_left=len(story.articles) - len(lines),
        shared=tuple(listing for listing in listings[:2] if listing.claims),
        single=tuple(listing for listing in listings[2:] if listing.claims),
        reuse=triangle([Sharer(a.id, a.href, a.outlet, a.title, a.brief) for a in lines], _reuse(desk, set(articles))),
        cards=tuple(card(desk, known[identifier]) for identifier in differing.ids),
        cards_left=differing.left,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The first rows of a choice, and how many more there are."""

    ids: tuple[str, ...]
    left: int

    @classmethod
    def of(cls, held: Gathering, choice: Choice, most: int) -> Self:
        ids = choice.page(held.connection, most)
        return cls(tuple(ids), choice.count(held.connection) - len(ids) if len(ids) == most else 0)

    def listing(self, desk: Desk, title: str) -> Listing:
        return Listing(title, tuple(desk.claim_line[identifier] for identifier in self.ids), self.left)


def _first(held: Gathering, story: Story) -> list[str]:
    """Return the articles of a story in order of time, as many as the page shows."""
    query = f"SELECT id FROM article WHERE id IN {GIVEN} ORDER BY ifnull(published, ifnull(crawled, '9')), id LIMIT ?"
    return held.ids(query, given(story.articles), MOST_ARTICLES)


def _choices(story: str) -> Iterator[Choice]:
    """Give the claims of a story: said and done, on several reports the most reported first, then on one in time."""
    for kind in ClaimKind:
        yield choose_claims(ClaimFilter(story=story, kind=kind.value, min_reports=2))
    for kind in ClaimKind:
        alone = choose_claims(ClaimFilter(story=story, kind=kind.value)).where("standing.reports <= 1")
        yield replace(alone, order=f"{_SEEN}, claim.id")


def _reuse(desk: Desk, articles: set[str]) -> list[Reuse]:
    links = {link.id: link for a in sorted(articles) for link in desk.snapshot.links_of.get(a, ())}
    inside = [link for link in links.values() if link.a in articles and link.b in articles]
    return [
        Reuse(
            link.a,
            link.b,
            link.kind,
            link.words,
            f"{desk.node_name(link.a)} and {desk.node_name(link.b)}: {kinds.LINKS[link.kind]}, "
            f"{phrases.count(link.words, 'shared word')}",
        )
        for link in inside
    ]
