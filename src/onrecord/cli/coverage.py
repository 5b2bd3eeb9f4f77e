"""What the commands that take coverage in share: their arguments and options, and what is told of a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.out import tell
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.model.run import StatementsBy

if TYPE_CHECKING:
    from onrecord.acquire.settings import Settings
    from onrecord.engine.local import Task

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
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        help="Read in N processes at once; 0 reads in this one. Without it as many as keep the processors busy.",
    ),
]
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


def sources_of(names: Sequence[str] | None, urls: Path | None) -> list[Path | str]:
    """Return the sources that are named; raises `typer.BadParameter` where there are none."""
    named = [_source(name) for name in names or []]
    if not named and not urls:
        raise typer.BadParameter("name at least one source; onrecord add --help lists what can be one")
    return named


def task_of(
    sources: Sequence[Path | str],
    record: Path,
    settings: Settings,
    model: str | None,
    actors: Path | None,
    events_file: Path | None,
    reader: StatementsBy,
    workers: int | None,
) -> Task:
    """Return what is to be added on this machine; without a number of workers as many as keep the processors busy."""
    from onrecord.engine.local import Task
    from onrecord.engine.reading import reader_count

    return Task(
        sources=sources,
        record=record,
        settings=settings,
        model=model,
        actors_file=actors,
        events_file=events_file,
        statements_by=reader,
        workers=reader_count(reader) if workers is None else workers,
    )


def tell_notices(notices: Sequence[Notice]) -> None:
    """Say what is worth telling of sources, as far as it can be taken in."""
    for notice in notices[:_PROBLEMS_SHOWN]:
        tell(f"{notice.location}: {notice.text}")


def tell_problems(problems: Sequence[Problem], record: Path | str) -> None:
    """Say what is wrong, and where the rest of it stands if it is much."""
    for problem in problems[:_PROBLEMS_SHOWN]:
        place = f" ({problem.place})" if problem.place else ""
        tell(f"problem: {problem.location}{place}: {problem.cause}; {problem.remedy}")
    if len(problems) > _PROBLEMS_SHOWN:
        listed = f"onrecord problems --record {record}" if isinstance(record, Path) else f"table problem of {record}"
        tell(f"{len(problems)} problems in all: {listed}")
