from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.model.article import Article
from onrecord.resolve.collection import days_of
from onrecord.resolve.similarity import (
    APART_DAYS,
    GRACE_DAYS,
    HALF_LIFE_DAYS,
    Vectors,
    cosines,
    holders,
    local_rarity,
    rarity,
    time_factors,
)


def _vectors(*articles: str) -> Vectors:
    """Make vectors of articles, each given by its words."""
    known = sorted({word for words in articles for word in words.split()})
    terms = [sorted(known.index(word) for word in words.split()) for words in articles]
    starts = np.cumsum([0, *map(len, terms)])
    return Vectors(starts, np.array([t for own in terms for t in own], dtype=np.int64), np.ones(int(starts[-1])))


def _article(published: str | None, crawled: str | None = None) -> Article:
    return Article("a", "", "", "", published=published, crawled=crawled)


def _weighed(vectors: Vectors, weigh: Callable[[int, NDArray[np.int64]], NDArray[np.float64]]) -> Vectors:
    return vectors.times(weigh(len(vectors), holders(vectors)))


def test_the_same_terms_are_alike_and_none_in_common_are_not() -> None:
    result = cosines(_vectors("ferry orsk", "orsk ferry", "court", ""))
    assert result[0, 1] == pytest.approx(1)
    assert result[0, 2] == result[0, 3] == 0
    assert np.array_equal(result, result.T)


def test_a_rare_term_in_common_counts_for_more() -> None:
    result = cosines(_weighed(_vectors("orsk ferry", "orsk court", "ferry nara", "ferry snow"), rarity))
    assert result[0, 1] > result[0, 2] > 0


def test_what_everything_shares_counts_beside_the_world_but_not_locally() -> None:
    collection = _vectors("ferry orsk", "ferry nara", "ferry velm")
    assert cosines(_weighed(collection, rarity))[0, 1] > 0.3
    assert cosines(_weighed(collection, local_rarity))[0, 1] < 0.1


@given(st.lists(st.text("abcdefgh ", max_size=20), min_size=1, max_size=6))
def test_some_articles_are_as_alike_as_among_all(texts: list[str]) -> None:
    vectors = _vectors(*(" ".join(sorted(set(text))) for text in texts))
    chosen = list(range(0, len(vectors), 2))
    assert np.allclose(cosines(vectors.only(chosen)), cosines(vectors)[np.ix_(chosen, chosen)], atol=1e-4)
    assert np.array_equal(vectors.only(range(len(vectors))).terms, vectors.terms)


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        (_article("2031-05-01"), _article("2031-05-01T23:00:00Z"), 1),
        (_article("2031-05-01"), _article(f"2031-05-{1 + GRACE_DAYS:02}"), 1),
        (_article("2031-05-01"), _article(f"2031-05-{1 + GRACE_DAYS + HALF_LIFE_DAYS:02}"), 0.5),
        (_article("2031-05-01"), _article("2033-05-01"), 0),
        (_article("2031-05-01"), _article(None), 1),
        (_article(None), _article(None), 1),
        (_article("2031-05-01"), _article(None, "2040-01-01"), 1),
        (_article("2031-05-01"), _article(None, "2029-01-01"), 0),
        (_article(None, "2031-05-01"), _article(None, "2040-01-01"), 1),
        (_article("2031"), _article("2099-01-01"), 1),
    ],
)
def test_days_between_articles(one: Article, other: Article, factor: float) -> None:
    assert time_factors(np.array([days_of(one), days_of(other)]))[0, 1] == pytest.approx(factor)
    assert time_factors(np.array([days_of(other), days_of(one)]))[1, 0] == pytest.approx(factor)


def test_the_limit_is_beyond_the_grace() -> None:
    assert GRACE_DAYS < HALF_LIFE_DAYS < APART_DAYS
