"""Rows of lists as an agent is told them: what matters, in few words, each with its evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from onrecord.agents.bounds import FEW, Told, known, line, some
from onrecord.agents.quotes import Quotes
from onrecord.export.parts import Row
from onrecord.model.derived import Member
from onrecord.record.gathering import Gathering

Tell: TypeAlias = Callable[[sqlite3.Connection, Sequence[Row]], Iterator[Told]]
_WORDS = 160


def statements(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell statements."""
    quotes = _quotes(connection, (row["article"] for row in rows))
    for row in rows:
        yield known(
            {
                "id": row["id"],
                "kind": row["kind"],
                "speaker": role(row["speaker"]),
                "cue": row["cue"] and known({"type": row["cue"]["type"], "text": line(row["cue"]["text"])}),
                "polarity": row["polarity"],
                "addressee": role(row["addressee"]),
                "said_on": row["date"],
                **_chain(row),
                "claim": row["claim"],
                "evidence": _spans(quotes, row),
            }
        )


def events(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell events."""
    quotes = _quotes(connection, (row["article"] for row in rows))
    for row in rows:
        date, place = row["date"] or {}, row["place"] or {}
        yield known(
            {
                **{name: row[name] for name in ("id", "type", "mode", "subtype", "status")},
                **some("actors", [role(one) for one in row["actors"]]),
                **some("recipients", [role(one) for one in row["recipients"]]),
                "date": {name: date[name] for name in ("from", "to", "precision")} if date else None,
                "place": known({"name": line(place.get("name")), "state": place.get("state")}),
                **some("amounts", [{"value": one["value"], "unit": line(one["unit"])} for one in row["magnitude"]]),
                "told_in_statement": row["within"],
                **_chain(row),
                "claim": row["claim"],
                "evidence": _spans(quotes, row),
            }
        )


def claims(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell claims: how they stand, and the fullest report of each in its words."""
    held = Gathering(connection)
    heads = {claim.id: claim.members for claim in held.claims([row["id"] for row in rows], members=False)}
    quotes = _quotes(connection, (member.article for members in heads.values() for member in members[:1]))
    for row in rows:
        yield {**_claim(row), **_first(quotes, heads.get(row["id"], ()))}


def _claim(row: Row) -> Told:
    origins = row["origins"]
    return known(
        {
            "id": row["id"],
            "kind": row["kind"],
            "title": line(row["title"]),
            "reports": len(row["articles"]),
            **some("outlets", [line(outlet) for outlet in row["outlets"]]),
            "families_of_text": row["families"],
            "origins_at_least": origins["at_least"],
            "origins_at_most": origins["at_most"],
            **some("origins", [origin(one) for one in (*origins["named"], *origins["unnamed"])]),
            "verdict": line(row["verdict"], 2 * _WORDS),
            "grade": row["grade"],
            "rating": row["rating"],
            "story": row["story"],
        }
    )


def origin(row: Mapping[str, Any]) -> Told:
    """Tell an origin; `sure` says that it counts towards both ends of the interval."""
    return known(
        {
            "id": row["id"],
            "name": line(row["name"]) or "a report that names no source",
            "kind": row["kind"],
            "sure": row["counted"] == "least",
            "why": line(row["reason"], _WORDS),
        }
    )


def discrepancies(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell discrepancies with the words of each side."""
    quotes = _quotes(connection, (side["article"] for row in rows for side in row["sides"][:FEW]))
    for row in rows:
        told = {**{name: row[name] for name in ("id", "kind", "field", "claim")}, "note": line(row["note"], 2 * _WORDS)}
        yield {**told, **some("sides", [_side(quotes, side) for side in row["sides"][:FEW]], len(row["sides"]))}


def _side(quotes: Quotes, side: Mapping[str, Any]) -> Told:
    value = {"value": line(side["value"]), "fact": side["member"], "origins": side["origins"][:FEW]}
    return known({**value, "evidence": quotes.quote(side["article"], side["start"], side["end"])})


def stories(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell stories with the first of their articles."""
    quotes = _quotes(connection, (article for row in rows for article in row["articles"][:3]))
    for row in rows:
        told = {"id": row["id"], "title": line(row["title"]), "since": row["since"], "until": row["until"]}
        heads = [quotes.head(article) for article in row["articles"][:3]]
        counts = {"articles": len(row["articles"]), "claims": row["claims"]}
        yield known({**told, **counts, "some_articles": heads, "why_one_story": line(row["reason"], _WORDS)})


def actors(_: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell actors."""
    for row in rows:
        told = {name: row[name] for name in ("id", "kind", "state", "sector")}
        offices = dict.fromkeys(line(one["office"]) for one in row["tenures"])
        yield known(
            {
                **told,
                "name": line(row["name"]),
                **some("also_called", [line(alias) for alias in row["aliases"]]),
                **some("offices", list(offices)),
                "articles": len(row["articles"]),
            }
        )


def citations(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell citations."""
    quotes = _quotes(connection, (row["article"] for row in rows))
    for row in rows:
        told = {name: row[name] for name in ("id", "kind", "scope", "target", "place")}
        yield {**told, "name": line(row["name"]), "evidence": quotes.quote(row["article"], row["start"], row["end"])}


def problems(_: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Told]:
    """Tell what did not become an article, or not wholly."""
    for row in rows:
        yield {name: line(str(value), 2 * _WORDS) for name, value in row.items() if name != "location"}


def role(found: Mapping[str, Any] | None) -> Told | None:
    """Tell who speaks or acts: the actor, and the words of the article where they are others."""
    if found is None:
        return None
    words = found["text"] if found["text"] != found["name"] else None
    told = {"id": found["id"], "name": line(found["name"]), "state": found["state"], "sector": found["sector"]}
    return known({**told, "words": line(words, _WORDS)})


def member(quotes: Quotes, found: Member) -> Told:
    """Tell one report of a claim."""
    told = {"fact": found.fact, "relation": found.relation.value}
    return {**told, **quotes.quote(found.article, found.span.start, found.span.end)}


def _first(quotes: Quotes, members: Sequence[Member]) -> Told:
    return {"evidence": member(quotes, members[0])} if members else {}


def _spans(quotes: Quotes, row: Row) -> list[Told]:
    """Quote the parts of a statement, or the clauses of an event; its article is told with the first."""
    spans = row["spans"] or [row["trigger"]]
    first, *rest = spans[:FEW]
    article = row["article"]
    return [quotes.quote(article, *first), *(quotes.words(article, *span) for span in rest)]


def _chain(row: Row) -> Told:
    sources = [known({"name": line(one["name"]), "kind": one["kind"]}) for one in row["chain"]]
    return some("on_the_word_of", sources)


def _quotes(connection: sqlite3.Connection, articles: Iterable[str]) -> Quotes:
    quotes = Quotes(connection)
    quotes.read(articles)
    return quotes


TELL: Mapping[str, Tell] = {
    "statements": statements,
    "events": events,
    "citations": citations,
    "claims": claims,
    "discrepancies": discrepancies,
    "stories": stories,
    "actors": actors,
    "problems": problems,
}
"""What tells the rows of each list; articles are read, not listed."""
