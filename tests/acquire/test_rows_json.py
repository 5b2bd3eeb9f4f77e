"""Rows of JSON arrays and objects, read element by element."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Blob
from onrecord.acquire.row import Row, Rows
from onrecord.acquire.rows_json import json_lines, json_rows
from onrecord.acquire.settings import Settings
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem


def read(content: bytes, **limits: int) -> list[Rows]:
    return list(json_rows(Blob.of_bytes("t.json", content, "u", "l"), Settings(limits=Limits(**limits))))


def values(items: list[Rows]) -> list[object]:
    return [item.values for item in items if isinstance(item, Row)]


ROWS = [{"text": "One."}, {"text": "Two.", "n": [1, {"a": None}]}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ROWS).encode(),
        json.dumps(ROWS, indent=2).encode(),
        b"\xef\xbb\xbf" + json.dumps(ROWS).encode(),
        json.dumps(ROWS).encode("utf-16"),
        json.dumps({"status": "ok", "articles": ROWS}).encode(),
    ],
)
def test_forms(content: bytes):
    assert values(read(content)) == ROWS


def test_one_object_is_one_row():
    assert values(read(b'{"text": "One.", "tags": ["x"]}')) == [{"text": "One.", "tags": ["x"]}]


@pytest.mark.parametrize(
    ("content", "rows", "code", "fatal"),
    [
        (b'[{"text": "One."}, 5, {"text": "Two."}]', 2, "table", True),
        (b'[{"text": "One."}, {"text": Two}]', 1, "table", True),
        (b'[{"text": "One."}', 1, "truncated", False),
        (b'[{"text": "One."}, {"text": "Tw', 1, "table", True),
        (b"[" * 100_000, 0, "table", True),
        (b'{"text": ', 0, "table", True),
        (b'[{"text": "One."}, {"text": "' + b"x" * 300_000 + b'"}]', 1, "table", True),
    ],
)
def test_what_is_wrong(content: bytes, rows: int, code: str, fatal: bool):
    items = read(content, page_bytes=200_000)
    (found,) = [item for item in items if isinstance(item, Problem)]
    assert (len(values(items)), found.code.value, found.fatal) == (rows, code, fatal)


def test_a_long_array_is_read_in_steps():
    rows = [{"text": f"Row {number} " + "x" * 500} for number in range(2000)]
    packed = gzip.compress(json.dumps(rows).encode())
    assert values(read(packed)) == rows
    kept = values(read(packed[:-2000]))
    assert kept == rows[: len(kept)]
    assert len(kept) > 500


def test_lines_in_utf_16():
    content = "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in ROWS).encode("utf-16")
    items = list(json_lines(Blob.of_bytes("t.jsonl", content, "u", "l"), Settings()))
    assert values(items) == ROWS


@given(st.lists(st.dictionaries(st.text(), st.none() | st.text() | st.integers(), max_size=3), max_size=5))
@settings(max_examples=60)
def test_what_is_written_is_read(rows: list[dict[str, object]]):
    assert values(read(json.dumps(rows).encode())) == rows
