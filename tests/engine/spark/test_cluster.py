"""A small but real cluster, two workers, against the local engine: the same record, whatever is killed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.acquire.settings import Settings
from onrecord.engine import local
from onrecord.engine.folder import MANIFEST
from onrecord.engine.loading import Derived, load
from onrecord.engine.local import Summary
from onrecord.engine.spark.adding import Given, add
from onrecord.engine.spark.handing import NEEDS, on_cluster, sent
from onrecord.engine.spark.resolving import resolve
from onrecord.engine.spark.session import session
from onrecord.model.errors import SourceError
from onrecord.model.run import StatementsBy
from onrecord.record.file import Record
from onrecord.record.verify import verify
from tests.engine.spark.kit import SKEWED, killing, write_coverage
from tests.folder_kit import tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="Apache Spark is not installed (the extra spark)"),
    pytest.mark.skipif(not shutil.which("java"), reason="there is no Java (Debian: default-jre-headless)"),
    # Spark's own clients of files and sockets are closed when it likes.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

EXECUTOR, PYTHON_WORKER = "CoarseGrainedExecutorBackend", "pyspark.daemon"
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "768m",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}

ACTORS = """
sources:
- {name: Courier, kind: outlet, aliases: [The Courier], family: Courier House}
- {name: Herald, kind: outlet, family: Courier House}
persons: []
states: []
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session with a master and two workers, each a process of its own, on loopback."""
    before = os.environ.get("SPARK_LOCAL_IP")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with session("local-cluster[2,1,1024]", SETTINGS) as opened:
        opened.sparkContext.setLogLevel("OFF")
        yield opened
    if before is None:
        del os.environ["SPARK_LOCAL_IP"]


@dataclass(frozen=True)
class Both:
    """What each engine made of the same coverage."""

    here: Summary
    there: Summary
    record: Path
    folder: Path
    killed: int


@pytest.fixture(scope="module")
def both(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Both:
    place = tmp_path_factory.mktemp("both")
    coverage, record, actors = write_coverage(place / "in"), place / "local.db", place / "actors.yaml"
    actors.write_text(ACTORS, encoding="utf-8")
    examples = Path(__file__).parents[3] / "examples/coverage"
    sources = [coverage, f"file://{examples}"]
    settings = Settings(stores=True)
    here = local.add(
        sources, record, statements_by=StatementsBy.RULES, actors_file=actors, settings=settings, batch_size=5
    )
    given = Given(sources, settings, statements_by=StatementsBy.RULES, actors_file=actors)
    with killing(spark, EXECUTOR, after=1) as killed:
        there = add(spark, given, str(place / "out"))
    return Both(here, there, record, place / "out", len(killed))


@pytest.fixture(scope="module")
def plain(both: Both, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder before it was resolved."""
    return Path(shutil.copytree(both.folder, tmp_path_factory.mktemp("plain") / "out"))


@pytest.fixture(scope="module")
def resolved(spark: SparkSession, both: Both, plain: Path) -> Path:
    assert plain
    with killing(spark, PYTHON_WORKER, after=0) as killed:
        resolve(spark, str(both.folder))
    assert killed
    return both.folder


def test_a_worker_was_killed_and_every_item_came_out(both: Both) -> None:
    assert both.killed
    assert both.there.items == both.there.new + both.there.known + both.there.failed
    counts = [(s.items, s.new, s.known, s.failed) for s in (both.here, both.there)]
    assert counts[0] == counts[1]
    assert both.there.failed == 4
    assert {p.id for p in both.there.problems} == {p.id for p in both.here.problems}
    assert set(both.there.notices) == set(both.here.notices)


def test_the_folder_gives_the_record_that_one_machine_makes(both: Both, plain: Path, tmp_path: Path) -> None:
    loaded = load(plain, tmp_path / "r.db")
    assert (loaded.new, loaded.derived) == (both.here.new, Derived.MADE)
    assert tables(tmp_path / "r.db") == tables(both.record)


def test_what_the_cluster_derives_is_what_one_machine_derives(both: Both, resolved: Path, tmp_path: Path) -> None:
    assert load(resolved, tmp_path / "r.db").derived is Derived.LOADED
    ours, theirs = tables(both.record), tables(tmp_path / "r.db")
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert all(ours[name] for name in ("actor", "passage", "story", "claim", "dependence", "origin", "event"))
    with Record.open(tmp_path / "r.db") as record:
        assert record.is_current()
        assert list(verify(record)) == []
        sizes = [len(story.articles) for story in record.snapshot().resolution.stories]
    assert max(sizes) >= SKEWED


def test_what_is_added_later_only_changes_what_it_touches(resolved: Path, tmp_path: Path) -> None:
    load(resolved, tmp_path / "r.db")
    before = tables(tmp_path / "r.db")
    (tmp_path / "late.txt").write_text(
        "Skarn raises its flag\n\nThe mayor of Skarn raised the flag at noon on Sunday.\n"
    )
    local.add([tmp_path / "late.txt"], tmp_path / "r.db", statements_by=StatementsBy.RULES)
    after = tables(tmp_path / "r.db")
    assert set(before["aligned"]) <= set(after["aligned"])
    assert set(before["claim"]) <= set(after["claim"])


def test_the_tables_are_the_records_own(both: Both) -> None:
    statements = pq.read_table(both.folder / "statement").column_names
    assert statements[:4] == ["id", "article", "kind", "in_block"]
    told = json.loads((both.folder / MANIFEST).read_text())
    assert told["rows"]["article"] == both.here.new


def test_a_folder_that_is_there_is_never_written_over(spark: SparkSession, plain: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("Dear all")
    for folder in (plain, tmp_path / "own"):
        with pytest.raises(SourceError, match="there is something in this folder"):
            add(spark, Given([tmp_path], Settings()), str(folder))
    with pytest.raises(SourceError, match=r"it has no onrecord\.json"):
        resolve(spark, str(tmp_path / "own"))


def test_queries_run_there_and_no_rows_are_rows_too(spark: SparkSession) -> None:
    join, one = on_cluster(spark), pa.table({"a": [1, 1], "b": [2, 3]})
    assert pa.Table.from_batches(join("SELECT max(b) AS m FROM pair", {"pair": one})).to_pylist() == [{"m": 3}]
    assert sum(batch.num_rows for batch in join("SELECT a FROM pair WHERE a > 1", {"pair": one})) == 0
    assert sent(spark, [], NEEDS).count() == 0


def test_what_a_cluster_does_not_do_is_said(spark: SparkSession, tmp_path: Path) -> None:
    for settings in (Settings(fetch=True), Settings(sidecar=tmp_path / "meta.csv")):
        with pytest.raises(SourceError, match="on a cluster nothing is fetched"):
            add(spark, Given([tmp_path], settings), str(tmp_path / "out"))
