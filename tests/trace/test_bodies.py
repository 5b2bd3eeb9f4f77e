from __future__ import annotations

import pytest

from onrecord.trace.bodies import full_name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Open Cells closed its office on Friday, the organisation said", "the organisation", "Open Cells"),
        ("TORSUND (Velpress) – Open Cells closed its office, the group said", "the group", "Open Cells"),
        ("Velmark held four men of Brink & Sons on Friday, the company said", "the company", "Brink & Sons"),
        ("The Dockers' Union met on Friday. Nobody came. Two days later the union said", "the union", "Dockers' Union"),
        ("The Council of Elders met. A day later the council said", "the council", "Council of Elders"),
        ("Open Cells and White Bridge met on Friday, the group said", "the group", "Open Cells and White Bridge"),
        ("Open Cells met with White Bridge on Friday, the group said", "the group", None),
        ("Open Cells closed its office on Friday, the mayor said", "the mayor", None),
        ("Ada Torvik left on Friday, the company said", "the company", None),
    ],
)
def test_short_words_for_a_body(text: str, words: str, name: str | None):
    assert full_name(words, text.index(words), text, frozenset({"Ada Torvik"})) == name
