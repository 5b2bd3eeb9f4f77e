"""Every command, over a record and over files whose names and texts act on a terminal: what it prints does not."""

from __future__ import annotations

import os
import pty
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path

from bench.reliability.outcome import Outcome, Scale
from bench.reliability.planted import plant
from bench.reliability.terminal.names import WORDS, faults
from onrecord.cli.app import main
from onrecord.cli.commands import COMMANDS
from onrecord.record.file import Record

_LISTS = ("articles", "actors", "statements", "events", "stories", "claims", "discrepancies", "problems")
_TABLES = (
    "article",
    "actor",
    "statement",
    "event",
    "story",
    "claim",
    "discrepancy",
    "citation",
    "problem",
    "judgement",
)
_LEFT_OUT = frozenset({"serve", "mcp", "demo", "watch", "load"})
"""Commands that go on until they are stopped, that speak a protocol, or that print what others here print."""

_SOME = {Scale.SHORT: 1, Scale.FULL: 8}
_SECONDS = 120
_EACH = 6
_FORMS: tuple[list[str], ...] = ([], ["--json"], ["--csv"])


@dataclass(frozen=True, slots=True)
class Printed:
    """A command's line, whether it is one of CSV, and what it printed on a terminal or into a pipe."""

    line: str
    csv: bool
    text: str


