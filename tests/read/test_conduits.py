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
        ("According to a memo seen by Le Monde, the talks have failed.", "document memo, outlet Le Monde"),
        ("The talks have failed, documents obtained by Le Monde show.", "document documents, outlet Le Monde"),
        ("The talks have failed, the minister confirmed to dpa.", "agency dpa"),
        ("The talks have failed, a TASS source said.", "unnamed TASS source, agency TASS"),
        ("The talks have failed, the minister was quoted by Interfax as saying.", "agency Interfax"),
        ("The talks have failed, the minister said in comments reported by Interfax.", "agency Interfax"),
        (
            "The talks have failed, a clerk with direct knowledge of it said, asking that her name be withheld.",
            "unnamed clerk with direct knowledge of it",
        ),
        ("The talks have failed, the minister said, according to the state-run\u00a0TASS news agency.", "agency TASS"),
        (
            "The talks have failed, the mayor told aides, according to people briefed on it.",
            "unnamed people",
        ),
        ("The talks have failed, the minister announced. (dpa)", "agency dpa"),
        ("The talks have failed, the minister announced (AFP/dpa).", "agency AFP, agency dpa"),
        ("Asked by Kanal 5 whether she would go, the minister said: “The talks have failed.”", "outlet Kanal 5"),
        ("The ministry denied a Reuters report and said: “The talks have failed.”", ""),
        (
            "The talks have failed, according to a poll printed in The Kolm Courier.",
            "document poll, outlet Kolm Courier",
        ),
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
