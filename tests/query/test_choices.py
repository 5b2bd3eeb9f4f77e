"""Every filter is a plain filter of all rows."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.parts import Row
from onrecord.model.errors import RecordError
from onrecord.query.filters import (
    ClaimFilter,
    DiscrepancyFilter,
    EventFilter,
    Filter,
    FilterError,
    StatementFilter,
    made,
)
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from onrecord.record.plain_names import plain_name
from tests.query.plain import PASSES, World, faces, ordered, values

HOSTILE = (
    *("'", '"', "%", "_", "*", "\\", ";", "--", "\0", "a\0", "' OR 1 = 1 --", '" OR "1" = "1', "%' OR '%' = '%"),
    *(
        "NOT",
        "gates OR crate",
        "gates AND",
        "NEAR(gates)",
        "text: gates",
        "^gates",
        "gat*",
        "(",
        "{",
        "-",
        '"gates',
        '""',
    ),
    *(
        "\ud800",
        "gates\udc00",
        "\U0010ffff",
        "²",
        "x" * 1000,
        "x" * 1001,
        "gates " * 166,
        '"' * 999,
        "\u0301",
        "\u202e",
    ),
)
"""Texts that mean something to SQL, to FTS5 or to nobody."""


def chosen(record: Record, name: str, asked: Filter) -> list[str]:
    """Return the ids of the rows that a filter lets pass, in their order."""
    choice = LISTS[name].choose(asked)
    found = [id_ for part in choice.parts(record.connection) for id_ in part]
    assert choice.count(record.connection) == len(found)
    for leads in ((), *((lead,) for lead in choice.leads)):
        assert replace(choice, leads=leads).page(record.connection, len(found) + 1) == found, leads
    return found


def expected(world: World, name: str, asked: Filter) -> list[str]:
    """Return what a plain filter of all rows gives."""
    given = {one.name: getattr(asked, one.name) for one in fields(asked) if getattr(asked, one.name)}
    found: list[Row] = ordered(world, name)
    if name == "events" and "actor" in given and "other" in given:
        one, other = given.pop("actor"), given.pop("other")
        found = [row for row in found if faces(world, row, one, other)]
    return [row["id"] for row in found if all(PASSES[name][key](world, row, v) for key, v in given.items())]


def test_every_filter_has_its_plain_form() -> None:
    assert {name: set(own) for name, own in PASSES.items()} == {
        name: {one.name for one in fields(own.filter)} for name, own in LISTS.items()
    }


@pytest.mark.parametrize(("name", "filter_"), [(name, own) for name, found in PASSES.items() for own in found])
def test_a_filter_alone(world: World, record: Record, name: str, filter_: str) -> None:
    kind = LISTS[name].filter
    choices = next(one.metadata["choices"] for one in fields(kind) if one.name == filter_)
    some = set()
    for value in choices or values(world, name, filter_):
        found = chosen(record, name, made(kind, {filter_: value}))
        assert found == expected(world, name, made(kind, {filter_: value})), value
        some.update(found)
    assert some, "at least one value lets something pass"


@st.composite
def several(draw: st.DrawFn, world: World) -> tuple[str, Any]:
    """Draw a list and some of its filters, each with a value."""
    name = draw(st.sampled_from(sorted(LISTS)))
    kind = LISTS[name].filter
    names = draw(st.sets(st.sampled_from([one.name for one in fields(kind)]), max_size=4))
    given = {}
    for one in fields(kind):
        if one.name in names:
            given[one.name] = draw(st.sampled_from(one.metadata["choices"] or values(world, name, one.name)))
    return name, made(kind, given)


@settings(max_examples=300)
@given(st.data())
def test_filters_together(world: World, record: Record, data: st.DataObject) -> None:
    name, asked = data.draw(several(world))
    assert chosen(record, name, asked) == expected(world, name, asked)


def test_two_stand_on_two_sides(world: World, record: Record) -> None:
    some = ("VLM", "OST", "Ada Torvik", "Şule Ökmen", "Velmark", "Ostania", "OST Rail", "Northern", "guards", "Nobody")
    met = set()
    for one, other in product(some, some):
        asked = EventFilter(actor=one, other=other)
        found = chosen(record, "events", asked)
        assert found == expected(world, "events", asked), (one, other)
        met.update(found)
        assert found == chosen(record, "events", EventFilter(actor=other, other=one))
    assert len(met) > 5


def test_conflicts_are_what_tracing_calls_a_conflict(world: World, record: Record) -> None:
    found = chosen(record, "discrepancies", DiscrepancyFilter(conflicts=True))
    assert found == expected(world, "discrepancies", DiscrepancyFilter(conflicts=True))
    assert 0 < len(found) < len(world.discrepancy)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_texts_never_match_too_much(world: World, record: Record, text: str) -> None:
    for name, own in LISTS.items():
        for one in fields(own.filter):
            if isinstance(one.default, str) and not one.metadata["choices"]:
                _ask(world, record, name, one.name, text)


def _ask(world: World, record: Record, name: str, filter_: str, text: str) -> None:
    try:
        asked = made(LISTS[name].filter, {filter_: text})
        found = chosen(record, name, asked)
    except (FilterError, RecordError):
        return
    if filter_ != "words" or name == "stories":
        assert found == expected(world, name, asked)
    elif asked.words:
        _check_words(world, found, name, asked.words)


def _check_words(world: World, found: list[str], name: str, text: str) -> None:
    """Check that a row has, for each word asked for, one that begins as it does: words are cut to their stems."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    assert not found or any(map(str.isalnum, text)), "signs alone match nothing"
    for row in (world.rows[name][id_] for id_ in found):
        facts = [world.fact(member) for member in row.get("members", ())]
        there = str(plain_name(" ".join(str(part.get(key)) for part in (row, *facts) for key in ("title", "text"))))
        assert all(word[:2] in there for word in words)


@given(st.text(max_size=30) | st.text("gatesORND\" *^()-:'%", max_size=20))
def test_any_words_find_only_what_holds_them(world: World, record: Record, text: str) -> None:
    _ask(world, record, "statements", "words", text)


def test_words_find_all_that_holds_them(world: World, record: Record) -> None:
    for row in world.rows["statements"].values():
        for words in (row["text"], f'"{row["text"]}"', *row["text"].split()):
            assert row["id"] in chosen(record, "statements", StatementFilter(words=words))
        for claim in {row["claim"]} - {None}:
            assert claim in chosen(record, "claims", ClaimFilter(words=row["text"]))
