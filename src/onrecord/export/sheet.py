"""What a file of the event formats is made of: columns with their meaning, rows, and what was left out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.export.parts import Row
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import EventTypes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, what stands in it (for docs/events.md), and how it is taken from what a row is about."""

    name: str
    meaning: str
    value: Callable[[T], Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, and notes on what is not among them."""

    rows: Sequence[Row]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFormat:
    """An event format: its name, the names and meanings of its columns, and what makes its sheet."""

    name: str
    columns: tuple[tuple[str, str], ...]
    make: Callable[[Snapshot, EventTypes], Sheet]


def filled(columns: Iterable[Column[T]], items: Iterable[T]) -> Iterator[Row]:
    """Yield a row for each item, with its columns in their order."""
    columns = tuple(columns)
    for item in items:
        yield {column.name: column.value(item) for column in columns}


def described(columns: Iterable[Column[T]]) -> tuple[tuple[str, str], ...]:
    """Return names and meanings of columns."""
    return tuple((column.name, column.meaning) for column in columns)
