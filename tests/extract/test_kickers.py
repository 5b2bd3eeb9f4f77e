"""The headline in a title line that opens with something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.kickers import headline_span
from onrecord.model.article import Block, BlockKind

HEADLINE = "Velmark opens its new bridge"
ADDRESS = "https://courier.example/traffic/velmark-opens-its-new-bridge-200411.html"


def headline(lines: list[str], at: int, address: str | None = None) -> str:
    text, blocks = "\n".join(lines), []
    for line in lines:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block(start, start + len(line), BlockKind.NAVIGATION))
    span = headline_span(text, blocks[at], blocks, address)
    assert blocks[at].start <= span.start <= span.end == blocks[at].end
    return span.of(text)


@pytest.mark.parametrize(
    ("line", "others", "expected"),
    [
        (f"Road Traffic {HEADLINE}", [HEADLINE], HEADLINE),
        (f"Road Traffic {HEADLINE}", [f"{HEADLINE} | The Velm Courier"], HEADLINE),
        (f"Road Traffic {HEADLINE}", [f"Home > World > {HEADLINE}"], HEADLINE),
        (f"Road Traffic “{HEADLINE}”", [f"“{HEADLINE}” - Road Traffic"], f"“{HEADLINE}”"),
        (f"Road Traffic {HEADLINE}", [f"• {HEADLINE}"], HEADLINE),
        # Nothing else says it, or what else says it says the whole line.
        (f"Road Traffic {HEADLINE}", [], f"Road Traffic {HEADLINE}"),
        (f"Road Traffic {HEADLINE}", [f"Home > Road Traffic {HEADLINE}"], f"Road Traffic {HEADLINE}"),
        (f"Road Traffic {HEADLINE}", [HEADLINE, f"Road Traffic {HEADLINE}"], f"Road Traffic {HEADLINE}"),
        # A kicker that a mark sets off, one word, and words that ask for more belong to the headline.
        (f"Road traffic: {HEADLINE}", [HEADLINE], f"Road traffic: {HEADLINE}"),
        (f"Traffic {HEADLINE}", [HEADLINE], f"Traffic {HEADLINE}"),
        (f"Torvik sees the {HEADLINE}", [HEADLINE], f"Torvik sees the {HEADLINE}"),
        ("Road Traffic Velmark opens", ["Velmark opens"], "Road Traffic Velmark opens"),
    ],
)
def test_words_glued_to_the_headline_are_cut(line: str, others: list[str], expected: str) -> None:
    assert headline([line, *others], 0) == expected


def test_the_address_tells_the_headline() -> None:
    line = f"Road traffic {HEADLINE}"
    assert headline([line], 0, ADDRESS) == HEADLINE
    assert headline([line], 0, "https://courier.example/traffic/new-bridge.html") == line


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Home", f"2. {HEADLINE}"], HEADLINE),
        (["1. Home", f"3. {HEADLINE}"], f"3. {HEADLINE}"),
        (["Home", f"2. {HEADLINE}"], f"2. {HEADLINE}"),
        ([f"2. {HEADLINE}"], f"2. {HEADLINE}"),
    ],
)
def test_the_number_of_a_list_is_cut(lines: list[str], expected: str) -> None:
    assert headline(lines, len(lines) - 1) == expected


@given(st.lists(st.sampled_from(["Road Traffic", HEADLINE, "3.", "|", "“", "\u00ad", "é"]), min_size=1, max_size=9))
def test_any_line_gives_a_part_of_itself(parts: list[str]) -> None:
    assert headline(["2. Home", " ".join(parts), HEADLINE], 1) in " ".join(parts)
