"""Languages are told from words, and short or mixed texts are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.language import detect_language

ENGLISH = "The bridge was opened by the minister, who said that it would be of use to all of them in the town. "
FRENCH = "Le pont a été ouvert lundi par le ministre, qui a dit que la ville en avait besoin depuis longtemps. "
GERMAN = "Der Minister sagte, dass die Meerenge im Frühling wieder für alle Schiffe offen sein werde und bleibe. "
JAPANESE = "大臣は火曜日に海峡を封鎖すると述べた。港の人々は橋の開通を待っている。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH * 2, "en"),
        (
            "The colour of the labour minister's programme was, he realised, a matter for the centre of the town. " * 2,
            "en",
        ),
        (FRENCH * 2, "fr"),
        (GERMAN * 2, "de"),
        (JAPANESE * 3, "ja"),
        (ENGLISH.upper() * 2, "en"),
        (ENGLISH * 40 + GERMAN * 4, "en"),
        (GERMAN * 40 + ENGLISH * 4, "de"),
    ],
)
def test_one_language(text: str, language: str) -> None:
    found = detect_language(text)
    assert found is not None
    assert found[0] == language
    assert 0.9 <= found[1] <= 1


@pytest.mark.parametrize(
    "text", ["", "Bridge opens", "Torvik 3, Skarn 2", "12 34 56 " * 100, ENGLISH * 20 + GERMAN * 20, "橋"]
)
def test_short_and_mixed_texts_have_none(text: str) -> None:
    assert detect_language(text) is None


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    detect_language(text * 5)
