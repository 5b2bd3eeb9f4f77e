"""What was derived from a record of some shape, as far as the checks of shapes need it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection

from bench.coverage.happenings import Made
from bench.shape_articles import Grouped
from onrecord.model.article import Article
from onrecord.model.derived import ClaimKind, Link, LinkKind
from onrecord.record.file import Record
from onrecord.resolve.links import families


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """A claim with the articles that report it, its bounds of origins and the reasons of its origins."""

    id: str
    kind: ClaimKind
    title: str
    articles: frozenset[str]
    at_least: int
    at_most: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """The articles by group, their stories, claims and families of copies."""

    group: Mapping[str, str]
    article: Mapping[str, Article]
    stories: tuple[frozenset[str], ...]
    claims: tuple[ClaimSeen, ...]
    family: Mapping[str, str]

    @cached_property
    def families(self) -> tuple[frozenset[str], ...]:
        """The families, those of one article among them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for article, family in self.family.items():
            found[family].add(article)
        return tuple(map(frozenset, found.values()))

    @property
    def utterances(self) -> tuple[ClaimSeen, ...]:
        """The claims that are utterances."""
        return tuple(claim for claim in self.claims if claim.kind is ClaimKind.UTTERANCE)

    def groups(self, articles: Iterable[str], *, but: str = "") -> Counter[str]:
        """Count some articles by group, those of one group left out."""
        return Counter(group for article in articles if (group := self.group[article]) != but)


def noted(made: Iterable[Grouped], group: dict[str, str]) -> Iterator[Made]:
    """Pass on articles as they are written, and note the group of each."""
    for name, (article, reading) in made:
        group[article.id] = name
        yield article, reading


def seen(path: Path, group: Mapping[str, str]) -> Seen:
    """Read what was derived from the record at `path`."""
    with Record.open(path, readonly=True) as record:
        rows = record.connection
        articles = {article.id: article for article in _articles(rows)}
        stories = tuple(frozenset(json.loads(row["articles"])) for row in rows.execute("SELECT articles FROM story"))
        family = families(_copies(rows), articles.values())
        return Seen(dict(group), articles, stories, tuple(_claims(rows)), family)


def _articles(rows: Connection) -> Iterator[Article]:
    """Yield the articles without their texts, which may be many."""
    for id_, uri, published, crawled in rows.execute("SELECT id, uri, published, crawled FROM article"):
        yield Article(id_, uri, "", "", published=published, crawled=crawled)


def _copies(rows: Connection) -> Iterator[Link]:
    found = rows.execute("SELECT id, a, b, words, cover_a, cover_b, score FROM link WHERE kind = ?", (LinkKind.COPY,))
    for id_, a, b, words, cover_a, cover_b, score in found:
        yield Link(id_, LinkKind.COPY, a, b, words, cover_a, cover_b, score)


def _claims(rows: Connection) -> Iterator[ClaimSeen]:
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for claim, article in rows.execute("SELECT claim, article FROM member"):
        reports[claim].add(article)
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for claim, reason in rows.execute("SELECT claim, reason FROM origin ORDER BY id"):
        reasons[claim].append(reason)
    bounds = {row["claim"]: row for row in rows.execute("SELECT claim, at_least, at_most FROM standing")}
    for id_, kind, title in rows.execute("SELECT id, kind, title FROM claim ORDER BY id"):
        least, most = bounds[id_]["at_least"], bounds[id_]["at_most"]
        yield ClaimSeen(id_, ClaimKind(kind), title, frozenset(reports[id_]), least, most, tuple(reasons[id_]))
