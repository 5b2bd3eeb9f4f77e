"""Adding coverage: `add`, and `demo`, which adds the bundled coverage and writes its report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from onrecord.cli import options
from onrecord.cli.out import talk, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.engine.local import Progress as Step
    from onrecord.engine.local import Summary

_PROBLEMS_SHOWN = 10


def _source(name: str) -> Path:
    """Refuse an empty name, such as an unset variable leaves: as a path it would be the whole folder one is in."""
    if not name:
        raise typer.BadParameter("an empty name is no source; name a file or a folder, such as . for this one")
    return Path(name)


Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="SOURCE...", parser=_source, help="Files and folders: .txt .md .html .htm .jsonl .xml .rss .atom."
    ),
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to read with.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
To = Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the record and its report go.")]


def add(
    sources: Sources,
    record: options.Record = options.RECORD,
    actors: options.Actors = None,
    model: Model = None,
    quiet: Quiet = False,
) -> None:
    """Add coverage to a record, and trace where it comes from.

    Reads it, finds who said and did what to whom, who repeats whom, and what disagrees. Adding the same coverage again
    adds nothing. What cannot be read becomes a problem row and never stops the rest.
    """
    summary = _run(sources, record, actors, model, quiet=quiet)
    _tell(summary, record)


def demo(to: To = Path("demo"), quiet: Quiet = False) -> None:
    """Run everything on the bundled coverage.

    Twelve articles on a quarrel between invented states become a record and its report.
    """
    examples = examples_folder()
    to.mkdir(parents=True, exist_ok=True)
    record, report = to / "record.db", to / "report"
    _tell(_run([examples / "coverage"], record, examples / "actors.yaml", None, quiet=quiet), record)
    from onrecord.record.file import Record
    from onrecord.web.report import write_report

    with Record.open(record, readonly=True) as opened:
        index = write_report(opened.snapshot(), report)
    tell(f"the report: {index}")
    tell(f"next: onrecord claims --record {record}")


def examples_folder() -> Path:
    """Return the folder of the bundled examples: inside the installed package, or beside the source tree."""
    packaged = Path(str(resources.files("onrecord"))) / "examples"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "examples"


def _run(sources: list[Path], record: Path, actors: Path | None, model: str | None, *, quiet: bool) -> Summary:
    from onrecord.engine.local import add as add_locally

    with _progress(quiet) as step:
        return add_locally(sources, record, model=model, actors_file=actors, progress=step)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Step], None]]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=talk, transient=True, disable=quiet or not talk.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def step(event: Step) -> None:
            if event.stage not in tasks:
                tasks[event.stage] = bars.add_task(event.stage, total=event.total)
            bars.update(tasks[event.stage], completed=event.done, total=event.total)

        yield step


def _tell(summary: Summary, record: Path) -> None:
    tell(summary.line())
    for problem in summary.problems[:_PROBLEMS_SHOWN]:
        place = f" ({problem.place})" if problem.place else ""
        tell(f"problem: {problem.location}{place}: {problem.cause}; {problem.remedy}")
    if len(summary.problems) > _PROBLEMS_SHOWN:
        tell(f"{len(summary.problems)} problems in all: onrecord problems --record {record}")
