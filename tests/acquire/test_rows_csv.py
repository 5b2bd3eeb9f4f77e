"""Rows of CSV and its kin: delimiters, quotation marks, encodings, and what is wrong with rows."""

from __future__ import annotations

import csv
import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Blob
from onrecord.acquire.row import Row, Rows
from onrecord.acquire.rows_csv import csv_rows
from onrecord.acquire.settings import Settings
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem


def read(content: bytes | str, **limits: int) -> list[Rows]:
    data = content.encode() if isinstance(content, str) else content
    return list(csv_rows(Blob.of_bytes("t.csv", data, "u", "l"), Settings(limits=Limits(**limits))))


def values(items: list[Rows]) -> list[dict[str, object]]:
    return [dict(item.values) for item in items if isinstance(item, Row)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_forms(delimiter: str, line_end: str, encoding: str):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    cells = ['He said: "No, never; not | here."', f"Two lines{line_end}\tin a cell", "Zoë"]
    writer.writerows([["text", "title", "author"], cells, ["b", "", "c"]])
    items = read(out.getvalue().encode(encoding))
    assert values(items) == [
        dict(zip(("text", "title", "author"), row, strict=True)) for row in (cells, ["b", "", "c"])
    ]
    assert next(item.place for item in items if isinstance(item, Row)) == "line 2"


def test_an_old_encoding_is_guessed_and_told():
    words = "“The café of the señora Müller is closed”; he said – again."
    items = read(("text,author\n" + f"{words},Zoë\n" * 20).encode("cp1252"))
    assert values(items) == [{"text": words, "author": "Zoë"}] * 20
    assert [item.text.startswith("read as cp125") for item in items if isinstance(item, Notice)] == [True]


def test_tabs_without_quoting():
    items = read('text\tn\n"We go," he said.\t1\nShe: "No."\t2\n')
    assert values(items) == [{"text": '"We go," he said.', "n": "1"}, {"text": 'She: "No."', "n": "2"}]


@pytest.mark.parametrize(
    ("content", "rows", "place", "cause"),
    [
        ("text,n\na,1\nb\nc,3\n", 2, "line 3", "1 cells, the table 2 columns"),
        ("text,n\na,1\nb,x,y\nc,3\n", 2, "line 3", "3 cells, the table 2 columns"),
        ('text,n\na,1\n"b,2\nc,3\n', 1, "line 3", "never closed"),
        ('text,n\na,1\n"b" c,2\nc,3\n', 1, "line 3", "marks inside a cell twice"),
        ('text,n\n"a\nb",1\nc\n', 1, "line 4", "1 cells"),
        (b"text,n\na,1\nb\xff\xc3\xa9\xc3\xa9,2\nc,3\n", 2, "line 3", "bytes that are no text"),
        ("text,n\na,1\n" + "x" * 200 + ",2\n", 1, "line 3", "longer than 100 characters"),
    ],
)
def test_a_bad_row_is_a_problem_with_its_line(content: bytes | str, rows: int, place: str, cause: str):
    items = read(content, page_bytes=100)
    (found,) = [item for item in items if isinstance(item, Problem)]
    assert (len(values(items)), found.place) == (rows, place)
    assert cause in found.cause
    assert found.fatal


def test_no_column_is_lost():
    items = read("text,,text,\na,b,c,d\n")
    assert values(items) == [{"text": "a", "column 2": "b", "text (3)": "c", "column 4": "d"}]


def test_a_cell_may_be_longer_than_the_modules_own_limit():
    (row,) = values(read(f'text\n"{"x" * 300_000}"\n'))
    assert len(str(row["text"])) == 300_000


def test_rows_before_a_break_are_kept():
    lines = "".join(f"{number},{'x' * 50}{number * 7919}\n" for number in range(2000))
    packed = gzip.compress(f"id,text\n{lines}".encode(), mtime=0)
    items = read(packed[: len(packed) // 2])
    found = items[-1]
    assert isinstance(found, Problem)
    assert (found.code.value, found.fatal) == ("truncated", False)
    assert [row["id"] for row in values(items)] == [str(number) for number in range(len(items) - 1)]
    assert len(items) > 500


def test_bytes_in_no_encoding_are_one_problem():
    (found,) = read(b"text,n\n" + bytes(range(128, 256)) * 40 + b"\n")
    assert isinstance(found, Problem)
    assert found.code.value in {"encoding", "table"}


@given(st.lists(st.tuples(st.text(), st.text(), st.text(min_size=1)), max_size=6))
@settings(max_examples=60)
def test_what_is_written_is_read(rows: list[tuple[str, str, str]]):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "title", "n"), *rows])
    items = read(out.getvalue())
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.values()) for row in values(items)] == expected


@given(st.text(alphabet='a",;\t\n\r\0é ', max_size=60))
@settings(max_examples=200)
def test_rows_have_the_tables_columns_whatever_comes(content: str):
    rows = values(read(content))
    assert len({tuple(row) for row in rows}) <= 1
