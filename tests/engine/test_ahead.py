"""How many items there may still be, reckoned from the bytes and items of what was opened."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import enumerate as threads

import pytest

from onrecord.acquire.opening import open_file
from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import Sidecar
from onrecord.engine.ahead import Ahead, Passed, Watched
from onrecord.engine.incoming import incoming
from onrecord.engine.open_job import OFTEN
from onrecord.model.article import Page

ROWS = 4 * OFTEN


def _weighed(*sources: Path | str, settings: Settings | None = None) -> Ahead:
    """Return what is ahead once the sources are weighed."""
    before = set(threads())
    with Ahead(sources, settings or Settings()) as ahead:
        for thread in set(threads()) - before:
            thread.join()
    return ahead


def _table(path: Path, rows: int = ROWS) -> Path:
    texts = (f"Road {at:06} is closed. " * 200 for at in range(rows))
    lines = (json.dumps({"title": "Torvik closes a road", "text": text}) for text in texts)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _seen(ahead: Ahead, *sources: Path) -> Iterator[int | None]:
    """Yield what is reckoned after each page that comes in."""
    for item in incoming(sources, Settings(), Sidecar(""), {}, None, ahead):
        if isinstance(item, Page):
            yield ahead.items


def test_as_many_items_for_each_byte_are_reckoned_as_there_were(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    ahead = _weighed(tmp_path)
    assert ahead.items is None
    ahead.take()
    assert ahead.items is None
    ahead.reach(Passed(250))
    assert ahead.items == 4
    ahead.take()
    ahead.reach(Passed(1000, whole=True))
    assert ahead.items == 2


def test_there_are_at_least_as_many_as_came(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    ahead = _weighed(tmp_path)
    for _ in range(3):
        ahead.take()
    ahead.reach(Passed(20, whole=True))  # It has grown since it was weighed.
    assert ahead.items == 3


@pytest.mark.parametrize("source", ["-", "https://courier.example/feed", "s3://press/2031/"])
def test_what_is_no_file_here_cannot_be_reckoned(tmp_path: Path, source: str) -> None:
    ahead = _weighed(_table(tmp_path / "a.jsonl"), source)
    ahead.take()
    ahead.reach(Passed(1))
    assert ahead.items is None


def test_where_links_are_fetched_nothing_is_reckoned(tmp_path: Path) -> None:
    ahead = _weighed(_table(tmp_path / "a.jsonl"), settings=Settings(fetch=True))
    ahead.take()
    ahead.reach(Passed(1))
    assert ahead.items is None


def test_in_a_table_the_rows_to_come_are_reckoned(tmp_path: Path) -> None:
    table = _table(tmp_path / "a.jsonl")
    ahead = _weighed(table)
    first, *later = _seen(ahead, table)
    assert first is None
    # The file is read in blocks, a little ahead of its rows, and how far that is told now and then.
    assert all(total and abs(total - ROWS) < 0.1 * ROWS for total in later[OFTEN::OFTEN])
    assert ahead.items == ROWS


def test_among_files_those_to_come_are_reckoned(tmp_path: Path) -> None:
    for at in range(4):
        (tmp_path / f"{at}.txt").write_text(f"Road {at} is closed.\n\nAll of it.\n" * 30, encoding="utf-8")
    assert list(_seen(_weighed(tmp_path), tmp_path)) == [None, 8, 6, 5]


def test_a_packed_file_is_followed_in_its_packed_bytes(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(_table(tmp_path / "b.jsonl").read_bytes()))
    ahead = _weighed(packed)
    assert len(list(_seen(ahead, packed))) == ROWS
    assert ahead.items == ROWS


def test_a_watched_stream_tells_how_far_it_was_read_also_when_it_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    watched = Watched(partial(open_file, tmp_path / "a.txt"))
    assert watched.passed() == Passed(0)
    with watched() as stream:
        stream.read(300)
        assert watched.passed() == Passed(300)
    assert watched.passed() == Passed(300)
    assert watched.through() == Passed(1000, whole=True)
