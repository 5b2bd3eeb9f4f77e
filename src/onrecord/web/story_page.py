"""What the page of one story shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.derived import Story
from onrecord.web import kinds, phrases
from onrecord.web.desk import ClaimLine, Desk, by_reports
from onrecord.web.discrepancies import Card, cards_of
from onrecord.web.lines import ArticleLine
from onrecord.web.reuse import Reuse, Sharer, Triangle, triangle
from onrecord.web.strips import Days, Stamp, days

MOST_CLAIMS = 30
MOST_SINGLE = 30
MOST_CARDS = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """Claims of one kind, as many as a page takes; `left` says how many more there are."""

    title: str
    claims: tuple[ClaimLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list."""

    id: str
    href: str
    title: str
    period: str
    articles: int
    outlets: int
    claims: int
    days: Days


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on the page of one story."""

    line: StoryLine
    reason: str
    articles: tuple[ArticleLine, ...]
    shared: tuple[Listing, ...]
    single: tuple[Listing, ...]
    reuse: Triangle
    cards: tuple[Card, ...]
    cards_left: int


def stamp_of(article: Article) -> Stamp:
    """Return the day an article was published, or else collected."""
    known = phrases.ordinal_day(article.published)
    return (phrases.ordinal_day(article.crawled), False) if known is None else (known, True)


def story_line(desk: Desk, story: Story, axis: tuple[int, int]) -> StoryLine:
    """Summarise a story, its articles drawn on an axis of days."""
    lines = [desk.line_of[a] for a in story.articles if a in desk.line_of]
    stamps = [stamp_of(desk.facts.article[line.id]) for line in lines]
    return StoryLine(
        id=story.id,
        href=desk.story_href(story),
        title=story.title,
        period=phrases.period(story.since, story.until),
        articles=len(lines),
        outlets=len({desk.facts.article[line.id].outlet for line in lines} - {None}),
        claims=len(desk.snapshot.claims_of_story.get(story.id, ())),
        days=days(stamps, axis),
    )


def story_page(desk: Desk, story: Story, line: StoryLine) -> StoryPage:
    """Gather what the page of a story shows."""
    claims = desk.snapshot.claims_of_story.get(story.id, ())
    lines = sorted((desk.claim_line[claim.id] for claim in claims), key=by_reports)
    cards = cards_of(desk, tuple(claim.id for claim in claims))
    articles = sorted((desk.line_of[a] for a in story.articles if a in desk.line_of), key=lambda a: a.order)
    several = [claim for claim in lines if claim.tally.reports > 1]
    alone = [claim for claim in lines if claim.tally.reports <= 1]
    reuse = _reuse(desk, {article.id for article in articles})
    return StoryPage(
        line=line,
        reason=story.reason,
        articles=tuple(articles),
        shared=_listings(several, MOST_CLAIMS),
        single=_listings(sorted(alone, key=lambda c: (c.when, c.id)), MOST_SINGLE),
        reuse=triangle([Sharer(a.id, a.href, a.outlet, a.title, a.brief) for a in articles], reuse),
        cards=cards[:MOST_CARDS],
        cards_left=max(len(cards) - MOST_CARDS, 0),
    )


def _listings(claims: Sequence[ClaimLine], most: int) -> tuple[Listing, ...]:
    said = tuple(claim for claim in claims if claim.said)
    done = tuple(claim for claim in claims if not claim.said)
    kinds = (("What was said", said), ("What was done", done))
    return tuple(Listing(title, found[:most], max(len(found) - most, 0)) for title, found in kinds if found)


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
