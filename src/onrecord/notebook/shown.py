"""The HTML that a notebook shows: rows with the words they rest on, a record's counts, a text with its marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.export.parts import Row
from onrecord.notebook.evidence import Quoted, quoted
from onrecord.notebook.rows import counted
from onrecord.query.filters import Filter, asked
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from onrecord.web import phrases
from onrecord.web.report import shown

FIRST = 10
"""Rows that are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: what it is, the words it rests on, and what is to be known of it."""

    id: str
    head: str
    quoted: tuple[Quoted, ...]
    notes: tuple[str, ...]


def rows_html(record: Record, name: str, found: Filter) -> str:
    """Return the first rows that a filter lets pass as an HTML table."""
    own = LISTS[name]
    with record.gathering() as held:
        total = own.count(held.connection, found)
        rows = own.page(held.connection, found, FIRST)
        words = quoted(held, name, rows)
    lines = [line_of(name, row, those) for row, those in zip(rows, words, strict=True)]
    return rendered("rows.html", name=name, total=total, lines=lines, filters=asked(found))


def counts_html(path: str, counts: Mapping[str, int]) -> str:
    """Return how many rows each list of a record has as an HTML table."""
    return rendered("counts.html", path=path, counts=counts)


def rendered(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a template filled in; every text in it is escaped, and what no page may hold is replaced."""
    return shown(_environment().get_template(template).render(values))


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.notebook"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(number=phrases.number, counted=counted)
    return made


def line_of(name: str, row: Row, words: Sequence[Quoted]) -> Line:
    """Return a row as it is shown, with the words that it rests on."""
    head, *notes = _HEADS[name](row)
    return Line(row["id"], head, tuple(words), tuple(note for note in notes if note))


def _article(row: Row) -> list[str]:
    return [row["title"] or row["uri"], row["outlet"] or "outlet unknown", phrases.day(row["published"])]


def _statement(row: Row) -> list[str]:
    speaker = row["speaker"]["name"] if row["speaker"] else "speaker not known"
    return [f"{speaker} ({row['kind']})", _word_of(row), _said_on(row)]


def _said_on(row: Row) -> str:
    return f"said on {phrases.day(row['date'])}" if row["date"] else ""


def _event(row: Row) -> list[str]:
    actors, recipients = (phrases.listed([who["name"] for who in row[side]]) for side in ("actors", "recipients"))
    kind = (row["subtype"] or row["mode"] or row["type"]).replace("_", " ").lower()
    doing = f"{actors or 'somebody not named'}{f' → {recipients}' if recipients else ''}: {kind}"
    date, place = row["date"], row["place"]
    when = phrases.period(date["from"], date["to"]) if date else ""
    return [doing, row["status"], when, place["name"] if place else "", _word_of(row)]


def _word_of(row: Row) -> str:
    chain = [source["name"] for source in row["chain"]]
    return f"on the word of {' ← '.join(chain)}" if chain else ""


def _claim(row: Row) -> list[str]:
    origins = row["origins"]
    least, most = origins["at_least"], origins["at_most"]
    interval = "origins not traced" if least is None else phrases.interval(least, most)
    return [row["title"], phrases.count(len(row["articles"]), "report"), interval, row["verdict"] or ""]


def _discrepancy(row: Row) -> list[str]:
    values = [side["value"] for side in row["sides"] if side["value"]]
    return [phrases.sentence(row["note"] or row["kind"]), *dict.fromkeys(values)]


def _story(row: Row) -> list[str]:
    counts = [phrases.count(len(row["articles"]), "article"), phrases.count(row["claims"], "claim")]
    return [row["title"], *counts, phrases.period(row["since"], row["until"])]


def _actor(row: Row) -> list[str]:
    offices = phrases.listed(list(dict.fromkeys(tenure["office"] for tenure in row["tenures"])))
    return [row["name"], row["kind"], row["state"] or "", offices, phrases.count(len(row["articles"]), "article")]


def _citation(row: Row) -> list[str]:
    return [row["name"], row["kind"], f"for the {row['scope']}"]


def _problem(row: Row) -> list[str]:
    return [f"{row['code']}: {row['location']} {row['place']}".strip(), row["cause"], row["remedy"]]


_HEADS: Mapping[str, Callable[[Row], list[str]]] = {
    "articles": _article,
    "statements": _statement,
    "events": _event,
    "claims": _claim,
    "discrepancies": _discrepancy,
    "stories": _story,
    "actors": _actor,
    "citations": _citation,
    "problems": _problem,
}
"""For each list the headline of a row, and then its notes; empty ones are left out."""
