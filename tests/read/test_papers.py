"""What papers show that somebody saw."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.read.papers import shown

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Documents seen by Velpress show that the strait is open.",
            [("show", "Documents", "Documents", "the strait is open")],
        ),
        (
            "The strait is open, court papers obtained by the Kolm Courier show.",
            [("show", "papers", "court papers", "The strait is open")],
        ),
        ("A memo, seen by Velpress, says that it is open.", [("says", "memo", "A memo", "it is open")]),
        ("Documents show that the strait is open.", []),
        ("He was seen by Velpress.", []),
    ],
)
def test_papers_that_somebody_saw(nlp: Language, text: str, found: list[tuple[str, str, str, str]]) -> None:
    got = [(cue.text, noun.text, paper.of(text), content.of(text)) for cue, noun, paper, content in shown(nlp(text))]
    assert got == found
