from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.read.tense import is_future

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("The king will meet the envoy on Monday.", True),
        ("The king is expected to meet the envoy on Monday.", True),
        ("The king is meeting the envoy on Monday.", True),
        ("King to visit the port on Monday", True),
        ("The king must meet the envoy on Monday.", True),
        ("The king could meet the envoy on Monday.", True),
        ("The king must have met the envoy on Monday.", False),
        ("The king may have met the envoy on Monday.", False),
        ("The king met the envoy on Monday.", False),
        ("The king was meeting the envoy on Monday.", False),
        ("The king went there to meet the envoy on Monday.", False),
    ],
)
def test_whether_the_clause_of_a_date_looks_ahead(nlp: Language, text: str, future: bool):
    start = text.index("Monday")
    assert is_future(nlp(text), start, start + len("Monday")) is future
