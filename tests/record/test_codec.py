from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields, replace
from enum import Enum
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.span import Span
from onrecord.record.codec import columns, from_row, plain, to_row
from onrecord.record.file import Record
from onrecord.record.tables import TABLES, Table

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def things(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass of the model, every field drawn by its type."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: of_type(hints[field.name]) for field in fields(kind)})


def of_type(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint has no type of its own
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXT,
        int: st.integers(-(2**63), 2**63 - 1),
        float: FLOATS,
        bool: st.booleans(),
        Span: SPANS,
        type(None): st.none(),
    }
    if hint in simple:
        return simple[hint]
    parts = getattr(hint, "__args__", ())
    if str(hint).startswith("tuple"):
        return st.lists(of_type(parts[0]), max_size=3).map(tuple)
    if parts:
        return st.one_of(*(of_type(part) for part in parts))
    return st.sampled_from(list(hint)) if issubclass(hint, Enum) else things(hint)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_gives_back_the_same_thing(table: Table) -> None:
    @settings(max_examples=25, deadline=None)
    @given(things(table.kind))
    def check(thing: object) -> None:
        row = to_row(thing)
        assert all(value is None or isinstance(value, str | int | float) for value in row.values())
        assert from_row(table.kind, row) == thing

    check()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_is_a_column(table: Table, filled: Record) -> None:
    stored = {row["name"]: row["notnull"] for row in filled.connection.execute(f'PRAGMA table_info("{table.name}")')}
    assert stored.pop("key") is not None
    assert set(stored) == set(table.columns)
    hints = get_type_hints(table.kind)
    for column in columns(table.kind):
        if column.name not in table.without:
            optional = type(None) in getattr(hints[column.name], "__args__", ())
            assert bool(stored[column.name]) is not optional, column.name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Span(1, 4), [1, 4]),
        ((Span(1, 4), Span(5, 6)), [[1, 4], [5, 6]]),
        ((), []),
        (True, True),
        (None, None),
    ],
)
def test_plain(value: object, expected: object) -> None:
    assert plain(value) == expected


class Words(str):
    """As lxml makes them."""

    __slots__ = ()


def test_a_kind_of_string_is_stored_as_a_string() -> None:
    assert type(plain(Words("skarn"))) is str


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object()])
def test_what_no_column_can_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no column can hold"):
        plain(value)


def _with(row: dict[str, Any], name: str, value: object) -> dict[str, Any]:
    return {**row, name: value}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: _with(row, "kind", "shouted"),
        lambda row: _with(row, "spans", "[[4,1]]"),
        lambda row: _with(row, "spans", "[[1"),
        lambda row: _with(row, "text", 3),
        lambda row: _with(row, "cue", '{"start":1}'),
        lambda row: {name: value for name, value in row.items() if name != "polarity"},
    ],
)
def test_a_row_that_can_be_no_such_thing_is_refused(
    invented: ModuleType, spoil: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    statement = invented.reading(invented.article(1)).statements[0]
    with pytest.raises((ValueError, TypeError, KeyError, IndexError)):
        from_row(type(statement), spoil(dict(to_row(statement))))


def test_a_number_that_is_none_is_refused(invented: ModuleType) -> None:
    event = invented.reading(invented.article(1)).events[0]
    endless = replace(event, magnitude=(replace(event.magnitude[0], value=math.inf),))
    with pytest.raises(ValueError, match="Out of range"):
        to_row(endless)
