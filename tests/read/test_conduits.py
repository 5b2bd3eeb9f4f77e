"""The chain of a statement, from who heard it outward."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.reading import chain_of
from onrecord.read.doc import article_of, citations_of, statements_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The talks have failed, the Kolm Courier reported, citing Interfax.", "agency Interfax, outlet Kolm Courier"),
        ("The minister told the daily Norrlys that the talks have failed.", "outlet Norrlys"),
        ("The minister told state television that the talks have failed.", "outlet state television"),
        (
            "The talks have failed, people familiar with the matter told Bloomberg.",
            "unnamed people familiar with the matter, agency Bloomberg",
        ),
        (
            "“The talks have failed,” the minister wrote in a memo seen by Le Monde.",
            "document memo, outlet Le Monde",
        ),
        ("“The talks have failed,” the minister wrote in a post on X.", "social Twitter"),
        ("“The talks have failed,” the minister said in remarks released by the palace.", "official palace"),
        ("The minister told AFP, AP and Reuters that the talks have failed.", "agency AFP, agency AP, agency Reuters"),
        ("The minister told parliament that the talks have failed.", ""),
        ("The editor of the Kolm Courier said the talks have failed.", ""),
        ("The minister, citing ill health, said the talks have failed.", ""),
    ],
)
def test_chain(nlp: Language, text: str, chain: str):
    doc = nlp(text)
    target = next(s.id for s in statements_of(doc) if s.text.casefold().startswith("the talks have failed"))
    found = chain_of(target, article_of(doc).id, citations_of(doc))
    assert all(text[c.start : c.end] == c.text for c in found)
    assert ", ".join(f"{c.kind.value} {c.name}" for c in found) == chain
