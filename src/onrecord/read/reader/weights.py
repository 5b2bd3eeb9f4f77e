"""Finds the trained reader, checks that it is whole, and loads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model.errors import ModelError
from onrecord.read.reader.assemble import Decisions
from onrecord.read.reader.encode import Session
from onrecord.read.reader.event_heads import EVENTS, KINDS, EventHeads
from onrecord.read.reader.links import RELATIONS, TRAITS, Tables
from onrecord.read.reader.pieces import Tokenizer

CARD, GRAPH, VOCABULARY = "reader.json", "reader.onnx", "tokenizer.json"
BUNDLED = Path(__file__).parent / "weights"
"""The folder in the package that is read where no other is named."""

FORM = 1
"""The form of `reader.json` that this version reads."""

_WITHOUT = "`--reader rules` works without it."
_MEND = "Install onrecord again, or train the reader with `python -m train.reader`"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a text is cut for the network: pieces in a window, and how many of them repeat what came before."""

    window: int
    context: int


@dataclass(frozen=True, slots=True)
class EventModel:
    """The event heads with what training chose for believing them.

    `heads_weights` and `rules_weights` are those of `onrecord.read.agreement`, for what the heads find and for what the
    rules find; `least` is the least confidence of an event, `least_alone` that of one that only the heads find.
    """

    heads: EventHeads
    heads_weights: tuple[float, ...]
    rules_weights: tuple[float, ...]
    least: float
    least_alone: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """A trained reader, ready to run; `mark` names it in records, and changes with its graphs and its settings."""

    session: Session
    tokenizer: Tokenizer
    plan: Plan
    tables: Tables
    decisions: Decisions
    mark: str
    events: EventModel | None = None
    folder: Path = BUNDLED


def load(folder: Path | None = None, threads: int = 0) -> Loaded:
    """Load the reader from a folder, by default the bundled one, on so many threads, 0 for one per core.

    Raises ModelError, naming the file and its hash, where a file is missing or is not the one that was trained, and
    where onnxruntime or tokenizers cannot be used.
    """
    folder = folder or BUNDLED
    card = _card(folder / CARD)
    graph, vocabulary = (_checked(folder / name, card) for name in (GRAPH, VOCABULARY))
    above = _checked(folder / EVENTS, card) if "events" in card else b""
    session, tokenizer = _session(graph, threads), _tokenizer(vocabulary)
    try:
        plan = Plan(int(card["window"]), int(card["context"]))
        decisions = Decisions(tuple(card["biases"]), float(card["least"]), float(card["least_alone"]))
        events = _events(_session(above, threads), card["events"]) if above else None
        mark = _mark(graph, plan, decisions, above, card.get("events"))
        return Loaded(session, tokenizer, plan, tables_of(card["links"]), decisions, mark, events, folder)
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder / CARD} does not describe a reader: {error!r}. {_MEND}; {_WITHOUT}") from error


def _mark(graph: bytes, plan: Plan, decisions: Decisions, above: bytes, events: object) -> str:
    return sha256(graph + above + repr((plan, decisions, events)).encode()).hexdigest()[:16]


def _events(session: Session, card: dict[str, Any]) -> EventModel:
    if tuple(card["kinds"]) != KINDS:
        raise ValueError(f"event kinds {card['kinds']}, not {list(KINDS)}")
    own, rules = (tuple(map(float, card[name])) for name in ("heads_weights", "rules_weights"))
    return EventModel(EventHeads(session), own, rules, float(card["least"]), float(card["least_alone"]))


def tables_of(rows: list[list[list[float]]]) -> Tables:
    """Make the tables of the links from lists: one per relation and trait."""
    tables = tuple(tuple(np.array(row, np.float32) for row in relation) for relation in rows)
    sizes = [[len(row) for row in relation] for relation in tables]
    if sizes != [list(TRAITS)] * len(RELATIONS):
        raise ValueError(f"link tables of sizes {sizes}, not {list(TRAITS)} for each of {RELATIONS}")
    return Tables(tables)


def _card(path: Path) -> dict[str, Any]:
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"The reader's weights are missing: {path} cannot be read. {_MEND}; {_WITHOUT}") from error
    except ValueError as error:
        raise ModelError(f"{path} is damaged: {error}. {_MEND}; {_WITHOUT}") from error
    if not isinstance(card, dict) or card.get("form") != FORM:
        raise ModelError(f"{path} is not of the form {FORM} that this version reads. {_MEND}; {_WITHOUT}")
    return card


def _checked(path: Path, card: dict[str, Any]) -> bytes:
    """Return the bytes of a file that is the one the card names by its hash."""
    files = card.get("files")
    wanted = files.get(path.name) if isinstance(files, dict) else None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The reader's weights are missing: {path} (sha256 {wanted}) cannot be read. {_MEND}; {_WITHOUT}"
        ) from error
    found = sha256(content).hexdigest()
    if found != wanted:
        raise ModelError(
            f"{path} is not the file that was trained: its sha256 is {found}, not {wanted}. {_MEND}; {_WITHOUT}"
        )
    return content


def _session(graph: bytes, threads: int) -> Session:
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError(f"The learned reader needs onnxruntime: {error}. {_WITHOUT}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait by spinning take the processor from the rest of the pipeline.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session: Session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return session


def _tokenizer(vocabulary: bytes) -> Tokenizer:
    try:
        import tokenizers
    except ImportError as error:
        raise ModelError(f"The learned reader needs tokenizers: {error}. {_WITHOUT}") from error
    tokenizer = tokenizers.Tokenizer.from_str(vocabulary.decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    result: Tokenizer = tokenizer
    return result
