"""Full disks, closed folders, signals and clocks that were set back: a message, a code, and nothing lost."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.reliability.outcome import Outcome, Scale
from bench.reliability.record.adding import command as adding
from bench.reliability.record.command import ADD, COVERAGE, EXAMPLES, Ended, interrupted, onrecord, run
from bench.reliability.record.disks import can_mount, limited, small_disk
from bench.reliability.record.left import damage, is_begun
from bench.reliability.record.made import bundled
from bench.reliability.record.sameness import differences
from onrecord.cli.codes import FAILED, INTERRUPTED, TERMINATED
from onrecord.record.file import Record
from tests.folder_kit import write_folder

SEED = 1
MIB = 1 << 20
ROOM = 64 * MIB
YEARS = 3 * 365 * 86400.0
TRIES = {Scale.SHORT: 1, Scale.FULL: 8}
"""How often each command meets each fault, at other places of its run."""
MET = {Scale.SHORT: ("add",), Scale.FULL: ("add", "resolve", "load", "export")}
_MAIN = "from onrecord.cli.start import main; main()"
_RECORD = "r.db"


@dataclass(frozen=True, slots=True)
class Command:
    """A command that writes: what it is given, and what it leaves, by its name; `needs` is how much it writes."""

    name: str
    arguments: Callable[[Path], tuple[object, ...]]
    begin: Callable[[Path], None]
    needs: int
    seconds: float


@dataclass(slots=True)
class Tally:
    """What was counted so far."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def judge(self, words: str, ended: Ended, *codes: int) -> None:
        """Count how a command ended."""
        if not ended.clean:
            self.counts["tracebacks"] += 1
            self.broken.append(f"{words}: {ended.talk[-400:]}")
        elif ended.code not in codes or (ended.code and not ended.talk.strip()):
            self.broken.append(f"{words}: it ended with {ended.code}: {ended.talk[-400:]}")

    def compare(self, words: str, at: Path, whole: Path) -> None:
        """Count in what a record or a folder of files is another than it should be."""
        apart = list(_apart(at, whole))
        self.counts["other end states"] += bool(apart)
        self.broken += [f"{words}: {one}" for one in apart]


