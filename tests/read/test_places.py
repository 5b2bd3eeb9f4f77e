from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.read.doc import article_of
from onrecord.read.places import find_places


@pytest.mark.model
def test_places_of_a_text_with_their_states(parse: Callable[..., Doc]) -> None:
    doc = parse("Torvik met the mayor in Vladivostok and flew to Paris, Texas, before the talks in France.")
    found = {place.name: place.state for place in find_places(doc)}
    assert found["Vladivostok"] == "RUS"
    assert found["Paris"] == "USA"
    assert found["France"] == "FRA"
    text = article_of(doc).text
    assert all(text[place.start : place.end] == place.text for place in find_places(doc))
