"""Rows of Parquet files."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import acquire, read_blob
from onrecord.acquire.settings import Settings
from onrecord.model.article import Field, Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday."


def packed(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def read(content: bytes, **limits: int) -> list[object]:
    blob = Blob.of_bytes("t.parquet", content, "press/t.parquet", "in/t.parquet")
    return list(read_blob(blob, Settings(limits=Limits(**limits))))


def test_columns_of_every_flat_type(tmp_path: Path):
    table = pa.table(
        {
            "id": pa.array([7, 8]),
            "body": pa.array([TEXT, TEXT]).dictionary_encode(),
            "authors": pa.array([["Ada Torvik", "Ilse Brandt"], None]),
            "date": pa.array([date(2031, 5, 4), None]),
            "updated": pa.array([datetime(2031, 5, 4, 10, tzinfo=UTC), None], pa.timestamp("us", "UTC")),
            "time": pa.array([datetime(2031, 5, 6, 10), None], pa.timestamp("ns")),
            "nested": pa.array([{"a": 1}, None]),
        }
    )
    (tmp_path / "t.parquet.gz").write_bytes(gzip.compress(packed(table), mtime=0))
    nested, columns, first, second = acquire([tmp_path])
    assert isinstance(nested, Notice)
    assert nested.text == "columns with nested values are left out: nested"
    assert isinstance(columns, Notice)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.uri.rpartition("/")[2], first.place, first.content.decode()) == ("t.parquet.gz#7", "row 1", TEXT)
    assert {hint.field: hint.value for hint in first.hints} == {
        Field.BYLINE: "Ada Torvik, Ilse Brandt",
        Field.PUBLISHED: "2031-05-04",
        Field.UPDATED: "2031-05-04T10:00:00Z",
        Field.CRAWLED: "2031-05-06T10:00:00",
    }
    assert second.hints == ()


def test_bytes_of_html_keep_their_encoding():
    page = "<meta charset=latin-1><p>Zoë</p>".encode("latin-1")
    items = read(packed(pa.table({"html": pa.array([page], pa.binary())})))
    (found,) = [item for item in items if isinstance(item, Page)]
    assert (found.content, found.media) == (page, "text/html")


def test_a_table_of_one_value_is_a_bomb():
    content = packed(pa.table({"text": pa.array(["x" * 5000] * 20_000)}), compression="zstd")
    items = read(content, unpacked_bytes=1_000_000)
    assert isinstance(items[-1], Problem)
    assert items[-1].code.value == "bomb"


@pytest.mark.parametrize("cut", [4, 40, -8])
def test_a_broken_file_is_a_problem(cut: int):
    (found,) = read(packed(pa.table({"text": [TEXT]}))[:cut])
    assert isinstance(found, Problem)
    assert found.fatal


def test_no_rows():
    (found,) = read(packed(pa.table({"text": pa.array([], pa.string())})))
    assert isinstance(found, Problem)
    assert found.code.value == "empty"
