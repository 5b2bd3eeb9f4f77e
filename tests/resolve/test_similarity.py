from __future__ import annotations

import numpy as np
import pytest

from onrecord.model.article import Article
from onrecord.resolve.similarity import (
    APART_DAYS,
    GRACE_DAYS,
    HALF_LIFE_DAYS,
    cosines,
    local_rarity,
    rarity,
    time_factors,
)
from onrecord.resolve.terms import Terms


def _terms(*words: str) -> Terms:
    return Terms(dict.fromkeys(words, 1.0), {word: word for word in words})


def _article(published: str | None, crawled: str | None = None) -> Article:
    return Article("a", "", "", "", published=published, crawled=crawled)


def test_the_same_terms_are_alike_and_none_in_common_are_not() -> None:
    result = cosines([_terms("ferry", "orsk"), _terms("orsk", "ferry"), _terms("court"), _terms()])
    assert result[0, 1] == pytest.approx(1)
    assert result[0, 2] == result[0, 3] == 0
    assert np.array_equal(result, result.T)


def test_a_rare_term_in_common_counts_for_more() -> None:
    result = cosines(
        [_terms("orsk", "ferry"), _terms("orsk", "court"), _terms("ferry", "nara"), _terms("ferry", "snow")]
    )
    assert result[0, 1] > result[0, 2] > 0


def test_what_everything_shares_counts_beside_the_world_but_not_locally() -> None:
    collection = [_terms("ferry", word) for word in ("orsk", "nara", "velm")]
    assert cosines(collection, rarity)[0, 1] > 0.3
    assert cosines(collection, local_rarity)[0, 1] < 0.1


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
    assert time_factors([one, other])[0, 1] == pytest.approx(factor)
    assert time_factors([other, one])[1, 0] == pytest.approx(factor)


def test_the_limit_is_beyond_the_grace() -> None:
    assert GRACE_DAYS < HALF_LIFE_DAYS < APART_DAYS
