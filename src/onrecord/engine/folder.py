"""A folder of Parquet files with the record's columns: what a cluster writes, and `onrecord load` brings into a record.

Each table is a folder of its own with any number of files (`statement/part-00000.parquet`). What belongs to one article
stands in one file of its table, in order. `onrecord.json` comes last and says how many rows there are of each table: a
folder that was copied or written in part is known by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.model.errors import SourceError
from onrecord.record.arrow import schema_of
from onrecord.record.tables import ARRIVAL, ARTICLE, BLOCK, CANDIDATE, DERIVED, PROBLEM, READING, RUN, SOURCE, Table

MANIFEST = "onrecord.json"
FORMAT = 1

ORDER = "key"
"""The column of `article` by which articles are brought into a record: the order in which they came."""

OF_ARTICLES: tuple[Table, ...] = (BLOCK, CANDIDATE, *(table for _, table in READING))
"""The tables whose rows belong to one article each."""

FACTS: tuple[Table, ...] = (RUN, SOURCE, ARTICLE, *OF_ARTICLES, PROBLEM, ARRIVAL)

_KEPT = {
    "sketch": [("article", pa.string()), ("revision", pa.int64())]
    + [(name, pa.binary()) for name in ("blocks", "prints", "terms", "words")],
    "aligned": [("a", pa.string()), ("b", pa.string()), ("inputs", pa.string())],
    "neighbourhood": [("id", pa.string()), ("stories", pa.string()), ("inputs", pa.string())],
}
"""What resolving keeps for itself, so that what is added later only changes what it touches."""

SCHEMAS: Mapping[str, pa.Schema] = {
    **{table.name: schema_of(table) for table in (*FACTS, *DERIVED)},
    ARTICLE.name: pa.schema([(ORDER, pa.int64()), *schema_of(ARTICLE)]),
    **{name: pa.schema(fields) for name, fields in _KEPT.items()},
}
"""The columns of every table of a folder."""

FACT_NAMES = tuple(table.name for table in FACTS)
DERIVED_NAMES = (*(table.name for table in DERIVED), *_KEPT)
"""The derived tables, those that are pointed at before those that point at them."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder says of itself: what wrote it, whether it holds derived rows, and how many rows each table has."""

    software: str
    derived: bool
    rows: Mapping[str, int]

    def text(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder whose files are all there and have the columns that they should; their rows were not looked at."""

    path: Path
    manifest: Manifest
    files: Mapping[str, tuple[Path, ...]]

    def rows(self, name: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, file by file; raises `SourceError` where one breaks off."""
        for file in self.files[name]:
            try:
                for batch in pq.ParquetFile(file).iter_batches(1000, columns=SCHEMAS[name].names):
                    yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
            except (OSError, pa.ArrowException) as error:
                raise _unreadable(file, error) from error


def open_folder(path: Path) -> Folder:
    """Look at every file of a folder but for its rows; raises `SourceError` for one that is not whole or not ours."""
    manifest = _manifest(path)
    names = (*FACT_NAMES, *(DERIVED_NAMES if manifest.derived else ()))
    files = {name: _files(path, name) for name in names}
    for name in names:
        count = sum(_counted(file, name) for file in files[name])
        if count != manifest.rows.get(name):
            told = f"{MANIFEST} says {manifest.rows.get(name, 'nothing of it')}"
            raise SourceError(f"{path / name}: it has {count} rows, {told}; copy the folder again, whole")
    return Folder(path, manifest, files)


def _manifest(path: Path) -> Manifest:
    file = path / MANIFEST
    if not path.is_dir():
        raise SourceError(f"{path}: there is no such folder; name the one that was written with --to")
    if not file.is_file():
        raise SourceError(f"{path}: it has no {MANIFEST}, which is written last; write or copy the folder again, whole")
    try:
        return manifest_of(str(file), file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from error


def manifest_of(name: str, text: str) -> Manifest:
    """Return what a manifest says; raises `SourceError`, with its name, for one damaged or not of our format."""
    try:
        told = json.loads(text)
        rows = {str(name): int(count) for name, count in told["rows"].items()}
        version, manifest = told["format"], Manifest(str(told["software"]), bool(told["derived"]), rows)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(f"{name}: it is damaged ({type(error).__name__}: {error}); copy it again") from error
    if version != FORMAT:
        raise SourceError(f"{name}: its format is {version}, this Onrecord reads {FORMAT}; upgrade the older one")
    return manifest


def _files(path: Path, name: str) -> tuple[Path, ...]:
    folder = path / name
    if not folder.is_dir():
        raise SourceError(f"{path}: it has no table {name}; copy the folder again, whole")
    return tuple(sorted(file for file in folder.glob("*.parquet") if not file.name.startswith(("_", "."))))


def _counted(file: Path, name: str) -> int:
    """Return how many rows a file says that it has, if its columns are those of the table."""
    try:
        found = pq.ParquetFile(file)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(file, error) from error
    wanted, columns = SCHEMAS[name], found.schema_arrow
    unknown = sorted(set(columns.names) - set(wanted.names))
    missing = sorted(set(wanted.names) - set(columns.names))
    if unknown or missing:
        wrong = f"unknown columns {', '.join(unknown)}" if unknown else f"no columns {', '.join(missing)}"
        raise SourceError(f"{file}: it has {wrong}; the columns of {name} are {', '.join(wanted.names)}")
    for field in wanted:
        if (kind := columns.field(field.name).type) != field.type:
            raise SourceError(f"{file}: its column {field.name} holds {kind}, that of {name} holds {field.type}")
    return int(found.metadata.num_rows)


def _unreadable(file: Path, error: Exception) -> SourceError:
    return SourceError(f"{file}: it cannot be read ({error}); copy it again, or write the folder again")
