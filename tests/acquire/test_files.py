"""Everything that goes in comes out: as a page or as a problem."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from onrecord.acquire.content import BYTES_MAX
from onrecord.acquire.files import acquire
from onrecord.extract.decode import decode
from onrecord.model.article import Page
from onrecord.model.problem import Problem, ProblemCode


def found(*paths: Path) -> list[Page | Problem]:
    return list(acquire(paths))


def codes(*paths: Path) -> list[str]:
    return [item.code.value if isinstance(item, Problem) else item.media for item in found(*paths)]


def test_a_folder_is_read_in_order_and_hidden_files_are_skipped(tmp_path: Path):
    folder = tmp_path / "wire"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("z.txt", "a.md", "b/c.html", ".hidden.txt", ".git/config.txt"):
        (folder / name).write_text("The bridge opened.", encoding="utf-8")
    pages = [item for item in found(folder) if isinstance(item, Page)]
    assert [page.uri for page in pages] == ["wire/a.md", "wire/z.txt", "b/c.html"]
    assert [page.media for page in pages] == ["text/plain", "text/plain", "text/html"]


def test_a_page_has_one_name_however_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text("The bridge opened.", encoding="utf-8")
    named = [found(folder), found(folder / "a.txt"), found(folder / ".." / "wire")]
    monkeypatch.chdir(folder)
    named += [found(Path("a.txt")), found(Path())]
    assert {item.uri for items in named for item in items} == {"wire/a.txt"}


def test_a_file_named_twice_is_read_once(tmp_path: Path):
    (tmp_path / "a.txt").write_text("The bridge opened.", encoding="utf-8")
    assert len(found(tmp_path, tmp_path / "a.txt")) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n....", "binary"),
        ("program.html", b"abc\0def", "binary"),
        ("book.pdf", b"%PDF-1.7", "unsupported"),
        ("noending", b"text", "unsupported"),
        ("page.html.gz", b"\x1f\x8b broken", "unreadable"),
        ("wide.txt", "\ufeffThe bridge opened.".encode("utf-16-le"), "text/plain"),
        ("page.HTM", b"<p>The bridge opened.</p>", "text/html"),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, code: str):
    (tmp_path / name).write_bytes(content)
    assert codes(tmp_path / name) == [code]


def test_a_missing_file_and_a_dangling_link_are_problems(tmp_path: Path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    assert codes(tmp_path / "none.txt", tmp_path) == ["vanished", "vanished"]


def test_a_file_that_vanishes_while_the_folder_is_read(tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The bridge opened.", encoding="utf-8")
    items = acquire([tmp_path])
    next(items)
    (tmp_path / "b.txt").unlink()
    assert [item.code for item in items if isinstance(item, Problem)] == [ProblemCode.VANISHED]


def test_links_between_folders_do_not_lead_in_a_circle(tmp_path: Path):
    (tmp_path / "a.txt").write_text("The bridge opened.", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    assert "text/plain" in codes(tmp_path)


def test_a_file_above_the_limit_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.acquire.content.BYTES_MAX", 100)
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"x" * 100_000))
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"text": "y" * 200}) + '\n{"text": "The bridge opened."}\n', encoding="utf-8"
    )
    assert codes(tmp_path) == ["too-large", "too-large", "too-large", "text/plain"]
    assert BYTES_MAX > 100


def test_gzip_is_unpacked(tmp_path: Path):
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>The bridge opened.</p>"))
    (page,) = found(tmp_path)
    assert isinstance(page, Page)
    assert page.content == b"<p>The bridge opened.</p>"


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path):
    path = tmp_path / "caf\udce9.txt"
    path.write_text("The bridge opened.", encoding="utf-8")
    (page,) = found(tmp_path)
    assert page.uri.endswith(r"/caf\xe9.txt")
    page.uri.encode("utf-8")


@pytest.mark.parametrize("name", ["feed.xml", "page.html", "table.jsonl", "text.txt", "packed.txt.gz"])
def test_a_pipe_is_a_problem_and_never_waited_for(tmp_path: Path, name: str):
    os.mkfifo(tmp_path / name)
    (item,) = found(tmp_path)
    assert isinstance(item, Problem)
    assert (item.code, item.location) == (ProblemCode.UNSUPPORTED, str(tmp_path / name))


def test_a_device_behind_a_link_is_a_problem_and_not_read(tmp_path: Path):
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    (item,) = found(tmp_path)
    assert isinstance(item, Problem)
    assert item.code is ProblemCode.UNSUPPORTED


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(tmp_path: Path, encoding: str):
    words = "The café at the bridge opened on Monday.\n"
    (tmp_path / "a.txt").write_bytes(words.encode(encoding))
    (page,) = found(tmp_path)
    assert isinstance(page, Page)
    assert decode(page) == words


@pytest.mark.parametrize("content", [b"a\0b\0c\0\0d", b"\0\0\0\0\0\0", b"ab\0cd\0ef\0gh\0"])
def test_other_bytes_with_nul_are_no_text(tmp_path: Path, content: bytes):
    (tmp_path / "a.txt").write_bytes(content)
    assert codes(tmp_path) == ["binary"]


def test_a_file_that_vanishes_after_the_listing_is_a_problem(tmp_path: Path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("The bridge opened.", encoding="utf-8")
    items = acquire([tmp_path])
    assert isinstance(next(items), Page)
    (tmp_path / "b.txt").unlink()
    (item,) = items
    assert isinstance(item, Problem)
    assert item.code is ProblemCode.VANISHED


def test_rows_and_feed_items_say_where_in_the_file_they_stand(tmp_path: Path):
    (tmp_path / "t.jsonl").write_text('{"id": "x", "text": "One."}\n\n{"id": "x", "text": "Two."}\n', encoding="utf-8")
    item = "<item><title>A</title><description>One.</description></item>"
    (tmp_path / "f.rss").write_text(f"<rss><channel>{item}{item}</channel></rss>", encoding="utf-8")
    places = [page.place for page in found(tmp_path) if isinstance(page, Page)]
    assert places == ["item 1", "item 2", "line 1", "line 3"]
