"""Dataclasses to rows of the record and back: scalars as they are, everything nested as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from onrecord.model.span import Span

Scalar: TypeAlias = str | int | float | None
Json: TypeAlias = "Scalar | list[Json] | dict[str, Json]"
T = TypeVar("T")

Reader: TypeAlias = Callable[[Any], object]

_SCALARS = frozenset({str, int, float, bool})


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a dataclass as a column; `nested` says that it is JSON text.

    `kind` is the type of what the column holds. `read` makes the field's value of what stands in JSON, `load` of what
    the column holds.
    """

    name: str
    kind: type[Any]
    nested: bool
    read: Reader
    load: Reader


def columns(kind: type[Any]) -> tuple[Column, ...]:
    """Return the columns of a dataclass, in the order of its fields.

    >>> [column.name for column in columns(Span)]
    ['start', 'end']
    """
    hashable: Any = kind  # mypy takes a class whose instances are unhashable for unhashable itself
    return _columns(hashable)


@cache
def _columns(kind: Any) -> tuple[Column, ...]:  # noqa: ANN401 - a type hint has no type of its own
    hints = get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in fields(kind))


def _column(name: str, hint: Any) -> Column:  # noqa: ANN401 - a type hint has no type of its own
    nested, read = _nested(hint), _reader(hint)
    kind, _ = _parts(hint)
    return Column(name, kind if kind in _SCALARS else str, nested, read, _parsed(read) if nested else read)


def _parsed(read: Reader) -> Reader:
    """Return what reads the JSON text of a column: the innermost loop of reading a record."""

    def load(stored: object) -> object:
        if isinstance(stored, str):  # half of all nested fields hold nothing
            return read(() if stored == "[]" else json.loads(stored))
        return read(stored)

    return load


def to_row(thing: object) -> dict[str, Scalar]:
    """Return a dataclass's fields as scalars, nested ones as JSON text.

    Raises `ValueError` where a number is not finite, since JSON has no word for it.
    """
    return {column.name: _store(column, getattr(thing, column.name)) for column in columns(type(thing))}


def from_row(kind: type[T], row: Mapping[str, object], **given: object) -> T:
    """Make a dataclass of the columns of a row; `given` are fields that are kept elsewhere.

    Raises `ValueError`, `TypeError` or `KeyError` where the row cannot be such a thing.
    """
    for column in columns(kind):
        if column.name not in given:
            given[column.name] = column.load(row[column.name])
    return kind(**given)


def maker(kind: type[T], names: Sequence[str], **given: object) -> Callable[[Sequence[object]], T]:
    """Return what makes a dataclass of a row with its columns in the order of `names`; `given` is as in `from_row`.

    It saves what `from_row` does anew for each row. Raises the same errors, a `KeyError` when it is made.

    >>> maker(Span, ("end", "start"))((4, 1))
    Span(start=1, end=4)
    """
    place = {name: at for at, name in enumerate(names)}
    wanted = columns(kind)
    blank = [given.get(column.name) for column in wanted]
    loads = [(at, place[c.name], c.load) for at, c in enumerate(wanted) if c.name not in given]
    checked = [(at, held_at) for at, held_at, load in loads if load in _CHECKS]
    others = [(at, held_at, load) for at, held_at, load in loads if load not in _CHECKS]
    # What is kept as it is was checked once for each combination of types, of which a table has few.
    known: set[tuple[type, ...]] = set()

    def make(row: Sequence[object]) -> T:
        values = blank.copy()
        if (types := tuple(map(type, row))) not in known:
            for _, held_at, load in loads:
                load(row[held_at])
            known.add(types)
        for at, held_at in checked:
            values[at] = row[held_at]
        for at, held_at, load in others:
            values[at] = load(row[held_at])
        return kind(*values)

    return make


def plain(value: object) -> Json:
    """Return a value in the terms of JSON: a span as `[start, end]`, a dataclass as an object, an enum as its word.

    >>> plain((Span(1, 4), None))
    [[1, 4], None]
    """
    if value is None or type(value) in _SCALARS:
        return value  # type: ignore[return-value]  # mypy does not narrow by membership
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)  # a subclass, such as the strings that lxml makes
    raise TypeError(f"no column can hold a {type(value).__name__}")


def compact(value: Json) -> str:
    """Return JSON text without spaces, other scripts left as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _store(column: Column, value: object) -> Scalar:
    simple = plain(value)
    if column.nested and simple is not None:
        return compact(simple)
    if isinstance(simple, list | dict):
        raise TypeError(f"{column.name} holds a {type(value).__name__} where its type says a scalar")
    return simple


def _parts(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - as above
    """Return the hint without `None`, and whether `None` was allowed."""
    if isinstance(hint, UnionType):
        (rest,) = (part for part in get_args(hint) if part is not NoneType)
        return rest, True
    return hint, False


def _nested(hint: Any) -> bool:  # noqa: ANN401 - as above
    inner, _ = _parts(hint)
    return get_origin(inner) is tuple or is_dataclass(inner)


def _reader(hint: Any) -> Reader:  # noqa: ANN401 - as above
    inner, optional = _parts(hint)
    if inner in {str, int}:
        return _same(inner, optional=optional)
    read = _reader_of(inner)
    if optional:
        return lambda stored: None if stored is None else read(stored)
    return read


def _reader_of(kind: Any) -> Reader:  # noqa: ANN401 - as above
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda stored: tuple(item(part) for part in stored)
    if kind is Span:
        return lambda stored: Span(*stored)
    if is_dataclass(kind):
        return lambda stored: _object(kind, stored)
    if issubclass(kind, Enum):
        return _member(kind)
    return kind  # type: ignore[no-any-return]  # a bool or float makes itself of its stored form


def _object(kind: Any, stored: Mapping[str, object]) -> object:  # noqa: ANN401 - as above
    return kind(**{column.name: column.read(stored[column.name]) for column in columns(kind)})


def _member(kind: type[Enum]) -> Reader:
    # Asking the enum itself takes several times as long, and a record holds millions of its words.
    members = {member.value: member for member in kind}

    def read(stored: object) -> object:
        return members.get(stored) or kind(stored)

    return read


@cache
def _same(kind: type, *, optional: bool) -> Reader:
    def read(stored: object) -> object:
        if not (isinstance(stored, kind) or (optional and stored is None)):
            raise TypeError(f"{stored!r} is not of type {kind.__name__}")
        return stored

    return read


_CHECKS = frozenset(_same(kind, optional=optional) for kind in (str, int) for optional in (True, False))
"""What reads a column that is kept as it is, once its type was looked at."""
