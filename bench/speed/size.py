"""Bytes that a record, its export and a cluster's folder take, beside the text of their articles."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.spark import LOOPBACK
from bench.speed.measuring import Ratio
from onrecord.acquire.settings import Settings
from onrecord.engine import local
from onrecord.engine.reading import reader_count
from onrecord.engine.spark.adding import Given, add
from onrecord.engine.spark.resolving import resolve
from onrecord.engine.spark.session import session
from onrecord.model.run import StatementsBy
from onrecord.query.exports import Form, export_record
from onrecord.record.file import Record

_KINDS = {
    "text": ("article", "block"),
    "search": (),
    "read": ("mention", "entity", "statement", "event", "citation"),
    "compared": ("sketch", "candidate", "aligned", "passage", "link"),
}
"""Tables by what they are for; all others hold what is derived, or look-ups for it."""


def measure(source: Path) -> dict[str, Any]:
    """Return how many times the bytes of the articles' text each form takes, read by rules.

    `ratios` are the other way round, text in each form's bytes, so that a higher one is better. `tables` are the
    record's parts, its indexes among them.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path, exported, folder = (Path(scratch, name) for name in ("record.db", "parquet", "folder"))
        local.add([source], path, statements_by=StatementsBy.RULES, workers=reader_count(StatementsBy.RULES))
        with Record.open(path, readonly=True) as record:
            articles = record.counts()["article"]
            export_record(record.snapshot(), Form.PARQUET, exported, None, lambda _: None)
        with session("local[2]", LOOPBACK) as spark:
            add(spark, Given([source], Settings(), statements_by=StatementsBy.RULES), str(folder))
            resolve(spark, str(folder))
        text, tables = _tables(path)
        forms = {"record": path.stat().st_size, "export": _bytes(exported), "folder": _bytes(folder)}
    times = {name: size / text for name, size in forms.items()}
    return {
        "articles": articles,
        "text_bytes_an_article": round(text / articles),
        "times_the_text": {name: round(size, 1) for name, size in times.items()},
        "tables": {name: round(size / text, 1) for name, size in tables.items()},
        "ratios": {name: Ratio(*[round(1 / size, 3)] * 3) for name, size in times.items()},
    }


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _tables(path: Path) -> tuple[int, Mapping[str, int]]:
    """Return the bytes of all text, and those of the record's tables by what they are for."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    text = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM article").fetchone()[0]
    sizes = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = 1 GROUP BY name"))
    of = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master"))
    connection.close()
    found: dict[str, int] = dict.fromkeys((*_KINDS, "derived"), 0)
    for name, size in sizes.items():
        found[_kind(of.get(name, name))] += size
    return text, found


def _kind(table: str) -> str:
    if "_search" in table:
        return "search"
    return next((kind for kind, names in _KINDS.items() if table in names), "derived")
