"""Named entities: spaCy's recogniser, asked about all words of a batch at once.

spaCy's recogniser walks through a text word by word, and asks each of its 74 moves at each word whether it is allowed,
which takes longer than its network. But outside an entity what it scores hangs on the word alone, and inside on the
word, the one before it and the entity's first word (`StateC.set_context_tokens` of spaCy 3.8). So all words are scored
as if outside, then what goes on from each word that may begin an entity, one word further at a time, all together; what
it would have walked through is then read off. The weights are the model's, and so are the entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Marks = NDArray[np.bool_]

ENTITIES = "onrecord_entities_v1"
NAME = "entities"
"""What the component is called in a pipeline: it is one of the model's own, and says what that one would say."""

RECOGNISER = "ner"

_FEATURES = 3
"""Words that the recogniser looks at: the next one, the first of the entity, the last of it."""

_PIECES = 2
"""The least of which the network takes the largest; of one piece it takes what is above zero."""

_BEGIN, _IN, _LAST, _UNIT, _OUT = "BILUO"
_LOOKED_AT: list[int | str] = ["IS_SPACE", "SENT_START"]


@Language.factory(ENTITIES)
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes where the pipeline's recogniser stands, which is then switched off."""
    return Entities(nlp)


def find_at_once(nlp: Language) -> bool:
    """Let a pipeline find entities in all words at once; False where its recogniser is not one that allows it."""
    found: object = nlp.get_pipe(RECOGNISER)
    if not isinstance(found, EntityRecognizer) or found.cfg["beam_width"] != 1:
        return False
    attributes, lower = found.model.attrs, found.model.get_ref("lower")
    if not attributes["has_upper"] or attributes["unseen_classes"]:
        return False
    if lower.get_dim("nF") != _FEATURES or lower.get_dim("nP") < _PIECES:
        return False
    nlp.add_pipe(ENTITIES, name=NAME, before=RECOGNISER)
    nlp.disable_pipe(RECOGNISER)
    return True


class Entities:
    """Sets the entities that spaCy's recogniser sets."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._moves: _Moves | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Set the entities of docs, so many at once."""
        following = iter(docs)
        while some := list(islice(following, batch_size)):
            self._find([doc for doc in some if len(doc)])
            yield from some

    def _find(self, docs: Sequence[Doc]) -> None:
        recogniser = cast(EntityRecognizer, self._nlp.get_pipe(RECOGNISER))
        if any(doc.has_annotation("ENT_IOB") for doc in docs):  # It goes on with entities that are there already.
            for doc in docs:
                recogniser(doc)
            return
        if self._moves is None:
            self._moves = _moves_of(recogniser)
        if docs:
            scores = _Scores.of(recogniser, docs)
            self._set(docs, _found(self._moves, scores, _words_of(docs)))

    def _set(self, docs: Sequence[Doc], found: Iterable[tuple[int, int, int]]) -> None:
        """Set entities, by their places in all words and their label's number."""
        starts = np.cumsum([0, *map(len, docs)])
        own: list[list[Span]] = [[] for _ in docs]
        labels = cast(_Moves, self._moves).labels
        for start, end, label in found:
            at = int(np.searchsorted(starts, start, "right")) - 1
            first = int(starts[at])
            own[at].append(Span(docs[at], start - first, end - first, labels[label]))
        for doc, entities in zip(docs, own, strict=True):
            doc.set_ents(entities)


@dataclass(frozen=True, slots=True)
class _Moves:
    """The recogniser's M moves: what kind each is, which label it has, and which move goes on with or ends a label."""

    kinds: NDArray[np.str_]
    label: Places
    labels: tuple[str, ...]
    going_on: Places
    ending: Places


