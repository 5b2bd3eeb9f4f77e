"""Words embedded once each are what spaCy's networks make of them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from onrecord.read.embeddings import embed_once
from onrecord.read.pipeline import load_model
from onrecord.read.products import multiply_steadily

pytestmark = pytest.mark.model

TEXTS = (
    "He'd said he'd come; we'd rather he hadn't. THE envoys, the envoys and The  envoys met in Velmark.",
    "",
    "The envoys met\n\nthe envoys. You gotta, they're gonna; ain't it so? xqzzy xqzzy.",
)


@pytest.fixture(scope="module")
def stock() -> Language:
    model = load_model()
    multiply_steadily(model)
    return model


def networks(nlp: Language) -> list[Model[Sequence[Doc], list[Any]]]:
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec")]


def test_words_are_what_they_are_one_by_one(nlp: Language, stock: Language) -> None:
    docs = [stock.make_doc(text) for text in TEXTS]
    for once, each in zip(networks(nlp), networks(stock), strict=True):
        for found, expected in zip(once.predict(docs), each.predict(docs), strict=True):
            assert np.array_equal(found, expected)


def test_both_networks_of_the_pipeline_embed_so(nlp: Language) -> None:
    for network in networks(nlp):
        assert [node.name[:5] for node in network.walk() if node.name.startswith("once(")] == ["once("]


def test_a_network_that_looks_at_more_than_words_is_left_alone() -> None:
    own = load_model()
    extracting = next(node for node in own.get_pipe("ner").model.walk() if node.name == "extract_features")
    extracting.attrs["columns"] = ["NORM", "POS"]
    assert not embed_once(own)
    assert not any(node.name.startswith("once(") for node in own.get_pipe("tok2vec").model.walk())
