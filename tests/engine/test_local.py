from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.engine.local import Summary, add
from onrecord.engine.progress import Progress
from onrecord.export.files import export
from onrecord.model.errors import SourceError
from onrecord.model.own_source import OwnSource
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import Mention, MentionForm
from onrecord.model.run import StatementsBy
from onrecord.read import pipeline
from onrecord.read.doc import article_of
from onrecord.record.file import Record
from onrecord.record.verify import verify

STORY = (
    "Velmark opens gas terminal at Nordstrand {n}\n\n"
    "By Ida Holm\n\n"
    "SKARN (Velpress) - President Ada Torvik opened the terminal number {n} on Monday and said that the gas would "
    "flow to every town of the republic before the winter.\n\n"
    "The terminal cost 40 million crowns, and took the engineers of the state company three years and {n} days to "
    "build, officials said at the ceremony in the harbour.\n\n"
    "Ostmark, which sells the gas, sent its energy minister to the ceremony and called the terminal a success.\n"
)


@Language.component("onrecord_test_reader")
def read(doc: Doc) -> Doc:
    """Fails on one word, and gives evidence that does not stand on another."""
    if "arsenic" in doc.text:
        raise RuntimeError("it tastes of almonds")
    if "mirage" in doc.text:
        article = article_of(doc)
        doc._.onrecord_mentions = (Mention("men-1", article.id, "ent-1", 0, 4, "none", MentionForm.NAME),)
    return doc


@pytest.fixture(autouse=True)
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """A pipeline that finds nothing takes the place of the model; the list says how often it was loaded."""
    calls: list[Path | None] = []

    def make(_: str | None, actors_file: Path | None, _by: StatementsBy, **_own: Path | None) -> Language:
        calls.append(actors_file)
        nlp = spacy.blank("en", meta={"name": "blank", "version": "1.0"})
        nlp.add_pipe("onrecord_test_reader")
        return nlp

    monkeypatch.setattr(pipeline, "make_pipeline", make)
    return calls


