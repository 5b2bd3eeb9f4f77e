"""Following feeds and folders: what is there is added, and again what has come since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import coverage, options
from onrecord.cli.codes import INTERRUPTED
from onrecord.cli.durations import seconds_of, shown
from onrecord.cli.out import tell
from onrecord.cli.progress import progress
from onrecord.model.run import StatementsBy

if TYPE_CHECKING:
    from onrecord.acquire.settings import Settings
    from onrecord.engine.local import Task
    from onrecord.engine.summary import Summary
    from onrecord.engine.watching import Round

Every = Annotated[
    str, typer.Option("--every", metavar="TIME", help="How long to rest between two rounds, such as 30s, 15m or 2h.")
]
Rounds = Annotated[
    int, typer.Option("--rounds", metavar="N", min=0, help="End after this many rounds; 0 goes on until stopped.")
]


def watch(
    sources: coverage.Sources = None,
    every: Every = "15m",
    rounds: Rounds = 0,
    record: options.Record = options.RECORD,
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
    """Follow feeds and folders: add what is there, and look again every so often.

    Each round does what onrecord add does, and adds only what is new. It is told where something was added or went
    wrong, else nothing is said. Stop it with Ctrl-C: the batch at hand is finished and kept; a second Ctrl-C does not
    wait for it.
    """
    from onrecord.cli.settings import settings_of

    settings = settings_of(
        form, column, include, exclude, limit, meta, fetch=fetch, follow=follow, private=allow_private, urls=urls
    )
    pause = _pause(every, settings)
    named = coverage.sources_of(sources, urls)
    if "-" in named:
        raise typer.BadParameter("standard input is read once: give it to onrecord add")
    task = coverage.task_of(named, record, settings, model, actors, events_file, reader, workers)
    _watch(task, pause, rounds, quiet=quiet)


def _pause(every: str, settings: Settings) -> int:
    try:
        pause = seconds_of(every)
    except ValueError as error:
        raise typer.BadParameter(f"--every {every}: {error}") from error
    least = settings.limits.watch_pause
    if settings.fetch and pause < least:
        raise typer.BadParameter(
            f"--every {every}: sites are asked once in {shown(least)} at most; the limit is watch_pause"
        )
    return pause


def _watch(task: Task, pause: int, rounds: int, *, quiet: bool) -> None:
    from onrecord.acquire.memory import Memory
    from onrecord.cli.stopping import AFTER_THE_BATCH, Stopping  # sockets, for which other commands do not wait
    from onrecord.engine.announcing import announce_rest
    from onrecord.engine.local import Adding
    from onrecord.engine.watching import watch as watched

    with closing(Adding(task, Memory())) as adding, Stopping(AFTER_THE_BATCH) as stop:
        adding.prepare()

        def look() -> Summary:
            with progress(quiet) as step:
                return adding.round(step, stop.asked)

        tell(f"watching {_counted(task)}, every {shown(pause)}; Ctrl-C stops it")
        try:
            for done in watched(look, pause, stop, rounds):
                _tell(done, task.record)
                announce_rest(task.record, done.pause)
        finally:
            announce_rest(task.record, None)
        if stop.asked():
            raise typer.Exit(INTERRUPTED)


def _counted(task: Task) -> str:
    count = len(task.sources) + len(task.settings.lists)
    return "1 source" if count == 1 else f"{count} sources"


def _tell(done: Round, record: Path) -> None:
    """Say what came of a round: of the first one all, of later ones what is new."""
    summary, first = done.summary, done.number == 1
    words = list(_words(done))
    if words:
        tell(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}  {', '.join(words)}")
    coverage.tell_notices(summary.notices if first else ())
    coverage.tell_problems(summary.problems if first else summary.fresh, record)
    for problem in summary.back:
        tell(f"there again: {problem.location}{f' ({problem.place})' if problem.place else ''}")


def _words(done: Round) -> Iterator[str]:
    summary, first = done.summary, done.number == 1
    problems = len(summary.problems if first else summary.fresh)
    if summary.new or first:
        yield f"new articles {summary.new}"
    if problems:
        yield f"{'' if first else 'new '}problems {problems}"
    if summary.back:
        yield f"there again {len(summary.back)}"
    if done.failure:
        yield f"{done.failure}; next look in {shown(done.pause)}"
