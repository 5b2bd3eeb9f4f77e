"""A table beside the coverage adds what pages do not say."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from onrecord.acquire.blob import Acquired
from onrecord.acquire.files import acquire
from onrecord.acquire.settings import Settings
from onrecord.model.article import Page
from onrecord.model.errors import SourceError
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday."


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    for name in ("a.txt", "2031/b.txt", "2032/b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")
    row = {"id": "7", "text": TEXT, "url": "https://www.courier.example/a/?x=1#top"}
    (folder / "t.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("in/c.txt", TEXT)
    return folder


def read(press: Path, table: str, name: str = "meta.csv") -> list[Acquired]:
    path = press.parent / name
    path.write_text(table, encoding="utf-8")
    items = list(acquire([press], Settings(sidecar=path)))
    return [item for item in items if not (isinstance(item, Notice) and item.text.startswith("columns"))]


def said(items: list[Acquired]) -> dict[str, list[str]]:
    """Return what the sidecar says of each page that it says anything of."""
    pages = [item for item in items if isinstance(item, Page)]
    stated = {
        page.uri: [f"{h.basis}={h.value}" for h in page.hints if h.basis.startswith("sidecar:")] for page in pages
    }
    return {uri: words for uri, words in stated.items() if words}


@pytest.mark.parametrize(
    ("about", "uri"),
    [
        ("a.txt", "press/a.txt"),
        ("press/a.txt", "press/a.txt"),
        ("./2031/b.txt", "2031/b.txt"),
        ("2032\\b.txt", "2032/b.txt"),
        ("t.jsonl", "press/t.jsonl#7"),
        ("t.jsonl#7", "press/t.jsonl#7"),
        ("c.txt", "press/z.zip!/in/c.txt"),
        ("z.zip", "press/z.zip!/in/c.txt"),
        ("z.zip!/in/c.txt", "press/z.zip!/in/c.txt"),
    ],
)
def test_rows_are_joined_by_file(press: Path, about: str, uri: str):
    items = read(press, f"file,outlet,date,byline,language\n{about},Velm Courier,2031-05-04,Ada Torvik,en\n")
    words = [
        "sidecar:byline=Ada Torvik",
        "sidecar:date=2031-05-04",
        "sidecar:outlet=Velm Courier",
        "sidecar:language=en",
    ]
    assert said(items) == {uri: words}
    assert not [item for item in items if not isinstance(item, Page)]


@pytest.mark.parametrize("url", ["https://courier.example/a/?x=1", "www.Courier.example/a/?x=1#other"])
def test_rows_are_joined_by_address(press: Path, url: str):
    items = read(press, f"url,outlet\n{url},Velm Courier\n")
    assert "sidecar:outlet=Velm Courier" in said(items)["press/t.jsonl#7"]


def test_a_sidecar_may_be_json_lines(press: Path):
    row = json.dumps({"filename": "a.txt", "headline": "Bridge opens"})
    assert said(read(press, row + "\n", "meta.jsonl")) == {"press/a.txt": ["sidecar:headline=Bridge opens"]}


def test_a_row_that_fits_two_files_is_a_problem(press: Path):
    items = read(press, "file,outlet\nb.txt,Velm Courier\n")
    assert said(items) == {"2031/b.txt": ["sidecar:outlet=Velm Courier"]}
    (found,) = [item for item in items if isinstance(item, Problem)]
    assert not found.fatal
    assert "line 2" in found.cause
    assert "2031/b.txt" in found.cause


def test_the_longer_path_wins(press: Path):
    items = read(press, "file,outlet\nb.txt,Velm Courier\n2032/b.txt,Harbour Daily\n")
    assert said(items) == {
        "2031/b.txt": ["sidecar:outlet=Velm Courier"],
        "2032/b.txt": ["sidecar:outlet=Harbour Daily"],
    }


def test_rows_that_fit_nothing_are_told(press: Path):
    items = read(press, "file,outlet\na.txt,X\nno.txt,Y\nnone.html,Z\n")
    assert isinstance(items[-1], Notice)
    assert items[-1].text == "2 rows fitted nothing: no.txt, none.html"


def test_a_file_that_could_not_be_read_was_there(press: Path):
    (press / "empty.txt").write_bytes(b"")
    items = read(press, "file,outlet\nempty.txt,X\n")
    assert not [item for item in items if isinstance(item, Notice)]


@pytest.mark.parametrize(
    ("table", "name", "message"),
    [
        ("outlet,date\nx,y\n", "m.csv", "no column file or url; its columns are: outlet, date"),
        ("file,notes\na.txt,y\n", "m.csv", "no column says anything"),
        ("file,outlet\na.txt\n", "m.csv", "line 2"),
        ("file,outlet\n,x\n", "m.csv", "names no file and no address"),
        ("file,outlet\na.txt,x\na.txt,y\n", "m.csv", "a.txt stands on line 2 too"),
        ("url,outlet\nhttps://a.example,x\nwww.a.example/,y\n", "m.csv", "stands on line 2 too"),
        ("", "m.csv", "no column file or url"),
        ("file,outlet\n", "m.txt", "ends in .csv"),
        ("{", "m.jsonl", "no JSON"),
    ],
)
def test_a_bad_sidecar_is_refused(press: Path, table: str, name: str, message: str):
    with pytest.raises(SourceError, match=r".*") as caught:
        read(press, table, name)
    assert message in str(caught.value)


def test_a_sidecar_that_is_not_there_is_refused(press: Path):
    with pytest.raises(SourceError):
        list(acquire([press], Settings(sidecar=press / "none.csv")))
