"""Adds coverage as `onrecord add` does, under other circumstances than this machine has: see `--help`."""

from __future__ import annotations

import argparse
import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

_CALLED = "bench.reliability.record.adding"


def command(record: Path, *sources: Path, **circumstances: object) -> list[str]:
    """Return what follows the name of Python to run this with some circumstances.

    >>> command(Path("r.db"), Path("a"), cpus=2)[2:]
    ['--record', 'r.db', '--cpus', '2', 'a']
    """
    options = [word for name, value in circumstances.items() for word in (f"--{name}", str(value))]
    return ["-m", _CALLED, "--record", str(record), *options, *map(str, sources)]


class Clock(datetime):
    """A clock that is ahead, or behind."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the time of another day."""
        return super().now(tz) + cls.ahead


def set_clock(seconds: float) -> None:
    """Let the clock of all that writes times to a record run so many seconds ahead, or behind."""
    from onrecord.engine import announcing
    from onrecord.model import signature

    Clock.ahead = timedelta(seconds=seconds)
    for module in (announcing, signature):
        setattr(module, "datetime", Clock)  # noqa: B010 - a name that the module only borrows


def main(arguments: list[str] | None = None) -> None:
    """Add coverage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=32, help="items in one transaction")
    parser.add_argument("--cpus", type=int, default=0, help="how many processors it is told that there are")
    parser.add_argument("--few", type=int, default=-1, help="articles up to which it derives in this process alone")
    parser.add_argument("--workers", type=int, default=0, help="processes that read, 0 for this one")
    parser.add_argument("--clock", type=float, default=0.0, help="seconds that its clock is ahead")
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--actors", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.clock:
        set_clock(chosen.clock)
    if chosen.cpus:
        os.cpu_count = lambda: chosen.cpus
    _add(chosen)


def _add(chosen: argparse.Namespace) -> None:
    # Loaded when the circumstances are set: some of it asks for them at once.
    from onrecord.engine import crew
    from onrecord.engine.local import add
    from onrecord.model.run import StatementsBy

    if chosen.few >= 0:
        crew.FEW = chosen.few
    by = StatementsBy(chosen.reader)
    own = {"actors_file": chosen.actors, "statements_by": by, "batch_size": chosen.batch, "workers": chosen.workers}
    add(chosen.sources, chosen.record, **own)


if __name__ == "__main__":
    main()
