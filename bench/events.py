"""Predictions for event coding, a sentence a row: `python -m bench.predict events FILE`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import Any

from spacy.language import Language

from onrecord.model.article import Article
from onrecord.model.reading import Event, Role
from onrecord.model.run import StatementsBy
from onrecord.ontology.event_types import load_event_types
from onrecord.read.doc import events_of, make_doc
from onrecord.read.judge import can_judge
from onrecord.read.pipeline import LEARNED, make_pipeline
from train.articles import rows_of
from train.event_data import article_of_sentence

BATCH = 64


def predict(path: Path, statements_by: StatementsBy = StatementsBy.LEARNED) -> Iterator[dict[str, object]]:
    """Give one row a sentence: {id, events: [{actors, recipients, type, subtype, status}]}.

    The type is the one that PLOVER's manual gives an event of that status: an intention to cooperate is AGREE.
    """
    return coded(make_pipeline(statements_by=statements_by), rows_of(path))


def coded(nlp: Language, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, object]]:
    """Give the predictions of a pipeline for rows `{id, text, date}`."""
    for_ids, for_docs = tee(rows)
    docs = nlp.pipe((make_doc(nlp, _article(row)) for row in for_docs), batch_size=BATCH)
    for row, doc in zip(for_ids, docs, strict=True):
        yield {"id": row["id"], "events": [_row(event) for event in _coded(events_of(doc), nlp.has_pipe(LEARNED))]}


def _article(row: dict[str, Any]) -> Article:
    return article_of_sentence(row["id"], row["text"], row.get("date"))


def _coded(events: Iterable[Event], learned: bool) -> list[Event]:
    """Return what the gold can hold.

    It codes dyads, what is said to have happened or to be coming, and, after CAMEO, no appeals; and of each sentence
    the event that it reports above all, which is the surest where the network judged them.
    """
    found = [event for event in events if event.actors and event.recipients and can_judge(event)]
    judged = [event for event in found if event.confidence is not None]
    return sorted(judged, key=lambda event: -(event.confidence or 0.0))[:1] if learned else found


def _row(event: Event) -> dict[str, object]:
    return {
        "actors": _texts(event.actors),
        "recipients": _texts(event.recipients),
        "type": load_event_types().coded(event.type, event.status),
        "subtype": event.subtype,
        "status": event.status.value,
    }


def _texts(roles: Iterable[Role]) -> list[str]:
    """Give the words in the text, and the name that a pronoun or a title stands for."""
    return list(dict.fromkeys(text for role in roles for text in (role.text, role.name)))
