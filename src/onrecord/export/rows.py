"""The record's tables as plain rows: what the exports and the lists on the command line write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.export.coding import sector_of_actor
from onrecord.export.parts import Row, chain, events_of, origins, role, tenure, when
from onrecord.model.article import Article
from onrecord.model.derived import Actor, Claim
from onrecord.model.judgement import JudgedKind, Judgement
from onrecord.model.reading import Event, Statement
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.codec import plain
from onrecord.resolve.verdicts import Verdicts
from onrecord.trace.owners import Owners
from onrecord.trace.standing import rating


@dataclass(frozen=True, slots=True)
class Table:
    """An exported table: its name, its columns (in `words`, one after the other) and what makes its rows."""

    name: str
    words: str
    make: Callable[[Snapshot], Iterator[Row]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of every row."""
        return tuple(self.words.split())


def article_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the articles, by id."""
    for article in snapshot.facts.articles:
        yield _article(snapshot, article)


def statement_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the statements, by article and place."""
    for reading in snapshot.facts.readings:
        for statement in sorted(reading.statements, key=lambda s: (s.spans, s.id)):
            yield _statement(snapshot, statement)


def event_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the events, by article and place."""
    for event in events_of(snapshot):
        yield _event(snapshot, event)


def citation_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the citations, by article and place."""
    for reading in snapshot.facts.readings:
        for citation in sorted(reading.citations, key=lambda c: (c.start, c.place, c.id)):
            yield _fields(citation)


def actor_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the actors, those in most articles first, with their other names and their offices."""
    aliases = grouped((alias.actor, alias) for alias in snapshot.resolution.aliases)
    tenures = grouped((t.entity, t) for reading in snapshot.facts.readings for t in reading.tenures)
    rows = []
    for actor in snapshot.resolution.actors:
        own = aliases.get(actor.id, ())
        offices = [tenure(t) for entity in sorted({a.entity for a in own}) for t in tenures.get(entity, ())]
        row = _actor(actor, {a.name for a in own}, {a.article for a in own}, offices)
        rows.append({**row, "sector": sector_of_actor(actor)})
    yield from sorted(rows, key=lambda row: (-len(row["articles"]), row["name"], row["id"]))


def story_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the stories, the largest first; `claims` counts theirs."""
    for story in sorted(snapshot.resolution.stories, key=lambda s: (-len(s.articles), s.id)):
        yield {**_fields(story), "claims": len(snapshot.claims_of_story.get(story.id, ()))}


def claim_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the claims, the most reported first, with what each stands on."""
    owners = Owners(snapshot.gradings)
    rows = (_claim(snapshot, claim, owners) for claim in snapshot.resolution.claims)
    yield from sorted(rows, key=lambda row: (-len(row["articles"]), row["id"]))


def discrepancy_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield what reports disagree on, by id."""
    for discrepancy in sorted(snapshot.tracing.discrepancies, key=lambda d: d.id):
        yield _fields(discrepancy)


def problem_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the items that did not become articles, or not wholly, in the order of their names."""
    for problem in sorted(snapshot.problems, key=lambda p: (p.uri, p.place, p.code, p.id)):
        yield _fields(problem)


def judgement_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield what people decided, in the order in which they did; `holds` says which decisions are followed now."""
    held = {judgement.id for kind in JudgedKind for judgement in _followed(snapshot, kind)}
    for judgement in snapshot.judgements:
        yield {**_fields(judgement), "holds": judgement.id in held}


def _followed(snapshot: Snapshot, kind: JudgedKind) -> Iterable[Judgement]:
    return Verdicts(judgement for judgement in snapshot.judgements if judgement.kind is kind).followed


def grading_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield what people said of sources, in the order in which they did."""
    for grading in snapshot.gradings:
        yield _fields(grading)


def source_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Yield the sources that people graded, with what holds of each, by name."""
    last = {grading.name: grading for grading in snapshot.gradings}
    for known in sorted(Owners(snapshot.gradings).told, key=lambda known: known.name):
        row, grading = _fields(known), last[known.name]
        yield {"id": grading.id, **row, "words": known.reliability.words, "note": grading.note, "judge": grading.judge}


TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "id uri text digest blocks outlet title byline published updated crawled dateline language url story",
        article_rows,
    ),
    Table(
        "statements",
        "id article kind in_block spans text polarity cue speaker addressee date reason chain claim",
        statement_rows,
    ),
    Table(
        "events",
        "id article type status in_block trigger spans text mode subtype actors recipients date place magnitude within "
        "reason confidence chain claim",
        event_rows,
    ),
    Table("citations", "id article kind name start end text scope target place reason", citation_rows),
    Table("actors", "id kind name state sector aliases articles tenures", actor_rows),
    Table("stories", "id title articles since until reason claims", story_rows),
    Table(
        "claims",
        "id kind title head actors members story articles outlets unknown_outlets families origins verdict grade "
        "rating owners joined",
        claim_rows,
    ),
    Table("discrepancies", "id kind field claim sides note", discrepancy_rows),
    Table("judgements", "id kind verdict a b a_name b_name note judge made software holds", judgement_rows),
    Table(
        "gradings",
        "id name reliability state state_controlled owner aliases note judge made software",
        grading_rows,
    ),
    Table("problems", "id code uri location place cause remedy fatal", problem_rows),
)
"""The exported tables, in the order in which a reader meets them."""


def _article(snapshot: Snapshot, article: Article) -> Row:
    row = _fields(article)
    row.pop("candidates")
    story = snapshot.story_of.get(article.id)
    return {**row, "story": story.id if story else None}


def _statement(snapshot: Snapshot, statement: Statement) -> Row:
    return {
        **_fields(statement),
        "speaker": role(snapshot, statement.speaker, statement.article) if statement.speaker else None,
        "addressee": role(snapshot, statement.addressee, statement.article) if statement.addressee else None,
        "chain": chain(snapshot, statement.id, statement.article),
        "claim": _claim_of(snapshot, statement.id),
    }


def _event(snapshot: Snapshot, event: Event) -> Row:
    return {
        **_fields(event),
        "actors": [role(snapshot, actor, event.article) for actor in event.actors],
        "recipients": [role(snapshot, recipient, event.article) for recipient in event.recipients],
        "date": when(event.date) if event.date else None,
        "chain": chain(snapshot, event.id, event.article),
        "claim": _claim_of(snapshot, event.id),
    }


def _actor(actor: Actor, names: set[str], articles: set[str], tenures: list[Row]) -> Row:
    others = sorted(names - {actor.name})
    return {**_fields(actor), "aliases": others, "articles": sorted(articles), "tenures": tenures}


def _claim(snapshot: Snapshot, claim: Claim, owners: Owners) -> Row:
    standing = snapshot.standing.get(claim.id)
    reports = list(standing.articles) if standing else sorted({member.article for member in claim.members})
    outlets = [snapshot.facts.article[article].outlet for article in reports]
    return {
        **_fields(claim),
        "members": [member.fact for member in claim.members],
        "articles": reports,
        "outlets": sorted({outlet for outlet in outlets if outlet}),
        "unknown_outlets": outlets.count(None),
        "families": standing.families if standing else None,
        "origins": origins(snapshot, claim, owners),
        "verdict": standing.verdict if standing else None,
        "grade": standing.grade if standing else None,
        "rating": _rating(snapshot, claim, owners, standing.grade) if standing else None,
        "owners": standing.owners if standing else None,
        "joined": standing.joined if standing else None,
    }


def _rating(snapshot: Snapshot, claim: Claim, owners: Owners, grade: int) -> str:
    outlets = {member.article: snapshot.facts.article[member.article].outlet for member in claim.members}
    return rating(owners, snapshot.origins_of.get(claim.id, ()), grade, outlets)


def _claim_of(snapshot: Snapshot, fact: str) -> str | None:
    claim = snapshot.claim_of.get(fact)
    return claim.id if claim else None


def _fields(thing: object) -> Row:
    row: Any = plain(thing)
    return dict(row)
