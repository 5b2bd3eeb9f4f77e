"""Lines that sign an article, in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.signed import bare_names, signed_names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Torvik", "Ada Torvik"),
        ("BY ADA TORVIK AND ILSE BRANDT", "ADA TORVIK AND ILSE BRANDT"),
        ("By Ada Torvik On 12. Dezember 2031", "Ada Torvik"),
        ("By Ada Torvik, August 14, 2031 2:30 pm", "Ada Torvik"),
        ("By Ada Torvik Last updated Nov 8, 2031", "Ada Torvik"),
        ("May 4, 2031 by Ada de la Torvik 5 Comments", "Ada de la Torvik"),
        ("Posted in News by Ada Torvik on May 4, 2031", None),
        ("Written by Ada Torvik on May 4, 2031", "Ada Torvik"),
        ("Von Ilse Brandt und Jonas Hamm", "Ilse Brandt und Jonas Hamm"),
        ("Veröffentlicht am 03.02.2031 von Ilse Brandt | Kelstadt", "Ilse Brandt"),
        ("Ein Artikel von Ilse Brandt, veröffentlicht am 23.01.2031", "Ilse Brandt"),
        ("Par Pauline Delorme | 4 mai 2031", "Pauline Delorme"),
        ("Por Camila Duarte 4 de mayo de 2031", "Camila Duarte"),
        ("Autor: Tobias Hamm", "Tobias Hamm"),
        ("di Giulia Serra", "Giulia Serra"),
        ("Door Jan van den Berg", "Jan van den Berg"),
        ("Von der Krise bedroht", None),
        ("Von Kelstadt bis Velmark", None),
        ("Die Reise von Hafen zu Hafen", None),
        ("By the numbers", None),
        ("By Staff", None),
        ("By ilse", None),
        ("Autor: Redaktion", None),
        ("", None),
    ],
)
def test_names_after_a_word_that_announces_them(line: str, name: str | None) -> None:
    assert next((span.of(line) for span in signed_names(line)), None) == name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ilse Brandt", ["Ilse Brandt"]),
        ("Ilse Brandt | 4. Mai 2031", ["Ilse Brandt"]),
        ("4. Mai 2031 Ilse Brandt", ["Ilse Brandt"]),
        ("Ilse Brandt, Jonas Hamm", ["Ilse Brandt", "Jonas Hamm"]),
        ("Ilse Brandt opens bridge", []),
        ("Politik Ausland", []),
        ("Ilse", []),
    ],
)
def test_bare_names(line: str, names: list[str]) -> None:
    assert [span.of(line) for span in bare_names(line)] == names


@given(st.text(st.sampled_from("By Von Ada,|&.-and 4May2031:()"), max_size=60))
def test_names_lie_in_the_line(line: str) -> None:
    for span in (*signed_names(line), *bare_names(line)):
        assert span.of(line).strip() == span.of(line) != ""
