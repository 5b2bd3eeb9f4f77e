from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.alignment import GAP, REPEATS, Run, Stretch, align, seeds_of
from onrecord.resolve.fingerprints import word_hash

SHARED = re.findall(
    r"\w+", "The two ministers signed the fishing accord in the old customs house before noon on Friday."
)
BEFORE = re.findall(r"\w+", "Rain fell on the capital as")


def _align(a: list[str], b: list[str], shortest: int = 8) -> list[Stretch]:
    return align(
        *(seeds_of(np.array([word_hash(word) for word in words], dtype=np.uint64)) for words in (a, b)), shortest
    )


def test_an_exact_copy_is_one_stretch() -> None:
    (stretch,) = _align([*BEFORE, *SHARED], [*SHARED, "witnesses", "said"])
    assert (stretch.a, stretch.b) == ((6, 22), (0, 16))
    assert stretch.words == 16
    assert stretch.density == 1.0


def test_small_edits_stay_inside_the_stretch() -> None:
    edited = [*SHARED[:5], "long", "awaited", *SHARED[5:10], "palace", *SHARED[11:]]
    (stretch,) = _align(SHARED, edited)
    assert (stretch.a, stretch.b) == ((0, 16), (0, 18))
    assert stretch.words == 15
    assert stretch.runs == (Run(0, 0, 5), Run(5, 7, 5), Run(11, 13, 5))


def test_a_wide_gap_makes_two_stretches() -> None:
    gap = [f"other{n}" for n in range(GAP + 1)]
    stretches = _align(SHARED + SHARED[::-1], [*SHARED, *gap, *SHARED[::-1]])
    assert sorted(stretch.b for stretch in stretches) == [(0, 16), (16 + len(gap), 32 + len(gap))]


def test_stock_phrases_are_too_short() -> None:
    assert (
        _align(["the", "prime", "minister", "of", "velmark", *BEFORE], ["when", "the", "prime", "minister", "of"]) == []
    )


def test_scattered_words_are_too_thin() -> None:
    thin = [word for at, word in enumerate(SHARED) for word in ([word] if at % 3 < 2 else [f"x{at}", f"y{at}"])]
    assert _align(SHARED, thin) == []


def test_a_refrain_is_not_joined_with_every_other_refrain() -> None:
    refrain = ["read", "more", "here"] * (REPEATS + 2)
    assert _align(refrain, refrain) == []


@given(st.lists(st.sampled_from("abcdefg"), max_size=60), st.lists(st.sampled_from("abcdefg"), max_size=60))
def test_runs_agree_word_for_word_and_advance(a: list[str], b: list[str]) -> None:
    for stretch in _align(a, b, 5):
        assert stretch.words >= 5
        assert stretch.a[1] <= len(a)
        assert stretch.b[1] <= len(b)
        for run in stretch.runs:
            assert a[run.a : run.a + run.length] == b[run.b : run.b + run.length]
        for left, right in zip(stretch.runs, stretch.runs[1:], strict=False):
            assert left.a + left.length <= right.a
            assert left.b + left.length <= right.b


@given(st.lists(st.integers(0, 999).map(str), min_size=8, max_size=60, unique=True))
def test_a_text_aligns_wholly_with_itself(words: list[str]) -> None:
    (stretch,) = _align(words, words)
    assert stretch.runs == (Run(0, 0, len(words)),)
