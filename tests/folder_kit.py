"""Writing a record as a folder of Parquet files, as a cluster does: each table in two files, its rows in order."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.engine.folder import DERIVED_NAMES, FACT_NAMES, MANIFEST, SCHEMAS, Manifest
from onrecord.model.signature import software
from onrecord.record.file import Record


def write_folder(record: Path, to: Path, *, derived: bool) -> Path:
    """Write the tables of a record; what belongs to one article stands in one file."""
    counts: dict[str, int] = {}
    with Record.open(record, readonly=True) as opened:
        for name in (*FACT_NAMES, *(DERIVED_NAMES if derived else ())):
            columns, own = SCHEMAS[name].names, "id" if name == "article" else "article"
            half = f"{own} < (SELECT id FROM article ORDER BY id LIMIT 1 OFFSET 1)" if own in columns else "1"
            listed = ", ".join(f'"{column}"' for column in columns)
            query = f'SELECT {half}, {listed} FROM "{name}" ORDER BY rowid'
            if name in ("neighbourhood", "sketch", "aligned"):
                query = query.removesuffix(" ORDER BY rowid")
            rows = [tuple(row) for row in opened.connection.execute(query)]
            (to / name).mkdir(parents=True)
            counts[name] = len(rows)
            for part in (1, 0):
                chosen = [row[1:] for row in rows if row[0] == part]
                columns_of = zip(*chosen, strict=True) if chosen else [[] for _ in columns]
                arrays = [
                    pa.array([bool(v) for v in values] if field.type == pa.bool_() else list(values), field.type)
                    for field, values in zip(SCHEMAS[name], columns_of, strict=True)
                ]
                pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMAS[name]), to / name / f"part-{part}.parquet")
    (to / MANIFEST).write_text(Manifest(software(), derived, counts).text(), encoding="utf-8")
    return to


def tables(record: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but for its key, sorted, and without which run it was and when.

    Of the seals those of articles remain, without the first hash, which is over the article's own row with its run.
    """
    found: dict[str, list[tuple[object, ...]]] = {}
    with Record.open(record, readonly=True) as opened:
        names = [name for (name,) in opened.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name.startswith("sqlite_") or "_search" in name or name in ("work", "run", "derivation"):
                continue
            described = opened.connection.execute(f'SELECT * FROM "{name}" LIMIT 0').description
            columns = ", ".join(f'"{d[0]}"' for d in described if d[0] not in ("key", "run"))
            found[name] = sorted(map(tuple, opened.connection.execute(f'SELECT {columns} FROM "{name}"')), key=repr)
        found["seal"] = [(id_, str(digest).partition(" ")[2]) for of, id_, digest in found["seal"] if of == "article"]
    return found
