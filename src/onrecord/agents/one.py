"""One thing by its id, with all the evidence that an answer takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping

from onrecord.agents.bounds import Told, fitting, known, line
from onrecord.agents.quotes import Quotes
from onrecord.agents.reading import NOTICE, article
from onrecord.agents.rows import TELL, member
from onrecord.model.article import Article
from onrecord.model.derived import Actor, Claim, Discrepancy, Story
from onrecord.model.errors import NotFoundError
from onrecord.model.problem import Problem
from onrecord.model.reading import Citation, Event, Statement
from onrecord.query.lists import LISTS
from onrecord.record import find
from onrecord.record.gathering import Gathering

_LIST: Mapping[type, str] = {
    Statement: "statements",
    Event: "events",
    Citation: "citations",
    Claim: "claims",
    Discrepancy: "discrepancies",
    Story: "stories",
    Actor: "actors",
    Problem: "problems",
}


def get(connection: sqlite3.Connection, start: str, offset: int = 0) -> Told:
    """Tell the thing whose id begins with `start`, leaving out the first `offset` of its parts, or of its characters.

    Raises `NotFoundError` where there is none, where several ids begin like this, or where it is of no list.
    """
    found = find.get(connection, start)
    if isinstance(found, Article):
        return article(connection, found.id, offset)
    name = _LIST.get(type(found))
    if name is None:
        raise NotFoundError(f"{found.id} is a part of something else; ask for the article or claim that it belongs to")
    (told,) = TELL[name](connection, LISTS[name].rows(connection, [found.id]))
    more = _MORE.get(name)
    parts = more(connection, found.id) if more else ("", iter(()))
    return {"notice": NOTICE, **told, **_parts(*parts, offset)}


def _parts(name: str, found: Iterator[Told], offset: int) -> Told:
    """Return the parts of a thing after the first `offset`, as many as an answer takes."""
    every = list(found)
    if not every:
        return {}
    shown = fitting(every[offset:]) if offset < len(every) else []
    last = offset + len(shown)
    more = {f"{name}_next": f"get it again with offset={last}"} if last < len(every) else {}
    return {name: shown, f"{name}_total": len(every), **more}


def _reports(connection: sqlite3.Connection, identifier: str) -> tuple[str, Iterator[Told]]:
    (claim,) = Gathering(connection).claims([identifier])
    quotes = Quotes(connection)
    quotes.read(one.article for one in claim.members)
    return "reports_in_full", (member(quotes, one) for one in claim.members)


def _articles(connection: sqlite3.Connection, identifier: str) -> tuple[str, Iterator[Told]]:
    (story,) = Gathering(connection).stories([identifier])
    quotes = Quotes(connection)
    quotes.read(story.articles)
    return "every_article", (quotes.head(one) for one in story.articles)


def _offices(connection: sqlite3.Connection, identifier: str) -> tuple[str, Iterator[Told]]:
    (row,) = LISTS["actors"].rows(connection, [identifier])
    quotes = Quotes(connection)
    quotes.read(one["article"] for one in row["tenures"])
    return "offices_as_given", (
        known(
            {
                **{name: line(one[name]) for name in ("office", "state", "since", "until")},
                **quotes.quote(one["article"], one["start"], one["end"]),
            }
        )
        for one in row["tenures"]
    )


_MORE: Mapping[str, Callable[[sqlite3.Connection, str], tuple[str, Iterator[Told]]]] = {
    "claims": _reports,
    "stories": _articles,
    "actors": _offices,
}
"""What is told of one thing beyond its row in a list."""