def measure(scale: Scale) -> Outcome:
    """Run every command, in each of its forms, into a pipe and on a terminal, and look at what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        record = plant(Path(folder) / "record.db", WORDS, _EACH)
        lines = list(commands(record, Path(folder), _SOME[scale]))
        for later in COMMANDS.values():
            import_module(f"onrecord.cli.{later.module}")
        piped = list(map(_piped, lines))
        shown = list(map(_on_terminal, lines[:: 1 if scale is Scale.FULL else 8]))
    return outcome(len(WORDS), [*piped, *shown], {line[0] for line in lines})


def outcome(given: int, printed: Sequence[Printed], tried: set[str]) -> Outcome:
    """Count the commands, and name each that printed what acts, ended in a traceback, or was never run."""
    broken = [f"{one.line}: {fault}" for one in printed for fault in faults(one.text, csv=one.csv)]
    broken += [f"{one.line}: a traceback" for one in printed if "Traceback" in one.text]
    missing = sorted(COMMANDS.keys() - tried - _LEFT_OUT)
    figures = {
        "texts": given,
        "commands": len(tried),
        "outputs": len(printed),
        "characters printed": sum(len(one.text) for one in printed),
        "outputs that act, turn or forge": len({line.rpartition(": ")[0] for line in broken}),
    }
    return Outcome(figures, (*broken, *(f"never run: {name}" for name in missing)))


def commands(record: Path, folder: Path, some: int) -> Iterator[list[str]]:
    """Yield the command lines, each command among them that prints what a stranger wrote."""
    own = ["--record", str(record)]
    with Record.open(record, readonly=True) as opened:
        ids = {table: _ids(opened, table, some) for table in _TABLES}
    for name, form in ((name, form) for name in _LISTS for form in _FORMS):
        yield [name, *form, "--limit", "0", *own]
    for one in chain.from_iterable(ids.values()):
        yield from (["show", one, *own], ["explain", one, *own])
    for one in [*ids["story"], *ids["claim"]]:
        yield from (["trace", one, *own], ["trace", one, "--json", *own])
    for one in ids["article"]:
        yield from (["articles", "--blocks", one, *form, *own] for form in _FORMS)
    for one in [*ids["article"], *ids["claim"], *ids["statement"], *ids["event"]]:
        yield from (["cite", one, "--as", form, *own] for form in ("text", "bibtex", "csl"))
    yield from (["brief", one, *own] for one in ids["story"])
    yield from _asking(own)
    yield from _failing(own, folder)
    yield from _writing(own, folder, ids["story"][0])


def _asking(own: list[str]) -> Iterator[list[str]]:
    columns = "SELECT outlet, title, byline, text AS [\x1b[31m\x9b2J\u202e] FROM article"
    yield from (["sql", columns, *form, *own] for form in _FORMS)
    yield ["search", "Ann", "--limit", "0", *own]
    yield from ([name, "--list", *form, *own] for name in ("judge", "grade") for form in _FORMS)
    yield ["verify", *own]


def _failing(own: list[str], folder: Path) -> Iterator[list[str]]:
    """Yield commands that quote what they were given, or what the record has, in an error."""
    odd = "\x1b[31m\u202e\x9b2J\rforged\nline"
    yield from (["claims", "--outlet", "Ann", *own], ["articles", "--outlet", "Other", *own], ["show", odd, *own])
    yield from (
        ["claims", "--outlet", odd, *own],
        ["claims", f"--{odd}", *own],
        [odd],
        ["claims", "--limit", odd, *own],
    )
    yield from (["sql", f"SELECT {odd}", *own], ["sql", f"SELECT '{odd}', x", *own], ["search", odd, *own])
    yield from (["export", "--list", odd, "--to", str(folder), *own], ["trace", odd, *own], ["cite", odd, *own])
    yield from (
        ["claims", "--record", str(folder / odd)],
        ["add", str(folder / odd), "--record", str(folder / "new.db")],
    )
    yield from (["judge", odd, "same", "act-0", *own], ["grade", odd, "Z", *own], ["resolve", str(folder / odd)])
    yield ["export", "--list", "claims", "--where", f"kind={odd}", "--to", str(folder), *own]


def _writing(own: list[str], folder: Path, story: str) -> Iterator[list[str]]:
    yield from (
        ["export", "--format", form, "--to", str(folder / f"to \x1b[31m {form}"), *own] for form in ("csv", "plover")
    )
    yield ["report", "--about", story, "--to", str(folder / "report \x9b31m"), *own]
    coverage = folder / "cover\x1b[31m\u202eage"
    coverage.mkdir()
    for at, word in enumerate(WORDS[::4]):
        name = word.replace("/", "_").replace("\0", "_")[:60]
        text = f"{word}\n\n“{word},” said Ann Other on Tuesday.\n" if at % 2 else ""
        (coverage / f"{at} {name}.txt").write_text(text, encoding="utf-8")
    yield ["add", str(coverage), "--record", str(folder / "added.db")]


def _ids(record: Record, table: str, some: int) -> list[str]:
    found = [str(row[0]) for row in record.connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]
    return found[:: max(1, len(found) // some)][:some]


def _piped(line: Sequence[str]) -> Printed:
    return _printed(line, _ran(line, *os.pipe()), "into a pipe")


def _on_terminal(line: Sequence[str]) -> Printed:
    """Run a command on a terminal, which itself puts CR before each LF; its own colours are not asked for."""
    return _printed(line, _ran(line, *pty.openpty()).replace(b"\r\n", b"\n"), "on a terminal")


def _ran(line: Sequence[str], ours: int, theirs: int) -> bytes:
    """Run a command in a process that has all modules already, since hundreds are run, and return what it printed."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _become(line, theirs)
    os.close(theirs)
    parts = list(_taken(ours))
    os.close(ours)
    os.waitpid(child, 0)
    return b"".join(parts)


def _become(line: Sequence[str], theirs: int) -> None:
    """Be that command, with `theirs` for its output, and end with it."""
    for stream in (0, 1, 2):
        os.dup2(theirs, stream)
    signal.alarm(_SECONDS)
    os.environ.update({"NO_COLOR": "1", "TERM": "dumb"})
    sys.argv = ["onrecord", *line]
    try:
        main()
    except SystemExit:
        pass
    except BaseException:  # noqa: BLE001 - as Python itself: whatever it is, it is printed, and looked for there
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(0)


def _taken(stream: int) -> Iterator[bytes]:
    with suppress(OSError):  # Linux says so when the other side of a terminal is closed
        while part := os.read(stream, 1 << 16):
            yield part


def _printed(line: Sequence[str], output: bytes, where: str) -> Printed:
    told = ascii(" ".join(line[:4]))
    return Printed(f"{told} {where}", "--csv" in line, output.decode("utf-8", "surrogateescape"))
