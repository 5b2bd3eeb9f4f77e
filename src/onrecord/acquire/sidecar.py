"""A table beside the coverage that says what pages do not say of themselves: outlet, date, author, language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from onrecord.acquire.answer import Reached
from onrecord.acquire.blob import Acquired
from onrecord.acquire.columns import listed, map_columns, shown
from onrecord.acquire.listing import found
from onrecord.acquire.row import Row, filled, words_of
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import ENDINGS
from onrecord.acquire.table import ROWS, hints
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.errors import SourceError
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.ontology.addresses import address_of

A = TypeVar("A", Acquired, Acquired | Reached)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sidecar: what it is about, as it stands there, and its values as hints."""

    place: str
    number: int
    about: str
    hints: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar's entries, by the last part of the file's path with the whole path, and by address."""

    location: str
    files: Mapping[str, tuple[tuple[str, Entry], ...]] = field(default_factory=dict)
    addresses: Mapping[str, Entry] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry once."""
        known = [entry for found in self.files.values() for _, entry in found] + list(self.addresses.values())
        yield from sorted({entry.place: entry for entry in known}.values(), key=lambda entry: entry.number)

    def for_file(self, *names: str) -> Entry | None:
        """Return the entry whose path is the longest end of one of the names that a page's file goes by."""
        fits = [
            (len(path), entry)
            for name in names
            for path, entry in self.files.get(name.rpartition("/")[2], ())
            if f"/{name}".endswith(f"/{path}")
        ]
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    def for_address(self, address: str) -> Entry | None:
        """Return the entry of a web address."""
        return self.addresses.get(plain_address(address))


def load_sidecar(path: Path, settings: Settings) -> Sidecar:
    """Load a table with a column `file` or `url`, or both, and columns for what they say of the articles.

    Columns go by the same names as those of tables of articles. Raises `SourceError` for a table that cannot be read
    whole, says nothing, or says two things of one file.
    """
    rows = list(_rows(path, settings))
    names = tuple(dict.fromkeys(name for row in rows for name in row.values))
    columns = map_columns(names, ())
    if not columns.of("file") and not columns.of("url"):
        raise SourceError(f"{path}: it has no column file or url; its columns are: {listed(names)}; rename one")
    if not any(columns.of(word) for word in Field if word is not Field.URL):
        raise SourceError(f"{path}: no column says anything of articles; its columns are: {listed(names)}; rename them")
    files: dict[str, tuple[tuple[str, Entry], ...]] = {}
    addresses: dict[str, Entry] = {}
    for row in rows:
        _enter(path, row, files, addresses)
    return Sidecar(str(path), files, addresses)


def _rows(path: Path, settings: Settings) -> Iterator[Row]:
    blob = found(path)
    kind = ENDINGS.get(blob.endings[0])
    if kind is None or kind not in ROWS:
        raise SourceError(f"{path}: a table beside the coverage ends in .csv, .tsv, .jsonl or .parquet; save it as one")
    for item in ROWS[kind](blob, settings):
        if isinstance(item, Row):
            yield item
        elif isinstance(item, Problem):
            place = f" ({item.place})" if item.place else ""
            raise SourceError(f"{path}{place}: {item.cause}; {item.remedy}")


def _enter(path: Path, row: Row, files: dict[str, tuple[tuple[str, Entry], ...]], addresses: dict[str, Entry]) -> None:
    columns = map_columns(tuple(row.values), ())
    file, address = (_first(row, columns.of(word)) for word in ("file", "url"))
    if not file and not address:
        raise SourceError(f"{path} ({row.place}): the row names no file and no address; fill in one, or delete the row")
    entry = Entry(row.place, row.number, file or address, hints(row.values, columns, "sidecar"))
    if file:
        name = file.replace("\\", "/").removeprefix("./")
        known = files.get(name.rpartition("/")[2], ())
        _only_one(path, entry, dict(known).get(name))
        files[name.rpartition("/")[2]] = (*known, (name, entry))
    elif address:
        _only_one(path, entry, addresses.get(plain_address(address)))
        addresses[plain_address(address)] = entry


def _first(row: Row, names: Iterable[str]) -> str:
    return next((words_of(row.values[name]).strip() for name in names if filled(row.values[name])), "")


def _only_one(path: Path, entry: Entry, known: Entry | None) -> None:
    if known:
        raise SourceError(f"{path} ({entry.place}): {shown(entry.about)} stands on {known.place} too; delete one")


def plain_address(address: str) -> str:
    """Return what the addresses of one page have in common, also of one written without its scheme.

    >>> plain_address("https://www.Courier.example/a/#top") == plain_address("courier.example/a")
    True
    """
    address = address.strip()
    return address_of(address if "://" in address else f"https://{address}")


def with_sidecar(items: Iterable[A], sidecar: Sidecar) -> Iterator[A]:
    """Yield the items, pages with what the sidecar says of them; at the end a notice of rows that fitted nothing.

    A row that fits a second file is a problem: that file is left without it.
    """
    used: dict[str, str] = {}
    for item in items:
        if isinstance(item, Notice | Reached):
            yield item
            continue
        names = _names(item)
        entry = sidecar.for_file(*names)
        if entry and used.setdefault(entry.place, _fitting(entry, names)) != _fitting(entry, names):
            yield _two_files(sidecar, entry, used[entry.place], item)
            entry = None
        if isinstance(item, Problem):
            yield item
        else:
            yield _joined(item, entry, _by_address(item, sidecar, used))
    yield from _unused(sidecar, used)


def _names(item: Page | Problem) -> tuple[str, ...]:
    """Return the names that the item's file goes by, the closest first."""
    whole = os.path.abspath(item.location)  # noqa: PTH100 - links stay as the user names them
    inside = f"{whole}!/{item.place.partition(', ')[0]}" if "!/" in item.uri else whole
    return item.uri, item.uri.partition("#")[0], inside, whole


def _fitting(entry: Entry, names: Iterable[str]) -> str:
    path = entry.about.replace("\\", "/").removeprefix("./")
    return next(name for name in names if f"/{name}".endswith(f"/{path}"))


def _by_address(page: Page, sidecar: Sidecar, used: dict[str, str]) -> Entry | None:
    for hint in page.hints:
        entry = sidecar.for_address(hint.value) if hint.field is Field.URL else None
        if entry:
            used[entry.place] = hint.value
            return entry
    return None


def _joined(page: Page, *entries: Entry | None) -> Page:
    said = tuple(hint for entry in entries if entry for hint in entry.hints)
    return replace(page, hints=(*said, *page.hints)) if said else page


def _two_files(sidecar: Sidecar, entry: Entry, first: str, item: Page | Problem) -> Problem:
    cause = f"{entry.place} of {sidecar.location} fits two files, {first} and this one, which was left without it"
    remedy = "write more of the path in the row, and give the other file a row of its own"
    return problem(ProblemCode.TABLE, item.uri, item.location, cause, remedy, item.place, fatal=False)


def _unused(sidecar: Sidecar, used: Mapping[str, str]) -> Iterator[Notice]:
    rest = [entry for entry in sidecar.entries() if entry.place not in used]
    if rest:
        rows = "1 row" if len(rest) == 1 else f"{len(rest)} rows"
        yield Notice(sidecar.location, f"{rows} fitted nothing: {listed([entry.about for entry in rest])}")
