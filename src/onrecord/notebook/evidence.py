"""The words that rows rest on, each in its sentence, with who published it and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.export.addresses import web_address
from onrecord.export.parts import Row
from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.record.gathering import Gathering
from onrecord.web.context import Context, around
from onrecord.web.phrases import day

_SIDES = 4
"""Sides of a discrepancy that are shown, one of each value: copies of one report are all sides of it."""

Place = tuple[str, Span]
"""An article, and where in it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article in their sentence; `address` is None where it has none that may be linked."""

    context: Context
    outlet: str
    day: str
    address: str | None


def quoted(held: Gathering, name: str, rows: Sequence[Row]) -> list[tuple[Quoted, ...]]:
    """Return for each row of a list the words that it rests on; none where the list has no words of its own."""
    heads = _heads(held, rows) if name == "claims" else {}
    stand = [heads.get(row["id"], []) if name == "claims" else list(places(name, row)) for row in rows]
    held.articles(article for own in stand for article, _ in own)
    article = held.snapshot().facts.article
    return [tuple(quote(article[id_], span) for id_, span in own if id_ in article) for own in stand]


def _heads(held: Gathering, rows: Sequence[Row]) -> dict[str, list[Place]]:
    claims = held.claims([row["id"] for row in rows], members=False)
    return {claim.id: [(m.article, m.span) for m in claim.members if m.fact == claim.head][:1] for claim in claims}


def places(name: str, row: Row) -> Iterator[Place]:
    """Yield where the words of a row stand; those of a claim are its head's, which the row has not."""
    if name in ("statements", "events"):
        spans = row["spans"] or [row["trigger"]]
        yield row["article"], Span(spans[0][0], spans[-1][1])
    elif name == "citations":
        yield row["article"], Span(row["start"], row["end"])
    elif name == "discrepancies":
        each = {side["value"]: side for side in reversed(row["sides"])}
        yield from ((side["article"], Span(side["start"], side["end"])) for side in [*each.values()][::-1][:_SIDES])


def quote(article: Article, span: Span) -> Quoted:
    """Return words of an article in their sentence."""
    return Quoted(
        around(article, span),
        article.outlet or "outlet unknown",
        day(article.published),
        web_address(article.url),
    )
