"""Which statements and events a filter lets pass: those of the latest articles first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.reading import StatementKind, Status
from onrecord.query.choices import NO_WORD
from onrecord.query.filters import EventFilter, StatementFilter
from onrecord.query.parties import between, is_code, spoken_by
from onrecord.record.choosing import Choice, Condition
from onrecord.record.find import quoted
from onrecord.record.given import GIVEN, given

_DAY = "substr(article.published, 1, 10)"
_END = "~"
"""Stands behind every time of a day, and every day."""

_CUE = "json_extract(statement.cue, '$.type')"
_OF_CUE = f"SELECT key AS id FROM statement WHERE kind IN {GIVEN} AND {_CUE} = ?"
_OF_KIND = "SELECT key AS id FROM statement WHERE kind = ?"

_OF_TYPE = (
    f"SELECT key AS id FROM event WHERE status IN {GIVEN} AND type = ? "
    f"UNION ALL SELECT key FROM event WHERE status IN {GIVEN} AND subtype = ? COLLATE NOCASE"
)
_OF_STATUS = "SELECT key AS id FROM event WHERE status = ?"

_SAID_IN_DAYS = """
    SELECT key AS id FROM statement WHERE date >= ? AND date <= ?
    UNION ALL SELECT statement.key FROM article CROSS JOIN statement ON statement.article = article.id
    WHERE article.published >= ? AND article.published <= ?
"""
_DONE_IN_DAYS = "SELECT key AS id FROM event WHERE until >= ? AND since <= ?"
_PLACE, _STATE = (f"json_extract(event.place, '$.{part}')" for part in ("name", "state"))
_NAMED_SO = f"instr(folded({_PLACE}), nullif(folded(?1), '')) > 0"
_AT_PLACE = f"SELECT key AS id FROM event INDEXED BY event_place WHERE place IS NOT NULL AND {_NAMED_SO}"
_IN_STATE = " UNION ALL ".join(
    f"SELECT key AS id FROM event WHERE place IS NOT NULL AND {part} = ?1" for part in (_PLACE, _STATE)
)


def choose_statements(asked: StatementFilter) -> Choice:
    """Choose statements, those of the latest articles first."""
    day, since, until = f"coalesce(statement.date, {_DAY})", asked.since, asked.until or _END
    return (
        _introduced(spoken_by(_of("statement", asked), asked.speaker), asked.kind, asked.cue)
        .where(f"{day} >= ?", since, asked=bool(since))
        .where(f"{day} <= ?", until, asked=bool(asked.until))
        .lead("statement.key", _SAID_IN_DAYS, *(since, until, since, until + _END), asked=bool(since or asked.until))
    )


def choose_events(asked: EventFilter) -> Choice:
    """Choose events, those of the latest articles first."""
    dated = bool(asked.since or asked.until)
    return (
        _at(_coded(between(_of("event", asked), asked.actor, asked.other), asked.type, asked.status), asked.place)
        .where("event.until >= ?", asked.since, asked=bool(asked.since))
        .where("event.since <= ?", asked.until, asked=bool(asked.until))
        .lead("event.key", _DONE_IN_DAYS, asked.since, asked.until or _END, asked=dated)
    )


def best_first(choice: Choice, words: str) -> Choice:
    """Narrow statements to those that hold all words, and put those first that hold more of them and rarer ones."""
    source = f"statement_search CROSS JOIN {choice.led.format('statement.key = statement_search.rowid')}"
    found = replace(choice, source=source, order="bm25(statement_search), statement.id", leads=())
    return found.where("statement_search MATCH ?", quoted(words) or NO_WORD)


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


def _of(table: str, asked: StatementFilter | EventFilter) -> Choice:
    """Choose statements or events by what they hold and where they stand, in the order of articles."""
    words, of_story = quoted(asked.words) or NO_WORD, "SELECT told.article FROM told WHERE told.story = ?"
    key, own = f"{table}.key", f"SELECT key AS id FROM {table} WHERE article"
    holding = f"SELECT rowid AS id FROM {table}_search WHERE {table}_search MATCH ?"
    members = "SELECT member.fact AS id FROM member WHERE member.claim = ?"
    return (
        _every(table)
        .where("article.outlet = ?", asked.outlet, asked=bool(asked.outlet))
        .found(key, holding, words, asked=bool(asked.words))
        .found(key, f"{own} IN ({of_story})", asked.story, asked=bool(asked.story))
        .found(key, f"{own} = ?", asked.article, asked=bool(asked.article))
        .found(f"{table}.id", members, asked.claim, asked=bool(asked.claim))
    )


def _every(table: str) -> Choice:
    return Choice(
        f"{table}.id",
        f"article CROSS JOIN {table} INDEXED BY {table}_article ON {table}.article = article.id",
        f"article.published DESC, article.id, {table}.key",
        led=f"{table} ON {{}} CROSS JOIN article INDEXED BY article_time ON article.id = {table}.article",
    )


def _introduced(choice: Choice, kind: str, cue: str) -> Choice:
    """Narrow statements to those that are quoted, or introduced, in one way."""
    kinds = given([kind] if kind else StatementKind)
    return (
        choice.where("statement.kind = ?", kind, asked=bool(kind))
        .where(f"{_CUE} = ?", cue, asked=bool(cue))
        .lead("statement.key", _OF_CUE, kinds, cue, asked=bool(cue))
        .lead("statement.key", _OF_KIND, kind, asked=bool(kind and not cue))
    )


def _coded(choice: Choice, named: str, status: str) -> Choice:
    """Narrow events to those of one type or subtype, and of one status."""
    statuses = given([status] if status else Status)
    return (
        choice.where("event.type = ? OR event.subtype = ? COLLATE NOCASE", named.upper(), named, asked=bool(named))
        .where("event.status = ?", status, asked=bool(status))
        .lead("event.key", _OF_TYPE, statuses, named.upper(), statuses, named, asked=bool(named))
        .lead("event.key", _OF_STATUS, status, asked=bool(status and not named))
    )


def _at(choice: Choice, place: str) -> Choice:
    """Narrow events to those at a place, or in the state with a code."""
    if is_code(place):
        test = Condition(f"? IN ({_STATE}, {_PLACE})", (place,))
        return choice.found("event.key", _IN_STATE, place, test=test)
    return choice.found(
        "event.key", _AT_PLACE, place, test=Condition(_NAMED_SO.replace("?1", "?"), (place,)), asked=bool(place)
    )
