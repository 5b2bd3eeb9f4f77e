"""Killing a command over and over at moments spread over its run, and looking at what it left."""

from __future__ import annotations

import shutil
import signal
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.reliability.record.command import Ended, interrupted, onrecord, timed

EARLY = 0.1
"""The share of the kills that come before a command begins to write: while it starts, there is little to break."""


@dataclass(slots=True)
class Killed:
    """What became of one command: kills, those that left it half done, runs to the end after kills, what was broken."""

    name: str
    kills: int = 0
    amid: int = 0
    resumed: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


class Target(ABC):
    """A command that is killed, with what it begins from, in a folder of its own."""

    name: str
    in_a_row: int = 6
    """Kills, one after the other on what the one before left, until the command may run to its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start = folder / "start"
        self.work = folder / "work"
        self.whole = folder / "whole"
        for place in (self.start, self.whole):
            place.mkdir(parents=True)

    @abstractmethod
    def arguments(self, at: Path) -> Sequence[object]:
        """Return the command that works in the folder `at`."""

    @abstractmethod
    def left(self, killed: Killed) -> Iterator[str]:
        """Say what is broken after a kill, and count what there is."""

    @abstractmethod
    def differing(self) -> Iterator[str]:
        """Say in what the end state is another than that of the command undisturbed."""

    def afresh(self) -> None:
        """Begin anew."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.start, self.work)


def kill(target: Target, kills: int, seed: int) -> Killed:
    """Kill a command so often, each time with all its processes; after some kills let it end, and compare."""
    killed = Killed(target.name)
    began, length = _undisturbed(target, killed)
    moments = _moments(began, length, Random(f"{seed} {target.name}"), kills)  # noqa: S311 - no secret
    target.afresh()
    while killed.kills < kills:
        ended = interrupted(target.arguments(target.work), signal.SIGKILL, next(moments))
        finished = _judged(target, killed, ended)
        if finished or killed.kills % target.in_a_row == 0 or killed.kills == kills:
            _resumed(target, killed)
            target.afresh()
    return killed


def _undisturbed(target: Target, killed: Killed) -> tuple[float, float]:
    """Run the command to its end twice, the second time with its files in the cache, and time that."""
    for _ in range(2):
        target.afresh()
        began, length, ended = timed(target.arguments(target.work), _writes(target.work))
        if ended.code:
            raise RuntimeError(f"{target.name}: undisturbed it ended with {ended.code}: {ended.talk}")
    shutil.copytree(target.work, target.whole, dirs_exist_ok=True)
    killed.seconds = length
    return began, length


def _writes(folder: Path) -> Callable[[], bool]:
    """Return what says whether anything is another in a folder than now."""
    before = _looked(folder)
    return lambda: _looked(folder) != before


def _looked(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file())


def _moments(began: float, length: float, random: Random, kills: int) -> Iterator[float]:
    """Yield moments one in each of as many equal parts of the run as there are kills, in an arbitrary order."""
    while True:
        parts = list(range(kills))
        random.shuffle(parts)
        for part in parts:
            early = part < EARLY * kills
            share = (part + random.random()) / kills
            yield began * share / EARLY if early else began + (length - began) * (share - EARLY) / (1 - EARLY)


def _judged(target: Target, killed: Killed, ended: Ended) -> bool:
    """Look at what a kill left; say whether the command had ended before."""
    if ended.code == -signal.SIGKILL:
        killed.kills += 1
    elif ended.code:
        killed.broken.append(f"{target.name}: it ended by itself with {ended.code}: {ended.talk[-300:]}")
    killed.broken += [f"{target.name}, kill {killed.kills}: {words}" for words in target.left(killed)]
    return ended.code != -signal.SIGKILL


def _resumed(target: Target, killed: Killed) -> None:
    ended = onrecord(*target.arguments(target.work))
    killed.resumed += 1
    if ended.code:
        killed.broken.append(
            f"{target.name}, after kill {killed.kills}: it ends with {ended.code}: {ended.talk[-300:]}"
        )
    killed.broken += [f"{target.name}, after kill {killed.kills}: {words}" for words in target.differing()]
