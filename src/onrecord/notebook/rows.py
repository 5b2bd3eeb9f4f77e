"""A list of the record as Python has it: a sequence of rows, none of which is read before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, overload

from onrecord.export.parts import Row
from onrecord.model.errors import OnrecordError
from onrecord.query.filters import Filter, made
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.failures import explained
from onrecord.record.file import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

BATCH = 1000
"""Rows of a batch, unless another number is asked for."""


def counted(number: int, name: str) -> str:
    """Return a number with the name of a list.

    >>> counted(1, "stories"), counted(2, "claims")
    ('1 story', '2 claims')
    """
    one = f"{name[:-3]}y" if name.endswith("ies") else name[:-1]
    return f"{number:,} {one if number == 1 else name}"


class NotInstalledError(OnrecordError, ImportError):
    """A library that a method needs is not installed; the message names it."""


class Rows(Sequence[Row]):
    """The rows of one list that its filters let pass, in the list's order.

    Each row is a dictionary with the fields of docs/fields.md. Going through the rows reads some at a time, all as of
    the moment at which it began, also while another process adds coverage; nothing is kept, so that going through them
    again reads them again. Every method raises `RecordError` where the record is closed, locked or damaged.
    """

    def __init__(self, record: Record, name: str, found: Filter) -> None:
        self._record, self._name, self._asked = record, name, found

    @property
    def name(self) -> str:
        """The list that they are of."""
        return self._name

    @property
    def filters(self) -> dict[str, object]:
        """What narrows the list, by name."""
        values = {one.name: getattr(self._asked, one.name) for one in fields(self._asked)}
        return {name: value for name, value in values.items() if value}

    def where(self, **filters: object) -> Rows:
        """Narrow the list further; a filter that is there already is replaced, by None it is taken away.

        Raises `FilterError` for a filter that the list has not, or a value that none of them takes.
        """
        given = made(type(self._asked), filters)
        return Rows(self._record, self._name, replace(self._asked, **{key: getattr(given, key) for key in filters}))

    def __len__(self) -> int:
        with self._record.gathering() as held:
            return self._list.count(held.connection, self._asked)

    def __bool__(self) -> bool:
        with self._record.gathering() as held:
            return bool(self._list.choose(self._asked).count_to(held.connection, 0))

    def __iter__(self) -> Iterator[Row]:
        with explained(self._record.path):
            self._record.connection.total_changes  # noqa: B018 - raises where the record is closed
        # A connection of its own: others may go through other rows, or add some, meanwhile.
        with Record.open(self._record.path, readonly=True) as own, own.gathering() as held:
            yield from self._list.every(held.connection, self._asked)

    def __reversed__(self) -> Iterator[Row]:
        return reversed(list(self))

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return self._slice(at)
        if at < 0:
            at += len(self)
        found = self._page(1, at) if at >= 0 else []
        if not found:
            raise IndexError(f"there are {len(self)} {self._name}")
        return found[0]

    def ids(self) -> list[str]:
        """Return the ids of all rows, without reading the rows."""
        with self._record.gathering() as held:
            return [id_ for part in self._list.choose(self._asked).parts(held.connection) for id_ in part]

    def to_batches(self, size: int = BATCH) -> Iterator[pa.RecordBatch]:
        """Yield the rows as Arrow, `size` at a time: a list of any length needs the memory of one batch."""
        from onrecord.query.columns import batches

        return batches(self._name, iter(self), size)

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table, whose schema depends on the list alone; also of no rows."""
        import pyarrow as pa

        from onrecord.query.columns import arrow_schema

        return pa.Table.from_batches(self.to_batches(), arrow_schema(self._name))

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame; raises `NotInstalledError` where pandas is missing."""
        try:
            import pandas  # noqa: F401 - Arrow makes the frame, and says less clearly what is missing
        except ImportError as error:
            raise NotInstalledError("this needs pandas; install it with: pip install pandas") from error
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars frame; raises `NotInstalledError` where polars is missing."""
        try:
            import polars as pl
        except ImportError as error:
            raise NotInstalledError("this needs polars; install it with: pip install polars") from error
        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - of a table; a column alone would be a series
        return frame

    def __repr__(self) -> str:
        narrowed = "".join(f", {key}={value!r}" for key, value in self.filters.items())
        return f"<{counted(len(self), self._name)} of {self._record.path.name}{narrowed}>"

    def _repr_html_(self) -> str:
        from onrecord.notebook.shown import rows_html

        return rows_html(self._record, self._name, self._asked)

    @property
    def _list(self) -> RecordList:
        return LISTS[self._name]

    def _page(self, size: int, skipped: int) -> list[Row]:
        with self._record.gathering() as held:
            return self._list.page(held.connection, self._asked, size, skipped)

    def _slice(self, at: slice) -> list[Row]:
        wanted = range(*at.indices(len(self)))
        if not wanted:
            return []
        low, high = min(wanted[0], wanted[-1]), max(wanted[0], wanted[-1])
        found = self._page(high - low + 1, low)
        return [found[number - low] for number in wanted if number - low < len(found)]
