"""How sure an event is: weights for what rules and heads agree on, fitted where the heads were not trained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from onrecord.model.reading import Event, Role
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.agreement import heads_features, rules_features
from onrecord.read.attributions import study_of
from onrecord.read.doc import make_doc
from onrecord.read.events import Events
from onrecord.read.judge import by_sentence, can_judge
from onrecord.read.pipeline import EVENTS, make_pipeline
from onrecord.read.reader.event_heads import NONE, kind_of
from onrecord.read.tellings import Telling, telling_of
from train.articles import Bounds
from train.event_data import Sentence, article_of_sentence

_DECAY = 0.3
_ROUNDS = 100
_TYPES = load_event_lexicon().types


@dataclass(frozen=True, slots=True)
class Guess:
    """A described event, found by the heads or by the rules, and whether the people who coded the sentence have it."""

    by_heads: bool
    features: tuple[float, ...]
    right: bool


def guesses(sentences: Sequence[Sentence], weights: Path) -> list[Guess]:
    """Return what heads and rules find in sentences that are coded with a type each or with none.

    `weights` is the folder of a reader whose event heads were not trained on these sentences.
    """
    nlp = make_pipeline(weights=weights)
    component = cast(Events, nlp.get_pipe(EVENTS))
    before = [pipe for name, pipe in nlp.pipeline if name != EVENTS]
    found: list[Guess] = []
    for sentence in sentences:
        doc = make_doc(nlp, article_of_sentence(sentence.name, sentence.text))
        for pipe in before:
            doc = pipe(doc)
        found += _guesses(doc, sentence, component.by_rules(doc))
    return found


def _guesses(doc: Doc, sentence: Sentence, events: Sequence[Event]) -> Iterator[Guess]:
    study = study_of(doc)
    if study is None or study.events is None:
        raise ValueError("the reader has no event heads")
    for part, inside in by_sentence(doc, filter(can_judge, events)):
        telling = telling_of(study, study.events.heads, part)
        if telling is None:
            continue
        spans = tuple((side.span.start, side.span.end) for side in telling.sides)
        right = _is_right(sentence, telling.kind, ((spans[0],), (spans[1],)))
        yield Guess(True, tuple(heads_features(telling, inside, _TYPES)), right)
        for event in inside:
            yield _ruled(event, sentence, telling, alone=len(inside) == 1)


def _ruled(event: Event, sentence: Sentence, telling: Telling, alone: bool) -> Guess:
    kind = kind_of(_TYPES.coded(event.type, event.status))
    right = _is_right(sentence, kind, (_places(event.actors, sentence.text), _places(event.recipients, sentence.text)))
    return Guess(False, tuple(rules_features(telling, event, alone, _TYPES)), right)


def _places(roles: Sequence[Role], text: str) -> tuple[Bounds, ...]:
    """Return where the words of roles stand, and the names that pronouns and titles among them stand for."""
    names = (match.span() for role in roles for match in re.finditer(re.escape(role.name), text))
    return (*((role.start, role.end) for role in roles), *names)


def _is_right(sentence: Sentence, kind: str, sides: tuple[tuple[Bounds, ...], tuple[Bounds, ...]]) -> bool:
    """Say whether kind, actor and recipient are those of the data, the sides by words that they share."""
    if sentence.kinds == (NONE,) or sentence.kinds != (kind,):
        return False
    return all(
        gold is not None and any(start < end and first < last for start, last in ours for first, end in gold)
        for ours, gold in zip(sides, sentence.sides, strict=True)
    )


def fitted(found: Sequence[Guess], by_heads: bool) -> list[float]:
    """Return the weights of a logistic regression with a small decay, by Newton's method."""
    mine = [guess for guess in found if guess.by_heads is by_heads]
    features: NDArray[np.float64] = np.array([guess.features for guess in mine])
    right: NDArray[np.float64] = np.array([guess.right for guess in mine], float)
    weights = np.zeros(features.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chances - right) + _DECAY * weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + _DECAY * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return [round(float(weight), 4) for weight in weights]
