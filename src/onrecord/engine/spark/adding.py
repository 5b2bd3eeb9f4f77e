"""Adding coverage on a cluster: acquiring, extracting and reading as on one machine, to a folder of Parquet files."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from onrecord.acquire.answer import Reached
from onrecord.acquire.offer import offer
from onrecord.acquire.settings import Settings
from onrecord.engine.folder import FACT_NAMES, MANIFEST, SCHEMAS, Manifest
from onrecord.engine.local import Summary
from onrecord.engine.progress import Progress, Report, silent
from onrecord.engine.repeats import duplicate
from onrecord.engine.spark.acquiring import Acquiring
from onrecord.engine.spark.files import ITEMS_FOLDER, Files
from onrecord.engine.spark.mapping import mapped
from onrecord.engine.spark.reading import ReadingTask, ReadWith
from onrecord.engine.spark.shapes import CAME, ITEMS, NESTED, SOURCES, Batches, columns_of
from onrecord.engine.spark.shipped import Shipped
from onrecord.model.errors import ClusterError, SourceError
from onrecord.model.notice import Notice
from onrecord.model.run import Run, StatementsBy
from onrecord.model.signature import software
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.events_file import check_events_file
from onrecord.ontology.sources import own_sources
from onrecord.record.tables import ARRIVAL, PROBLEM, RUN, SOURCE, Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SHOWN = 1000
"""Problems and notices that are told; all problems stand in the folder."""


@dataclass(frozen=True, slots=True)
class Given:
    """What to add, and how; as the local engine's `add` has it."""

    sources: Sequence[Path | str]
    settings: Settings
    model: str | None = None
    statements_by: StatementsBy = StatementsBy.LEARNED
    actors_file: Path | None = None
    events_file: Path | None = None


def add(spark: SparkSession, given: Given, to: str, progress: Report = silent) -> Summary:
    """Write everything that the sources hold, read, to the folder `to`, which must be new or empty.

    Every item of every source ends as an article or a problem; a task that is lost with its machine is done again
    elsewhere. Raises `SourceError` for what cannot be used, and `ClusterError` where items were lost.
    """
    _check(given)
    files = Files(spark, to)
    if files.has(MANIFEST) or not (files.is_empty() or files.has(ITEMS_FOLDER)):
        raise SourceError(f"{to}: there is something in this folder; name a new one, and load both into one record")
    offered = _offered(given)
    progress(Progress("read", 0, len(offered)))
    reads = _reads(given)
    run = _run(spark, reads)
    files.write(ITEMS_FOLDER, _items(spark, given, offered, reads, run))
    items = files.read(ITEMS_FOLDER, ITEMS)
    _check_all_came(items, len(offered))
    progress(Progress("read", len(offered), len(offered)))
    _write_tables(spark, files, items, run, given.actors_file)
    files.tell(Manifest(software(), derived=False, rows=files.counts(FACT_NAMES)))
    return _summary(items, files)


def _check(given: Given) -> None:
    if given.actors_file:
        check_actors_file(given.actors_file)
    if given.events_file:
        check_events_file(given.events_file)
    if given.settings.fetch or given.settings.sidecar:
        raise SourceError("on a cluster nothing is fetched, and --meta is not read; fetch first, or add on one machine")


def _offered(given: Given) -> list[bytes]:
    """Return what the sources stand for, as it is sent: files to open, and what is wrong with names."""
    settings = replace(given.settings, stores=True)
    offered = [item for item in offer(given.sources, settings) if not isinstance(item, Reached)]
    return [pickle.dumps(item, pickle.HIGHEST_PROTOCOL) for item in offered]


def _reads(given: Given) -> ReadWith:
    own = Shipped.of(given.actors_file), Shipped.of(given.events_file)
    return ReadWith(given.model, given.statements_by, given.settings.limits, *own)


def _run(spark: SparkSession, reads: ReadWith) -> Run:
    """Return the run, as one of the machines tells it: what it reads with, all must have."""

    def told(batches: Batches) -> Batches:
        for _ in batches:
            reader = reads.reader()
            reader.nlp  # noqa: B018 - loaded, so that the run names it
            yield pa.RecordBatch.from_pydict({"run": [pickle.dumps(reader.run())]})

    (row,) = spark.range(1).repartition(1).mapInArrow(told, "run binary").collect()
    run: Run = pickle.loads(bytes(row.run))  # noqa: S301 - our own
    if run.software != software():
        raise ClusterError(f"the machines of the cluster have {run.software}, this one {software()}; install the same")
    return run


