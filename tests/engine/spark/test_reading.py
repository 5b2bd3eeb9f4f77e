from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.engine.spark import reading
from onrecord.engine.spark.acquiring import Came
from onrecord.engine.spark.reading import ReadingTask, ReadWith
from onrecord.engine.spark.shapes import CAME, facts_of
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.errors import ClusterError
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.run import Run, StatementsBy
from onrecord.model.signature import software
from onrecord.read import pipeline

READS = ReadWith(None, StatementsBy.RULES, Limits())


@Language.component("onrecord_test_cluster_reader")
def read(doc: Doc) -> Doc:
    """Fails on one word."""
    if "arsenic" in doc.text:
        raise RuntimeError("it tastes of almonds")
    return doc


@pytest.fixture(autouse=True)
def _blank(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def make(*_: object, **__: object) -> Language:
        nlp = spacy.blank("en", meta={"name": "blank", "version": "1.0"})
        nlp.add_pipe("onrecord_test_cluster_reader")
        return nlp

    monkeypatch.setattr(pipeline, "make_pipeline", make)
    reading._reader.cache_clear()
    yield
    reading._reader.cache_clear()


def article(name: str, text: str = "The harbour opened on Monday.", **more: str) -> Article:
    return Article(f"art-{name}", f"in/{name}.txt", text, "", (Block(0, len(text), BlockKind.BODY),), **more)


def extracted(name: str, page: str, text: str = "The harbour opened on Monday.", **more: str) -> Came:
    return Came(Extracted(article(name, text, **more)), f"here/{name}.txt", "line 1", page)


def run() -> Run:
    own = READS.reader()
    assert own.nlp.pipe_names
    return own.run()


def became(items: Sequence[Came], made_by: Run | None = None) -> list[dict[str, Any]]:
    given = ((0, at, came.key or f"0 {at}", pickle.dumps(came)) for at, came in enumerate(items))
    rows = sorted(given, key=lambda row: row[2])
    arrays = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), CAME, strict=True)]
    batches = iter([pa.RecordBatch.from_arrays(arrays, schema=CAME)])
    found = [row for batch in ReadingTask(READS, made_by or run())(batches) for row in batch.to_pylist()]
    return sorted(found, key=lambda row: int(row["item"]))


def test_each_item_comes_out_as_what_it_became() -> None:
    bad = problem(ProblemCode.EMPTY, "in/e.txt", "here/e.txt", "it holds nothing", "save it again")
    cut = problem(ProblemCode.TRUNCATED, "in/c.zip", "here/c.zip", "it breaks off", "copy it again", fatal=False)
    items = [extracted("a", "pag-1"), Came(bad, page="pag-2"), Came(cut), Came(Notice("t", "columns")), Came(None)]
    rows = became(items)
    assert [row["became"] for row in rows] == ["new", "failed", "told", "told", "end"]
    assert facts_of(rows[0])[0] == article("a")
    assert [arrival["outcome"] for row in rows for arrival in row["arrival"]] == ["art-a", bad.id]
    assert [own["id"] for row in rows for own in row["problem"]] == [bad.id, cut.id]
    assert rows[3]["notice"] == "columns"


def test_an_article_that_comes_again_is_read_once_and_told_of_where_it_differs() -> None:
    items = [
        extracted("a", "pag-1", outlet="Courier"),
        extracted("a", "pag-1", outlet="Courier"),
        extracted("a", "pag-2", outlet="Courier"),
        extracted("a", "pag-3", outlet="Herald"),
    ]
    rows = became(items)
    assert [row["became"] for row in rows] == ["new", "known", "known", "known"]
    assert [len(row["article"]) for row in rows] == [1, 0, 0, 0]
    assert [[own["id"] for own in row["arrival"]] for row in rows] == [["pag-1"], [], ["pag-2"], ["pag-3"]]
    assert [own["cause"].rpartition("came with ")[2] for row in rows for own in row["problem"]] == ["outlet Herald"]


def test_an_article_that_cannot_be_read_is_a_problem_where_the_user_knows_it_and_costs_no_other() -> None:
    rows = became([extracted("a", "pag-1"), extracted("b", "pag-2", "It was arsenic."), extracted("c", "pag-3")])
    assert Counter(row["became"] for row in rows) == {"new": 2, "failed": 1}
    (told,) = rows[1]["problem"]
    assert (told["code"], told["location"], told["place"]) == ("read-failed", "here/b.txt", "line 1")
    assert rows[1]["article"] == rows[1]["arrival"] == []


def test_half_a_character_refuses_its_article_alone() -> None:
    rows = became([extracted("a", "pag-1", "Half \udce4 a letter."), extracted("b", "pag-2")])
    assert [row["became"] for row in rows] == ["failed", "new"]
    assert "UnicodeEncodeError" in rows[0]["problem"][0]["cause"]


def test_what_a_lost_process_left_is_tried_again_another_time() -> None:
    lost = problem(ProblemCode.CRASHED, "in/a.pdf", "here/a.pdf", "the process ended", "look at it")
    (row,) = became([Came(lost, page="pag-1")])
    assert row["became"] == "failed"
    assert row["arrival"] == []


def test_a_machine_with_another_model_reads_nothing() -> None:
    other = Run("run-1", "2031-05-01", software(), "en_other 2.0", "0", "{}")
    with pytest.raises(ClusterError, match=r"a machine has model en_blank 1\.0, another en_other 2\.0"):
        became([extracted("a", "pag-1")], other)


def test_problems_without_a_page_are_kept_apart() -> None:
    found: list[Problem] = [
        problem(ProblemCode.VANISHED, name, name, "it is gone", "bring it back") for name in ("a", "b")
    ]
    assert [row["became"] for row in became([Came(one) for one in (*found, found[0])])] == ["failed"] * 3


def test_own_files_are_named_by_their_content(tmp_path: Path) -> None:
    from onrecord.engine.spark.shipped import Shipped

    (tmp_path / "own.yaml").write_text("sources: []")
    assert Shipped.of(tmp_path / "own.yaml") == Shipped(b"sources: []")
    assert Shipped.of(None) is None
