"""From a filter to the rows it lets pass, in SQL: no row is made that is not asked for."""

from __future__ import annotations

from onrecord.query.filters import (
    ActorFilter,
    ArticleFilter,
    CitationFilter,
    ClaimFilter,
    DiscrepancyFilter,
    ProblemFilter,
    StoryFilter,
)
from onrecord.query.parties import concerning, who
from onrecord.record.choosing import Choice, Condition
from onrecord.record.find import quoted
from onrecord.record.given import GIVEN
from onrecord.trace.standing import Support, beginnings_of

_OF_OUTLET = "SELECT article.id FROM article WHERE article.outlet = ?"
_OF_STORY = "SELECT told.article FROM told WHERE told.story = ?"
_SIDES = "SELECT side.discrepancy FROM side WHERE side.article IN"
_DAY = "substr(article.published, 1, 10)"
FACTS = ("statement", "event")
_LATEST = "article.published DESC, article.id"

_WEIGHT = (
    "CASE discrepancy.kind WHEN 'amount' THEN 0 WHEN 'date' THEN 1 WHEN 'place' THEN 2 WHEN 'who' THEN 3 "
    "WHEN 'first' THEN 4 WHEN 'self' THEN 5 WHEN 'headline' THEN 6 WHEN 'name' THEN 7 ELSE 8 END"
)
"""What cannot both be right stands before other words for the same."""

_DIFFERING = """
    SELECT discrepancy.claim AS id FROM discrepancy UNION ALL
    SELECT other.claim FROM side JOIN discrepancy ON discrepancy.id = side.discrepancy
    JOIN member AS other ON other.fact = side.fact
    WHERE NOT EXISTS (SELECT 1 FROM member AS own WHERE own.claim = discrepancy.claim AND own.fact = other.fact)
"""
_DIFFERS = """EXISTS (SELECT 1 FROM discrepancy WHERE discrepancy.claim = claim.id) OR EXISTS (
    SELECT 1 FROM member AS other JOIN side ON side.fact = other.fact
    JOIN discrepancy ON discrepancy.id = side.discrepancy WHERE other.claim = claim.id
    AND NOT EXISTS (SELECT 1 FROM member AS own WHERE own.claim = discrepancy.claim AND own.fact = other.fact)
)"""
"""A side can be of another claim than the discrepancy; of a statement that lies in several claims it is of its own."""

_CONFLICTING = """discrepancy.kind IN ('date', 'amount', 'place') AND NOT EXISTS (
    SELECT 1 FROM json_each(discrepancy.sides) AS one, json_each(one.value, '$.origins') AS behind
    GROUP BY behind.value HAVING count(DISTINCT one.key) = json_array_length(discrepancy.sides)
)"""
"""What `onrecord.trace.standing.is_conflict` says of a discrepancy."""

_EVERY_CLAIM = Choice(
    "claim.id",
    "standing CROSS JOIN claim ON claim.id = standing.claim",
    "standing.reports DESC, standing.at_least, standing.at_most, standing.claim",
    led="claim ON {} CROSS JOIN standing INDEXED BY standing_claim ON standing.claim = claim.id",
)
_HELD = "SELECT rowid FROM {0}_search WHERE {0}_search MATCH ?"
_HOLDING = " UNION ALL ".join(
    f"SELECT member.claim AS id FROM {one} JOIN member ON member.fact = {one}.id "
    f"WHERE {one}.key IN ({_HELD.format(one)})"
    for one in FACTS
)
_HOLDS = " OR ".join(
    f"EXISTS (SELECT 1 FROM member CROSS JOIN {one} ON {one}.id = member.fact "
    f"WHERE member.claim = claim.id AND +{one}.key IN ({_HELD.format(one)}))"
    for one in FACTS
)
_BY_OUTLET = """EXISTS (
    SELECT 1 FROM member JOIN article INDEXED BY article_brief ON article.id = member.article
    WHERE member.claim = claim.id AND article.outlet = ?
)"""
_OF_SOURCE = "SELECT claim AS id FROM origin WHERE name = ?"

NO_WORD = '""'
"""What FTS5 finds nowhere: a filter of signs alone lets nothing pass."""


