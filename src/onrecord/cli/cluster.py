"""What commands are told about a cluster."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer


class Engine(StrEnum):
    """Where work runs."""

    LOCAL = "local"
    SPARK = "spark"


Master = Annotated[
    str | None,
    typer.Option("--master", metavar="URL", help="With --engine spark, the cluster, such as spark://HOST:7077."),
]
SparkSettings = Annotated[
    list[str] | None,
    typer.Option("--spark", metavar="KEY=VALUE", help="With --engine spark, a setting of Spark's; repeatable."),
]


def is_asked_for(engine: Engine, master: str | None, to: str, settings: Sequence[str] | None) -> bool:
    """Say whether a cluster is to do it; raises `typer.BadParameter` where the options contradict each other."""
    if engine is Engine.SPARK:
        if not to:
            raise typer.BadParameter("a cluster writes a folder; name it with --to DIR")
        return True
    if master or to or settings:
        raise typer.BadParameter("--master, --to and --spark are for a cluster; give --engine spark")
    return False


def settings_of(settings: Sequence[str] | None) -> dict[str, str]:
    """Return settings of Spark by name; raises `typer.BadParameter` for what is none.

    >>> settings_of(["spark.executor.memory=4g"])
    {'spark.executor.memory': '4g'}
    """
    found: dict[str, str] = {}
    for setting in settings or ():
        name, equals, value = setting.partition("=")
        if not (name.startswith("spark.") and equals):
            raise typer.BadParameter(f"--spark {setting}: give spark.NAME=VALUE, as in spark.executor.memory=4g")
        found[name] = value
    return found
