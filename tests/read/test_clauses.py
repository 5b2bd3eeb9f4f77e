from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.read import clauses
from onrecord.read.clause_reach import clause_tokens

pytestmark = pytest.mark.model


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "doer", "undergoer"),
    [
        ("The army attacked the village.", "attacked", "army", "village"),
        ("The village was attacked by the army.", "attacked", "army", "village"),
        ("The minister who expelled the envoys resigned.", "expelled", "minister", "envoys"),
        ("The court met and rejected the appeal.", "rejected", "court", "appeal"),
        ("The president wants to visit the island.", "visit", "president", "island"),
        ("The president urged the senate to approve the treaty.", "approve", "senate", "treaty"),
        ("The government issued a statement condemning the raid.", "condemning", "government", "raid"),
        ("The quarrel led to Velmark closing the border.", "closing", "Velmark", "border"),
        ("Soldiers guarding the bridge fled.", "guarding", "Soldiers", "bridge"),
        ("The minister announced a plan to tax imports.", "tax", "minister", "imports"),
    ],
)
def test_who_does_what(nlp: Language, text: str, verb: str, doer: str, undergoer: str):
    found = word(nlp(text), verb)
    who, what = clauses.doer(found), clauses.undergoer(found)
    assert who is not None
    assert what is not None
    assert (who.text, what.text) == (doer, undergoer)


def test_a_passive_without_agent_has_no_doer(nlp: Language):
    assert clauses.doer(word(nlp("The envoys were expelled in March."), "expelled")) is None


@pytest.mark.parametrize(
    ("text", "head", "content"),
    [
        ("They sold $2 million worth of grain.", "worth", "grain"),
        ("They freed dozens of prisoners.", "dozens", "prisoners"),
        ("They met the minister of trade.", "minister", "minister"),
    ],
)
def test_content_head(nlp: Language, text: str, head: str, content: str):
    assert clauses.content_head(word(nlp(text), head)).text == content


def test_a_clause_stops_at_clauses_in_it(nlp: Language):
    doc = nlp("The king, who had fled, is expected to visit the port, and the queen will stay.")
    text = {token.text for token in clause_tokens(word(doc, "visit"))}
    assert {"king", "expected", "visit", "port"} <= text
    assert not {"fled", "queen", "stay"} & text


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Minister Lund to visit the port", "Lund"),
        ("Lund to visit the port next month", "Lund"),
        ("The minister likes to visit the port.", "minister"),
        ("Easy to visit the port", None),
    ],
)
def test_who_is_to_do_something(nlp: Language, text: str, who: str | None):
    found = clauses.subject(word(nlp(text), "visit"))
    assert (found.text if found else None) == who
