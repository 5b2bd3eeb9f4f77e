"""Commands that write are killed with all their processes, amid their work: what they leave is whole, and goes on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.reliability.outcome import Outcome, Scale
from bench.reliability.record.kill_targets import (
    Adding,
    Exporting,
    ExportingParquet,
    Loading,
    Migrating,
    OnCluster,
    Resolving,
)
from bench.reliability.record.killing import Killed, Target, kill

SEED = 1
KILLS: dict[Scale, dict[type[Target], int]] = {
    Scale.SHORT: {Adding: 3, Migrating: 2, Loading: 2, Exporting: 2},
    Scale.FULL: {
        Exporting: 50,
        ExportingParquet: 40,
        Loading: 60,
        Migrating: 60,
        Resolving: 40,
        Adding: 60,
    },
}


def measure(scale: Scale) -> Outcome:
    """Kill each command as often as the scale says."""
    with tempfile.TemporaryDirectory(prefix="onrecord-kills-") as folder:
        found = list(_killed(scale, Path(folder)))
    return outcome(found)


def _killed(scale: Scale, folder: Path) -> Iterator[Killed]:
    for target, kills in KILLS[scale].items():
        if target is OnCluster and not shutil.which("java"):
            continue
        yield kill(target(folder / target.__name__), kills, SEED)


def outcome(found: list[Killed]) -> Outcome:
    """Return the figures of all commands."""
    figures: dict[str, int | float] = {"kills": sum(one.kills for one in found)}
    figures |= {f"kills of {one.name}": one.kills for one in found}
    figures |= {
        "kills that left work half done": sum(one.amid for one in found),
        "runs to the end, compared": sum(one.resumed for one in found),
        "broken": sum(len(one.broken) for one in found),
    }
    return Outcome(figures, tuple(words for one in found for words in one.broken))
