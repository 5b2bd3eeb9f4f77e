"""Who does the parts of a large piece of work: worker processes, or, for little work, this process itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from onrecord.engine.parts import Part
from onrecord.engine.pool import Pool
from onrecord.engine.worker import LostError
from onrecord.record.file import Record

P = TypeVar("P", bound=Part)

FEW = 200
"""Articles up to which starting workers would take longer than doing their work."""

_AHEAD = 4
_PATIENCE = 3600.0


@dataclass
class PartJob:
    """Does parts of the work on the record at `path`, which it opens for reading."""

    path: Path

    def prepare(self) -> None:
        """Open the record."""
        self._record = Record.open(self.path, readonly=True)

    def __call__(self, request: object) -> Iterator[object]:
        """Do one part."""
        yield cast(Part, request).work(self._record)


class Crew:
    """Does parts of the work on a record, as many at once as there are processors, for `articles` in all."""

    def __init__(self, record: Record, articles: int) -> None:
        self._record = record
        count = (os.cpu_count() or 1) if articles > FEW else 0
        self._pool: Pool[Any] | None = None
        if count > 1:
            self._pool = Pool(PartJob(record.path), count, _PATIENCE, 0, self._here)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.close()

    def each(self, parts: Iterable[P]) -> Iterator[tuple[P, Any]]:
        """Yield each part with its result, in their order."""
        if self._pool is None:
            yield from ((part, part.work(self._record)) for part in parts)
            return
        yield from self._pool.map(parts, lambda part: part, _AHEAD)

    def _here(self, part: Part, _: LostError) -> object:
        """Do a part over which a worker was lost: what the system ended for want of memory may fit when alone."""
        with Record.open(self._record.path, readonly=True) as record:
            return part.work(record)