def _moves_of(recogniser: EntityRecognizer) -> _Moves:
    names = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
    labels = recogniser.labels
    parts = [name.partition("-") for name in names]
    return _Moves(
        np.array([kind for kind, _, _ in parts]),
        np.array([labels.index(label) if label else -1 for _, _, label in parts]),
        labels,
        np.array([names.index(f"{_IN}-{label}") for label in labels]),
        np.array([names.index(f"{_LAST}-{label}") for label in labels]),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the moves ask of N words: whether an entity may go on behind each, and whether one may begin at it."""

    goes_on: Marks
    begins: Marks


def _words_of(docs: Sequence[Doc]) -> _Words:
    spaces, starts = np.concatenate([doc.to_array(_LOOKED_AT) for doc in docs]).T
    ends = np.cumsum([len(doc) for doc in docs]) - 1
    goes_on = np.append(starts[1:] != 1, False)
    goes_on[ends] = False
    return _Words(goes_on, spaces == 0)


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the network makes of N words: of each in each of the three places (N + 1, 3, hidden, pieces), none first."""

    model: Any
    features: Floats

    @classmethod
    def of(cls, recogniser: EntityRecognizer, docs: Sequence[Doc]) -> _Scores:
        model = recogniser.model
        vectors = model.get_ref("tok2vec").predict(docs)
        return cls(model, model.get_ref("lower").predict(vectors))

    def outside(self) -> Floats:
        """Return the scores of all moves at each word, outside of entities."""
        words, nowhere = self.features[1:, 0], self.features[0]
        return self._scored((words + nowhere[1]) + nowhere[2])

    def inside(self, at: Places, first: Places) -> Floats:
        """Return the scores of all moves at words, in entities that begin at other words."""
        words, firsts, lasts = self.features[at + 1, 0], self.features[first + 1, 1], self.features[at, 2]
        return self._scored((words + firsts) + lasts)

    def _scored(self, summed: Floats) -> Floats:
        lower, upper = self.model.get_ref("lower"), self.model.get_ref("upper")
        pieces = np.moveaxis(summed + lower.get_param("b"), -1, 0)
        return cast(Floats, upper.predict(np.maximum.reduce(list(pieces))))


def _found(moves: _Moves, scores: _Scores, words: _Words) -> Iterator[tuple[int, int, int]]:
    """Yield the entities that the recogniser comes upon: their first word, the one behind, and their label's number."""
    best = _best_outside(moves, scores.outside(), words)
    kinds, labels = moves.kinds[best], moves.label[best]
    begun = np.flatnonzero(kinds == _BEGIN)
    ends = np.arange(1, len(best) + 1)
    ends[begun] = _ends(moves, scores, words, begun, labels[begun])
    behind = 0
    for start in np.flatnonzero(kinds != _OUT).tolist():
        if start >= behind:
            behind = int(ends[start])
            yield start, behind, int(labels[start])


def _best_outside(moves: _Moves, scores: Floats, words: _Words) -> Places:
    """Return the best move at each word of those that are allowed outside of entities; the first, if two are."""
    labelled = moves.label >= 0
    allowed = np.zeros(scores.shape, np.bool_)
    allowed[:, moves.kinds == _OUT] = True
    allowed[:, labelled & (moves.kinds == _UNIT)] = words.begins[:, None]
    allowed[:, labelled & (moves.kinds == _BEGIN)] = (words.begins & words.goes_on)[:, None]
    best: Places = np.where(allowed, scores, -np.inf).argmax(axis=1)
    return best


def _ends(moves: _Moves, scores: _Scores, words: _Words, first: Places, labels: Places) -> Places:
    """Return where entities that begin at words end: the place behind the last word of each."""
    ends = np.zeros(len(first), np.intp)
    open_, at = np.arange(len(first)), first + 1
    while len(open_):
        scored, rows = scores.inside(at, first[open_]), np.arange(len(open_))
        going_on, ending = moves.going_on[labels[open_]], moves.ending[labels[open_]]
        further, last = scored[rows, going_on], scored[rows, ending]
        goes_on = words.goes_on[at] & ((further > last) | ((further == last) & (going_on < ending)))
        ends[open_[~goes_on]] = at[~goes_on] + 1
        open_, at = open_[goes_on], at[goes_on] + 1
    return ends
