"""Base articles as templates: paragraphs cut into words that stay and slots that are filled, with their facts.

A paragraph's text is cut at every slot and at every place where a span of a fact begins or ends; the spans of its facts
count these cuts. So filling the slots moves all spans, and nothing has to be searched for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar, cast

from bench.coverage.bases import Base, Tag
from bench.coverage.slots import Names, Piece, Slot
from onrecord.model.article import Block
from onrecord.model.reading import (
    Citation,
    Entity,
    Event,
    Mention,
    MentionForm,
    Reading,
    Statement,
    StatementKind,
    Tenure,
)
from onrecord.model.span import Span
from onrecord.ontology.function_words import function_words

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_CLOSED = frozenset({"DT", "IN", "CC", "MD", "PRP", "PRP$", "RB", "WDT", "WP", "WRB"})
"""The tags of words that are no content words and have others of their kind."""
_OPEN = ("NN", "VB", "JJ", "RB")
_RUN = 3
"""Words that stay, one after the other, from which some of them are replaced after all."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a base: its pieces, and its facts, whose spans count the cuts between pieces."""

    base: int
    number: int
    part: str
    pieces: tuple[Piece, ...]
    facts: Reading


@dataclass(frozen=True, slots=True)
class Library:
    """The paragraphs of all bases, by part, and the words of each tag as often as they occur in each base."""

    names: tuple[Names, ...]
    entities: tuple[dict[str, Entity], ...]
    texts: tuple[tuple[Paragraph, ...], ...]
    parts: dict[str, tuple[Paragraph, ...]]
    words: tuple[dict[str, tuple[str, ...]], ...]


def library(bases: Sequence[Base]) -> Library:
    """Make templates of the base articles."""
    common = _common(bases)
    names = tuple(Names(base, common) for base in bases)
    cut = [tuple(_paragraphs(number, base, names[number])) for number, base in enumerate(bases)]
    parts: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in (paragraph for paragraphs in cut for paragraph in paragraphs):
        parts[paragraph.part].append(paragraph)
    texts = tuple(found for found in cut if found and found[0].part == "text")
    entities = tuple({entity.id: entity for entity in base.reading.entities} for base in bases)
    _quotations(parts)
    news = [base for base in bases if base.parts[:1] == ("text",)] or bases
    return Library(names, entities, texts, {k: tuple(v) for k, v in parts.items()}, tuple(map(_words, news)))


def _quotations(parts: dict[str, list[Paragraph]]) -> None:
    """Count paragraphs of the corpus that quote somebody among the quotations."""
    for paragraph in parts.get("text", ()):
        direct = [s for s in paragraph.facts.statements if s.kind is StatementKind.DIRECT and s.speaker]
        if direct:
            parts["quote"].append(paragraph)


def _common(bases: Iterable[Base]) -> frozenset[str]:
    """Return the words that are met without a capital: "minister" in a name is no name."""
    words = (base.article.text[tag.start : tag.end] for base in bases for tag in base.tags)
    return frozenset(word for word in words if word.islower())


def _words(base: Base) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tag in base.tags:
        word = base.article.text[tag.start : tag.end]
        if word.islower() and (tag.tag in _CLOSED or _is_content(word, tag.tag)):
            found[tag.tag].append(word)
    return {tag: tuple(words) for tag, words in found.items()}


def _is_content(word: str, tag: str) -> bool:
    adverb = tag == "RB" and not word.endswith("ly")
    if len(word) < 3 or adverb or not tag.startswith(_OPEN) or tag.startswith("NNP"):
        return False
    return word.lower() not in function_words()


def _paragraphs(number: int, base: Base, names: Names) -> Iterator[Paragraph]:
    for at, (block, part) in enumerate(base.blocks):
        facts = _within(base.reading, block)
        cuts = {place for fact in _all(facts) for place in _places(fact)}
        slots = dict(_names(base, block, names))
        if part != "credit":
            slots |= _words_of(base, block, facts, slots)
        slots = {span: slot for span, slot in slots.items() if not any(span.start < cut < span.end for cut in cuts)}
        edges = sorted({block.start, block.end, *cuts, *(edge for span in slots for edge in (span.start, span.end))})
        pieces = tuple(slots.get(Span(start, end), base.article.text[start:end]) for start, end in pairwise(edges))
        yield Paragraph(number, at, part, pieces, cast(Reading, _moved(edges, facts)))


