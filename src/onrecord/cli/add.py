"""Adding coverage: `add`, and `demo`, which adds the bundled coverage and writes its report."""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import cluster, coverage, options
from onrecord.cli.codes import INTERRUPTED
from onrecord.cli.out import tell
from onrecord.cli.progress import progress
from onrecord.model.run import StatementsBy

if TYPE_CHECKING:
    from onrecord.acquire.settings import Settings
    from onrecord.engine.local import Task
    from onrecord.engine.summary import Summary

To = Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the record and its report go.")]


Engine = Annotated[
    cluster.Engine, typer.Option("--engine", help="Where the work runs: on this machine, or on a Spark cluster.")
]
Output = Annotated[
    str, typer.Option("--to", metavar="DIR", help="With --engine spark, the folder to write; a path that Spark knows.")
]


def add(
    sources: coverage.Sources = None,
    record: options.Record = options.RECORD,
    engine: Engine = cluster.Engine.LOCAL,
    master: cluster.Master = None,
    to: Output = "",
    spark: cluster.SparkSettings = None,
    form: coverage.Form = "",
    column: coverage.Columns = None,
    include: coverage.Include = None,
    exclude: coverage.Exclude = None,
    meta: coverage.Meta = None,
    fetch: coverage.Fetch = False,
    follow: coverage.Follow = False,
    allow_private: coverage.Private = False,
    urls: coverage.Urls = None,
    actors: options.Actors = None,
    events_file: options.EventsFile = None,
    model: coverage.Model = None,
    reader: coverage.ReaderOf = StatementsBy.LEARNED,
    workers: coverage.Workers = None,
    limit: coverage.LimitSettings = None,
    quiet: options.Quiet = False,
) -> None:
    """Add coverage to a record, and trace where it comes from.

    Reads it, finds who said and did what to whom, who repeats whom, and what disagrees. Adding the same coverage again
    adds nothing. What cannot be read becomes a problem row and never stops the rest. Ctrl-C ends it after the batch at
    hand, and adding the same again goes on from there.

    With --engine spark a cluster does it (docs/spark.md), and writes a folder that onrecord load brings into a record.
    """
    from onrecord.cli.settings import settings_of

    settings = settings_of(
        form, column, include, exclude, limit, meta, fetch=fetch, follow=follow, private=allow_private, urls=urls
    )
    named = coverage.sources_of(sources, urls)
    if cluster.is_asked_for(engine, master, to, spark):
        given = (named, settings, model, reader, actors, events_file)
        _tell(_run_on_cluster(given, to, master, cluster.settings_of(spark), quiet=quiet), to)
        tell(f"next: onrecord resolve --engine spark {to}, or: onrecord load {to} --record FILE")
        return
    task = coverage.task_of(named, record, settings, model, actors, events_file, reader, workers)
    _tell(_run(task, quiet=quiet), record)


def demo(to: To = Path("demo"), quiet: options.Quiet = False) -> None:
    """Run everything on the bundled coverage.

    Twelve articles on a quarrel between invented states become a record and its report.
    """
    from onrecord.acquire.settings import Settings

    examples = examples_folder()
    to.mkdir(parents=True, exist_ok=True)
    record, report = to / "record.db", to / "report"
    given = ([examples / "coverage"], record, Settings(), None, examples / "actors.yaml", None)
    _tell(_run(coverage.task_of(*given, StatementsBy.LEARNED, None), quiet=quiet), record)
    from onrecord.record.file import Record
    from onrecord.web.report import pages, write_report

    with Record.open(record, readonly=True) as opened:
        index = write_report(pages(opened), report)
    tell(f"the report: {index}")
    tell(f"next: onrecord claims --record {record}")


def examples_folder() -> Path:
    """Return the folder of the bundled examples: inside the installed package, or beside the source tree."""
    packaged = Path(str(resources.files("onrecord"))) / "examples"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "examples"


def _run(task: Task, *, quiet: bool) -> Summary:
    from onrecord.cli.stopping import AFTER_THE_BATCH, Stopping  # sockets, for which other commands do not wait
    from onrecord.engine.local import Adding

    with Stopping(AFTER_THE_BATCH, (signal.SIGINT,)) as stop, progress(quiet) as step, closing(Adding(task)) as adding:
        summary = adding.round(step, stop.asked)
    if stop.asked():
        tell(summary.line())
        raise typer.Exit(INTERRUPTED)
    return summary


def _run_on_cluster(
    given: tuple[Sequence[Path | str], Settings, str | None, StatementsBy, Path | None, Path | None],
    to: str,
    master: str | None,
    spark: Mapping[str, str],
    *,
    quiet: bool,
) -> Summary:
    from onrecord.engine.spark.adding import Given
    from onrecord.engine.spark.adding import add as add_there
    from onrecord.engine.spark.session import session

    with session(master, spark) as opened, progress(quiet) as step:
        return add_there(opened, Given(*given), to, step)


def _tell(summary: Summary, record: Path | str) -> None:
    tell(summary.line())
    coverage.tell_notices(summary.notices)
    coverage.tell_problems(summary.problems, record)
