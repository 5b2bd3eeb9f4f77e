"""Statements and events in a list: one line each, with where it stands and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.reading import Event, Statement, StatementKind
from onrecord.record.gathering import Gathering
from onrecord.web import kinds, phrases
from onrecord.web.desk import ClaimLine, Desk, doers, kind_label
from onrecord.web.gathered import desk_of
from onrecord.web.lines import ArticleLine
from onrecord.web.reports import named


@dataclass(frozen=True, slots=True)
class FactLine:
    """A statement or an event; `href` leads to its place in the article, `rests` names its sources."""

    id: str
    href: str
    quoted: bool
    who: str
    label: str
    words: str
    when: str
    rests: str
    article: ArticleLine
    claim: ClaimLine | None


def fact_lines(held: Gathering, ids: Sequence[str]) -> tuple[FactLine, ...]:
    """Return the lines of statements and events in the order of their ids."""
    held.facts(ids)
    held.reported(ids)
    claims = held.snapshot().claim
    held.standings(claims)
    desk = desk_of(held, claims)
    found = ((identifier, desk.fact(identifier)) for identifier in ids)
    return tuple(_line(desk, fact) for _, fact in found if fact)


def _line(desk: Desk, fact: Statement | Event) -> FactLine:
    claim = desk.snapshot.claim_of.get(fact.id)
    said = isinstance(fact, Statement)
    return FactLine(
        id=fact.id,
        href=desk.fact_href(fact.id) or "",
        quoted=isinstance(fact, Statement) and fact.kind is StatementKind.DIRECT,
        who=_speaker(desk, fact) if isinstance(fact, Statement) else doers(desk, fact),
        label=_label(fact),
        words=" ".join(fact.text.split()),
        when=_when(fact),
        rests=named(desk.cited.get(fact.id, ())) if said else _reported_by(desk, fact),
        article=desk.line_of[fact.article],
        claim=desk.claim_line[claim.id] if claim else None,
    )


def _speaker(desk: Desk, fact: Statement) -> str:
    return desk.name_of(fact.speaker) if fact.speaker else "speaker not known"


def _label(fact: Statement | Event) -> str:
    if isinstance(fact, Event):
        return f"{kind_label(fact)}, {kinds.STATUSES[fact.status]}"
    cue = f", {kinds.CUES[fact.cue.type]}" if fact.cue else ""
    return f"{kind_label(fact)}{cue}"


def _when(fact: Statement | Event) -> str:
    if isinstance(fact, Event):
        return phrases.period(fact.date.since, fact.date.until) if fact.date else ""
    return phrases.day(fact.date) if fact.date else ""


def _reported_by(desk: Desk, fact: Statement | Event) -> str:
    """Name on whose word an event rests: the sources named for it, else the speaker who tells of it."""
    sources = named(desk.cited.get(fact.id, ()))
    told = desk.facts.statement.get(fact.within or "") if isinstance(fact, Event) else None
    if sources or told is None:
        return sources
    return f"on the word of {_speaker(desk, told)}"