@pytest.fixture
def coverage(tmp_path: Path) -> Path:
    """Five good stories, of which one is there twice, an empty file, an image, and two that cannot be read."""
    folder = tmp_path / "coverage"
    for place in ("one/paper", "two/paper"):
        (folder / place).mkdir(parents=True)
    for n in range(5):
        (folder / "one/paper" / f"{n}.txt").write_text(STORY.format(n=n), encoding="utf-8")
    (folder / "two/paper/3.txt").write_text(STORY.format(n=3), encoding="utf-8")
    (folder / "two/paper/empty.txt").write_bytes(b"")
    (folder / "two/paper/image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    for word in ("arsenic", "mirage"):
        text = STORY.format(n=9).replace("winter", f"winter, or so the {word} had it")
        (folder / "two/paper" / f"{word}.txt").write_text(text, encoding="utf-8")
    return folder


def exported(record: Path, to: Path) -> dict[str, bytes]:
    with Record.open(record, readonly=True) as opened:
        return {path.name: path.read_bytes() for path in export(opened.snapshot(), "jsonl", to)}


def test_everything_that_goes_in_comes_out(coverage: Path, tmp_path: Path) -> None:
    summary = add([coverage], tmp_path / "r.db")
    assert summary.items == summary.new + summary.known + summary.failed == 10
    assert (summary.new, summary.known, summary.failed, summary.derived) == (5, 1, 4, True)
    assert sorted(p.code for p in summary.problems) == [
        ProblemCode.EMPTY,
        ProblemCode.READ_FAILED,
        ProblemCode.READ_FAILED,
        ProblemCode.UNSUPPORTED,
    ]
    with Record.open(tmp_path / "r.db") as record:
        assert record.counts()["article"] == 5
        assert {p.id for p in record.problems()} == {p.id for p in summary.problems}
        assert record.is_current()
        assert list(verify(record)) == []


def test_a_failed_item_is_named_as_the_user_named_it(coverage: Path, tmp_path: Path) -> None:
    summary = add([coverage], tmp_path / "r.db")
    (failed,) = (p for p in summary.problems if "almonds" in p.cause)
    assert Path(failed.location) == coverage / "two/paper/arsenic.txt"
    assert failed.uri == "paper/arsenic.txt"


def test_adding_again_adds_nothing(coverage: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    add([coverage], record)
    before = exported(record, tmp_path / "before")
    again = add([coverage], record)
    assert (again.items, again.new, again.known, again.failed, again.derived) == (10, 0, 6, 4, False)
    assert exported(record, tmp_path / "after") == before
    with Record.open(record) as opened:
        assert opened.counts()["run"] == 1


@pytest.mark.parametrize("size", [1, 3])
def test_the_size_of_batches_does_not_matter(coverage: Path, tmp_path: Path, size: int) -> None:
    summaries = [add([coverage], tmp_path / f"{n}.db", batch_size=n) for n in (size, 32)]
    assert len({(s.items, s.new, s.known, s.failed) for s in summaries}) == 1
    one, other = (exported(tmp_path / f"{n}.db", tmp_path / str(n)) for n in (size, 32))
    assert one == other


def test_the_order_of_sources_does_not_matter(coverage: Path, tmp_path: Path) -> None:
    one, two = coverage / "one", coverage / "two"
    add([one], tmp_path / "a.db")
    add([two], tmp_path / "a.db")
    add([two, one], tmp_path / "b.db")
    assert exported(tmp_path / "a.db", tmp_path / "a") == exported(tmp_path / "b.db", tmp_path / "b")


def test_the_model_is_loaded_only_where_something_is_new(
    coverage: Path, tmp_path: Path, loads: list[Path | None]
) -> None:
    good = coverage / "one"
    add([good], tmp_path / "r.db")
    add([good], tmp_path / "r.db")
    assert loads == [None]
    add([coverage / "two/paper/empty.txt"], tmp_path / "new.db")
    assert loads == [None]
    with Record.open(tmp_path / "new.db") as record:
        assert [run.model for run in record.runs()] == [""]
        assert record.is_current()


def test_whose_the_users_own_sources_are_is_kept_and_derived_from(
    coverage: Path, tmp_path: Path, loads: list[Path | None]
) -> None:
    actors = tmp_path / "actors.yaml"
    for family in ("Courier House", "Skarn House"):
        actors.write_text(f"sources:\n- {{name: Courier, kind: outlet, aliases: [TC], family: {family}}}\n")
        assert add([coverage / "one"], tmp_path / "r.db", actors_file=actors).derived
        with Record.open(tmp_path / "r.db") as record:
            assert record.sources() == (OwnSource("Courier", ("TC",), family=family),)
            assert record.is_current()
    assert loads == [actors]


def test_the_run_says_what_made_the_facts(coverage: Path, tmp_path: Path, loads: list[Path | None]) -> None:
    actors = tmp_path / "actors.yaml"
    actors.write_text("states: []\nsources: []\npersons: []\n", encoding="utf-8")
    add([coverage / "one"], tmp_path / "r.db", actors_file=actors)
    assert loads == [actors]
    with Record.open(tmp_path / "r.db") as record:
        (run,) = record.runs()
    assert run.model == "en_blank 1.0"
    assert run.software.startswith("onrecord ")
    assert len(run.model_digest) == 16
    assert len(json.loads(run.settings)["actors"]) == 64


def test_ctrl_c_keeps_whole_batches_and_nothing_else(coverage: Path, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 4:
            raise KeyboardInterrupt

    record = tmp_path / "r.db"
    with pytest.raises(KeyboardInterrupt):
        add([coverage / "one"], record, batch_size=2, progress=stop)
    with Record.open(record) as opened:
        assert opened.counts()["article"] == 4
        assert not opened.is_current()
        assert list(verify(opened)) == []
    rest = add([coverage / "one"], record, batch_size=2)
    assert (rest.new, rest.known, rest.derived) == (1, 4, True)


def test_ctrl_c_while_a_batch_is_written_leaves_nothing_of_it(
    coverage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.record import store

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_write_problems", stop)
    with pytest.raises(KeyboardInterrupt):
        add([coverage / "one"], tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record:
        assert set(record.counts().values()) == {0}


def test_progress_is_told(coverage: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    add([coverage / "one"], tmp_path / "r.db", batch_size=2, progress=told.append)
    read = [p for p in told if p.stage == "read"]
    assert [p.done for p in read] == [2, 4, 5, 5]
    assert [p.total for p in read] == [None, None, None, 5]
    assert read[0].about
    last = {p.stage: (p.done, p.total) for p in told if p.stage != "read"}
    assert list(last) == ["compare", "align", "stories", "actors", "trace"]
    assert last["compare"] == last["trace"] == (5, 5)
    assert all(done == total for done, total in last.values())


def test_summaries_add_up() -> None:
    total = Summary(3, 1, 1, 1).plus(Summary(2, 2))
    assert (total.items, total.new, total.known, total.failed) == (5, 3, 1, 1)
    assert total.line() == "items: 5 (new articles 3, known 1, failed 1)"


def test_two_articles_of_one_name_are_both_kept_and_reported(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": STORY.format(n=n)} for n in (1, 2, 1)]
    table = tmp_path / "t.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    summary = add([table], tmp_path / "r.db")
    assert (summary.items, summary.new, summary.known, summary.failed) == (3, 2, 1, 0)
    assert [(p.code, p.place, p.fatal) for p in summary.problems] == [(ProblemCode.DUPLICATE, "line 2", False)]
    with Record.open(tmp_path / "r.db") as record:
        assert [p.code for p in record.problems()] == [ProblemCode.DUPLICATE]
        assert record.counts()["article"] == 2


@pytest.mark.parametrize("size", [1, 2, 32])
def test_of_an_article_that_comes_again_with_other_metadata_the_first_is_kept(tmp_path: Path, size: int) -> None:
    rows = [{"id": "a", "text": STORY.format(n=1), "outlet": name} for name in ("Courier", "Herald", "Courier")]
    table = tmp_path / "t.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    summary = add([table], tmp_path / "r.db", batch_size=size)
    assert (summary.new, summary.known) == (1, 2)
    assert [(p.code, p.place) for p in summary.problems] == [(ProblemCode.DUPLICATE, "line 2")]
    with Record.open(tmp_path / "r.db") as record:
        (article,) = record.facts().articles
    assert article.outlet == "Courier"


def test_a_row_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    texts = [STORY.format(n=1), STORY.format(n=2).replace("winter", "arsenic")]
    table = tmp_path / "t.jsonl"
    table.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    (failed,) = add([table], tmp_path / "r.db").problems
    assert (failed.location, failed.place) == (str(table), "line 2")


def test_an_actors_file_that_cannot_be_used_leaves_no_record(coverage: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.yaml"
    actors.write_text("[1, 2", encoding="utf-8")
    with pytest.raises(SourceError, match="no YAML text"):
        add([coverage], tmp_path / "r.db", actors_file=actors)
    assert not (tmp_path / "r.db").exists()


def test_an_events_file_that_cannot_be_used_leaves_no_record(coverage: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.yaml"
    events.write_text("verbs: [{verbs: [dock]}]", encoding="utf-8")
    with pytest.raises(SourceError, match="entry 1 of 'verbs' lacks 'as'"):
        add([coverage], tmp_path / "r.db", events_file=events)
    assert not (tmp_path / "r.db").exists()


def test_the_run_names_the_events_file_by_its_hash(coverage: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.yaml"
    events.write_text("supports: {do: [log]}", encoding="utf-8")
    add([coverage / "one"], tmp_path / "r.db", events_file=events)
    with Record.open(tmp_path / "r.db", readonly=True) as opened:
        (run,) = opened.snapshot().runs
    assert len(json.loads(run.settings)["events"]) == 64


def test_two_that_add_to_one_record_at_once_lose_nothing(coverage: Path, tmp_path: Path) -> None:
    summaries: list[Summary] = []

    def work(folder: str) -> None:
        summaries.append(add([coverage / folder], tmp_path / "r.db", batch_size=1))

    threads = [threading.Thread(target=work, args=(folder,)) for folder in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(summary.items for summary in summaries) == 10
    with Record.open(tmp_path / "r.db") as record:
        assert record.counts()["article"] == 5
        assert list(verify(record)) == []
