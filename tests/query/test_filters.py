from __future__ import annotations

from contextlib import suppress
from dataclasses import Field, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.reading import Status
from onrecord.query.filters import (
    LONGEST,
    ArticleFilter,
    ClaimFilter,
    EventFilter,
    Filter,
    FilterError,
    StatementFilter,
    asked,
    made,
)
from onrecord.query.lists import LISTS

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(str.strip)
DAYS = st.dates().map(str) | st.just("")


def any_filter(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Make filters of a kind with any values that it takes."""
    return st.builds(kind, **{one.name: _values(one) for one in fields(kind)})


def _values(one: Field[Any]) -> st.SearchStrategy[Any]:
    if isinstance(one.default, bool):
        return st.booleans()
    if isinstance(one.default, int):
        return st.integers(0, 10**9 - 1)
    if one.metadata["choices"]:
        return st.sampled_from(["", *one.metadata["choices"]])
    return DAYS if one.name in ("since", "until") else TEXTS


@given(st.sampled_from(list(LISTS.values())).flatmap(lambda one: any_filter(one.filter)))
def test_a_filter_is_what_its_address_makes(found: Filter) -> None:
    assert made(type(found), asked(found)) == found


@pytest.mark.parametrize("name", LISTS)
def test_a_filter_that_is_empty_asks_for_nothing(name: str) -> None:
    kind = LISTS[name].filter
    empty = kind()
    assert asked(empty) == {}
    assert made(kind, {one.name: None for one in fields(kind)}) == made(kind, {one.name: "" for one in fields(kind)})
    assert made(kind, {}) == empty
    assert all(one.metadata["text"].endswith(".") for one in fields(kind)), "every filter says what it does"


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        (ClaimFilter, {"speaker": "x"}, "no filter speaker here; there are words, kind, actor"),
        (ClaimFilter, {"kind": "poem"}, "kind=poem: choose one of utterance, event"),
        (ClaimFilter, {"verdict": "Confirmed"}, "verdict=Confirmed: choose one of confirmed, one-house"),
        (ClaimFilter, {"min_reports": "-1"}, "min_reports=-1: give a whole number"),
        (ClaimFilter, {"min_reports": "3.5"}, "min_reports=3.5: give a whole number"),
        (ClaimFilter, {"grade": "²"}, "grade=²: give a whole number"),
        (ClaimFilter, {"grade": "1234567890"}, "give a whole number"),
        (ClaimFilter, {"differing": "perhaps"}, "differing=perhaps: say yes or no"),
        (ArticleFilter, {"since": "May"}, "since=May: give a day as 2024-05-01"),
        (ArticleFilter, {"since": "20240501"}, "since=20240501: give a day"),
        (ArticleFilter, {"until": "2024-02-30"}, "until=2024-02-30: give a day"),
        (ArticleFilter, {"outlet": "a\ud800b"}, r"outlet=a\\ud800b: it holds what is no character"),
        (ArticleFilter, {"words": "a\0b"}, "it holds what is no character"),
        (
            ArticleFilter,
            {"words": "x" * (LONGEST + 1)},
            f"{LONGEST + 1} characters are too many; give at most {LONGEST}",
        ),
        (ArticleFilter, {"\ud800" * 99: "1"}, r"there is no filter \\ud800"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: type[Any], given: dict[str, object], message: str) -> None:
    with pytest.raises(FilterError, match=message) as raised:
        made(kind, given)
    assert len(str(raised.value)) < 400


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (ClaimFilter, {"min_reports": "3"}),
        (ClaimFilter, {"differing": 1}),
        (ClaimFilter, {"verdict": "anything"}),
        (StatementFilter, {"speaker": None}),
        (StatementFilter, {"since": "yesterday"}),
        (StatementFilter, {"speaker": "\udfff"}),
    ],
)
def test_no_filter_can_be_made_that_cannot_be_meant(kind: type[Any], given: dict[str, Any]) -> None:
    with pytest.raises(FilterError):
        kind(**given)


def test_words_of_the_model_are_values() -> None:
    assert made(EventFilter, {"status": Status.PLANNED, "place": " Orsk "}) == EventFilter(
        "", "", "", "", "planned", "Orsk"
    )
    assert made(ClaimFilter, {"differing": "off", "min_reports": 2}) == ClaimFilter(min_reports=2)


@given(st.text(max_size=40), st.sampled_from([f.name for f in fields(EventFilter)]))
def test_any_text_is_a_filter_or_refused(text: str, name: str) -> None:
    with suppress(FilterError):
        assert getattr(made(EventFilter, {name: text}), name) == text.strip()
