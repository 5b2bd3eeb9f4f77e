"""What tests in a browser look at: a desk, and the record behind it, which says what the pages have to show."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.desk import served


@dataclass(frozen=True, slots=True)
class Shown:
    """A desk at an address, and the file of the record that it shows."""

    address: str
    path: Path

    def rows(self, query: str, *bound: str | int) -> list[tuple[Any, ...]]:
        """Ask the record."""
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(query, bound).fetchall()

    def value(self, query: str, *bound: str | int) -> Any:  # noqa: ANN401 - whatever the record holds
        """Ask the record for one value."""
        ((found,),) = self.rows(query, *bound)
        return found

    def claims(self, kind: str, most: int = 1) -> list[str]:
        """Return the claims of a kind that most articles report, as the list has them."""
        query = """
            SELECT claim.id FROM claim JOIN standing ON standing.claim = claim.id WHERE claim.kind = ?
            ORDER BY standing.reports DESC, at_least, at_most, claim.id LIMIT ?
        """
        return [identifier for (identifier,) in self.rows(query, kind, most)]


@contextmanager
def showing(path: Path) -> Iterator[Shown]:
    """Serve a record's desk while the block runs."""
    with served(path) as address:
        yield Shown(address, path)
