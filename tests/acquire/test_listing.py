"""Which files folders, patterns and other sources stand for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.blob import Blob
from onrecord.acquire.listing import list_blobs
from onrecord.acquire.names import member_name, printable
from onrecord.acquire.patterns import matcher
from onrecord.acquire.settings import Settings
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem

NAMES = (
    "press/a.html",
    "press/b.txt",
    "press/2031/c.html",
    "press/2031/05/d.html",
    "press/drafts/e.html",
    "press/.f.html",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("The bridge opened.", encoding="utf-8")
    return tmp_path


def listed(folder: Path, *sources: Path | str, settings: Settings | None = None) -> list[str]:
    return [
        item.code.value if isinstance(item, Problem) else Path(item.location).relative_to(folder).as_posix()
        for item in list_blobs(sources, settings or Settings())
        if isinstance(item, Blob | Problem)
    ]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("press/**/*.html", ["press/a.html", "press/2031/c.html", "press/2031/05/d.html", "press/drafts/e.html"]),
        ("press/*.html", ["press/a.html"]),
        ("press/20*", ["press/2031/c.html", "press/2031/05/d.html"]),
        ("press/**", [name for name in NAMES if "/.f" not in name]),
        ("press/?.txt", ["press/b.txt"]),
        ("press/[!a]*.*", ["press/b.txt"]),
        ("**/05/*", ["press/2031/05/d.html"]),
        ("press/*.pdf", ["vanished"]),
        ("nowhere/*.html", ["vanished"]),
        ("press/[", ["vanished"]),
    ],
)
def test_patterns(folder: Path, pattern: str, names: list[str]):
    assert sorted(listed(folder, f"{folder}/{pattern}")) == sorted(names)


def test_a_name_with_wildcards_that_is_there_is_that_file(folder: Path):
    (folder / "a[1].html").write_text("The bridge opened.", encoding="utf-8")
    assert listed(folder, folder / "a[1].html") == ["a[1].html"]


@pytest.mark.parametrize(
    ("include", "exclude", "names"),
    [
        (("*.html",), (), ["press/a.html", "press/2031/c.html", "press/2031/05/d.html", "press/drafts/e.html"]),
        (("2031/*",), (), ["press/2031/c.html", "press/2031/05/d.html"]),
        ((), ("drafts/*", "*.txt"), ["press/a.html", "press/2031/c.html", "press/2031/05/d.html"]),
        (("d.html", "a.html"), ("2031/*",), ["press/a.html"]),
        (("*.pdf",), (), ["vanished"]),
    ],
)
def test_include_and_exclude(folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], names: list[str]):
    settings = Settings(include=include, exclude=exclude)
    assert sorted(listed(folder, folder / "press", settings=settings)) == sorted(names)


def test_a_file_that_is_named_is_not_asked_for_patterns(folder: Path):
    assert listed(folder, folder / "press/b.txt", settings=Settings(include=("*.html",))) == ["press/b.txt"]


def test_an_empty_folder_is_told_and_costs_no_article(tmp_path: Path):
    (item,) = list_blobs([tmp_path], Settings())
    assert isinstance(item, Problem)
    assert not item.fatal


@pytest.mark.parametrize("address", ["https://velm.example/a.html", Path("https://velm.example/a.html")])
def test_an_address_is_not_fetched_unasked(address: str | Path):
    (item,) = list_blobs([address], Settings())
    assert isinstance(item, Problem)
    assert (item.code.value, item.uri) == ("network", "https://velm.example/a.html")
    assert "--fetch" in item.remedy


def test_standard_input_has_a_limit_and_is_read_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 200)))
    (item,) = list_blobs(["-", "-"], Settings(limits=Limits(page_bytes=100)))
    assert isinstance(item, Problem)
    assert item.code.value == "too-large"


@given(st.text())
def test_a_members_name_leads_nowhere_but_down(name: str):
    safe = member_name(name)
    assert safe
    assert not safe.startswith("/")
    assert not {"..", ".", ""} & set(safe.split("/"))
    assert "\n" not in safe
    safe.encode("utf-8")


@given(st.text())
def test_a_printable_name_can_be_stored_and_is_stable(name: str):
    assert printable(printable(name)) == printable(name)
    printable(name).encode("utf-8")


@given(st.text(alphabet="*?[]!-a/.\\", min_size=1), st.text(alphabet="ab/.[]"))
def test_any_pattern_can_be_matched(pattern: str, path: str):
    if any(mark in pattern for mark in "*?["):
        _, matches = matcher(pattern)
        assert matches(path) in {True, False}
