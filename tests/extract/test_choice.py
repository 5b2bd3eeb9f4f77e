"""The strongest source is believed, unless it contradicts itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.choice import Formed, decide, same_time
from onrecord.model.article import Candidate, Field


def formed(field: Field, *rows: tuple[str, str]) -> list[Formed]:
    return [Formed(Candidate(field, value, basis, value)) for value, basis in rows]


@pytest.mark.parametrize(
    ("rows", "value", "reason"),
    [
        ([("A", "json-ld"), ("B", "sidecar:title"), ("C", "table:title")], "B", "strongest: sidecar:title"),
        ([("A", "meta:og:title"), ("B", "feed:title")], "B", "strongest: feed:title"),
        ([("A one", "meta:og:title"), ("A one two", "meta:x")], "A one", "strongest: meta:og:title"),
        (
            [("A", "meta:og:title"), ("B", "meta:x"), ("B", "html:title")],
            "B",
            "strongest: meta:x, where it agrees with html:title",
        ),
    ],
)
def test_order_and_agreement(rows: list[tuple[str, str]], value: str, reason: str) -> None:
    decision = decide(Field.TITLE, formed(Field.TITLE, *rows))
    assert decision.value == value
    assert decision.chosen is not None
    assert decision.chosen.reason == reason


def test_a_source_that_contradicts_itself_is_not_believed() -> None:
    decision = decide(
        Field.PUBLISHED,
        formed(Field.PUBLISHED, ("2031-05-04", "meta:a"), ("2031-05-06", "meta:b"), ("2031-05-09", "url")),
    )
    assert (decision.value, decision.chosen) == (None, None)
    assert [c.reason for c in decision.candidates] == [
        "the strongest candidates disagree: 2031-05-04, 2031-05-06",
        "the strongest candidates disagree: 2031-05-04, 2031-05-06",
        "",
    ]


def test_weaker_candidates_say_whether_they_agree() -> None:
    decision = decide(
        Field.BYLINE, formed(Field.BYLINE, ("Ada Torvik", "json-ld"), ("Ada Torvik", "html"), ("X Y", "meta"))
    )
    assert [c.reason for c in decision.candidates] == [
        "strongest: json-ld",
        "agrees with json-ld",
        "differs from json-ld",
    ]


def test_what_has_a_fault_is_kept_and_not_chosen() -> None:
    candidate = Candidate(Field.TITLE, "A", "sidecar:title", "A")
    decision = decide(Field.TITLE, [Formed(candidate, "no title"), *formed(Field.TITLE, ("B", "html:title"))])
    assert (decision.value, decision.candidates[0].reason) == ("B", "no title")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2031-05-04", "2031-05-04T10:00:00", True),
        ("2031-05-04T23:30:00+00:00", "2031-05-05T01:30:00+02:00", True),
        ("2031-05-04T23:30:00+00:00", "2031-05-05", True),
        ("2031-05-04T10:00:00+14:00", "2031-05-03", True),
        ("2031-05-04T10:00:00+00:00", "2031-05-06", False),
        ("2031-05-04T10:00:00", "2031-05-05T10:00:00", False),
        ("2031-05-04T23:30:00+00:00", "2031-05-05T03:30:00+02:00", False),
    ],
)
def test_times_that_can_be_one(one: str, other: str, same: bool) -> None:
    assert same_time(one, other) is same_time(other, one) is same


BASES = ("sidecar:x", "table:x", "meta:x", "text:x")


@given(st.lists(st.tuples(st.sampled_from(["A b", "C d", "E f"]), st.sampled_from(BASES)), min_size=1, max_size=6))
def test_what_is_chosen_is_of_the_strongest_source_and_only_one(rows: list[tuple[str, str]]) -> None:
    decision = decide(Field.DATELINE, formed(Field.DATELINE, *rows))
    assert sum(c.chosen for c in decision.candidates) == (decision.value is not None)
    assert len(decision.candidates) == len(rows)
    if decision.chosen:
        assert decision.chosen.basis == min((basis for _, basis in rows), key=BASES.index)
