"""Predictions of quotations with their speakers, for articles given as plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Statement
from onrecord.model.run import StatementsBy
from onrecord.model.span import Span
from onrecord.read.doc import make_doc, statements_of
from onrecord.read.pipeline import make_pipeline
from onrecord.read.statements import Statements


def predict(
    path: Path, statements_by: StatementsBy = StatementsBy.LEARNED, weights: Path | None = None
) -> Iterator[dict[str, object]]:
    """Give {doc_id, quotes} for each row {doc_id, text} of a JSON lines file; gold labels in it are never read."""
    nlp = attitude_reader(statements_by, weights)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            doc = nlp(make_doc(nlp, article_of_text(row["text"])))
            yield {
                "doc_id": row["doc_id"],
                "quotes": [quote_row(statement) for statement in outermost(statements_of(doc))],
            }


def outermost(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements without those that another one holds with their cue and speaker: the gold has one level."""
    return [one for one in statements if not any(_holds(other, one) for other in statements)]


def _holds(outer: Statement, inner: Statement) -> bool:
    parts = [*inner.spans, *(Span(part.start, part.end) for part in (inner.cue, inner.speaker) if part)]
    return outer is not inner and all(any(span.contains(part) for span in outer.spans) for part in parts)


def attitude_reader(statements_by: StatementsBy = StatementsBy.LEARNED, weights: Path | None = None) -> Language:
    """Return the pipeline up to statements, told to keep attitudes too: the gold counts supporting and criticising."""
    nlp = make_pipeline(statements_by=statements_by, weights=weights)
    for later in ("onrecord_events_v1", "onrecord_citations_v1"):
        nlp.remove_pipe(later)
    reader = nlp.get_pipe("onrecord_statements_v1")
    if isinstance(reader, Statements):
        reader.topics = True
    return nlp


def article_of_text(text: str, byline: str = "") -> Article:
    """Make an article whose lines are body paragraphs, behind a line with the byline where one is given."""
    whole = f"{byline}\n{text}" if byline else text
    digest = content_id(Prefix.ARTICLE, whole)
    blocks = list(_blocks(whole))
    if byline:
        blocks[0] = replace(blocks[0], kind=BlockKind.BYLINE)
    return Article(id=digest, uri="", text=whole, digest=digest, blocks=tuple(blocks))


def _blocks(text: str) -> Iterator[Block]:
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Block(start, start + len(stripped), BlockKind.BODY)
        at += len(line)


def quote_row(statement: Statement) -> dict[str, object]:
    """Return a statement in the form of the gold."""
    speaker, cue = statement.speaker, statement.cue
    return {
        "start": statement.spans[0].start,
        "end": statement.spans[-1].end,
        "text": statement.text,
        "spans": [[span.start, span.end] for span in statement.spans],
        "speaker_text": speaker.text if speaker else None,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
        "cue_text": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "type": statement.kind.value,
    }
