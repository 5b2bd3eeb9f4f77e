"""Where a story comes from, as data: who had it first, who repeats whom, who has reporting of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.export.account import ClaimAccount, End, end_of, in_time
from onrecord.export.accounting import account, claim_row
from onrecord.export.parts import Row
from onrecord.model.days import came_before, earliest
from onrecord.model.derived import LinkKind, Story
from onrecord.model.reading import Citation, CitationKind
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.codec import plain
from onrecord.resolve.links import families
from onrecord.trace.owners import Owners


@dataclass(frozen=True, slots=True)
class Shared:
    """Text that an article shares with another; `words` counts those of narrative, `cover` is their share of its body.

    `earlier` says that the other was published before, None where the times do not tell.
    """

    other: End
    kind: LinkKind
    words: int
    cover: float
    earlier: bool | None


@dataclass(frozen=True, slots=True)
class Named:
    """A source that an article names, in its words, and for how many things in the article it does."""

    name: str
    kind: CitationKind
    text: str
    times: int


@dataclass(frozen=True, slots=True)
class ArticleAccount:
    """One article of a story: its family of copies (named by an article), its sources, what it shares with others.

    `own` are the words by which it says that it heard something itself. `claims` counts the claims of the story that it
    reports, `taken` of these those that it certainly has from somebody.
    """

    article: str
    uri: str
    title: str | None
    outlet: str | None
    published: str | None
    reliability: str
    family: str
    own: tuple[str, ...]
    sources: tuple[Named, ...]
    shares: tuple[Shared, ...]
    claims: int
    taken: int

    @property
    def label(self) -> str:
        """What to call it: its outlet, else the name it came in under."""
        return self.outlet or self.uri

    @property
    def repeats(self) -> tuple[Shared, ...]:
        """The earlier articles whose text it reuses, those first with which it shares the most."""
        reused = (shared for shared in self.shares if shared.kind is not LinkKind.SHARED_QUOTE and shared.earlier)
        return tuple(sorted(reused, key=lambda shared: (-shared.words, shared.other.name)))


@dataclass(frozen=True, slots=True)
class StoryAccount:
    """A story with its articles, the earliest first, its families of copies and its claims, the most reported first."""

    id: str
    title: str
    since: str | None
    until: str | None
    articles: tuple[ArticleAccount, ...]
    families: tuple[tuple[str, ...], ...]
    claims: tuple[ClaimAccount, ...]

    @property
    def first(self) -> tuple[ArticleAccount, ...]:
        """The articles that none is known to have come before; none where no time is known."""
        first = earliest(article.published for article in self.articles)
        return tuple(article for article in self.articles if article.published in first)


def story_account(snapshot: Snapshot, story: Story, owners: Owners) -> StoryAccount:
    """Gather where a story comes from."""
    told = (account(snapshot, claim, owners) for claim in snapshot.claims_of_story.get(story.id, ()))
    claims = sorted(told, key=lambda claim: (-len(claim.reports), claim.id))
    articles = tuple(_articles(snapshot, story, claims, owners))
    return StoryAccount(story.id, story.title, story.since, story.until, articles, _copies(articles), tuple(claims))


def _articles(
    snapshot: Snapshot, story: Story, claims: Iterable[ClaimAccount], owners: Owners
) -> Iterator[ArticleAccount]:
    """Gather what is known of each article of a story, the earliest first."""
    within = frozenset(story.articles)
    held = sorted((snapshot.facts.article[article] for article in within), key=lambda a: in_time(end_of(a)))
    links = {link.id: link for article in held for link in snapshot.links_of.get(article.id, ())}
    family = families((link for link in links.values() if {link.a, link.b} <= within), held)
    reports = [report for claim in claims for report in claim.reports]
    reported = Counter(report.article for report in reports)
    taken = Counter(report.article for report in reports if report.givers)
    for article in held:
        citations = snapshot.facts.reading[article.id].citations
        yield ArticleAccount(
            article=article.id,
            uri=article.uri,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            reliability=owners.reliability(article.outlet).value,
            family=family[article.id],
            own=_own(citations),
            sources=_named(citations),
            shares=tuple(_shares(snapshot, article.id, within)),
            claims=reported[article.id],
            taken=taken[article.id],
        )


def _copies(articles: Iterable[ArticleAccount]) -> tuple[tuple[str, ...], ...]:
    """Return the families that have several articles, the largest first, each in the order of the articles."""
    groups = grouped((article.family, article.article) for article in articles)
    return tuple(sorted((group for group in groups.values() if len(group) > 1), key=lambda group: (-len(group), group)))


def _own(citations: Iterable[Citation]) -> tuple[str, ...]:
    words = (" ".join(citation.text.split()) for citation in citations if citation.kind is CitationKind.OWN)
    return tuple(dict.fromkeys(words))


def _named(citations: Iterable[Citation]) -> tuple[Named, ...]:
    """Return the sources that an article names, those for the most things first."""
    sources = sorted((c for c in citations if c.kind is not CitationKind.OWN), key=lambda c: (c.start, c.id))
    groups = grouped(((citation.name, citation.kind), citation) for citation in sources)
    found = (Named(*key, " ".join(group[0].text.split()), len(group)) for key, group in groups.items())
    return tuple(sorted(found, key=lambda named: (-named.times, named.name)))


def _shares(snapshot: Snapshot, article: str, within: Collection[str]) -> Iterator[Shared]:
    own = snapshot.facts.article[article].published
    for link in snapshot.links_of.get(article, ()):
        other = snapshot.facts.article[link.b if link.a == article else link.a]
        if other.id in within:
            earlier = came_before(other.published, own)
            cover = link.cover_a if link.a == article else link.cover_b
            yield Shared(end_of(other), link.kind, link.words, cover, earlier)


def story_row(found: StoryAccount) -> Row:
    """Return an account in the terms of JSON; `first` are the ids of the earliest articles."""
    row: Any = plain(replace(found, claims=()))
    return {
        **row,
        "first": [article.article for article in found.first],
        "claims": [claim_row(c) for c in found.claims],
    }
