from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.span import Span
from onrecord.web.marks import Cutter, Layer, Mark

TEXT = "Velmark signed it, she said, before the winter came."


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for at in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(
            Mark(Span(start, end), draw(st.sampled_from(Layer)), f"m{at}", draw(st.sampled_from([None, "x.html"])))
        )
    return found


@given(marks(), st.lists(st.integers(0, len(TEXT)), max_size=4))
def test_pieces_give_the_text_back_and_every_anchor_once(found: list[Mark], cuts: list[int]) -> None:
    cutter = Cutter(TEXT, found)
    edges = [0, *sorted(cuts), len(TEXT)]
    pieces = [piece for a, b in pairwise(edges) for piece in cutter.cut(a, b)]
    assert "".join(piece.text for piece in pieces) == TEXT
    assert sorted(anchor for piece in pieces for anchor in piece.anchors) == sorted(mark.anchor for mark in found)


@given(marks())
def test_a_piece_has_exactly_the_layers_over_its_characters(found: list[Mark]) -> None:
    at = 0
    for piece in Cutter(TEXT, found).cut(0, len(TEXT)):
        over = {mark.layer for mark in found if mark.span.start <= at < mark.span.end}
        assert set(piece.layers) == over
        assert all(
            mark.layer in over for mark in found if mark.span.start < at + len(piece.text) and at < mark.span.end
        )
        at += len(piece.text)


def test_the_shortest_mark_takes_the_click() -> None:
    said = Mark(Span(0, 20), Layer.STATEMENT, "s", "claim/s.html", "said")
    done = Mark(Span(8, 14), Layer.TRIGGER, "e", "claim/e.html", "done")
    pieces = Cutter(TEXT, [said, done]).cut(0, 20)
    assert [(piece.text, piece.href) for piece in pieces] == [
        ("Velmark ", "claim/s.html"),
        ("signed", "claim/e.html"),
        (" it, s", "claim/s.html"),
    ]


def test_a_mark_over_two_blocks_opens_and_closes_once() -> None:
    cutter = Cutter(TEXT, [Mark(Span(3, 30), Layer.STATEMENT, "s")])
    first, second = cutter.cut(0, 10), cutter.cut(10, len(TEXT))
    assert [len(piece.opens) for piece in (*first, *second)] == [0, 1, 0, 0]
    assert [len(piece.closes) for piece in (*first, *second)] == [0, 0, 1, 0]
