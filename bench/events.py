"""Predictions for event coding, a sentence a row: `python -m bench.predict events FILE`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Event, Role, Status
from onrecord.ontology.event_types import load_event_types
from onrecord.read.doc import events_of, make_doc
from onrecord.read.pipeline import make_pipeline

REPORTED = frozenset({Status.OCCURRED, Status.ONGOING, Status.PLANNED, Status.THREATENED})
"""What the sentence says happened or is coming; the rest is told as possible, denied, alleged or long past."""

NOT_CODED = frozenset({"appeal"})
"""Both gold sets follow CAMEO, in which asking for something ("urged", "called on") is a statement and no event."""

BATCH = 64


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Give one row a sentence: {id, events: [{actors, recipients, type, subtype, status}]}.

    The type is the one that PLOVER's manual gives an event of that status: an intention to cooperate is AGREE.
    """
    nlp = make_pipeline()
    for_ids, for_docs = tee(_rows(path))
    docs = nlp.pipe((make_doc(nlp, _article(row)) for row in for_docs), batch_size=BATCH)
    for row, doc in zip(for_ids, docs, strict=True):
        yield {"id": row["id"], "events": [_row(e) for e in events_of(doc) if _is_coded(e)]}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _article(row: dict[str, str]) -> Article:
    text = row["text"]
    key = content_id(Prefix.ARTICLE, row["id"], text)
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return Article(id=key, uri=row["id"], text=text, digest=key, blocks=blocks, published=row.get("date"))


def _is_coded(event: Event) -> bool:
    """Leave out what the gold cannot hold: it codes dyads, and an event of which the text names one party is none."""
    dyad = bool(event.actors and event.recipients)
    return dyad and event.status in REPORTED and event.subtype not in NOT_CODED


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
