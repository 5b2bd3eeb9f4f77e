"""Where a story comes from, as data: who had it first, who repeats whom, who has reporting of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.export.account import ClaimAccount, End, in_time
from onrecord.export.accounting import account, claim_row
from onrecord.export.parts import Row
from onrecord.model.days import came_before, earliest
from onrecord.model.derived import Claim, Link, LinkKind, Story
from onrecord.model.reading import Citation, CitationKind
from onrecord.model.snapshot import Snapshot
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
    def end(self) -> End:
        """The article as one end of what it shares with others."""
        return End(self.label, self.label, self.article, self.published)

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
    claims = sorted(
        (account(snapshot, claim, owners) for claim in _claims(snapshot, story)),
        key=lambda claim: (-len(claim.reports), claim.id),
    )
    held = [snapshot.facts.article[article] for article in story.articles]
    links = {link.id: link for article in held for link in snapshot.links_of.get(article.id, ())}
    family = families((link for link in links.values() if {link.a, link.b} <= set(story.articles)), held)
    reported = Counter(report.article for claim in claims for report in claim.reports)
    taken = Counter(report.article for claim in claims for report in claim.reports if report.givers)
    articles = [
        ArticleAccount(
            article=article.id,
            uri=article.uri,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            reliability=owners.reliability(article.outlet).value,
            family=family[article.id],
            own=_own(snapshot.facts.reading[article.id].citations),
            sources=_named(snapshot.facts.reading[article.id].citations),
            shares=tuple(_shares(snapshot, article.id, set(story.articles))),
            claims=reported[article.id],
            taken=taken[article.id],
        )
        for article in held
    ]
    ordered = tuple(sorted(articles, key=lambda article: in_time(article.end)))
    return StoryAccount(
        story.id, story.title, story.since, story.until, ordered, _copies(ordered, family), tuple(claims)
    )


def _claims(snapshot: Snapshot, story: Story) -> Sequence[Claim]:
    return snapshot.claims_of_story.get(story.id, ())


def _copies(articles: Iterable[ArticleAccount], family: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the families that have several articles, the largest first, each with its earliest article first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        groups[family[article.article]].append(article.article)
    return tuple(sorted((tuple(group) for group in groups.values() if len(group) > 1), key=lambda g: (-len(g), g)))


def _own(citations: Iterable[Citation]) -> tuple[str, ...]:
    words = (" ".join(citation.text.split()) for citation in citations if citation.kind is CitationKind.OWN)
    return tuple(dict.fromkeys(words))


def _named(citations: Iterable[Citation]) -> tuple[Named, ...]:
    """Return the sources that an article names, those for the most things first."""
    groups: defaultdict[tuple[str, CitationKind], list[Citation]] = defaultdict(list)
    for citation in sorted(citations, key=lambda c: (c.start, c.id)):
        if citation.kind is not CitationKind.OWN:
            groups[citation.name, citation.kind].append(citation)
    found = (Named(*key, " ".join(group[0].text.split()), len(group)) for key, group in groups.items())
    return tuple(sorted(found, key=lambda named: (-named.times, named.name)))


def _shares(snapshot: Snapshot, article: str, story: set[str]) -> Iterable[Shared]:
    own = snapshot.facts.article[article].published
    for link in snapshot.links_of.get(article, ()):
        other = snapshot.facts.article[link.b if link.a == article else link.a]
        if other.id in story:
            earlier = came_before(other.published, own)
            end = End(other.outlet or other.uri, other.outlet or other.uri, other.id, other.published)
            yield Shared(end, link.kind, link.words, _cover(link, article), earlier)


def _cover(link: Link, article: str) -> float:
    return link.cover_a if link.a == article else link.cover_b


def story_row(found: StoryAccount) -> Row:
    """Return an account in the terms of JSON; `first` are the ids of the earliest articles."""
    row: Any = plain(replace(found, claims=()))
    return {
        **row,
        "first": [article.article for article in found.first],
        "claims": [claim_row(c) for c in found.claims],
    }
