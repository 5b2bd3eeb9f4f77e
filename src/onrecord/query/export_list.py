"""A list of the record as a folder to hand on: its rows, what each field means, and what they were made from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.export.row_files import Counted, replacing
from onrecord.model.errors import OnrecordError
from onrecord.query.dictionary import Field, dictionary
from onrecord.query.filters import Filter, asked
from onrecord.query.list_files import ListForm, write_list
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from onrecord.record.load import load_runs
from onrecord.record.store import derived_state, state_of

DICTIONARY, MANIFEST = "dictionary.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was written."""

    path: Path
    size: int
    sha256: str


def export_list(
    record: Record, name: str, found: Filter, form: ListForm, to: Path, made: datetime | None = None
) -> list[Path]:
    """Write the rows of a list that a filter lets pass into the folder `to`, and return the paths of the files.

    All rows, however many, of one moment. Beside them stand `dictionary.json`, what each field means, and
    `manifest.json`: the question, how many rows there are, the record's state, which software and models made it, when
    this was written (`made`, now unless it is given), and the size and SHA-256 of the files. Each file appears whole or
    not at all, the manifest last. Raises `OnrecordError` where the folder cannot be written and `RecordError` where the
    record cannot be read.
    """
    try:
        to.mkdir(parents=True, exist_ok=True)
        with record.gathering() as held:
            state = state_of(held.connection)
            rows = Counted(LISTS[name].every(held.connection, found))
            listed = _write(to / f"{name}.{form}", lambda out: write_list(name, rows, form, out))
            known = _write_json(to / DICTIONARY, {name: entries(dictionary()[name])})
            manifest = {
                "software": f"onrecord {version('onrecord')}",
                "made": (made or datetime.now(UTC)).isoformat(timespec="seconds"),
                "list": name,
                "where": asked(found),
                "format": str(form),
                "rows": rows.count,
                "rows_in_list": LISTS[name].count(held.connection, LISTS[name].filter()),
                "record": {
                    "name": record.path.name,
                    "state": state,
                    "current": derived_state(held.connection) == state,
                    "read_by": list(_readers(held.connection)),
                },
                "files": [_entry_of(file) for file in (listed, known)],
            }
        return [listed.path, known.path, _write_json(to / MANIFEST, manifest).path]
    except OSError as error:
        raise OnrecordError(f"the export cannot be written to {to}: {error}; name another folder") from error


def entries(fields: Sequence[Field]) -> list[dict[str, Any]]:
    """Return fields of the data dictionary in the terms of JSON.

    >>> entries(dictionary()["stories"][3:4])
    [{'name': 'since', 'type': 'day', 'unknown': True, 'text': 'Its first day.'}]
    """
    return [
        {
            "name": field.name,
            "type": field.type,
            "unknown": field.nullable,
            "text": field.text,
            **({"words": list(field.words)} if field.words else {}),
            **({"fields": entries(field.fields)} if field.fields else {}),
        }
        for field in fields
    ]


def _readers(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield which software, model and settings read the articles, each once."""
    seen = set()
    for run in load_runs(connection):
        known = (run.software, run.model, run.model_digest, run.settings)
        if known not in seen:
            seen.add(known)
            settings = json.loads(run.settings or "{}")
            yield {"software": run.software, "model": run.model, "model_digest": run.model_digest, "settings": settings}


def _write_json(path: Path, value: Mapping[str, Any]) -> _File:
    content = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    return _write(path, lambda out: out.write(content))


def _write(path: Path, write: Callable[[BinaryIO], object]) -> _File:
    with replacing(path) as out:
        write(out)
        out.flush()
        with Path(out.name).open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        return _File(path, out.tell(), digest)


def _entry_of(file: _File) -> dict[str, Any]:
    return {"name": file.path.name, "bytes": file.size, "sha256": file.sha256}