def choose_articles(asked: ArticleFilter) -> Choice:
    """Choose articles, the latest first."""
    found = "article.key IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)"
    return (
        Choice("article.id", "article", _LATEST)
        .where(found, quoted(asked.words) or NO_WORD, asked=bool(asked.words))
        .where("article.outlet = ?", asked.outlet, asked=bool(asked.outlet))
        .where(f"{_DAY} >= ?", asked.since, asked=bool(asked.since))
        .where(f"{_DAY} <= ?", asked.until, asked=bool(asked.until))
        .where(f"article.id IN ({_OF_STORY})", asked.story, asked=bool(asked.story))
    )


def choose_claims(asked: ClaimFilter) -> Choice:
    """Choose claims: those that most articles report first, of these the ones with the fewest origins."""
    verdicts = beginnings_of(Support(asked.verdict)) if asked.verdict else ()
    return (
        concerning(_named(_told(_EVERY_CLAIM, asked.outlet), asked.words), asked.actor)
        .where("claim.kind = ?", asked.kind, asked=bool(asked.kind))
        .found("claim.id", _OF_SOURCE, asked.source, test=_is_source(asked.source), asked=bool(asked.source))
        .where(" OR ".join("instr(standing.verdict, ?) = 1" for _ in verdicts), *verdicts, asked=bool(verdicts))
        .where("standing.grade = ?", asked.grade, asked=bool(asked.grade))
        .where("standing.reports >= ?", asked.min_reports, asked=asked.min_reports > 1)
        .where("standing.at_least >= ?", asked.min_origins, asked=asked.min_origins > 0)
        .where("standing.at_most <= ?", asked.max_origins, asked=asked.max_origins > 0)
        .found("claim.id", _DIFFERING, test=Condition(_DIFFERS, ()), asked=asked.differing)
        .found("claim.id", "SELECT id FROM claim WHERE story = ?", asked.story, asked=bool(asked.story))
    )  # fmt: skip


def _is_source(name: str) -> Condition:
    return Condition("EXISTS (SELECT 1 FROM origin WHERE origin.claim = claim.id AND origin.name = ?)", (name,))


def _named(choice: Choice, words: str) -> Choice:
    """Narrow claims to those of which a statement or event holds all words."""
    asked = (quoted(words) or NO_WORD,) * 2
    return choice.found("claim.id", _HOLDING, *asked, test=Condition(_HOLDS, asked), asked=bool(words))


def _told(choice: Choice, outlet: str) -> Choice:
    """Narrow claims to those that an outlet reports."""
    told = f"SELECT member.claim AS id FROM member WHERE member.article IN ({_OF_OUTLET})"
    return choice.found("claim.id", told, outlet, test=Condition(_BY_OUTLET, (outlet,)), asked=bool(outlet))


def choose_discrepancies(asked: DiscrepancyFilter) -> Choice:
    """Choose what reports disagree on: what cannot both be right first."""
    chosen = (
        Choice("discrepancy.id", "discrepancy", f"{_WEIGHT}, discrepancy.id")
        .where("discrepancy.kind = ?", asked.kind, asked=bool(asked.kind))
        .where(_CONFLICTING, asked=asked.conflicts)
        .where(f"discrepancy.id IN ({_SIDES} ({_OF_STORY}))", asked.story, asked=bool(asked.story))
        .where("discrepancy.claim = ?", asked.claim, asked=bool(asked.claim))
    )
    return with_side(chosen, asked.outlet) if asked.outlet else chosen


def with_side(choice: Choice, outlet: str) -> Choice:
    """Narrow discrepancies to those of which an outlet is a side: any name that a record holds, not only a filter's."""
    return choice.where(f"discrepancy.id IN ({_SIDES} ({_OF_OUTLET}))", outlet)


def choose_actors(asked: ActorFilter) -> Choice:
    """Choose actors, those in most parts of claims first."""
    known = "prominence CROSS JOIN actor ON actor.id = prominence.actor"
    found = who(asked.name)
    return (
        Choice("actor.id", known, "prominence.parts DESC, prominence.name, prominence.actor")
        .where(f"actor.id IN {GIVEN}", found.actors, asked=bool(asked.name))
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
