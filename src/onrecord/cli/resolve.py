"""The command that resolves a folder on a cluster."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import cluster, options
from onrecord.cli.out import tell
from onrecord.cli.progress import progress

Folder = Annotated[
    str,
    typer.Argument(metavar="DIR", help="A folder that onrecord add --engine spark wrote.", show_default=False),
]
Engine = Annotated[
    cluster.Engine, typer.Option("--engine", help="Where the work runs: spark; a record is resolved as it is added to.")
]


def resolve(
    folder: Folder,
    engine: Engine = cluster.Engine.SPARK,
    master: cluster.Master = None,
    spark: cluster.SparkSettings = None,
    quiet: options.Quiet = False,
) -> None:
    """Find who is who, what is copied and what is claimed, in a folder on a cluster.

    Writes actors, stories, claims and origins into the folder that onrecord add --engine spark wrote: the rows that one
    machine derives. onrecord load brings all of it into a record, and derives it itself where this was not done.
    """
    if engine is not cluster.Engine.SPARK:
        raise typer.BadParameter("a folder is resolved on a cluster; to do it on this machine: onrecord load DIR")
    from onrecord.engine.spark.resolving import resolve as resolve_there
    from onrecord.engine.spark.session import session

    with session(master, cluster.settings_of(spark)) as opened, progress(quiet) as step:
        resolve_there(opened, folder, step)
    tell(f"resolved; next: onrecord load {folder} --record FILE")
