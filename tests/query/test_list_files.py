from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from onrecord.export.parts import Row
from onrecord.export.rows import TABLES
from onrecord.model.snapshot import Snapshot
from onrecord.query.columns import arrow_schema
from onrecord.query.dictionary import dictionary
from onrecord.query.list_files import GROUP, ListForm, write_list
from onrecord.record.file import Record

TABLE = {table.name: table for table in TABLES}


@pytest.fixture(scope="module")
def snapshot(invented_record: Path) -> Snapshot:
    with Record.open(invented_record, readonly=True) as record:
        return record.snapshot()


def written(name: str, rows: Iterable[Row], form: ListForm) -> bytes:
    out = io.BytesIO()
    write_list(name, rows, form, out)
    assert not out.closed
    return out.getvalue()


@pytest.mark.parametrize("name", TABLE)
def test_json_lines_are_the_rows(snapshot: Snapshot, name: str) -> None:
    rows = list(TABLE[name].make(snapshot))
    lines = written(name, iter(rows), ListForm.JSONL).decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize("name", TABLE)
def test_csv_has_a_header_and_no_formula(snapshot: Snapshot, name: str) -> None:
    rows = list(TABLE[name].make(snapshot))
    text = written(name, iter(rows), ListForm.CSV).decode("utf-8")
    header, *cells = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(header) == TABLE[name].columns
    assert [dict(zip(header, row, strict=True))["id"] for row in cells] == [row["id"] for row in rows]
    assert not any(cell[:1] in tuple("=@\t\r") for row in cells for cell in row)


@pytest.mark.parametrize("name", TABLE)
def test_parquet_holds_the_rows_with_types_and_meanings(snapshot: Snapshot, tmp_path: Path, name: str) -> None:
    rows = list(TABLE[name].make(snapshot))
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(written(name, iter(rows), ListForm.PARQUET))
    table = pq.read_table(path)
    assert table.to_pylist() == rows
    assert table.schema.equals(arrow_schema(name))
    assert table.schema.field(0).metadata[b"description"].decode() == dictionary()[name][0].text
    assert len(pd.read_parquet(path)) == len(rows)
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(len(rows),)]


@pytest.mark.parametrize("form", list(ListForm))
@pytest.mark.parametrize("name", TABLE)
def test_no_rows_are_a_file_too(name: str, form: ListForm) -> None:
    content = written(name, [], form)
    if form is ListForm.PARQUET:
        assert pq.read_table(io.BytesIO(content)).schema.equals(arrow_schema(name))
    else:
        assert content == (b"" if form is ListForm.JSONL else ",".join(TABLE[name].columns).encode() + b"\r\n")


@pytest.mark.parametrize("form", list(ListForm))
def test_the_same_rows_give_the_same_bytes(snapshot: Snapshot, form: ListForm) -> None:
    rows = list(TABLE["claims"].make(snapshot))
    assert written("claims", rows, form) == written("claims", iter(rows), form)


class Sink(io.RawIOBase):
    """A file that keeps nothing but its size."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.size

    def write(self, data: Any) -> int:  # noqa: ANN401 - bytes, or a buffer of pyarrow
        self.size += len(data)
        return len(data)


def _many(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": f"pro-{number}",
            "code": "empty",
            "uri": f"in/{number}" * 20,
            "location": f"/in/{number}",
            "place": "",
            "cause": "it holds no text",
            "remedy": f"save {number} again" * 10,
            "fatal": True,
        }


@pytest.mark.parametrize("form", list(ListForm))
def test_rows_are_not_held(form: ListForm) -> None:
    out = Sink()
    peaks = []
    for count in (2 * GROUP, 10 * GROUP):
        tracemalloc.start()
        write_list("problems", _many(count), form, out)  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_a_long_list_of_parquet_has_several_groups() -> None:
    content = written("problems", _many(2 * GROUP + 1), ListForm.PARQUET)
    file = pq.ParquetFile(io.BytesIO(content))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [GROUP, GROUP, 1]
