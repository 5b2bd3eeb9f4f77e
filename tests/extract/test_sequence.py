"""The lines of flattened pages that are body text."""

from __future__ import annotations

import time

import pytest

from onrecord.extract.sequence import body_lines, chosen, load_weights, tag_lines

PAGE = [
    "The Velm Courier",
    "  • Home",
    "  • World",
    "  • Sport",
    "Sign in",
    "Harbour of Brine opens after two years",
    "By Jonas Reed",
    "12 March 2024",
    "The harbour of Brine opened on Monday after two years of work, the minister of transport said on the quay.",
    "“We have waited for this day, and so have the fishermen,” Ada Torvik told reporters before the first ship came.",
    "The work has cost the Republic of Velmark twice what was planned, and the opposition has asked for an inquiry.",
    "A report is expected by the end of the year, according to the board that runs the harbour.",
    "Share this article",
    "Related articles",
    "  • Ferries stop for a third day",
    "  • Salt price rises again",
    "© 2024 The Velm Courier. All rights reserved.",
]
BODY = set(range(8, 12))


def test_paragraphs_are_body_and_menus_are_not():
    found = {i for i, body in enumerate(body_lines(PAGE)) if body}
    assert found == BODY


@pytest.mark.parametrize("lines", [[], [""], ["Home", "World", "Sport", "Sign in"]])
def test_a_page_without_running_text_has_no_body(lines: list[str]):
    assert body_lines(lines) == [False] * len(lines)


@pytest.mark.parametrize(
    ("chances", "sizes", "body"),
    [
        ((0.9, 0.3, 0.1), (30, 30, 30), [True, False, False]),
        ((0.9, 0.4, 0.1), (2, 30, 30), [True, True, False]),
        ((0.06, 0.02, 0.02), (30, 30, 30), [True, False, False]),
        ((0.04, 0.01, 0.01), (30, 30, 30), [False, False, False]),
        ((0.9, 0.9, 0.9), (30, 0, 30), [True, True, True]),
    ],
)
def test_the_best_expected_body_is_chosen(chances: tuple[float, ...], sizes: tuple[int, ...], body: list[bool]):
    assert chosen(chances, sizes, [True] * 3) == body


def test_a_few_words_without_a_sentence_are_no_body():
    assert chosen((0.9, 0.9), (3, 2), [False, False]) == [False, False]
    assert chosen((0.9, 0.9), (3, 2), [False, True]) == [True, True]
    assert chosen((0.9, 0.9), (30, 2), [False, False]) == [True, True]


def test_every_line_says_why():
    tagged = tag_lines(PAGE)
    assert tagged.why(9).startswith(f"body {tagged.chances[9]:.2f}: ")
    assert all(0 <= chance <= 1 for chance in tagged.chances)


def test_what_each_measurement_adds_makes_up_the_score():
    weights, tagged = load_weights(), tag_lines(PAGE)
    row = tagged.measured[9]
    scores = weights.scores(row[None])[0]
    rows = weights.ranged(row)
    active = rows @ weights.hidden + weights.hidden_bias > 0
    rest = weights.bias + weights.hidden_bias[active] @ weights.out[active]
    slopes = weights.direct + weights.hidden[:, active] @ weights.out[active]
    assert rows @ slopes + rest == pytest.approx(scores, abs=1e-3)


def test_the_same_page_gets_the_same_chances():
    assert tag_lines(PAGE).chances == tag_lines(PAGE).chances


@pytest.mark.parametrize(
    "lines",
    [
        [f"The harbour board said on Monday that ship {i} had left the quay of Brine." for i in range(20_000)],
        ["The harbour board said so. " * 300_000],
        ["a" * 8_000_000],
        [" " * 8_000_000],
        ["• x"] * 20_000,
    ],
    ids=["paragraphs", "one paragraph", "one word", "spaces", "menu"],
)
def test_large_pages_take_no_long(lines: list[str]):
    start = time.process_time()
    assert len(body_lines(lines)) == len(lines)
    assert time.process_time() - start < 4
