"""Rows of JSON Lines become pages with what their columns say as hints."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from onrecord.acquire.blob import Acquired
from onrecord.acquire.files import acquire
from onrecord.acquire.settings import Settings
from onrecord.model.article import Field, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday."


def rows(tmp_path: Path, *lines: object) -> list[Page | Problem]:
    folder = tmp_path / "wire"
    folder.mkdir(exist_ok=True)
    path = folder / "table.jsonl"
    path.write_text(
        "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8"
    )
    return [item for item in acquire([path]) if not isinstance(item, Notice)]


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


def test_a_table_without_a_column_of_text_is_one_problem_that_lists_its_columns(tmp_path: Path):
    (found,) = rows(tmp_path, {"Story line": "The bridge opened.", "n": 1}, {}, {"n": 2})
    assert isinstance(found, Problem)
    assert found.fatal
    assert "its columns are: Story line, n" in found.cause
    assert "--column" in found.remedy


def test_a_row_without_text_is_a_problem_that_lists_its_columns(tmp_path: Path):
    _, found = rows(tmp_path, {"text": TEXT}, {"Words": TEXT})
    assert isinstance(found, Problem)
    assert "its columns are: Words" in found.cause


def table(tmp_path: Path, *lines: object, columns: tuple[tuple[str, str], ...] = ()) -> list[Acquired]:
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return list(acquire([path], Settings(columns=columns)))


def test_the_columns_are_told_once(tmp_path: Path):
    items = table(tmp_path, *[{"body": TEXT, "source": "Velm Courier", "date": "2031-05-04", "x": 1, "y": 2}] * 3)
    notices = [item.text for item in items if isinstance(item, Notice)]
    assert notices == ["columns: text <- body, outlet <- source, published <- date; not used: x, y"]


@pytest.mark.parametrize("name", ["Body Text", "bodyText", "body_text", "BODY-TEXT"])
def test_names_are_compared_by_letters_alone(tmp_path: Path, name: str):
    _, page = table(tmp_path, {name: TEXT})
    assert isinstance(page, Page)


def test_the_user_chooses_columns(tmp_path: Path):
    row = {"text": "A teaser.", "full story": TEXT, "author": "Desk", "by": "Ada Torvik"}
    notice, page = table(tmp_path, row, columns=(("text", "Full Story"), ("byline", "by")))
    assert isinstance(page, Page)
    assert page.content.decode() == TEXT
    assert [(hint.field, hint.value, hint.basis) for hint in page.hints] == [(Field.BYLINE, "Ada Torvik", "table:by")]
    assert isinstance(notice, Notice)
    assert notice.text == "columns: text <- full story, byline <- by; not used: text, author"


@pytest.mark.parametrize(
    ("choice", "cause"),
    [
        (("text", "none"), "no column none; its columns are: text, n"),
        (("words", "text"), "no field words; the fields are"),
    ],
)
def test_a_wrong_choice_is_one_problem(tmp_path: Path, choice: tuple[str, str], cause: str):
    (found,) = table(tmp_path, *[{"text": TEXT, "n": 1}] * 3, columns=(choice,))
    assert isinstance(found, Problem)
    assert found.fatal
    assert cause in found.cause


def test_text_is_taken_from_the_first_filled_column(tmp_path: Path):
    items = table(tmp_path, {"text": "", "body": TEXT}, {"text": None, "html": f"<p>{TEXT}</p>"})
    pages = [(page.media, TEXT in page.content.decode()) for page in items if isinstance(page, Page)]
    assert pages == [("text/plain", True), ("text/html", True)]


def test_a_cell_of_text_that_is_html_is_read_as_html(tmp_path: Path):
    _, first, second = table(tmp_path, {"content": f"<p>{TEXT}</p>"}, {"content": "<The> bridge < opened."})
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.media, second.media) == ("text/html", "text/plain")


def test_a_very_long_key_is_no_name(tmp_path: Path):
    _, page = table(tmp_path, {"id": "x" * 10_000, "text": TEXT})
    assert isinstance(page, Page)
    assert page.uri.endswith("/t.jsonl#1")


def test_many_bad_rows_at_the_top_do_not_hide_the_others(tmp_path: Path):
    items = rows(tmp_path, *["{broken"] * 100, {"text": TEXT})
    assert len(items) == 101
    assert isinstance(items[-1], Page)
