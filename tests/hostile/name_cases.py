"""Files that are no files, lead in circles, or have names that hurt whoever prints them."""

from __future__ import annotations

import os
from pathlib import Path

from tests.hostile.case import FIRST, LAST, Case, page

WHOLE = (FIRST, LAST)
_PAGE = page().encode()


def _pipe(home: Path) -> None:
    os.mkfifo(home / "pipe.html")


def _circle(home: Path) -> None:
    (home / "inner").mkdir()
    (home / "inner" / "up").symlink_to(home, target_is_directory=True)
    (home / "self.html").symlink_to(home / "self.html")
    (home / "good.html").write_bytes(_PAGE)


def _dangling(home: Path) -> None:
    (home / "gone.html").symlink_to(home / "nowhere.html")


def _to_device(home: Path) -> None:
    (home / "zero.txt").symlink_to("/dev/zero")


def _folder_named_page(home: Path) -> None:
    (home / "a.html").mkdir()
    (home / "a.html" / "b.html").write_bytes(_PAGE)


def _deep(home: Path) -> None:
    """Nest folders as deep as a path may be long."""
    folder = home / "/".join(["d"] * 400)
    folder.mkdir(parents=True)
    (folder / "a.html").write_bytes(_PAGE)


def _closed(home: Path) -> None:
    (home / "closed.html").write_bytes(_PAGE)
    (home / "closed.html").chmod(0)


def _odd_names(home: Path) -> None:
    for name in (
        b"line\nfeed.html",
        b"escape\x1b[31m.html",
        b"caf\xe9\xff.html",
        b"bidi\xe2\x80\xaelmth.html",
        b"a" * 250 + b".htm",
        b"-rf.html",
        b"[x]*.html",
        b" .html",
    ):
        (home / os.fsdecode(name)).write_bytes(_PAGE)


def _endings(home: Path) -> None:
    for name in ("a.exe", "b.docx", "c.html.exe", "d", "e.", "f.html.gz.bz2", "g.HTML"):
        (home / name).write_bytes(b"MZ\x90\0" * 50)


CASES = (
    Case("pipe", "pipe.html", place=_pipe, expected="unsupported|unreadable|left-out", cause="pipe"),
    Case(
        "links-in-circles", "", place=_circle, expected="article|unreadable|vanished|left-out", articles=1, problems=1
    ),
    Case("link-that-leads-nowhere", "", place=_dangling, expected="vanished", cause="link"),
    Case("link-to-a-device", "", place=_to_device, expected="unsupported|unreadable", cause="device"),
    Case("folder-named-as-a-page", "", place=_folder_named_page, keeps=WHOLE),
    Case("folders-400-deep", "", place=_deep, keeps=WHOLE),
    Case("names-with-controls", "", place=_odd_names, articles=8, problems=0),
    Case(
        "endings-that-nobody-reads",
        "",
        place=_endings,
        expected="unsupported|binary|unreadable|left-out|truncated",
        articles=0,
        problems=None,
    ),
    Case("two-endings", "page.html.html", lambda: _PAGE, keeps=WHOLE),
    Case("ending-in-capitals", "PAGE.HTML", lambda: _PAGE, keeps=WHOLE),
    Case("picture-named-as-a-page", "a.html", lambda: b"\x89PNG\r\n\x1a\n" + bytes(3000), "binary", "PNG"),
    Case("program-named-as-text", "a.txt", lambda: b"\x7fELF" + bytes(range(256)) * 20, "binary", "program"),
    Case(
        "database-named-as-a-table",
        "a.csv",
        lambda: b"SQLite format 3\0" + bytes(4096),
        "binary|unsupported|table|empty",
    ),
    *((Case("closed-to-us", "", place=_closed, expected="unreadable", cause="ermission"),) if os.geteuid() else ()),
)
