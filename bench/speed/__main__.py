"""The commands."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import bench.speed
from bench.speed import adding, heads, parts, querying, reading, resolving, sameness, size, starting, texts
from bench.speed.floors import fallen
from bench.threads import on_one_thread

COMMANDS = ("reading", "parts", "processes", "adding", "resolving", "querying", "starting", "size", "heads", "sameness")
_WITHOUT = "left out: no gensim, or no evaluation data at ONRECORD_DATA or ../shared"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line."""
    chosen = _parser().parse_args(arguments)
    figures = _figures(chosen)
    if figures is None:
        print(_WITHOUT, file=sys.stderr)
        return 0
    print(json.dumps(figures, default=_plain))
    lost = fallen(chosen.command, figures) if chosen.check else []
    for line in lost:
        print(line, file=sys.stderr)
    return 1 if lost or figures.get("differing") else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=bench.speed.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("file", type=Path, nargs="?", help="where sameness keeps what was read before")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lee", action="store_true", help="the Lee corpus instead (needs gensim installed)")
    parser.add_argument("--check", action="store_true", help="fail below the floors")
    return parser


def _figures(chosen: argparse.Namespace) -> dict[str, Any] | None:
    if chosen.command == "starting":
        return starting.measure(chosen.rounds)
    if chosen.command == "size":
        table = texts.summit_table()
        return size.measure(table) if table else None
    if chosen.command in ("adding", "querying"):
        folder = texts.html_folder()
        on_folder = {"adding": adding.measure, "querying": querying.measure}[chosen.command]
        return on_folder(folder, chosen.articles, chosen.rounds) if folder else None
    articles = (texts.lee if chosen.lee else texts.summit)(chosen.articles)
    if chosen.command == "sameness":
        return sameness.compare(articles, chosen.file) if articles else None
    on_articles: Mapping[str, Callable[..., dict[str, Any]]] = {
        "reading": reading.measure,
        "parts": parts.measure,
        "heads": heads.measure,
        "processes": reading.measure_processes,
        "resolving": resolving.measure,
    }
    return on_articles[chosen.command](articles, chosen.rounds) if articles else None


def _plain(figure: object) -> object:
    if is_dataclass(figure) and not isinstance(figure, type):
        return asdict(figure)
    raise TypeError(f"{figure!r} is no figure")


if __name__ == "__main__":
    on_one_thread("bench.speed")
    sys.exit(main())
