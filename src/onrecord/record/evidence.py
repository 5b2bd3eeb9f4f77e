"""Whether every span of a reading holds the characters that its row shows, and every pointer leads to a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

from onrecord.model.article import Article
from onrecord.model.reading import Citation, Event, Mention, Reading, Role, Statement, Tenure
from onrecord.model.span import Span, text_of
from onrecord.record.tables import READING

Fact: TypeAlias = Any
"""A row of a reading: a frozen dataclass with `id` and `article`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that does not rest on its article; `what` says how and where."""

    table: str
    id: str
    what: str


def faults(article: Article, reading: Reading) -> Iterator[Fault]:
    """Find every row that shows other characters than the article has, or points at a row that is not there."""
    yield from article_faults(article)
    for name, table in READING:
        for fact in getattr(reading, name):
            yield from (Fault(table.name, fact.id, what) for what in fact_faults(article, fact))
    yield from _repeated(reading)
    yield from _dangling(article, reading)


def article_faults(article: Article) -> Iterator[Fault]:
    """Find blocks that are out of order or out of the text, and candidates whose evidence stands elsewhere."""
    at = 0
    for block in article.blocks:
        if not at <= block.start < block.end <= len(article.text):
            what = f"the {block.kind} block [{block.start}, {block.end}) is outside the text or overlaps the one before"
            yield Fault("block", article.id, what)
        at = max(at, block.end)
    for candidate in article.candidates:
        if candidate.span and not stands(article.text, candidate.span.start, candidate.span.end, candidate.evidence):
            what = f"the evidence for {candidate.field} does not stand at {_place(candidate.span)}"
            yield Fault("candidate", article.id, what)


def fact_faults(article: Article, fact: Fact) -> Iterator[str]:
    """Say what is wrong with the spans of one row: itself, its slots and their slots, whatever its type."""
    if fact.article != article.id:
        yield f"it belongs to article {fact.article}"
    yield from span_faults(article.text, fact)
    if isinstance(fact, Statement | Event) and fact.spans and text_of(article.text, fact.spans) != fact.text:
        yield f"its text is not what its spans cover, from {_place(fact.spans[0])}"
    if isinstance(fact, Statement | Event) and not fact.spans:
        yield "it has no span"


def span_faults(text: str, thing: object, slot: str = "") -> Iterator[str]:
    """Say which spans in a dataclass, at any depth, leave the text or do not hold the words beside them."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from span_faults(text, item, slot)
    elif isinstance(thing, Span):
        if thing.end > len(text):
            yield f"{slot or 'its span'} {_place(thing)} is outside the text"
    elif is_dataclass(thing):
        yield from _slot_faults(text, thing, slot)


def stands(text: str, start: int, end: int, words: str) -> bool:
    """Say whether `words`, which must not be empty, stand at `[start, end)`."""
    return 0 <= start < end <= len(text) and text[start:end] == words


def _slot_faults(text: str, thing: Any, slot: str) -> Iterator[str]:  # noqa: ANN401 - any dataclass
    names = {field.name for field in fields(thing)}
    if {"start", "end", "text"} <= names and not stands(text, thing.start, thing.end, thing.text):
        yield f"the words of {slot or 'the row'} do not stand at [{thing.start}, {thing.end})"
    for name in sorted(names):
        value = getattr(thing, name)
        if not isinstance(value, str | int | float | None):
            yield from span_faults(text, value, name)


def _repeated(reading: Reading) -> Iterator[Fault]:
    for name, table in READING:
        for found, times in Counter(fact.id for fact in getattr(reading, name)).items():
            if times > 1:
                yield Fault(table.name, found, f"{times} rows have this id")


def _dangling(article: Article, reading: Reading) -> Iterator[Fault]:
    entities = {entity.id for entity in reading.entities}
    statements = {statement.id for statement in reading.statements}
    targets = statements | {event.id for event in reading.events} | {article.id}
    for name, table in READING:
        for fact in getattr(reading, name):
            missing = sorted(_entities_of(fact) - entities) + sorted(_targets_of(fact) - targets)
            yield from (Fault(table.name, fact.id, f"it points at {id_}, which is not there") for id_ in missing)


def _entities_of(fact: Fact) -> set[str]:
    if isinstance(fact, Mention | Tenure):
        return {fact.entity}
    roles: tuple[Role | None, ...] = ()
    if isinstance(fact, Statement):
        roles = (fact.speaker, fact.addressee)
    elif isinstance(fact, Event):
        roles = fact.actors + fact.recipients
    return {role.entity for role in roles if role and role.entity}


def _targets_of(fact: Fact) -> set[str]:
    if isinstance(fact, Citation):
        return {fact.target}
    return {fact.within} if isinstance(fact, Event) and fact.within else set()


def _place(span: Span) -> str:
    return f"[{span.start}, {span.end})"
