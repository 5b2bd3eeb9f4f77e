"""The command `watch`, as a user runs it: what it says, what it refuses, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from onrecord.cli.codes import INTERRUPTED
from onrecord.model.errors import RecordError
from onrecord.model.work import WATCH
from onrecord.read import pipeline
from onrecord.record.file import Record
from onrecord.record.verify import verify
from tests.cli.kit import run
from tests.site_kit import Site, serving

TEXT = (
    "Velmark opens a terminal at Nordstrand\n\n"
    "The terminal opened on Monday, and the gas will flow to every town of the republic before the winter.\n\n"
    "It cost 40 million crowns, and took the engineers of the state company three years to build.\n"
)
FEED = f"<rss><channel><title>Velm Courier</title><item><description>{TEXT}</description></item></channel></rss>"
PATIENCE = 120
"""Seconds: a process that loads everything takes three on an idle machine, many on one at work."""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*_given: object, **_own: object) -> Language:
        return spacy.blank("en", meta={"name": "blank", "version": "1.0"})

    monkeypatch.setattr(pipeline, "make_pipeline", make)


@contextmanager
def watching(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    main = "from onrecord.cli.start import main; main()"
    command = [sys.executable, "-c", main, "watch", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def until_rest(process: subprocess.Popen[str], record: Path) -> None:
    """Wait until the watch says that it rests."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        # Until it is made there is none, or an empty one.
        with suppress(RecordError), Record.open(record, readonly=True) as opened:
            if (work := opened.work()) and work.stage == WATCH:
                return
        time.sleep(0.1)
    pytest.fail("the watch never rested")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_at_rest_ends_at_once(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "menu.txt").write_text("Home\nMenu\n", encoding="utf-8")
    record = tmp_path / "r.db"
    with watching(tmp_path / "menu.txt", "--record", record, "--every", "1h") as process:
        until_rest(process, record)
        process.send_signal(number)
        _, said = process.communicate(timeout=10)
    assert process.returncode == INTERRUPTED
    assert "problems 1" in said
    assert "stopped; what was finished is kept" in said
    with Record.open(record) as opened:
        assert not list(verify(opened))
        assert opened.work() is None


def test_a_watch_that_waits_for_a_site_ends_when_it_answered(tmp_path: Path, site: Site) -> None:
    record = tmp_path / "r.db"
    process: subprocess.Popen[str]

    def slow(_headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        os.kill(process.pid, signal.SIGTERM)
        time.sleep(0.5)
        return 200, {"Content-Type": "application/rss+xml"}, b"<rss><channel></channel></rss>"

    site.pages["/1.xml"] = site.pages["/2.xml"] = slow
    addresses = [f"{site.address}/{number}.xml" for number in (1, 2)]
    with watching(*addresses, "--fetch", "--allow-private", "--record", record) as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == INTERRUPTED
    assert site.paths() == ["/1.xml"]
    assert "stopping after the batch at hand" in said
    with Record.open(record) as opened:
        assert not list(verify(opened))
        assert opened.counts()["problem"] == 1


def test_a_second_signal_does_not_wait(tmp_path: Path, site: Site) -> None:
    process: subprocess.Popen[str]

    def never(_headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        for _ in range(2):
            os.kill(process.pid, signal.SIGINT)
            time.sleep(0.3)
        while process.poll() is None:
            time.sleep(0.1)
        return 404, {}, b""

    site.pages["/1.xml"] = never
    options = ("--fetch", "--allow-private", "--record", tmp_path / "r.db")
    with watching(f"{site.address}/1.xml", *options) as process:
        process.communicate(timeout=PATIENCE)
    assert process.returncode == INTERRUPTED


@pytest.mark.usefixtures("_no_model")
def test_each_round_that_has_news_is_one_line(tmp_path: Path, site: Site) -> None:
    answers = iter([(503, {}, b""), (503, {}, b""), *2 * [(200, {"Content-Type": "text/xml"}, FEED.encode())]])
    site.pages["/feed.xml"] = lambda _headers: next(answers)
    address, record = f"{site.address}/feed.xml", tmp_path / "r.db"
    limits = ("--limit", "fetch_pause=0", "--limit", "watch_pause=0")
    options = (
        "--fetch",
        "--allow-private",
        *limits,
        "--every",
        "1s",
        "--rounds",
        4,
        "--workers",
        0,
        "--record",
        record,
    )
    result = run("watch", address, *options)
    assert result.exit_code == 0, result.output
    lines = [line[21:] if line[:2] == "20" else line for line in result.output.splitlines()]
    assert lines == [
        "watching 1 source, every 1s; Ctrl-C stops it",
        "new articles 0, problems 1, nothing that was asked for is there; next look in 1s",
        f"problem: {address}: the server answered with status 503; try again later",
        "nothing that was asked for is there; next look in 2s",
        "new articles 1, there again 1",
        f"there again: {address}",
    ]
    with Record.open(record) as opened:
        assert opened.work() is None


def test_a_round_of_watch_is_what_add_does(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Home\nMenu\n", encoding="utf-8")
    options = (tmp_path, "--include", "*.txt", "--record")
    added = run("add", *options, tmp_path / "add.db")
    watched = run("watch", *options, tmp_path / "watch.db", "--rounds", 1)
    assert "items: 2 (new articles 0, known 0, failed 2)" in added.output
    assert "new articles 0, problems 2" in watched.output
    assert added.output.splitlines()[1:] == watched.output.splitlines()[2:]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wire", "--every", "15"], "no stretch of time"),
        (["https://courier.example/feed", "--fetch", "--every", "5s"], "once in 1m at most"),
        (["-"], "standard input is read once"),
        ([], "name at least one source"),
        (["https://courier.example/feed", "--follow"], "give --fetch"),
    ],
)
def test_what_cannot_be_watched_is_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run("watch", *arguments, "--record", tmp_path / "r.db")
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())
    assert not (tmp_path / "r.db").exists()
