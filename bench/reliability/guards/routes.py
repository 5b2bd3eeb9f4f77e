"""Every address that a desk has, taken from the application itself: a new one is tried without being entered here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.record.file import Record
from onrecord.web.app import desk_app

_PART = re.compile(r"\{\w+\}")
_TABLES = {"brief": "story", "id": "statement", "cite": "claim", "stories": "story", "dyad": "", "outlet": ""}


def addresses(path: Path) -> tuple[str, ...]:
    """Return an address for each route of the desk of a record, with ids that the record has."""
    ids = _ids(path)
    return tuple(dict.fromkeys(_PART.sub(ids.get(_folder(found), "none"), found) for found in _walked(path)))


def _walked(path: Path) -> Iterator[str]:
    return _below("", desk_app(path).routes)


def _below(prefix: str, routes: Sequence[BaseRoute]) -> Iterator[str]:
    """Yield the paths of routes; raises `TypeError` at a kind of route of which nobody has thought."""
    for route in routes:
        if isinstance(route, Mount) and isinstance(route.app, StaticFiles):
            yield from (f"{prefix}{route.path}/{name}" for name in _files(route.app))
        elif isinstance(route, Mount):
            yield from _below(prefix + route.path, route.routes)
        elif isinstance(route, Route):
            yield prefix + route.path
        else:
            raise TypeError(f"{route!r} is no route that this check knows")


def _files(static: StaticFiles) -> Iterator[str]:
    for folder in map(Path, static.all_directories):
        yield from (found.relative_to(folder).as_posix() for found in sorted(folder.rglob("*")) if found.is_file())


def _folder(address: str) -> str:
    """Return what stands before the part of an address that can be given.

    >>> _folder("/claim/{name}.html"), _folder("/api/claims/{identifier}/account")
    ('claim', 'claims')
    """
    return address.partition("/{")[0].rpartition("/")[2]


def _ids(path: Path) -> Mapping[str, str]:
    with Record.open(path, readonly=True) as record:
        known = {table: _first(record, table) for table in ("story", "claim", "article", "actor", "statement", "event")}
        known |= {table: _first(record, table) for table in ("citation", "discrepancy", "problem")}
    plural = {f"{table}s": one for table, one in known.items()} | {"discrepancies": known["discrepancy"]}
    return {**known, **plural, **{folder: known.get(table, "none") for folder, table in _TABLES.items()}}


def _first(record: Record, table: str) -> str:
    found = record.connection.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchone()
    return str(found[0]) if found else "none"