def _words_of(base: Base, block: Block, facts: Reading, names: Collection[Span]) -> dict[Span, Slot]:
    """Return the words that other words can stand for; those that facts were read from stay.

    Content words all can; of words like "the", "in" or "would" those that stand in a run of words that stay, since
    otherwise all articles made of the paragraph would share the run.
    """
    kept = [span for fact in _all(facts) for span in _meaning(fact)]
    quoted = [span for fact in facts.statements if fact.kind is not StatementKind.INDIRECT for span in fact.spans]
    found: dict[Span, Slot] = {}
    run: dict[Span, Slot] = {}
    length = 0
    for tag in (*_tags(base.tags, block), None):
        span = Span(tag.start, tag.end) if tag else None
        word = span.of(base.article.text) if span else ""
        # What does not stay ends a run: the paragraph's end, a name, a word that another one stands for.
        ends = not tag or span in names or _is_content(word, tag.tag)
        if ends:
            found |= run if length >= _RUN else {}
            run, length = {}, 0
        if not tag or not span or span in names:
            continue
        length += not ends
        if any(span.overlaps(other) for other in kept) or not (ends or tag.tag in _CLOSED):
            continue
        fixed = any(other.contains(span) for other in quoted)
        (found if ends else run)[span] = Slot("word", word.lower(), tag.tag, word[0].isupper(), fixed)
    return found


def _names(base: Base, block: Block, names: Names) -> Iterator[tuple[Span, Slot]]:
    text = base.article.text
    whole = [m for m in base.reading.mentions if block.start <= m.start < block.end and " " in m.text]
    taken = [Span(m.start, m.end) for m in whole if m.text in names.slots]
    yield from ((span, names.slots[span.of(text)]) for span in taken)
    proper = {(tag.start, tag.end) for tag in _tags(base.tags, block) if tag.tag.startswith("NNP")}
    for match in _WORD.finditer(text, block.start, block.end):
        span = Span(match.start(), match.end())
        if any(span.overlaps(other) for other in taken):
            continue
        slot = names.known(match[0])
        if slot is None and (span.start, span.end) in proper:
            slot = names.proper(match[0])
        if slot:
            yield span, slot


def _tags(tags: Iterable[Tag], block: Block) -> Iterator[Tag]:
    return (tag for tag in tags if block.start <= tag.start and tag.end <= block.end)


def _meaning(fact: object) -> Iterator[Span]:
    """Yield the spans of the words that a fact was read from."""
    if isinstance(fact, Statement) and fact.cue:
        yield Span(fact.cue.start, fact.cue.end)
    if isinstance(fact, Event):
        yield fact.trigger
        yield from (Span(part.start, part.end) for part in (fact.date, *fact.magnitude) if part)
    if isinstance(fact, Tenure | Citation):
        yield Span(fact.start, fact.end)
    if isinstance(fact, Mention) and fact.form is not MentionForm.NAME:
        yield Span(fact.start, fact.end)


def _all(facts: Reading) -> Iterator[object]:
    for kind in (facts.mentions, facts.tenures, facts.statements, facts.events, facts.citations):
        yield from kind


def _within(reading: Reading, block: Block) -> Reading:
    """Return the facts that lie in one block wholly, without slots that lie in another."""
    events = [_pruned(event, block) for event in reading.events if _inside((*event.spans, event.trigger), block)]
    statements = [_pruned(statement, block) for statement in reading.statements if _inside(statement.spans, block)]
    kept = {reading.article, *(event.id for event in events), *(statement.id for statement in statements)}
    return replace(
        reading,
        entities=(),
        mentions=tuple(m for m in reading.mentions if _has(block, m)),
        tenures=tuple(t for t in reading.tenures if _has(block, t)),
        statements=tuple(statements),
        events=tuple(e if e.within in kept else replace(e, within=None) for e in events),
        citations=tuple(c for c in reading.citations if _has(block, c) and c.target in kept),
    )


def _pruned(fact: T, block: Block) -> T:
    """Drop the slots of a statement or event that lie outside the block."""
    changed: dict[str, Any] = {}
    for field in fields(cast(Any, fact)):
        value = getattr(fact, field.name)
        if field.name in {"cue", "speaker", "addressee", "date", "place"} and is_dataclass(value):
            changed[field.name] = value if _has(block, value) else None
        elif field.name in {"actors", "recipients", "magnitude"}:
            changed[field.name] = tuple(part for part in value if _has(block, part))
    return cast(T, replace(cast(Any, fact), **changed))


def _inside(spans: Iterable[Span], block: Block) -> bool:
    return all(_has(block, span) for span in spans)


def _has(block: Block, part: Any) -> bool:  # noqa: ANN401 - anything with a start and an end
    return bool(block.start <= part.start and part.end <= block.end)


def _places(thing: object) -> Iterator[int]:
    """Yield every offset in a fact."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from _places(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in {"start", "end"}:
                yield value
            else:
                yield from _places(value)


def _moved(edges: Sequence[int], thing: Any) -> Any:  # noqa: ANN401 - a fact or a part of one
    """Return a fact with every offset as the number of its cut."""
    if isinstance(thing, tuple):
        return tuple(_moved(edges, part) for part in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    found = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        found[field.name] = bisect_left(edges, value) if field.name in {"start", "end"} else _moved(edges, value)
    return replace(cast(Any, thing), **found)