def measure(scale: Scale) -> Outcome:
    """Let every command that writes meet every fault."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="onrecord-faults-") as name:
        folder = Path(name)
        commands = tuple(one for one in _commands(folder) if one.name in MET[scale])
        whole = _whole(folder, commands)
        mounts = can_mount(folder)
        random = Random(SEED)  # noqa: S311 - no secret
        for number in range(TRIES[scale]):
            for one in commands:
                share = (number + random.random()) / TRIES[scale]
                at = folder / f"{one.name}{number}"
                (_full_disk if mounts else _full_file)(tally, one, at / "disk", share, whole[one.name])
                for stop in (signal.SIGINT, signal.SIGTERM):
                    _stopped(tally, one, at / stop.name, stop, random.random(), whole[one.name])
        if mounts:
            _closed(tally, folder / "closed", commands)
        _clock(tally, folder / "clock", whole["add"])
    names = ("disks filled", "signals", "closed places", "clocks set back", "tracebacks", "other end states")
    return Outcome({name: tally.counts[name] for name in names}, tuple(tally.broken))


def _commands(folder: Path) -> tuple[Command, ...]:
    source = bundled(folder / "source.db")
    parts = write_folder(source, folder / "parts", derived=True)

    def facts(at: Path) -> None:
        shutil.copy(source, at / _RECORD)
        with Record.open(at / _RECORD) as record:
            record.forget_derived()

    size = source.stat().st_size
    return (
        Command("add", lambda at: (*ADD, COVERAGE, "--record", at / _RECORD), _nothing, size, 4.0),
        Command("resolve", lambda at: (*ADD, COVERAGE, "--record", at / _RECORD), facts, size, 3.0),
        Command("load", lambda at: ("load", parts, "--record", at / _RECORD, "--quiet"), _nothing, size, 2.0),
        Command("export", lambda at: ("export", "--record", source, "--to", at / "out"), _nothing, size // 4, 1.5),
    )


def _nothing(_: Path) -> None:
    pass


def _whole(folder: Path, commands: tuple[Command, ...]) -> dict[str, Path]:
    """Run each command undisturbed, and return where it worked."""
    found = {}
    for one in commands:
        at = found[one.name] = folder / f"{one.name}-whole"
        at.mkdir()
        one.begin(at)
        ended = onrecord(*one.arguments(at))
        if ended.code:
            raise RuntimeError(f"{one.name}: undisturbed it ended with {ended.code}: {ended.talk}")
    return found


def _full_disk(tally: Tally, one: Command, at: Path, share: float, whole: Path) -> None:
    """Let a disk fill up, look at what is there, make room, and go on."""
    words = f"{one.name}, on a disk of {share:.0%} of the room it needs"
    with small_disk(at, ROOM) as disk:
        one.begin(at)
        used = sum(path.stat().st_size for path in at.rglob("*") if path.is_file())
        disk.grow(used + 65536 + int(share * one.needs))
        ended = onrecord(*one.arguments(at))
        tally.counts["disks filled"] += bool(ended.code)
        tally.judge(words, ended, 0, FAILED)
        disk.grow(ROOM)
        _go_on(tally, one, words, at, whole)


def _full_file(tally: Tally, one: Command, at: Path, share: float, whole: Path) -> None:
    """Let files grow to a size and no further, where no disk can be mounted."""
    words = f"{one.name}, no file larger than {share:.0%} of what it needs"
    at.mkdir(parents=True)
    one.begin(at)
    command = [sys.executable, "-c", _MAIN, *map(str, one.arguments(at))]
    ended = run(limited(command, int(share * one.needs)))
    tally.counts["disks filled"] += bool(ended.code)
    tally.judge(words, ended, 0, FAILED)
    _go_on(tally, one, words, at, whole)


def _stopped(tally: Tally, one: Command, at: Path, stop: signal.Signals, share: float, whole: Path) -> None:
    """Send a signal, to all processes as a terminal does, or to the command alone, as a system does."""
    at.mkdir(parents=True)
    one.begin(at)
    words = f"{one.name}, {stop.name} after {share * one.seconds:.1f} s"
    ended = interrupted(one.arguments(at), stop, share * one.seconds, group=stop is signal.SIGINT)
    tally.counts["signals"] += bool(ended.code)
    tally.judge(words, ended, 0, INTERRUPTED if stop is signal.SIGINT else TERMINATED)
    _go_on(tally, one, words, at, whole)
    shutil.rmtree(at)


def _go_on(tally: Tally, one: Command, words: str, at: Path, whole: Path) -> None:
    """Verify what is there, run the command to its end, and compare."""
    record = at / _RECORD
    if is_begun(record):
        tally.broken += [f"{words}: {what}" for what in damage(record)]
    tally.judge(f"{words}, and again", onrecord(*one.arguments(at)), 0)
    tally.compare(words, at, whole)


def _apart(at: Path, whole: Path) -> Iterator[str]:
    if (whole / _RECORD).exists():
        yield from (f"another {table}" for table in differences(at / _RECORD, whole / _RECORD))
    ours, theirs = ({p.name: p.read_bytes() for p in place.glob("out/*")} for place in (at, whole))
    yield from (f"another {name}" for name in sorted(ours.keys() | theirs) if ours.get(name) != theirs.get(name))


def _closed(tally: Tally, at: Path, commands: tuple[Command, ...]) -> None:
    """Write to a disk that is closed: refused with a message; read from it: no matter."""
    with small_disk(at, ROOM) as disk:
        for one in commands:
            place = at / one.name
            place.mkdir()
            one.begin(place)
        record = bundled(at / _RECORD)
        before = record.read_bytes()
        disk.close()
        for one in commands:
            tally.counts["closed places"] += 1
            tally.judge(f"{one.name}, to a closed folder", onrecord(*one.arguments(at / one.name)), FAILED)
        for words in (("verify",), ("claims",), ("export", "--to", at.with_name("opened"))):
            tally.counts["closed places"] += 1
            ended = onrecord(*words, "--record", record)
            tally.judge(f"{words[0]}, of a record in a closed folder", ended, 0)
        if record.read_bytes() != before:
            tally.broken.append("a record in a closed folder was changed")
        disk.open()


def _clock(tally: Tally, at: Path, whole: Path) -> None:
    """Add half of the coverage, set the clock back for years, and add the rest."""
    at.mkdir()
    record, first = at / _RECORD, sorted(COVERAGE.iterdir())[:5]
    for clock, sources in ((0.0, first), (-YEARS, [COVERAGE]), (-2 * YEARS, [COVERAGE])):
        words = adding(record, *sources, clock=clock, actors=EXAMPLES / "actors.yaml")
        tally.counts["clocks set back"] += clock < 0
        tally.judge(f"add, with the clock {clock:.0f} s ahead", run([sys.executable, *words]), 0)
    tally.broken += [f"clock set back: {what}" for what in damage(record)]
    tally.compare("clock set back", at, whole)
