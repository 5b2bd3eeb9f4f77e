from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import PassageKind
from onrecord.resolve.fingerprints import RUN, WINDOW, fingerprints, run_hashes, winnow
from onrecord.resolve.words import Words, words_of

TOKENS = st.lists(st.sampled_from(["ferry", "talks", "Velmark", "port", "the", "of"]), max_size=40)


def _words(key: str, text: str) -> Words:
    return words_of(Article(key, "", text, "", (Block(0, len(text), BlockKind.BODY),)))


def test_equal_runs_have_equal_hashes_and_no_others() -> None:
    hashes = run_hashes(["the", "port", "of", "Orsk", "closed", "the", "port", "of", "Nara"], 3)
    assert len(hashes) == 7
    assert hashes[0] == hashes[5]
    assert len(set(hashes.tolist())) == 6


def test_the_order_of_words_counts() -> None:
    assert run_hashes(["port", "of", "call"], 3)[0] != run_hashes(["call", "of", "port"], 3)[0]


def test_too_few_words_have_no_run() -> None:
    assert len(run_hashes(["port"] * (RUN - 1), RUN)) == 0
    assert winnow(run_hashes([], RUN)) == []


@given(st.lists(st.integers(0, 9), min_size=1, max_size=50), st.integers(1, 6))
def test_every_window_keeps_its_least_hash(values: list[int], window: int) -> None:
    kept = winnow(np.array(values, dtype=np.uint64), window)
    assert kept == sorted(set(kept))
    for start in range(max(1, len(values) - window + 1)):
        part = values[start : start + window]
        assert any(start <= at < start + len(part) and values[at] == min(part) for at in kept)


@given(TOKENS, TOKENS, st.lists(st.integers(0, 99).map(str), min_size=RUN + WINDOW - 1, max_size=30))
def test_a_shared_stretch_shares_a_fingerprint(before: list[str], after: list[str], shared: list[str]) -> None:
    a = {value for _, value, _ in fingerprints(_words("a", " ".join([*before, *shared])))}
    b = {value for _, value, _ in fingerprints(_words("b", " ".join([*shared, *after])))}
    assert a & b


def test_quotations_are_indexed_apart() -> None:
    kinds = {
        kind for kind, _, _ in fingerprints(_words("a", "“We shall keep the northern ports open all winter long.”"))
    }
    assert kinds == {PassageKind.QUOTATION}
    kinds = {
        kind for kind, _, _ in fingerprints(_words("a", "They shall keep the northern ports open all winter long."))
    }
    assert kinds == {PassageKind.NARRATIVE}
