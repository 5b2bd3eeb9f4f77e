"""Words of a batch embedded once each, however often they stand in it.

What a word is at the entrance of spaCy's networks hangs on the word alone: its form, its norm (which the tokenizer sets
for some: the "'d" of "he'd"), and whether a space follows. Most words of a text stand in it several times, and two
fifths of the networks' time goes into this. thinc's `uniqued` does the same for arrays, not for docs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDS, intify_attr
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

_Floats: TypeAlias = NDArray[np.float32]
_Attribute: TypeAlias = int | str

_OF_THE_WORD = ("ORTH", "NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "SPACY", "IS_SPACE")
"""What may be asked of a word: all of it hangs on the first two and on the space behind it."""

_EMBEDS, _EXTRACTS = "embed", "extract_features"


def embed_once(nlp: Language) -> bool:
    """Let the networks of a pipeline embed each word of a batch once; False where one looks at more than words."""
    models = (getattr(pipe, "model", None) for _, pipe in nlp.pipeline)
    networks = [model for model in models if isinstance(model, Model)]
    found = [(network, node.get_ref(_EMBEDS)) for network in networks for node in network.walk() if _embeds(node)]
    if not all(_is_of_words(layer) for _, layer in found):
        return False
    for network, layer in found:
        network.replace_node(layer, Model(f"once({layer.name})", _forward, layers=[layer]))
    return bool(found)


def _embeds(node: Model[Any, Any]) -> bool:
    return node.has_ref(_EMBEDS) is True


def _is_of_words(layer: Model[Any, Any]) -> bool:
    """Say whether a layer asks words for nothing but what they are."""
    asked = [node.attrs["columns"] for node in layer.walk() if node.name == _EXTRACTS]
    return all(_number(attribute) in map(_number, _OF_THE_WORD) for columns in asked for attribute in columns)


def _number(attribute: _Attribute) -> int:
    return int(intify_attr(attribute)) if isinstance(attribute, str) else attribute


def _forward(
    model: Model[Sequence[Doc], list[_Floats]], docs: Sequence[Doc], is_train: bool
) -> tuple[list[_Floats], Callable[..., Any]]:
    layer = model.layers[0]
    if is_train:
        return cast("tuple[list[_Floats], Callable[..., Any]]", layer(docs, is_train))
    words = _Words(docs)
    embedded: _Floats = layer.predict([words])[0]
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    return np.split(embedded[words.places], ends), lambda gradients: gradients


class _Words:
    """The different words of docs, with what the layers ask of a doc; `places` says which of them each word is."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.vocab: Vocab = docs[0].vocab
        table = np.concatenate([doc.to_array([*_OF_THE_WORD]) for doc in docs])
        known: dict[tuple[int, ...], int] = {}
        keys = zip(*(table[:, _OF_THE_WORD.index(name)].tolist() for name in ("ORTH", "NORM", "SPACY")), strict=True)
        self.places = np.array([known.setdefault(key, len(known)) for key in keys])
        first = np.unique(self.places, return_index=True)[1]
        self._columns: dict[int, NDArray[np.uint64]] = dict(
            zip(map(_number, _OF_THE_WORD), table[first].T, strict=True)
        )

    def __len__(self) -> int:
        """Return how many different words there are."""
        return len(self._columns[IDS["ORTH"]])

    def to_array(self, attributes: _Attribute | Sequence[_Attribute]) -> NDArray[np.uint64]:
        """Return one attribute (N,) or several (N, A) of the words, as a doc does."""
        if isinstance(attributes, (int, str)):
            return self._column(attributes)
        return np.column_stack([self._column(attribute) for attribute in attributes])

    def _column(self, attribute: _Attribute) -> NDArray[np.uint64]:
        return self._columns[_number(attribute)]
