"""Whether heads on the learned reader's states could stand in for spaCy's components: one pass would read everything.

Of each word, the states of its first and last pieces are what a softmax regression has to go by; it is taught what
spaCy finds there (tag, label of the arc to the head, entity) in four of five articles, and asked for it in the fifth.
The states stay as the statements made them: that is what a pass that is run anyway gives for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.read.pipeline import load_model
from onrecord.read.reader.reader import Reader

Floats = NDArray[np.float32]
Marks = tuple[str, ...]

FOLDS = 5
PASSES = 6
_BATCH = 256
_RATE = 2e-3
_DECAY = (0.9, 0.999)
_TINY = 1e-8


@dataclass(frozen=True)
class Words:
    """The words of some articles: the states of each, and by head what spaCy finds there."""

    states: Floats
    marks: dict[str, Marks]


def measure(articles: Sequence[Article], rounds: int) -> dict[str, Any]:  # noqa: ARG001 - every command is given rounds
    """Return by head how often it finds what spaCy does (entities: F1 of spans), beside what spaCy states of itself."""
    nlp, reader = load_model(), Reader.load()
    each = [_words(reader, nlp(article.text), article.text) for article in articles]
    taught = _joined([words for at, words in enumerate(each) if at % FOLDS])
    asked = _joined([words for at, words in enumerate(each) if at % FOLDS == 0])
    found = {name: answered(taught.states, taught.marks[name], asked.states) for name in taught.marks}
    stated = nlp.meta["performance"]
    return {
        "articles": len(articles),
        "words": len(taught.states) + len(asked.states),
        "agreement": {
            "tags": agreement(found["tags"], asked.marks["tags"]),
            "labels": agreement(found["labels"], asked.marks["labels"]),
            "entities_f1": spans_f1(found["entities"], asked.marks["entities"]),
        },
        "stated": {name: round(stated[key], 3) for name, key in
                   (("tags", "tag_acc"), ("labels_and_heads", "dep_las"), ("entities_f1", "ents_f"))},
    }  # fmt: skip


def _words(reader: Reader, doc: Doc, text: str) -> Words:
    """Return the words of one article that have pieces."""
    study = reader.study(text)
    if study.states is None:
        raise ValueError("this reader gives no states: it has no event heads")
    tokens = [token for token in doc if not token.is_space]
    first = np.searchsorted(study.pieces.ends, [token.idx for token in tokens], side="right")
    last = np.searchsorted(study.pieces.starts, [token.idx + len(token) for token in tokens]) - 1
    inside = np.minimum(first, len(study.states) - 1), np.clip(last, 0, len(study.states) - 1)
    marks = {
        "tags": tuple(token.tag_ for token in tokens),
        "labels": tuple(token.dep_ for token in tokens),
        "entities": tuple(f"{token.ent_iob_}-{token.ent_type_}" for token in tokens),
    }
    return Words(np.hstack([study.states[at] for at in inside]).astype(np.float32), marks)


def _joined(each: Sequence[Words]) -> Words:
    marks = {name: tuple(mark for words in each for mark in words.marks[name]) for name in each[0].marks}
    return Words(np.concatenate([words.states for words in each]), marks)


def answered(taught: Floats, marks: Marks, asked: Floats) -> Marks:
    """Teach a softmax regression the marks of some words, and return those that it gives to others.

    >>> rows = np.array([[0, 1], [1, 0]] * 300, dtype=np.float32)
    >>> answered(rows, ("a", "b") * 300, rows[:2])
    ('a', 'b')
    """
    names = sorted(set(marks))
    places = {name: at for at, name in enumerate(names)}
    right = np.array([places[mark] for mark in marks])
    middle, spread = taught.mean(axis=0), taught.std(axis=0) + 1e-6
    weights = _fitted((taught - middle) / spread, right, len(names))
    scores = _with_one((asked - middle) / spread) @ weights
    return tuple(names[at] for at in scores.argmax(axis=1))


def _fitted(rows: Floats, right: NDArray[np.int64], classes: int) -> Floats:
    """Fit by Adam in a fixed order."""
    rng = np.random.default_rng(1)
    rows = _with_one(rows)
    weights = np.zeros((rows.shape[1], classes), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    step, steps = 0, PASSES * -(-len(rows) // _BATCH)
    for _ in range(PASSES):
        order = rng.permutation(len(rows))
        for start in range(0, len(rows), _BATCH):
            at = order[start : start + _BATCH]
            scores = rows[at] @ weights
            chance = np.exp(scores - scores.max(axis=1, keepdims=True))
            chance /= chance.sum(axis=1, keepdims=True)
            chance[np.arange(len(at)), right[at]] -= 1
            slope = rows[at].T @ chance / len(at)
            step += 1
            mean = _DECAY[0] * mean + (1 - _DECAY[0]) * slope
            square = _DECAY[1] * square + (1 - _DECAY[1]) * slope**2
            far = np.sqrt(square / (1 - _DECAY[1] ** step)) + _TINY
            weights -= _RATE * (1 - step / (steps + 1)) * (mean / (1 - _DECAY[0] ** step)) / far
    return weights


def _with_one(rows: Floats) -> Floats:
    return np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])


def agreement(found: Marks, right: Marks) -> float:
    """Return the share of the words that have the same mark."""
    return round(sum(a == b for a, b in zip(found, right, strict=True)) / len(right), 4)


def spans_f1(found: Marks, right: Marks) -> float:
    """Return F1 of the stretches that marks such as "B-GPE", "I-GPE" and "O-" tell.

    >>> spans_f1(("B-GPE", "I-GPE", "O-"), ("B-GPE", "I-GPE", "B-DATE"))
    0.6667
    """
    one, other = set(_spans(found)), set(_spans(right))
    return round(2 * len(one & other) / max(1, len(one) + len(other)), 4)


def _spans(marks: Marks) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for at, mark in enumerate(marks):
        part, _, kind = mark.partition("-")
        goes_on = part == "I" and found and found[-1][1] == at and found[-1][2] == kind
        if goes_on:
            found[-1] = (found[-1][0], at + 1, kind)
        elif part in ("B", "I"):
            found.append((at, at + 1, kind))
    return found
