"""Everything that goes in comes out: as a page or as a problem."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import acquire, read_blob
from onrecord.acquire.listing import list_blobs
from onrecord.acquire.settings import Settings
from onrecord.extract.decode import Decoded, decode
from onrecord.model.article import Field, Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode

FEED = b"<rss><channel><item><description>&lt;p&gt;The bridge.&lt;/p&gt;</description></item></channel></rss>"


def found(*sources: Path | str, settings: Settings | None = None) -> list[Page | Problem]:
    return [item for item in acquire(sources, settings) if not isinstance(item, Notice)]


def codes(*sources: Path | str, settings: Settings | None = None) -> list[str]:
    items = found(*sources, settings=settings)
    return [item.code.value if isinstance(item, Problem) else item.media for item in items]


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
        ("book.pdf", b"%PDF-1.7", "unreadable"),
        ("noending", b"text", "unsupported"),
        ("page.html.gz", b"\x1f\x8b broken bytes", "unreadable"),
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


def test_a_file_above_the_limit_is_not_held(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"x" * 100_000, mtime=0))
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"text": "y" * 200}) + '\n{"text": "The bridge opened."}\n', encoding="utf-8"
    )
    small = Settings(limits=Limits(page_bytes=100))
    assert codes(tmp_path, settings=small) == ["too-large", "too-large", "too-large", "text/plain"]


def test_gzip_is_unpacked(tmp_path: Path):
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>The bridge opened.</p>", mtime=0))
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
    assert isinstance(decoded := decode(page), Decoded)
    assert decoded.text == words


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


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("index.php?id=3", b"<!doctype html><p>The bridge opened.</p>", "text/html"),
        ("index.html.1", b"\n<!-- saved --><html><p>The bridge opened.</p></html>", "text/html"),
        ("article", b"<div><p>The bridge opened.</p></div>", "text/html"),
        ("page.txt", b"<!DOCTYPE html><p>The bridge opened.</p>", "text/html"),
        ("page.xml", b'<?xml version="1.0"?><!DOCTYPE html><html><p>The bridge opened.</p></html>', "text/html"),
        ("wide", "<html><p>The bridge opened.</p></html>".encode("utf-16-le"), "text/html"),
        ("rows.txt.2", b'{"text": "The bridge opened."}\n{"text": "It closed."}\n', "text/plain"),
        ("feed.html", FEED, "text/html"),
        ("page.html", gzip.compress(b"<p>The bridge opened.</p>", mtime=0), "text/html"),
        ("page.html.gz", b"<p>The bridge opened.</p>", "text/html"),
        ("page.html.bz2", bz2.compress(b"<p>The bridge opened.</p>"), "text/html"),
        ("page.html.xz", lzma.compress(b"<p>The bridge opened.</p>"), "text/html"),
        ("bridge.v1.TXT", b"The bridge opened.", "text/plain"),
        ("array.jsonl", b'[{"text": "The bridge opened."}]', "text/plain"),
        ("lines.json", b'{"text": "The bridge opened."}\n{"text": "It closed."}\n', "text/plain"),
        ("one.json", b'{\n "text": "The bridge opened."\n}', "text/plain"),
    ],
)
def test_a_file_is_read_as_what_its_bytes_are(tmp_path: Path, name: str, content: bytes, media: str):
    (tmp_path / name).write_bytes(content)
    assert set(codes(tmp_path / name)) == {media}


def test_a_table_whose_first_cell_is_html_is_a_table(tmp_path: Path):
    (tmp_path / "t.csv").write_text('<html><p>,text\nx,"The bridge opened."\n', encoding="utf-8")
    assert codes(tmp_path) == ["text/plain"]


def test_the_form_is_for_names_that_tell_nothing(tmp_path: Path):
    (tmp_path / "a").write_text("The bridge opened.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>The bridge opened.</p>", encoding="utf-8")
    assert codes(tmp_path, settings=Settings(form=".txt")) == ["text/plain", "text/html"]
    assert codes(tmp_path / "a", settings=Settings(form="txt")) == ["text/plain"]
    (unknown,) = found(tmp_path / "a")
    assert isinstance(unknown, Problem)
    assert "--as" in unknown.remedy


def test_what_a_server_says_goes_before_the_name():
    def read(media: str) -> list[str]:
        blob = Blob(
            "a.php", "u", "l", partial(io.BytesIO, b"text,outlet\nThe bridge opened.,Velm Courier\n"), media=media
        )
        return [item.media for item in read_blob(blob, Settings()) if isinstance(item, Page)]

    assert read("text/csv; charset=utf-8") == ["text/plain"]
    assert read("text/plain") == ["text/plain"]
    assert read("application/octet-stream") == []


def test_a_broken_off_page_is_no_page(tmp_path: Path):
    packed = gzip.compress(os.urandom(3000).hex().encode())
    (tmp_path / "page.html.gz").write_bytes(packed[:-20])
    assert codes(tmp_path) == ["truncated"]


@pytest.mark.parametrize("name", ["page.html", "table.jsonl", "table.csv", "feed.xml", "paper.pdf", "noending"])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_a_problem(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]):
    (tmp_path / f"{name}.gz").write_bytes(pack(b"<p>a" + b" " * 2**21))
    limits = Limits(unpacked_bytes=2**16)
    assert set(codes(tmp_path, settings=Settings(limits=limits))) <= {"bomb", "unsupported"}
    assert codes(tmp_path, settings=Settings(limits=limits))


def test_front_matter_of_markdown_is_no_text(tmp_path: Path):
    front = "---\ntitle: Bridge opens\ndate: 2031-05-04\nauthor:\n  - Ada Torvik\ntags: [x]\n---\n"
    (tmp_path / "a.md").write_text(front + "# Bridge opens\n\nIt opened on Monday.\n", encoding="utf-8")
    (page,) = found(tmp_path)
    assert isinstance(page, Page)
    assert page.content == b"# Bridge opens\n\nIt opened on Monday.\n"
    assert [(hint.field, hint.value, hint.basis) for hint in page.hints] == [
        (Field.TITLE, "Bridge opens", "text:front-matter:title"),
        (Field.BYLINE, "Ada Torvik", "text:front-matter:author"),
        (Field.PUBLISHED, "2031-05-04", "text:front-matter:date"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule above, and no front matter.\n---\nIt opened.\n",
        "---\ntitle: never closed\nIt opened.\n",
        "---\n" + "[" * 5000 + "\n---\nIt opened.\n",
        "---\na: &a [*a]\n*b\n---\nIt opened.\n",
        "---\ntitle: nothing else\n---\n",
        "It opened.\n---\ntitle: x\n---\n",
    ],
)
def test_other_lines_between_rules_stay(tmp_path: Path, text: str):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (page,) = found(tmp_path)
    assert isinstance(page, Page)
    assert page.content == text.encode()


def test_what_is_listed_can_be_sent_to_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("The bridge opened.", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<p>It closed.</p>")))
    listed = [item for item in list_blobs([tmp_path, "-"], Settings()) if isinstance(item, Blob)]
    blobs = [pickle.loads(pickle.dumps(blob)) for blob in listed]  # noqa: S301
    pages = [item for blob in blobs for item in read_blob(blob, Settings())]
    assert [(page.location, page.media) for page in pages if isinstance(page, Page)] == [
        (str(tmp_path / "a.txt"), "text/plain"),
        ("standard input", "text/html"),
    ]
