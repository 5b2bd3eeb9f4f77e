"""Rounds of adding: each takes in only what is new, costs little where nothing is, and leaves no trail of problems."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from onrecord.acquire.memory import Memory
from onrecord.acquire.settings import Settings
from onrecord.engine import local
from onrecord.engine.local import Adding, Task
from onrecord.engine.progress import Progress
from onrecord.engine.summary import Summary
from onrecord.engine.watching import PAUSE_MAX, Round, pause_after, watch
from onrecord.engine.worker import Worker
from onrecord.model.errors import SourceError, WorkerError
from onrecord.model.limits import Limits
from onrecord.model.problem import ProblemCode
from onrecord.model.run import StatementsBy
from onrecord.read import pipeline
from onrecord.record import schema
from onrecord.record.file import Record
from onrecord.record.verify import verify
from tests.site_kit import Site, serving

FETCH = Settings(Limits(fetch_pause=0), fetch=True, allow_private=True)
FOLLOW = Settings(Limits(fetch_pause=0), fetch=True, allow_private=True, follow=True)
TEXT = (
    "Velmark opens terminal number {n} at Nordstrand\n\n"
    "The terminal opened on Monday, and the gas will flow to every town of the republic before winter number {n}.\n\n"
    "It cost {n} million crowns, and took the engineers of the state company three years to build.\n"
)
XML = "application/rss+xml"
Step = Callable[[], object]


class Between:
    """Stands for the user and the clock: does the next step between two rounds, and ends the watch after the last."""

    def __init__(self, *steps: Step) -> None:
        self._steps = iter(steps)

    def asked(self) -> bool:
        return False

    def wait(self, _seconds: float) -> bool:
        step = next(self._steps, None)
        if step:
            step()
        return step is None


@pytest.fixture(autouse=True)
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A pipeline that finds nothing takes the place of the model; the list says how often it was loaded."""
    calls: list[str] = []

    def make(_model: str | None, _actors: Path | None, _by: StatementsBy, **_own: Path | None) -> Language:
        calls.append("loaded")
        return spacy.blank("en", meta={"name": "blank", "version": "1.0"})

    monkeypatch.setattr(pipeline, "make_pipeline", make)
    return calls


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What worker processes are asked for: to open a file, or to extract a page."""
    requests: list[object] = []
    ask = Worker.ask

    def spy(self: Worker, request: object) -> Iterator[object]:
        requests.append(request)
        return ask(self, request)

    monkeypatch.setattr(Worker, "ask", spy)
    return requests


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def rounds(task: Task, *steps: Step, every: float = 900) -> list[Round]:
    adding = Adding(task, Memory(now=lambda: time.time() + 60))
    return list(watch(adding.round, every, Between(*steps)))


def nothing() -> None:
    """Stands for a step in which nothing happens."""


def story(number: int) -> str:
    return TEXT.format(n=number)


def item(number: int, words: str | None = None, date: str = "Mon, 04 Mar 2024 10:00:00 GMT") -> str:
    text = story(number) if words is None else words
    return f"<item><guid>g{number}</guid><pubDate>{date}</pubDate><description>{text}</description></item>"


def feed(*items: str) -> bytes:
    return f"<rss><channel><title>Velm Courier</title>{''.join(items)}</channel></rss>".encode()


def problems(record: Path) -> list[ProblemCode]:
    with Record.open(record) as opened:
        assert not list(verify(opened))
        return [found.code for found in opened.problems()]


def test_a_feed_is_asked_for_what_is_new(site: Site, tmp_path: Path, loads: list[str], asked: list[object]) -> None:
    site.tagged("/feed.xml", feed(item(1), item(2)), XML)
    counts: list[tuple[int, int]] = []

    def count() -> None:
        counts.append((len(site.asked), len(asked)))

    def grow() -> None:
        count()
        site.tagged("/feed.xml", feed(item(3), item(1), item(2)), XML)

    task = Task(sources=[f"{site.address}/feed.xml"], record=tmp_path / "r.db", settings=FETCH)
    done = rounds(task, count, grow, count)
    assert [one.summary.new for one in done] == [2, 0, 1, 0]
    assert done[2].summary.known == 2
    assert loads == ["loaded"]
    # The second and the fourth round asked for the feed alone, which was as it was, and no worker for anything.
    assert [path for path, _ in site.asked] == ["/robots.txt", *4 * ["/feed.xml"]]
    assert counts[1] == (counts[0][0] + 1, counts[0][1])
    assert counts[2][1] == len(asked)
    with Record.open(tmp_path / "r.db") as record:
        assert (record.counts()["article"], record.counts()["arrival"], len(record.runs())) == (3, 3, 2)


def test_a_file_is_read_once_and_a_new_one_found(tmp_path: Path, loads: list[str], asked: list[object]) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "1.txt").write_text(story(1), encoding="utf-8")
    before: list[int] = []
    done = rounds(
        Task(sources=[folder], record=tmp_path / "r.db"),
        lambda: before.append(len(asked)),
        lambda: before.append(len(asked)),
        lambda: (folder / "2.txt").write_text(story(2), encoding="utf-8"),
        lambda: (folder / "1.txt").write_text(story(3), encoding="utf-8"),
    )
    assert [one.summary.new for one in done] == [1, 0, 0, 1, 1]
    assert before[0] == before[1]
    assert loads == ["loaded"]
    with Record.open(tmp_path / "r.db") as record:  # an article whose text changed stands beside what it was
        assert [article.uri for article in record.facts().articles].count("wire/1.txt") == 2


def test_a_round_without_anything_new_writes_no_rows_and_derives_nothing(tmp_path: Path) -> None:
    page = tmp_path / "1.txt"
    page.write_text(story(1), encoding="utf-8")
    told: list[Progress] = []
    adding = Adding(Task(sources=[page], record=tmp_path / "r.db"), Memory(now=lambda: time.time() + 60))
    assert adding.round(told.append).derived
    with Record.open(tmp_path / "r.db") as record:
        counts = record.counts()
        told.clear()
        again = adding.round(told.append)
        assert (again.items, again.derived, again.reached, told) == (
            0,
            False,
            1,
            [Progress("read", 0), Progress("read", 0, 0)],
        )
        assert record.counts() == counts
        assert record.is_current()


def test_a_feed_that_is_down_for_long_is_one_problem_and_it_goes(site: Site, tmp_path: Path) -> None:
    reasons = iter([502, 503, 500, 503, 429])

    def fail() -> None:
        site.pages["/feed.xml"] = (next(reasons), {}, b"")

    def mend() -> None:
        site.tagged("/feed.xml", feed(item(1)), XML)

    fail()
    task = Task(sources=[f"{site.address}/feed.xml"], record=tmp_path / "r.db", settings=FETCH)
    seen: list[list[ProblemCode]] = []
    done = rounds(task, fail, fail, fail, fail, lambda: seen.append(problems(task.record)), mend, nothing, every=60)
    assert seen == [[ProblemCode.NETWORK]]
    assert [len(one.summary.fresh) for one in done] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert [len(one.summary.back) for one in done] == [0, 0, 0, 0, 0, 0, 1, 0]
    assert [one.pause for one in done] == [60, 120, 240, 480, 960, 1920, 60, 60]
    assert all("nothing that was asked for is there" in one.failure for one in done[:6])
    assert problems(task.record) == []


def test_a_problem_that_goes_while_nothing_changed_goes_too(site: Site, tmp_path: Path) -> None:
    def tag() -> None:
        site.tagged("/feed.xml", feed(item(1)), XML)

    def fail() -> None:
        site.pages["/feed.xml"] = (503, {}, b"")

    tag()
    task = Task(sources=[f"{site.address}/feed.xml"], record=tmp_path / "r.db", settings=FETCH)
    done = rounds(task, fail, tag)
    assert [(len(one.summary.fresh), len(one.summary.back)) for one in done] == [(0, 0), (1, 0), (0, 1)]
    assert problems(task.record) == []


def test_what_is_wrong_with_an_item_is_one_problem_however_the_feed_grows(site: Site, tmp_path: Path) -> None:
    def grow() -> None:
        number = 10 + len(site.asked)
        hour = f"Mon, 04 Mar 2024 {number}:00:00 GMT"
        site.tagged("/feed.xml", feed(item(number), item(1, ""), item(2, date=hour), item(3, "Menu")), XML)

    grow()
    task = Task(sources=[f"{site.address}/feed.xml"], record=tmp_path / "r.db", settings=FETCH)
    done = rounds(task, grow, grow, grow)
    assert [one.summary.new for one in done] == [2, 1, 1, 1]
    assert [len(one.summary.fresh) for one in done] == [2, 1, 0, 0]
    # Item 1 has no text, item 3 is no article, and item 2 says another time of publication each time.
    assert sorted(problems(task.record)) == [ProblemCode.DUPLICATE, ProblemCode.EMPTY, ProblemCode.NO_ARTICLE]


def test_a_link_that_may_be_there_soon_is_tried_again(site: Site, tmp_path: Path) -> None:
    links = "".join(f"<item><link>{site.address}/{name}</link></item>" for name in ("busy", "gone"))
    site.tagged("/feed.xml", feed(links), XML)
    site.pages["/busy"] = (503, {}, b"")
    task = Task(sources=[f"{site.address}/feed.xml"], record=tmp_path / "r.db", settings=FOLLOW)

    def mend() -> None:
        site.tagged("/busy", story(1).encode(), "text/plain")

    done = rounds(task, mend, nothing)
    assert [one.summary.new for one in done] == [0, 1, 0]
    assert site.paths() == ["/feed.xml", "/busy", "/gone"] * 2 + ["/feed.xml"]
    with Record.open(task.record) as record:
        assert [found.uri for found in record.problems() if found.code is ProblemCode.NETWORK] == [
            f"{site.address}/gone"
        ]


def test_a_locked_record_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    page, record = tmp_path / "1.txt", tmp_path / "r.db"
    page.write_text(story(1), encoding="utf-8")
    with Record.open(record, create=True):
        pass
    writer = sqlite3.connect(record, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    done = rounds(Task(sources=[page], record=record), nothing, lambda: writer.execute("ROLLBACK"), nothing)
    writer.close()
    assert ["another process is writing" in one.failure for one in done] == [True, True, False, False]
    assert [one.summary.new for one in done] == [0, 0, 1, 0]
    assert [one.pause for one in done] == [900, 1800, 900, 900]
    assert problems(record) == []


def test_a_full_disk_costs_the_round_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, record = tmp_path / "1.txt", tmp_path / "r.db"
    page.write_text(story(1), encoding="utf-8")
    write_batch = local.write_batch

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(local, "write_batch", full)
    done = rounds(Task(sources=[page], record=record), lambda: monkeypatch.setattr(local, "write_batch", write_batch))
    assert "No space left" in done[0].failure
    assert [one.summary.new for one in done] == [0, 1]


def test_a_table_that_is_being_saved_costs_a_round_but_not_the_first(tmp_path: Path) -> None:
    page, meta = tmp_path / "1.txt", tmp_path / "meta.csv"
    page.write_text(story(1), encoding="utf-8")
    meta.write_text("file,outlet\n1.txt,The Velm Courier\n", encoding="utf-8")
    task = Task(sources=[page], record=tmp_path / "r.db", settings=Settings(sidecar=meta))
    done = rounds(
        task,
        lambda: meta.write_text("fil", encoding="utf-8"),
        lambda: meta.write_text("file,outlet\n1.txt,The Velm Mirror\n", encoding="utf-8"),
    )
    assert ["no column file or url" in one.failure for one in done] == [False, True, False]
    # The row is another one, so that the file is looked at again, and the record keeps what it says of it.
    assert [(one.summary.known, len(one.summary.fresh)) for one in done] == [(0, 0), (0, 0), (1, 1)]
    meta.write_text("fil", encoding="utf-8")
    with pytest.raises(SourceError):
        rounds(task)


def test_what_cannot_pass_ends_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise ValueError("a mistake of our own")

    monkeypatch.setattr(local, "write_batch", broken)
    (tmp_path / "1.txt").write_text(story(1), encoding="utf-8")
    with pytest.raises(ValueError, match="our own"):
        rounds(Task(sources=[tmp_path / "1.txt"], record=tmp_path / "r.db"), nothing)


def test_a_folder_that_is_filled_is_no_problem_any_more(tmp_path: Path) -> None:
    folder, record = tmp_path / "inbox", tmp_path / "r.db"
    seen: list[list[ProblemCode]] = []

    def fill() -> None:
        seen.append(problems(record))
        folder.mkdir()
        (folder / "1.txt").write_text(story(1), encoding="utf-8")

    done = rounds(Task(sources=[folder], record=record), nothing, fill)
    assert seen == [[ProblemCode.VANISHED]]
    assert [bool(one.failure) for one in done] == [True, True, False]
    assert problems(record) == []


def test_another_record_in_its_place_gets_everything_again(tmp_path: Path) -> None:
    page, record = tmp_path / "1.txt", tmp_path / "r.db"
    page.write_text(story(1), encoding="utf-8")
    kept = tmp_path / "kept.db"
    done = rounds(Task(sources=[page], record=record), lambda: record.rename(kept))
    assert [one.summary.new for one in done] == [1, 1]


def test_a_round_that_is_stopped_writes_what_is_at_hand(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(story(number), encoding="utf-8")
    task = Task(sources=[tmp_path], record=tmp_path / "r.db", settings=Settings(include=("*.txt",)), batch_size=2)
    heard: list[Progress] = []
    adding = Adding(task, Memory(now=lambda: time.time() + 60))
    cut = adding.round(heard.append, lambda: bool(heard))
    assert 0 < cut.new < 5
    assert not cut.derived
    with Record.open(task.record) as record:
        assert record.counts()["article"] == cut.new
        assert not list(verify(record))
        assert record.work() is None
    rest = adding.round()
    assert (cut.new + rest.new, rest.known, rest.derived) == (5, 0, True)


def test_deriving_is_stopped_and_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(story(1), encoding="utf-8")
    task = Task(sources=[tmp_path / "1.txt"], record=tmp_path / "r.db")
    heard: list[str] = []
    Adding(task).round(lambda event: heard.append(event.stage), lambda: "compare" in heard)
    assert "trace" not in heard
    with Record.open(task.record) as record:
        assert not record.is_current()
    Adding(task).round()
    with Record.open(task.record) as record:
        assert record.is_current()


def test_a_watch_ends_after_so_many_rounds(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(story(1), encoding="utf-8")
    adding = Adding(Task(sources=[tmp_path / "1.txt"], record=tmp_path / "r.db"))
    assert len(list(watch(adding.round, 1, Between(*10 * [nothing]), 3))) == 3


def test_the_pauses_grow_to_a_bound() -> None:
    assert pause_after(99, 60) == PAUSE_MAX
    assert pause_after(99, 3 * PAUSE_MAX) == 3 * PAUSE_MAX


def test_workers_that_do_not_start_are_tried_again() -> None:
    def look() -> Summary:
        raise WorkerError("a worker process did not start")

    done = list(watch(look, 1, Between(nothing)))
    assert [one.failure for one in done] == 2 * ["a worker process did not start"]
