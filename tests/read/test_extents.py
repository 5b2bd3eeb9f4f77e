from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model.reading import Role, Status, Where
from onrecord.model.span import Span
from onrecord.ontology.event_lexicon import Sense
from onrecord.ontology.event_types import Kind
from onrecord.read.extents import clause_spans, inside, nearest, runs
from onrecord.read.findings import Found


def place(start: int) -> Where:
    return Where("x", start, start + 1, "x")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb", "spans"),
    [
        ("The king, who smiled, met the envoy.", "met", ["The king", "met the envoy"]),
        ("The king met the envoy and left the port.", "met", ["The king met the envoy and"]),
        ("The king is expected to meet the envoy.", "meet", ["The king is expected to meet the envoy"]),
    ],
)
def test_the_clause_lies_where_its_words_are(nlp: Language, text: str, verb: str, spans: list[str]):
    doc = nlp(text)
    trigger = next(token for token in doc if token.text == verb)
    sense = Sense(Kind("CONSULT"), ())
    found = Found(sense.kind, trigger, trigger, trigger, (), (), Status.OCCURRED, sense, "")
    assert [span.of(text) for span in clause_spans(found)] == spans


@pytest.mark.model
def test_runs_have_no_punctuation_at_their_ends(nlp: Language):
    doc = nlp("“Met,” he said.")
    assert [span.of(doc.text) for span in runs(doc)] == ["Met,” he said"]


def test_what_lies_in_a_role_is_left_out():
    role = Role("x", 10, 20, "x")
    assert inside([place(2), place(12), place(40)], [Span(0, 30)], [role]) == [place(2)]


@pytest.mark.parametrize(
    ("starts", "trigger", "expected"),
    [
        ([0, 30], Span(10, 15), 30),  # 15 after, 9 before; what follows counts as twice as near
        ([0, 60], Span(10, 15), 0),
        ([], Span(10, 15), None),
    ],
)
def test_what_follows_is_nearer(starts: list[int], trigger: Span, expected: int | None):
    found = nearest([place(start) for start in starts], trigger)
    assert (found.start if found else None) == expected


@given(st.lists(st.integers(0, 100), unique=True), st.integers(0, 100))
def test_the_nearest_does_not_depend_on_order(starts: list[int], at: int):
    places = [place(start) for start in starts]
    assert nearest(places, Span(at, at + 1)) == nearest(places[::-1], Span(at, at + 1))
