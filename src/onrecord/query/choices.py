"""From a filter to the rows it lets pass, in SQL: no row is made that is not asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.query.filters import (
    ActorFilter,
    ArticleFilter,
    CitationFilter,
    ClaimFilter,
    DiscrepancyFilter,
    EventFilter,
    ProblemFilter,
    StatementFilter,
    StoryFilter,
)
from onrecord.query.parties import between, concerning, is_code, spoken_by, who
from onrecord.record.choosing import Choice
from onrecord.record.find import quoted
from onrecord.record.given import GIVEN, given
from onrecord.trace.standing import Support, beginnings_of

_OF_OUTLET = "SELECT article.id FROM article WHERE article.outlet = ?"
_OF_STORY = "SELECT told.article FROM told WHERE told.story = ?"
_DAY = "substr(article.published, 1, 10)"
_LATEST = "article.published DESC, article.id"

_WEIGHT = (
    "CASE discrepancy.kind WHEN 'amount' THEN 0 WHEN 'date' THEN 1 WHEN 'place' THEN 2 WHEN 'who' THEN 3 "
    "WHEN 'first' THEN 4 WHEN 'self' THEN 5 WHEN 'headline' THEN 6 WHEN 'name' THEN 7 ELSE 8 END"
)
"""What cannot both be right stands before other words for the same."""

_DIFFERING = """claim.id IN (SELECT discrepancy.claim FROM discrepancy) OR claim.id IN (
    SELECT other.claim FROM side JOIN discrepancy ON discrepancy.id = side.discrepancy
    JOIN member AS other ON other.fact = side.fact
    WHERE NOT EXISTS (SELECT 1 FROM member AS own WHERE own.claim = discrepancy.claim AND own.fact = other.fact)
)"""
"""A side can be of another claim than the discrepancy; of a statement that lies in several claims it is of its own."""

_CONFLICTING = """discrepancy.kind IN ('date', 'amount', 'place') AND NOT EXISTS (
    SELECT 1 FROM json_each(discrepancy.sides) AS one, json_each(one.value, '$.origins') AS behind
    GROUP BY behind.value HAVING count(DISTINCT one.key) = json_array_length(discrepancy.sides)
)"""
"""What `onrecord.trace.standing.is_conflict` says of a discrepancy."""

_NO_WORD = '""'
"""What FTS5 finds nowhere: a filter of signs alone lets nothing pass."""


def choose_articles(asked: ArticleFilter) -> Choice:
    """Choose articles, the latest first."""
    found = "article.key IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
    return (
        Choice("article.id", "article", _LATEST)
        .where(found, quoted(asked.words) or _NO_WORD, asked=bool(asked.words))
        .where("article.outlet = ?", asked.outlet, asked=bool(asked.outlet))
        .where(f"{_DAY} >= ?", asked.since, asked=bool(asked.since))
        .where(f"{_DAY} <= ?", asked.until, asked=bool(asked.until))
        .where(f"article.id IN ({_OF_STORY})", asked.story, asked=bool(asked.story))
    )


def choose_statements(asked: StatementFilter) -> Choice:
    """Choose statements, those of the latest articles first."""
    day = f"coalesce(statement.date, {_DAY})"
    narrow = asked.words or asked.speaker or asked.story or asked.article or asked.claim
    every = Choice("statement.id", _joined("statement", narrow=bool(narrow)), f"{_LATEST}, statement.key")
    return (
        spoken_by(every, asked.speaker)
        .where(_found("statement"), quoted(asked.words) or _NO_WORD, asked=bool(asked.words))
        .where("article.outlet = ?", asked.outlet, asked=bool(asked.outlet))
        .where("statement.kind = ?", asked.kind, asked=bool(asked.kind))
        .where("json_extract(statement.cue, '$.type') = ?", asked.cue, asked=bool(asked.cue))
        .where(f"{day} >= ?", asked.since, asked=bool(asked.since))
        .where(f"{day} <= ?", asked.until, asked=bool(asked.until))
        .where(f"statement.article IN ({_OF_STORY})", asked.story, asked=bool(asked.story))
        .where("statement.article = ?", asked.article, asked=bool(asked.article))
        .where(_reporting("statement"), asked.claim, asked=bool(asked.claim))
    )


def choose_events(asked: EventFilter) -> Choice:
    """Choose events, those of the latest articles first."""
    narrow = asked.words or asked.actor or asked.other or asked.story or asked.article or asked.claim
    named = "event.type = ? OR event.subtype = ? COLLATE NOCASE"
    every = Choice("event.id", _joined("event", narrow=bool(narrow)), f"{_LATEST}, event.key")
    return (
        _at(between(every, asked.actor, asked.other), asked.place)
        .where(_found("event"), quoted(asked.words) or _NO_WORD, asked=bool(asked.words))
        .where(named, asked.type.upper(), asked.type, asked=bool(asked.type))
        .where("event.status = ?", asked.status, asked=bool(asked.status))
        .where("article.outlet = ?", asked.outlet, asked=bool(asked.outlet))
        .where("event.until >= ?", asked.since, asked=bool(asked.since))
        .where("event.since <= ?", asked.until, asked=bool(asked.until))
        .where(f"event.article IN ({_OF_STORY})", asked.story, asked=bool(asked.story))
        .where("event.article = ?", asked.article, asked=bool(asked.article))
        .where(_reporting("event"), asked.claim, asked=bool(asked.claim))
    )


def _at(chosen: Choice, place: str) -> Choice:
    """Narrow to the events at a place, or in the state with a code."""
    name, state = (f"json_extract(event.place, '$.{part}')" for part in ("name", "state"))
    if is_code(place):
        return chosen.where(f"{state} = ? OR {name} = ?", place, place)
    return chosen.where(f"instr(folded({name}), nullif(folded(?), '')) > 0", place, asked=bool(place))


def choose_claims(asked: ClaimFilter) -> Choice:
    """Choose claims: those that most articles report first, of these the ones with the fewest origins."""
    verdicts = beginnings_of(Support(asked.verdict)) if asked.verdict else ()
    words = quoted(asked.words) or _NO_WORD
    joined = f"standing {'' if _narrow(asked) else 'CROSS '}JOIN claim ON claim.id = standing.claim"
    said = _words_of("statement")
    done = _words_of("event")
    told = f"SELECT member.claim FROM member WHERE member.article IN ({_OF_OUTLET})"
    every = Choice("claim.id", joined, "standing.reports DESC, standing.at_least, standing.at_most, standing.claim")
    return (
        concerning(every, asked.actor)
        .where(f"claim.id IN ({said} UNION ALL {done})", words, words, asked=bool(asked.words))
        .where("claim.kind = ?", asked.kind, asked=bool(asked.kind))
        .where(f"claim.id IN ({told})", asked.outlet, asked=bool(asked.outlet))
        .where("claim.id IN (SELECT claim FROM origin WHERE origin.name = ?)", asked.source, asked=bool(asked.source))
        .where(" OR ".join("instr(standing.verdict, ?) = 1" for _ in verdicts), *verdicts, asked=bool(verdicts))
        .where("standing.grade = ?", asked.grade, asked=bool(asked.grade))
        .where("standing.reports >= ?", asked.min_reports, asked=asked.min_reports > 1)
        .where("standing.at_least >= ?", asked.min_origins, asked=asked.min_origins > 0)
        .where("standing.at_most <= ?", asked.max_origins, asked=asked.max_origins > 0)
        .where(_DIFFERING, asked=asked.differing)
        .where("claim.story = ?", asked.story, asked=bool(asked.story))
    )  # fmt: skip


def _narrow(asked: ClaimFilter) -> bool:
    """Say whether a filter leaves few enough claims to put them in order; else they are read in their order."""
    return bool(asked.words or asked.actor or asked.outlet or asked.source or asked.story or asked.differing)


def choose_discrepancies(asked: DiscrepancyFilter) -> Choice:
    """Choose what reports disagree on: what cannot both be right first."""
    sides = "SELECT side.discrepancy FROM side WHERE side.article IN"
    return (
        Choice("discrepancy.id", "discrepancy", f"{_WEIGHT}, discrepancy.id")
        .where("discrepancy.kind = ?", asked.kind, asked=bool(asked.kind))
        .where(_CONFLICTING, asked=asked.conflicts)
        .where(f"discrepancy.id IN ({sides} ({_OF_OUTLET}))", asked.outlet, asked=bool(asked.outlet))
        .where(f"discrepancy.id IN ({sides} ({_OF_STORY}))", asked.story, asked=bool(asked.story))
        .where("discrepancy.claim = ?", asked.claim, asked=bool(asked.claim))
    )


def choose_actors(asked: ActorFilter) -> Choice:
    """Choose actors, those in most parts of claims first."""
    known = "prominence CROSS JOIN actor ON actor.id = prominence.actor"
    found = who(asked.name)
    return (
        Choice("actor.id", known, "prominence.parts DESC, prominence.name, prominence.actor")
        .where(f"actor.id IN ({found.query})", *found.bound, asked=bool(asked.name))
        .where("actor.kind = ?", asked.kind, asked=bool(asked.kind))
        .where("actor.state = ?", asked.state, asked=bool(asked.state))
    )


def choose_stories(asked: StoryFilter) -> Choice:
    """Choose stories, the largest first, of equal ones the earliest."""
    held = f"story.id IN (SELECT told.story FROM told WHERE told.article IN ({_OF_OUTLET}))"
    return (
        Choice("story.id", "story", "story.size DESC, ifnull(story.since, '9'), story.id")
        .where("instr(folded(story.title), nullif(folded(?), '')) > 0", asked.words, asked=bool(asked.words))
        .where(held, asked.outlet, asked=bool(asked.outlet))
        .where("story.until >= ?", asked.since, asked=bool(asked.since))
        .where("story.since <= ?", asked.until, asked=bool(asked.until))
    )


def choose_citations(asked: CitationFilter) -> Choice:
    """Choose what rests on somebody's word, in the order it was read."""
    return (
        Choice("citation.id", "citation", "citation.key")
        .where("citation.name = ?", asked.name, asked=bool(asked.name))
        .where("citation.kind = ?", asked.kind, asked=bool(asked.kind))
        .where(f"citation.article IN ({_OF_OUTLET})", asked.outlet, asked=bool(asked.outlet))
        .where("citation.article = ?", asked.article, asked=bool(asked.article))
    )


