"""Rows of JSON Lines become pages with what their columns say as hints."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from onrecord.acquire.files import acquire
from onrecord.model.article import Field, Page
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday."


def rows(tmp_path: Path, *lines: object) -> list[Page | Problem]:
    folder = tmp_path / "wire"
    folder.mkdir(exist_ok=True)
    path = folder / "table.jsonl"
    path.write_text(
        "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8"
    )
    return list(acquire([path]))


def test_columns_become_hints(tmp_path: Path):
    row = {
        "ID": 7,
        "text": TEXT,
        "publisher": "velmarkpost.example",
        "title": "Bridge opens",
        "authors": ["Ada Torvik", "Ilse Brandt"],
        "date": "2031-05-04",
        "time": "2031-05-06T10:00:00",
        "url": "https://velmarkpost.example/a",
    }
    (page,) = rows(tmp_path, row)
    assert isinstance(page, Page)
    assert (page.uri, page.media, page.content.decode()) == ("wire/table.jsonl#7", "text/plain", TEXT)
    assert {(hint.field, hint.basis, hint.value) for hint in page.hints} == {
        (Field.OUTLET, "table:publisher", "velmarkpost.example"),
        (Field.TITLE, "table:title", "Bridge opens"),
        (Field.BYLINE, "table:authors", "Ada Torvik, Ilse Brandt"),
        (Field.PUBLISHED, "table:date", "2031-05-04"),
        (Field.CRAWLED, "table:time", "2031-05-06T10:00:00"),
        (Field.URL, "table:url", "https://velmarkpost.example/a"),
    }


@pytest.mark.parametrize("column", ["time", "timestamp", "crawl_time", "fetched"])
def test_a_crawl_time_is_never_the_publication_date(tmp_path: Path, column: str):
    (page,) = rows(tmp_path, {"text": TEXT, column: "2031-05-06T10:00:00"})
    assert isinstance(page, Page)
    assert [hint.field for hint in page.hints] == [Field.CRAWLED]


def test_rows_are_named_by_id_else_address_else_line(tmp_path: Path):
    items = rows(tmp_path, {"text": TEXT}, "", {"text": TEXT, "url": "https://a.example"}, {"text": TEXT, "id": "x"})
    assert [item.uri.partition("#")[2] for item in items] == ["1", "https://a.example", "x"]


def test_html_is_marked_as_utf8(tmp_path: Path):
    (page,) = rows(tmp_path, {"html": "<meta charset=latin-1><p>Zoë</p>"})
    assert isinstance(page, Page)
    assert page.content.startswith(codecs.BOM_UTF8)
    assert page.media == "text/html"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{broken", "table"),
        ("[1, 2]", "table"),
        ('"text"', "table"),
        ({"title": "Bridge opens"}, "table"),
        ({"text": None}, "table"),
        ({"text": ["a"]}, "table"),
        ({"text": "\ud800"}, "table"),
        ({"text": "  "}, "empty"),
        ("[" * 100_000, "table"),
    ],
)
def test_a_bad_row_is_a_problem_with_its_line_and_the_others_are_read(tmp_path: Path, line: object, code: str):
    items = rows(tmp_path, {"text": TEXT}, line, {"text": TEXT})
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (problem.code.value, problem.place) == (code, "line 2")
    assert len(items) == 3


def test_a_table_without_rows_is_a_problem(tmp_path: Path):
    (problem,) = rows(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.code.value == "empty"


def test_a_table_with_other_columns_is_told_its_columns(tmp_path: Path):
    (tmp_path / "t.jsonl").write_text('{"Story": "The bridge opened.", "n": 1}\n{}\n', encoding="utf-8")
    first, second = acquire([tmp_path / "t.jsonl"])
    assert isinstance(first, Problem)
    assert isinstance(second, Problem)
    assert "its columns are: story, n" in first.cause
    assert "its columns are: none" in second.cause
