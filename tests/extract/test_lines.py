"""Lines of plain text, wrapped paragraphs, glued captions."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.glued import split_glued
from onrecord.extract.lines import split_lines
from onrecord.model.span import Span

WRAPPED = """The government of Velmark said on Monday that it would open the
bridge at Kelstadt to lorries from the north, a step that traders
have asked for since the spring and that the harbour board had long
refused to take.

A second paragraph stands here.
"""
LIST = "Fish from the bay\nBread from the mill\nSalt from the pans\n"


def test_a_wrapped_paragraph_is_one_line():
    spans = split_lines(WRAPPED)
    assert [span.of(WRAPPED).split()[0] for span in spans] == ["The", "A"]


def test_short_lines_stay_apart():
    assert len(split_lines(LIST)) == 3


@given(st.text(alphabet="ab .\n\r\t\u00a0\u2028•", max_size=200))
def test_lines_are_trimmed_ordered_and_lose_nothing(text: str):
    spans = split_lines(text)
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join("".join(span.of(text).split()) for span in spans)
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "President Ada Torvik shakes hands with the king of BrineVelmark’s government said on Monday it would go.",
            "President Ada Torvik shakes hands with the king of Brine",
        ),
        (
            "The minister met Ian McTavish at the ministry and said that the talks were good for both of the states.",
            None,
        ),
        ("He bought an iPhone and a house by the sea in Kelstadt, which cost him more than he had ever earned.", None),
        ("A short lineThe rest of it", None),
        ("The bridge opened on Monday.The ferry was stopped on the same day, as the board said it would be.", None),
    ],
)
def test_a_caption_is_cut_off_its_paragraph(line: str, left: str | None):
    parts = split_glued(line, Span(0, len(line)))
    assert parts[0].of(line) == (left or line)
    assert "".join(part.of(line) for part in parts) == line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_blank_line_ends_a_paragraph_whatever_ends_a_line(end: str):
    wrapped = [
        "The minister of transport of Velmark opened the new",
        "bridge over the strait on Monday, and said that it was",
        "the first of three that her office means to build in",
        "the coming years.",
    ]
    text = end.join([*wrapped, "", *wrapped, ""])
    assert len(split_lines(text)) == 2


PARAGRAPHS = [
    "The government of Velmark said on Monday that it would open the bridge at Kelstadt to lorries from the north, a "
    "step that traders have asked for since the spring and that the harbour board had long refused to take.",
    "Ada Torvik told reporters that the board “will have to live with it”, and named no day for it.",
    "The first lorries are expected in May, when the ice has gone, and will carry salt, bread and timber to the ports "
    "of the south, from where ships bring them to the islands.",
]


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n\n", "   "), ("\n", "    "), ("\r\n\r\n", "")])
def test_paragraphs_are_found_again_however_they_were_wrapped(width: int, between: str, indent: str):
    end = "\r\n" if "\r" in between else "\n"
    wrapped = [
        end.join(textwrap.wrap(words, width, initial_indent=indent, break_on_hyphens=False)) for words in PARAGRAPHS
    ]
    text = between.join(wrapped)
    assert [" ".join(span.of(text).split()) for span in split_lines(text)] == PARAGRAPHS


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "World news from Velmark", "Sport and weather", "Opinion", "Letters to the Velm Courier"],
        [
            "Ferries stop for a third day as the ice on the strait grows thick",
            "Salt price rises again, says the board of the mill at Brine",
            "Minister opens the bridge at Kelstadt to lorries",
            "Who pays for the harbour?",
        ],
        [
            "• ferries to the islands stop for a third day as the ice grows",
            "• the price of salt rises again, says the board of the mill",
            "• the minister opens the bridge at Kelstadt to lorries",
        ],
        [
            "> the ice on the strait had grown too thick for the ferries, and",
            "> that the ministry would let the islands know when they sail",
            "> again, said the board.",
        ],
        [
            "The harbour opened on Monday after two years of work on the quay.",
            "The ferries will sail again before the month has come to an end.",
            "The board of the harbour said that it was content with the work.",
        ],
    ],
    ids=["menu", "headlines", "list", "quoted mail", "sentences"],
)
def test_what_is_no_wrapped_paragraph_stays_apart(lines: list[str]):
    text = "\n".join(lines)
    assert [span.of(text) for span in split_lines(text)] == lines


@pytest.mark.parametrize(
    "text",
    [
        "x y " * 1_000_000,
        "the board of the harbour said on Monday that it would open the bridge\n" * 40_000,
        " " * 4_000_000,
    ],
)
def test_large_texts_take_no_long(text: str):
    start = time.process_time()
    split_lines(text)
    assert time.process_time() - start < 2