def _items(spark: SparkSession, given: Given, offered: Sequence[bytes], reads: ReadWith, run: Run) -> DataFrame:
    """Return what becomes of every item; nothing is done before it is written."""
    tasks = int(spark.conf.get("spark.sql.shuffle.partitions") or 1)
    table = pa.table([pa.array(range(len(offered)), pa.int64()), pa.array(offered, pa.binary())], schema=SOURCES)
    # From one partition they are dealt out one by one: two large files never wait for each other.
    sources = spark.createDataFrame(table).coalesce(1).repartition(max(1, min(tasks, len(offered))))
    came = mapped(sources, Acquiring(given.settings, reads.actors_file), CAME)
    # What is the same article comes to one place, in the order of the sources.
    sorted_ = came.repartition(tasks, "key").sortWithinPartitions("key", "source", "item")
    return mapped(sorted_, ReadingTask(reads, run), ITEMS)


def _check_all_came(items: DataFrame, sources: int) -> None:
    """Compare how many items each source said that it had with those that there are."""
    from pyspark.sql import functions as f

    ended = f.max(f.when(f.col("became") == "end", f.col("item")))
    counts = items.groupBy("source").agg(f.count("*").alias("found"), (ended + 1).alias("told"))
    good = counts.where("found = told").count()
    if good != sources:
        raise ClusterError(f"of {sources} sources {sources - good} lost items on the way; report this as a bug")


def _write_tables(spark: SparkSession, files: Files, items: DataFrame, run: Run, actors_file: Path | None) -> None:
    for table in NESTED:
        rows = items.selectExpr(f"inline({table.name})")
        if table in (PROBLEM, ARRIVAL):
            rows = _once(items, table.name, run)
        files.write(table.name, rows)
    of_tables: list[tuple[Table, Sequence[object]]] = [
        (RUN, [run]),
        (SOURCE, [*own_sources(actors_file)] if actors_file else []),
    ]
    for table, things in of_tables:
        rows_of = pa.table(columns_of(table.name, table.rows(things)), schema=SCHEMAS[table.name])
        files.write(table.name, spark.createDataFrame(rows_of).coalesce(1))


def _once(items: DataFrame, name: str, run: Run) -> DataFrame:
    """Return the rows of a table, of those with one id the first; problems with those of articles under one name."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    rows = items.selectExpr("source", "item", f"inline({name})")
    if name == PROBLEM.name:
        rows = rows.unionByName(_duplicates(items, run))
    place = f.row_number().over(Window.partitionBy("id").orderBy("source", "item"))
    return rows.withColumn("nth", place).where("nth = 1").drop("nth", "source", "item")


def _duplicates(items: DataFrame, run: Run) -> DataFrame:
    """Return the problems of articles that have the name of one with other text that came before."""
    named = items.where("id IS NOT NULL").select("source", "item", "id", "uri", "location", "place")
    first = "first_value(id) OVER (PARTITION BY uri ORDER BY source, item) AS first"
    again = named.selectExpr("*", first).where("id <> first").select("source", "item", "uri", "location", "place")
    return mapped(again, _Duplicates(run.id), _TOLD)


_TOLD = pa.schema([("source", pa.int64()), ("item", pa.int64()), *SCHEMAS[PROBLEM.name]])


@dataclass(frozen=True, slots=True)
class _Duplicates:
    run: str

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            places, names = batch.columns[:2], zip(*(column.to_pylist() for column in batch.columns[2:]), strict=True)
            rows = PROBLEM.rows((duplicate(*name) for name in names), {"run": self.run})
            yield pa.RecordBatch.from_arrays([*places, *columns_of(PROBLEM.name, rows)], schema=_TOLD)


def _summary(items: DataFrame, files: Files) -> Summary:
    counts = {row.became: int(row["count"]) for row in items.groupBy("became").count().collect()}
    new, known, failed = (counts.get(name, 0) for name in ("new", "known", "failed"))
    order = ("uri", "place", "code", "id")
    problems = [
        PROBLEM.made([row[n] for n in PROBLEM.columns]) for row in files.read("problem").orderBy(*order).take(SHOWN)
    ]
    notices = items.where("notice IS NOT NULL").select("location", "notice").take(SHOWN)
    told = tuple(Notice(row.location, row.notice) for row in notices)
    return Summary(new + known + failed, new, known, failed, tuple(problems), told)
