"""Short items keep every sentence of their own; longer pages are left to the network."""

from __future__ import annotations

import pytest

from onrecord.extract.sequence import body_lines
from onrecord.extract.short_pages import short_body

SENTENCE = "The ferry between the islands resumed on Monday, the operator said."


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ([SENTENCE], [True]),
        (["Home", "Ferry resumes", "By Ada Torvik", SENTENCE, "Share"], [False, False, False, True, False]),
        ([SENTENCE, "", "“We are glad.”", "© 2031 The Velm Courier. All rights reserved."], [True, False, True, False]),
        (["Home", "World", "Search"], [False, False, False]),
        ([], []),
    ],
)
def test_sentences_are_the_body(lines: list[str], body: list[bool]) -> None:
    assert body_lines(lines) == body


def test_more_sentences_are_left_to_the_network() -> None:
    assert short_body([SENTENCE] * 7) is not None
    assert short_body([SENTENCE] * 8) is None
