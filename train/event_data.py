"""Sentences with events: those that people coded, and those that the rules read in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Event, Role
from onrecord.model.run import StatementsBy
from onrecord.ontology.event_types import load_event_types
from onrecord.read.doc import article_of, events_of, make_doc
from onrecord.read.judge import can_judge
from onrecord.read.pipeline import make_pipeline
from onrecord.read.reader.event_heads import KINDS, NONE, SIDES, kind_of
from train.articles import Bounds, rows_of

TYPED, QUADS = "events/plv_train_rootcode.jsonl", "events/cameo_quad_train.jsonl"
ARTICLES = ("quotes/polnear.train.jsonl", "crossdoc/helsinki.docs.jsonl", "events/ecbplus_full_train.jsonl")
"""The data, below one folder."""

FOLDS = 5

_QUAD = {
    0: (NONE,),
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("YIELD", "COOPERATE", "AID"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The kinds in each quarter of the data, as the sentences that have both codes show."""

_LETTER = {"S": 0, "T": 1}
_LOOSE = re.compile(r" (?=[,.;:!?)\]%]|['’] ?s\b|n't\b)|(?<=[(\[$]) | (?=- )|(?<=-) ")
"""Spaces that a tokenizer put between words and marks."""

_WORDS = range(6, 81)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it reports.

    `kinds` are those that the event may be of, none where that is unknown; `sides` the spans of actor and recipient,
    None where they are unknown.
    """

    name: str
    text: str
    kinds: tuple[str, ...]
    sides: tuple[tuple[Bounds, ...] | None, tuple[Bounds, ...] | None]


def typed_sentences(path: Path) -> list[Sentence]:
    """Read sentences coded with a type each, in the form `{id, text, events: [{source_span, target_span, code}]}`."""
    return [_typed(row) for row in rows_of(path)]


def _typed(row: dict[str, Any]) -> Sentence:
    event = row["events"][0]
    actor, recipient = (
        ((int(ends[0]), int(ends[1])),) if (ends := event[f"{side}_span"]) else None for side in ("source", "target")
    )
    return Sentence(row["id"], row["text"], (kind_of(event["code"]),), (actor, recipient))


def quad_sentences(path: Path) -> list[Sentence]:
    """Read sentences coded with a quarter each, in the form `{id, text, quad, spans: [[start, end, side]]}`.

    Spaces between words and marks stay; `without_loose` takes them out.
    """
    return [_quad(row) for row in rows_of(path)]


def _quad(row: dict[str, Any]) -> Sentence:
    spans: tuple[list[Bounds], ...] = tuple([] for _ in SIDES)
    for start, end, letter in row["spans"]:
        if letter in _LETTER:
            spans[_LETTER[letter]].append((start, end))
    actor, recipient = (tuple(found) or None for found in spans)
    return Sentence(row["id"], row["text"], _QUAD.get(row["quad"], ()), (actor, recipient))


def without_loose(sentence: Sentence) -> Sentence:
    """Return a sentence as papers print it, without the spaces that a tokenizer put before marks.

    >>> without_loose(Sentence("s-1", "Velmark , he said .", (), (((0, 7),), None))).text
    'Velmark, he said.'
    """
    gone = {match.start() for match in _LOOSE.finditer(sentence.text)}
    place, at = [0], 0
    for index in range(len(sentence.text)):
        at += index not in gone
        place.append(at)
    text = "".join(sign for index, sign in enumerate(sentence.text) if index not in gone)
    sides = tuple(side and tuple((place[start], place[end]) for start, end in side) for side in sentence.sides)
    return replace(sentence, text=text, sides=(sides[0], sides[1]))


def ruled_sentences(paths: Iterable[Path]) -> Iterator[Sentence]:
    """Yield the sentences of articles with the first event that the rules read in each, in the order of the articles.

    Sentences in which they find something that is not reported as an event, or an event without a side, are left out,
    and so are those that stood in an article before.
    """
    nlp = make_pipeline(statements_by=StatementsBy.RULES)
    texts = ((f"{path.stem}-{number}", str(row["text"])) for path in paths for number, row in enumerate(rows_of(path)))
    seen: set[str] = set()
    for doc in nlp.pipe((make_doc(nlp, article_of_sentence(name, text)) for name, text in texts), batch_size=32):
        events = events_of(doc)
        for number, sentence in enumerate(doc.sents):
            if len(sentence) in _WORDS and sentence.text not in seen:
                seen.add(sentence.text)
                inside = [e for e in events if sentence.start_char <= e.trigger.start < sentence.end_char]
                found = _ruled(f"{article_of(doc).uri}-{number}", sentence.text, sentence.start_char, inside)
                if found:
                    yield found


def _ruled(name: str, text: str, start: int, events: list[Event]) -> Sentence | None:
    if not events:
        return Sentence(name, text, (NONE,), (None, None))
    event = next((e for e in events if e.actors and e.recipients and can_judge(e)), None)
    if event is None:
        return None
    type_ = load_event_types().coded(event.type, event.status)
    sides = (_bounds(event.actors, start), _bounds(event.recipients, start))
    return Sentence(name, text, (kind_of(type_),), sides)


def _bounds(roles: Iterable[Role], start: int) -> tuple[Bounds, ...]:
    return tuple((role.start - start, role.end - start) for role in roles)


def article_of_sentence(name: str, text: str, published: str | None = None) -> Article:
    """Return a text as an article of one paragraph."""
    key = content_id(Prefix.ARTICLE, name, text)
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return Article(id=key, uri=name, text=text, digest=key, blocks=blocks, published=published)


def numbers_of(kinds: Iterable[str]) -> list[int]:
    """Return the numbers of kinds."""
    return [KINDS.index(kind) for kind in kinds]
