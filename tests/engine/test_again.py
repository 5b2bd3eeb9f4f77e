"""What came in before stops early, what comes with other metadata is told, and the web is asked for changes only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from onrecord.acquire.settings import Settings
from onrecord.engine.items import Fresh, Item
from onrecord.engine.local import add
from onrecord.engine.pool import Pool
from onrecord.engine.worker import Worker
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.problem import ProblemCode, problem
from onrecord.model.run import StatementsBy
from onrecord.read import pipeline
from onrecord.record.file import Record
from onrecord.record.verify import verify

TEXT = (
    "Velmark opens a terminal at Nordstrand\n\n"
    "The terminal opened on Monday, and the gas will flow to every town of the republic before the winter.\n\n"
    "It cost 40 million crowns, and took the engineers of the state company three years to build.\n"
)
PAGE = (
    "<html lang='en'><head><title>Terminal opens</title></head><body><h1>Terminal opens</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    + "</body></html>"
)
Of = Callable[[Item], Page | None]


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(_model: str | None, _actors: Path | None, _statements_by: StatementsBy, **_own: Path | None) -> Language:
        return spacy.blank("en", meta={"name": "blank", "version": "1.0"})

    monkeypatch.setattr(pipeline, "make_pipeline", make)


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """A web site on loopback with one page that says its version, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            if self.path != "/terminal.html":
                self.send_error(404)
            elif self.headers.get("If-None-Match") == '"one"':
                self.send_response(304)
                self.end_headers()
            else:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("ETag", '"one"')
                self.end_headers()
                self.wfile.write(PAGE.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/terminal.html", asked
        server.shutdown()


def test_pages_that_came_in_before_are_not_extracted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Home\nMenu\nSearch\n", encoding="utf-8")
    record = tmp_path / "r.db"
    first = add([tmp_path], record, settings=Settings(include=("*.txt",)))
    assert (first.items, first.new, first.failed) == (2, 1, 1)
    requests: list[object] = []
    ask = Worker.ask

    def spy(self: Worker, request: object) -> Iterator[object]:
        requests.append(request)
        return ask(self, request)

    monkeypatch.setattr(Worker, "ask", spy)
    again = add([tmp_path], record, settings=Settings(include=("*.txt",)))
    assert (again.items, again.new, again.known, again.failed) == (2, 0, 1, 1)
    assert [problem.code for problem in again.problems] == [ProblemCode.NO_ARTICLE]
    assert {type(request).__name__ for request in requests} == {"Blob"}
    with Record.open(record) as opened:
        assert opened.counts()["arrival"] == 2
        assert not list(verify(opened))


def test_a_page_that_a_limit_kept_out_is_tried_again_with_another_limit(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text(TEXT, encoding="utf-8")
    narrow = Settings(limits=Limits(text_characters=10))
    assert [problem.code for problem in add([page], record, settings=narrow).problems] == [ProblemCode.TOO_LARGE]
    assert add([page], record, settings=narrow).failed == 1
    assert add([page], record).new == 1
    assert add([page], record, settings=narrow).known == 1
    with Record.open(record) as opened:
        assert opened.problems() == ()


@pytest.mark.parametrize("code", [ProblemCode.CRASHED, ProblemCode.TOO_SLOW])
def test_a_page_that_cost_a_worker_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: ProblemCode
) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text(TEXT, encoding="utf-8")
    with monkeypatch.context() as patch:
        map_ = Pool.map

        def losing(pool: Pool[Page], items: Iterable[Item], of: Of, size: int) -> Iterator[tuple[Item, object]]:
            for item, _outcome in map_(pool, items, of, size):
                lost = isinstance(item, Fresh) and problem(code, item.page.uri, str(page), "the worker ended", "look")
                yield item, lost or None

        patch.setattr(Pool, "map", losing)
        assert [found.code for found in add([page], record).problems] == [code]
    assert add([page], record).new == 1
    with Record.open(record) as opened:
        assert opened.problems() == ()


def test_a_page_that_is_no_article_is_tried_again_when_it_changed(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Home\nMenu\nSearch\n", encoding="utf-8")
    record = tmp_path / "r.db"
    assert add([page], record).failed == 1
    page.write_text(TEXT, encoding="utf-8")
    assert add([page], record).new == 1
    with Record.open(record) as opened:
        assert opened.problems() == ()


def test_other_metadata_for_a_known_article_are_told(tmp_path: Path) -> None:
    page, meta = tmp_path / "a.txt", tmp_path / "meta.csv"
    page.write_text(TEXT, encoding="utf-8")
    meta.write_text("file,outlet\na.txt,The Velm Courier\n", encoding="utf-8")
    record = tmp_path / "r.db"
    add([page], record)
    told = add([page], record, settings=Settings(sidecar=meta))
    assert (told.new, told.known) == (0, 1)
    (problem,) = told.problems
    assert (problem.code, problem.fatal) == (ProblemCode.DUPLICATE, False)
    assert "outlet The Velm Courier" in problem.cause


def test_a_sidecar_says_what_the_page_does_not(tmp_path: Path) -> None:
    page, meta = tmp_path / "a.txt", tmp_path / "meta.csv"
    page.write_text(TEXT, encoding="utf-8")
    meta.write_text("file,outlet,date\na.txt,The Velm Courier,2031-05-02\n", encoding="utf-8")
    add([page], tmp_path / "r.db", settings=Settings(sidecar=meta))
    with Record.open(tmp_path / "r.db") as opened:
        (article,) = opened.facts().articles
    assert (article.outlet, article.published) == ("The Velm Courier", "2031-05-02")


def test_the_same_page_by_two_ways_is_one_article(tmp_path: Path) -> None:
    linked = PAGE.replace("</head>", "<link rel='canonical' href='https://courier.example/terminal'></head>")
    (tmp_path / "saved.html").write_text(linked, encoding="utf-8")
    (tmp_path / "again.html").write_text(linked, encoding="utf-8")
    summary = add([tmp_path / "saved.html", tmp_path / "again.html"], tmp_path / "r.db")
    assert (summary.items, summary.new, summary.known) == (2, 1, 1)


def test_the_web_is_asked_for_changes_only(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    address, asked = site
    settings = Settings(Limits(fetch_pause=0), fetch=True, allow_private=True)
    first = add([address], tmp_path / "r.db", settings=settings)
    assert (first.items, first.new, first.problems) == (1, 1, ())
    with Record.open(tmp_path / "r.db") as opened:
        (article,) = opened.facts().articles
        (answer,) = opened.answers().values()
    assert (article.url, answer.etag) == (address, '"one"')
    asked.clear()
    again = add([address], tmp_path / "r.db", settings=settings)
    assert again.items == 0
    assert asked == ["/robots.txt", "/terminal.html"]
    assert "as it was" in again.notices[0].text


def test_nothing_is_fetched_unless_asked(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    address, asked = site
    summary = add([address], tmp_path / "r.db")
    assert [problem.code for problem in summary.problems] == [ProblemCode.NETWORK]
    assert asked == []