def choose_problems(asked: ProblemFilter) -> Choice:
    """Choose what did not become an article, by name."""
    order = "problem.uri, problem.place, problem.code, problem.id"
    return Choice("problem.id", "problem", order).where("problem.code = ?", asked.code, asked=bool(asked.code))


def best_first(choice: Choice, words: str) -> Choice:
    """Narrow statements to those that hold all words, and put those first that hold more of them and rarer ones."""
    source = f"statement_search CROSS JOIN {choice.source}"
    found = replace(choice, source=source, order="bm25(statement_search), statement.id")
    return found.where("statement_search MATCH ?", quoted(words) or _NO_WORD).where(
        "statement_search.rowid = statement.key"
    )


def narrowed(choice: Choice, actor: str, statuses: Sequence[str], confidence: float) -> Choice:
    """Narrow events further: who takes part, one of several statuses, and how surely they are right.

    Events whose confidence nobody judged stay.
    """
    return (
        between(choice, actor, "")
        .where(f"event.status IN {GIVEN}", given(statuses), asked=bool(statuses))
        .where("event.confidence IS NULL OR event.confidence >= ?", confidence, asked=confidence > 0)
    )


def undated(choice: Choice) -> Choice:
    """Narrow events to those that have no date."""
    return choice.where("event.since IS NULL")


def _joined(table: str, *, narrow: bool) -> str:
    """Join facts to their articles: read in the order of articles, unless a filter leaves few facts to be put in order.

    CROSS JOIN is SQLite's word for: in the order written (https://sqlite.org/optoverview.html, section 8.2).
    """
    if narrow:
        return f"{table} JOIN article INDEXED BY article_time ON article.id = {table}.article"
    return f"article CROSS JOIN {table} ON {table}.article = article.id"


def _found(table: str) -> str:
    return f"{table}.key IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)"


def _words_of(table: str) -> str:
    return f"SELECT member.claim FROM {table} JOIN member ON member.fact = {table}.id WHERE {_found(table)}"


def _reporting(table: str) -> str:
    return f"{table}.id IN (SELECT member.fact FROM member WHERE member.claim = ?)"
