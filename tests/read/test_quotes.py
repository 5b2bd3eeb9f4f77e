from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.span import Span
from onrecord.read.quotes import Quotation, find_quotations


def _found(text: str) -> tuple[Quotation, ...]:
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    return find_quotations(text, tuple(lines))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We go,” she said.", ["We go,"]),
        ('"We aren\'t going," she said, "today."', ["We aren't going,", "today."]),
        ("''We don't go,'' she said.", ["We don't go,"]),
        ("«We go», she said.", ["We go"]),
        ("„We go“, she said.", ["We go"]),
        ("She said: “He told me, ‘Go away,’ and left.”", ["He told me, ‘Go away,’ and left."]),
        ("Torvik’s plan isn’t the states’ plan", []),
        ("Torvik 'means business' over Ostrava's isles", ["means business"]),
        ("The '90s, rock 'n' roll and the '60s", []),
        ("”Turned” and “both“ here", ["Turned", "both"]),
        ('"We go,” she said, “but not today."', ["We go,", "but not today."]),
        ('She said: "He told me, “Go away,” and left."', ["He told me, “Go away,” and left."]),
        ('“Curly, then straight," she said.', ["Curly, then straight,"]),
        ("She said: “we never close.", ["we never close."]),
        ("She called it “big and then left. He went home.", []),
        ("“”", []),
        ("", []),
    ],
)
def test_marks_are_paired_by_type_and_spacing(text: str, inner: list[str]):
    assert [quotation.inner.of(text) for quotation in _found(text)] == inner


def test_a_paragraph_that_opens_again_continues_the_quotation():
    text = "She said: “We go.\n“We stay.\n“We go again,” and left.\n“New.”"
    assert [(q.inner.of(text), q.reopens) for q in _found(text)] == [
        ("We go.", False),
        ("We stay.", True),
        ("We go again,", True),
        ("New.", False),
    ]


def test_single_marks_are_told_apart():
    text = "Torvik ‘ready’ to “talk”"
    assert [q.single for q in _found(text)] == [True, False]


@given(st.text(alphabet="ab ,.\n“”\"'‘’«»`", max_size=60))
def test_quotations_are_ordered_apart_and_inside_the_text(text: str):
    found = _found(text)
    for quotation in found:
        assert quotation.outer.contains(quotation.inner)
        assert quotation.outer.end <= len(text)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))
