"""Adding coverage: `add`, and `demo`, which adds the bundled coverage and writes its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import cluster, options
from onrecord.cli.out import tell
from onrecord.cli.progress import progress
from onrecord.model.run import StatementsBy

if TYPE_CHECKING:
    from onrecord.acquire.settings import Settings
    from onrecord.engine.local import Summary
    from onrecord.model.problem import Problem

_PROBLEMS_SHOWN = 10


def _source(name: str) -> Path | str:
    """Refuse an empty name, such as an unset variable leaves: as a path it would be the whole folder one is in."""
    if not name:
        raise typer.BadParameter("an empty name is no source; name a file or a folder, such as . for this one")
    return name if "://" in name or name == "-" else Path(name)


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Files, folders, patterns such as 'press/**/*.html', web addresses (with --fetch), - for standard input. "
        "Read are text, Markdown, HTML, PDF, JSON Lines, JSON, CSV, TSV, Parquet, RSS, Atom and JSON feeds, sitemaps, "
        "WARC, and all of these in zip and tar archives or as .gz, .bz2, .xz.",
        show_default=False,
    ),
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to read with.")]
ReaderOf = Annotated[
    StatementsBy,
    typer.Option("--reader", help="What finds statements: the learned reader, or rules, which are faster."),
]
To = Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the record and its report go.")]
Form = Annotated[
    str,
    typer.Option("--as", metavar="ENDING", help="Read input that has no known ending as this, such as jsonl or html."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="Which column of a table holds text, title, outlet, ..."),
]
Include = Annotated[
    list[str] | None, typer.Option("--include", metavar="PATTERN", help="Of folders and archives, only such files.")
]
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="PATTERN", help="Of folders and archives, no such files.")
]
Meta = Annotated[
    Path | None,
    typer.Option(
        "--meta", metavar="FILE", help="A table that says outlet, date, byline or language by file or address."
    ),
]
LimitSettings = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=VALUE", help="Change a limit, such as page_seconds=60 (docs/limits.md)."),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Allow the network: fetch the web addresses that are named.")]
Follow = Annotated[bool, typer.Option("--follow", help="With --fetch, also fetch the articles that feeds link to.")]
Private = Annotated[
    bool, typer.Option("--allow-private", help="With --fetch, also ask hosts that are not on the public internet.")
]
Urls = Annotated[
    Path | None,
    typer.Option("--urls", metavar="FILE", help="A list of web addresses to fetch, one a line (with --fetch)."),
]


Engine = Annotated[
    cluster.Engine, typer.Option("--engine", help="Where the work runs: on this machine, or on a Spark cluster.")
]
Output = Annotated[
    str, typer.Option("--to", metavar="DIR", help="With --engine spark, the folder to write; a path that Spark knows.")
]


def add(
    sources: Sources = None,
    record: options.Record = options.RECORD,
    engine: Engine = cluster.Engine.LOCAL,
    master: cluster.Master = None,
    to: Output = "",
    spark: cluster.SparkSettings = None,
    form: Form = "",
    column: Columns = None,
    include: Include = None,
    exclude: Exclude = None,
    meta: Meta = None,
    fetch: Fetch = False,
    follow: Follow = False,
    allow_private: Private = False,
    urls: Urls = None,
    actors: options.Actors = None,
    events_file: options.EventsFile = None,
    model: Model = None,
    reader: ReaderOf = StatementsBy.LEARNED,
    limit: LimitSettings = None,
    quiet: options.Quiet = False,
) -> None:
    """Add coverage to a record, and trace where it comes from.

    Reads it, finds who said and did what to whom, who repeats whom, and what disagrees. Adding the same coverage again
    adds nothing. What cannot be read becomes a problem row and never stops the rest.

    With --engine spark a cluster does it (docs/spark.md), and writes a folder that onrecord load brings into a record.
    """
    from onrecord.cli.settings import settings_of

    settings = settings_of(
        form, column, include, exclude, limit, meta, fetch=fetch, follow=follow, private=allow_private, urls=urls
    )
    named = [_source(name) for name in sources or []]
    if not named and not urls:
        raise typer.BadParameter("name at least one source; onrecord add --help lists what can be one")
    if cluster.is_asked_for(engine, master, to, spark):
        given = (named, settings, model, reader, actors, events_file)
        _tell(_run_on_cluster(given, to, master, cluster.settings_of(spark), quiet=quiet), to)
        tell(f"next: onrecord resolve --engine spark {to}, or: onrecord load {to} --record FILE")
        return
    summary = _run(named, record, actors, model, settings, reader, events_file=events_file, quiet=quiet)
    _tell(summary, record)


def demo(to: To = Path("demo"), quiet: options.Quiet = False) -> None:
    """Run everything on the bundled coverage.

    Twelve articles on a quarrel between invented states become a record and its report.
    """
    from onrecord.acquire.settings import Settings

    examples = examples_folder()
    to.mkdir(parents=True, exist_ok=True)
    record, report = to / "record.db", to / "report"
    _tell(_run([examples / "coverage"], record, examples / "actors.yaml", None, Settings(), quiet=quiet), record)
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


def _run(
    sources: Sequence[Path | str],
    record: Path,
    actors: Path | None,
    model: str | None,
    settings: Settings,
    reader: StatementsBy = StatementsBy.LEARNED,
    *,
    events_file: Path | None = None,
    quiet: bool,
) -> Summary:
    from onrecord.engine.local import add as add_locally

    with progress(quiet) as step:
        return add_locally(
            sources,
            record,
            model=model,
            actors_file=actors,
            events_file=events_file,
            settings=settings,
            statements_by=reader,
            progress=step,
        )


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
    for notice in summary.notices[:_PROBLEMS_SHOWN]:
        tell(f"{notice.location}: {notice.text}")
    tell_problems(summary.problems, record)


def tell_problems(problems: Sequence[Problem], record: Path | str) -> None:
    """Say what is wrong with the first of some items, and where the others are listed."""
    for problem in problems[:_PROBLEMS_SHOWN]:
        place = f" ({problem.place})" if problem.place else ""
        tell(f"problem: {problem.location}{place}: {problem.cause}; {problem.remedy}")
    if len(problems) > _PROBLEMS_SHOWN:
        listed = (
            f"onrecord problems --record {record}" if isinstance(record, Path) else f"the table problem of {record}"
        )
        tell(f"{len(problems)} problems in all: {listed}")
