"""Predictions for a scorer: `python -m bench.predict TASK INPUT` prints JSON lines on standard output.

INPUT has the form of the task's gold data, with or without its labels, which are never read.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

TASKS = {
    "events": "sentences to PLOVER events",
    "events_rules": "the same, by rules alone",
    "flat": "lines of flattened pages to body or not",
    "mentions": "marked event mentions to clusters about one happening, across articles",
    "pages": "a folder of HTML pages to body, title, author and date",
    "quotes": "articles to quotations with speaker and cue",
    "quotes_rules": "the same, by rules alone",
    "reuse": "documents to pairs that copy or partly reuse one another",
    "stories": "documents to clusters about one happening",
    "wire": "articles to the wire agency they are from",
}


class Task(Protocol):
    """A module of bench/ that predicts."""

    def predict(self, path: Path) -> Iterator[dict[str, object]]:
        """Return one row per item of the input, in the input's order."""
        ...


def predict(task: str, path: Path) -> Iterator[dict[str, object]]:
    """Return the predictions of one task over its input."""
    return cast(Task, importlib.import_module(f"bench.{task}")).predict(path)


def main(arguments: list[str] | None = None) -> int:
    """Print the predictions of the task named on the command line."""
    listing = "\n".join(f"  {name:12} {what}" for name, what in TASKS.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\n\ntasks:\n{listing}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("input", type=Path)
    chosen = parser.parse_args(arguments)
    for row in predict(chosen.task, chosen.input):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
