from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.engine import loading
from onrecord.engine.derive import derive
from onrecord.engine.folder import DERIVED_NAMES, MANIFEST
from onrecord.engine.loading import Derived, load
from onrecord.engine.progress import Progress
from onrecord.model.errors import SourceError
from onrecord.model.grading import Grading, Reliability
from onrecord.record.file import Record
from onrecord.record.verify import verify
from tests.folder_kit import tables, write_folder
from tests.record_kit import MANY, RUN, coverage, problems

ARTICLES = MANY + 5


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with facts, problems and everything derived, as one machine makes it."""
    path = tmp_path_factory.mktemp("local") / "r.db"
    facts = coverage().facts()
    with Record.open(path, create=True) as record:
        record.add(RUN, facts.articles, facts.readings, list(problems()))
        derive(record)
    return path


@pytest.fixture(scope="module")
def resolved(local: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(local, tmp_path_factory.mktemp("resolved") / "out", derived=True)


@pytest.fixture
def folder(resolved: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(resolved, tmp_path / "folder")
    return tmp_path / "folder"


def sound(record: Record) -> bool:
    """Say whether a record is whole, but for the ids of its articles, which are invented."""
    return not [damage for damage in verify(record) if "its id was not made" not in damage.what]


def rewrite(folder: Path, name: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Path:
    """Change the rows of the fuller file of a table, and count them anew."""
    path = max((folder / name).glob("*.parquet"), key=lambda file: pq.ParquetFile(file).metadata.num_rows)
    table = pq.read_table(path)
    rows = change(table.to_pylist())
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    told = json.loads((folder / MANIFEST).read_text())
    told["rows"][name] += len(rows) - table.num_rows
    (folder / MANIFEST).write_text(json.dumps(told))
    return path


def test_a_folder_gives_the_record_that_it_was_written_from(local: Path, resolved: Path, tmp_path: Path) -> None:
    loaded = load(resolved, tmp_path / "r.db")
    assert (loaded.articles, loaded.new, loaded.known, loaded.derived) == (ARTICLES, ARTICLES, 0, Derived.LOADED)
    assert {problem.id for problem in loaded.problems} == {problem.id for problem in problems()}
    assert tables(tmp_path / "r.db") == tables(local)
    with Record.open(tmp_path / "r.db") as record:
        assert record.is_current()
        assert sound(record)


def test_what_a_folder_does_not_hold_is_derived_here(local: Path, tmp_path: Path) -> None:
    plain = write_folder(local, tmp_path / "out", derived=False)
    assert load(plain, tmp_path / "r.db").derived is Derived.MADE
    assert tables(tmp_path / "r.db") == tables(local)


def test_loading_twice_adds_nothing(resolved: Path, tmp_path: Path) -> None:
    load(resolved, tmp_path / "r.db")
    before = tables(tmp_path / "r.db")
    again = load(resolved, tmp_path / "r.db")
    assert (again.new, again.known, again.derived) == (0, ARTICLES, Derived.CURRENT)
    assert tables(tmp_path / "r.db") == before


def test_loading_goes_on_where_it_was_stopped(
    local: Path, resolved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(event: Progress) -> None:
        if event.done >= 20:
            raise KeyboardInterrupt

    monkeypatch.setattr(loading, "BATCH_SIZE", 10)
    with pytest.raises(KeyboardInterrupt):
        load(resolved, tmp_path / "r.db", stop)
    with Record.open(tmp_path / "r.db") as record:
        assert record.counts()["article"] == 20
        assert not record.is_current()
    rest = load(resolved, tmp_path / "r.db")
    assert (rest.new, rest.known, rest.derived) == (ARTICLES - 20, 20, Derived.LOADED)
    assert tables(tmp_path / "r.db") == tables(local)


def test_a_folder_is_added_to_a_record_with_other_articles(resolved: Path, tmp_path: Path) -> None:
    other = coverage()
    draft = other.article("late", "Velmark closed the fair on Friday, officials said.", "Fair Post", "2031-06-01")
    late = other.facts()
    with Record.open(tmp_path / "r.db", create=True) as record:
        record.add(RUN, [late.article[draft.article.id]], [late.reading[draft.article.id]], [])
    assert load(resolved, tmp_path / "r.db").derived is Derived.MADE
    with Record.open(tmp_path / "r.db") as record:
        assert record.counts()["article"] == ARTICLES + 1
        assert record.is_current()
        assert sound(record)


def test_what_people_decided_here_is_derived_from(resolved: Path, tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        said = (None, None, (), "", "ada", "2031-05-02T09:00:00+00:00", "0")
        record.grade([Grading("grd-1", "Velpress", Reliability.B, "VLM", *said)])
    assert load(resolved, tmp_path / "r.db").derived is Derived.MADE


def test_an_article_that_is_there_with_other_metadata_is_told_of(resolved: Path, folder: Path, tmp_path: Path) -> None:
    load(resolved, tmp_path / "r.db")
    rewrite(folder, "article", lambda rows: [{**rows[0], "byline": "Ida Holm"}, *rows[1:]])
    again = load(folder, tmp_path / "r.db")
    assert [problem.cause for problem in again.problems if "byline Ida Holm" in problem.cause]
    assert again.known == ARTICLES


def broken(folder: Path, record: Path) -> str:
    with pytest.raises(SourceError) as error:
        load(folder, record)
    return str(error.value)


def test_a_folder_that_is_not_whole_is_refused_before_anything_is_written(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    assert "there is no such folder" in broken(tmp_path / "nowhere", record)
    told = (folder / MANIFEST).read_text()
    (folder / MANIFEST).unlink()
    assert "it has no onrecord.json" in broken(folder, record)
    (folder / MANIFEST).write_text("{")
    assert "it is damaged" in broken(folder, record)
    (folder / MANIFEST).write_text(told.replace('"format": 1', '"format": 2'))
    assert "its format is 2" in broken(folder, record)
    (folder / MANIFEST).write_text(told)
    next((folder / "statement").glob("*.parquet")).unlink()
    assert "onrecord.json says" in broken(folder, record)
    shutil.rmtree(folder / "block")
    assert "it has no table block" in broken(folder, record)
    assert not record.exists()


def test_a_file_with_other_columns_is_named(folder: Path, tmp_path: Path) -> None:
    path = folder / "mention" / "part-1.parquet"
    good = pq.read_table(path)
    for table, what in (
        (good.append_column("mood", pa.nulls(good.num_rows, pa.string())), "unknown columns mood"),
        (good.drop_columns(["reason"]), "no columns reason"),
        (good.set_column(3, "start", good["start"].cast(pa.string())), "its column start holds string"),
    ):
        pq.write_table(table, path)
        message = broken(folder, tmp_path / "r.db")
        assert str(path) in message
        assert what in message
    path.write_bytes(path.read_bytes()[:-9])
    assert str(path) in broken(folder, tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


@pytest.mark.parametrize(
    ("name", "change", "what"),
    [
        ("statement", {"text": "What nobody said"}, "its text is not what its spans cover"),
        ("statement", {"polarity": "perhaps"}, "it does not hold what statement does"),
        ("mention", {"start": 1, "end": 3}, "the words of the row do not stand at [1, 3)"),
        ("mention", {"article": "art-gone"}, "its article art-gone is not there"),
    ],
)
def test_a_row_that_does_not_rest_on_its_article_is_named_by_file_and_place(
    folder: Path, tmp_path: Path, name: str, change: dict[str, object], what: str
) -> None:
    path = rewrite(folder, name, lambda rows: [*rows[:2], {**rows[2], **change}, *rows[3:]])
    message = broken(folder, tmp_path / "r.db")
    assert f"{path}, row 3: " in message
    assert what in message
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert not record.is_current()
        assert sound(record)


def test_an_article_that_is_there_twice_is_named(folder: Path, tmp_path: Path) -> None:
    path = rewrite(folder, "article", lambda rows: [*rows, rows[0]])
    assert f"{path}, row 1: the article" in broken(folder, tmp_path / "r.db")


@pytest.mark.parametrize(
    ("name", "change"),
    [("member", {"claim": "clm-gone"}), ("story", {"title": None}), ("passage", {"a_span": "[0,99999]"})],
)
def test_derived_rows_that_do_not_rest_on_the_facts_leave_none(
    folder: Path, tmp_path: Path, name: str, change: dict[str, object]
) -> None:
    rewrite(folder, name, lambda rows: [{**rows[0], **change}, *rows[1:]])
    assert "resolve the folder again" in broken(folder, tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record:
        counts = record.counts()
        assert counts["article"] == ARTICLES
        assert not record.is_current()
    assert not [table for table in DERIVED_NAMES if counts.get(table)]
