"""Runs the checks and prints what they found."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bench.reliability
from bench.reliability.checks import CHECKS
from bench.reliability.outcome import Outcome, Scale

FIGURES = Path(__file__).parent / "figures"
"""One file for each check that was recorded: {"figures": {name: number}, "seconds": number}."""
_SHOWN = 40


def main(arguments: list[str] | None = None) -> int:
    """Print each check's figures as it ends; return 1 where a promise was broken."""
    chosen = _parser().parse_args(arguments)
    if chosen.list:
        print("\n".join(f"{name:<14}{check.promise}" for name, check in CHECKS.items()))
        return 0
    names = chosen.checks or list(CHECKS)
    if chosen.processes > 1:
        return _apart(names, chosen)
    scale = Scale.FULL if chosen.full else Scale.SHORT
    held = [_told(name, scale, chosen) for name in names]
    return 0 if all(held) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=bench.reliability.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checks", nargs="*", choices=[[], *CHECKS], metavar="CHECK", help="which (default: all)")
    parser.add_argument("--full", action="store_true", help="the long form, which the figures in the docs are from")
    parser.add_argument("--record", action="store_true", help="keep the figures for docs/reliability.md")
    parser.add_argument("--processes", type=int, default=1, help="try so many at a time, each in a process of its own")
    parser.add_argument("--json", action="store_true", help="one JSON object a check")
    parser.add_argument("--list", action="store_true", help="name the checks and what each promises")
    return parser


def _apart(names: Sequence[str], chosen: argparse.Namespace) -> int:
    """Try checks beside one another, and print what each says in their order."""
    flags = [f"--{flag}" for flag in ("full", "record", "json") if getattr(chosen, flag)]

    def ended(name: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bench.reliability", name, *flags]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    worst = 0
    with ThreadPoolExecutor(chosen.processes) as pool:
        for done in pool.map(ended, names):
            sys.stdout.write(done.stdout)
            sys.stdout.flush()
            worst = max(worst, abs(done.returncode))
    return min(worst, 1)


def _told(name: str, scale: Scale, chosen: argparse.Namespace) -> bool:
    started = time.monotonic()
    outcome = CHECKS[name].load()(scale)
    seconds = round(time.monotonic() - started)
    print("\n".join(_lines(name, outcome, seconds)) if not chosen.json else _json(name, outcome, seconds), flush=True)
    if chosen.record and outcome.held and not outcome.left_out:
        _keep(name, scale, outcome, seconds)
    return outcome.held


def _json(name: str, outcome: Outcome, seconds: int) -> str:
    told = {"check": name, "figures": outcome.figures, "broken": outcome.broken, "seconds": seconds}
    return json.dumps(told | ({"left_out": outcome.left_out} if outcome.left_out else {}), ensure_ascii=False)


def _lines(name: str, outcome: Outcome, seconds: int) -> Iterator[str]:
    state = f"left out: {outcome.left_out}" if outcome.left_out else "kept" if outcome.held else "BROKEN"
    yield f"{name}: {state}, {seconds} s"
    yield from (f"  {figure:<40}{value:>12,}" for figure, value in outcome.figures.items())
    yield from (f"  ! {words}" for words in _first(outcome.broken))


def _first(broken: Sequence[str]) -> Iterator[str]:
    yield from broken[:_SHOWN]
    if len(broken) > _SHOWN:
        yield f"and {len(broken) - _SHOWN} more"


def _keep(name: str, scale: Scale, outcome: Outcome, seconds: int) -> None:
    kept = {"form": scale, "figures": outcome.figures, "seconds": seconds}
    FIGURES.mkdir(exist_ok=True)
    (FIGURES / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
