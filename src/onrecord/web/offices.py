"""The offices of an actor in the order of time, each once, however many articles give it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.gathering import Gathering
from onrecord.web import phrases
from onrecord.web.shown import Shown, shown

MOST_OFFICES = 20

_OFFICES = """
    SELECT tenure.office, tenure.state, min(tenure.since), max(tenure.until),
        min(article.published), max(article.published), count(DISTINCT article.id)
    FROM alias JOIN tenure ON tenure.entity = alias.entity
    JOIN article INDEXED BY article_brief ON article.id = tenure.article
    WHERE alias.actor = ? GROUP BY 1, 2
    ORDER BY ifnull(min(tenure.since), ifnull(min(article.published), '9')), 1, 2
"""


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the first and last day that any article gives for it, and when these articles were published."""

    office: str
    state: str
    told: str
    seen: str
    articles: int


def offices(held: Gathering, actor: str) -> Shown[Office]:
    """Gather the offices of an actor, the earliest first."""
    found = held.connection.execute(_OFFICES, (actor,)).fetchall()
    return shown([_office(*row) for row in found], MOST_OFFICES)


def _office(
    office: str,
    state: str | None,
    since: str | None,
    until: str | None,
    first: str | None,
    last: str | None,
    number: int,
) -> Office:
    seen = phrases.period(first, last) if first else ""
    return Office(office, state or "", years(since, until), seen, number)


def years(since: str | None, until: str | None) -> str:
    """Write when an office was held, as far as it is told.

    >>> years("2031-04-03", None)
    'from 3 April 2031'
    """
    told = (f"from {phrases.day(since)}" if since else "", f"until {phrases.day(until)}" if until else "")
    return " ".join(filter(None, told))
