"""The checks of kills, faults, determinism and load tell what is broken, and count what is not."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from bench.reliability import determinism, faults, load
from bench.reliability.kills import KILLS, outcome
from bench.reliability.outcome import Scale
from bench.reliability.record import killing
from bench.reliability.record.adding import Clock, command, set_clock
from bench.reliability.record.command import Ended, interrupted, run
from bench.reliability.record.disks import can_mount, limited, small_disk
from bench.reliability.record.held import Held
from bench.reliability.record.killing import Killed, Target, kill
from bench.reliability.record.left import damage, is_begun
from bench.reliability.record.readers import Seen, read
from onrecord.cli.codes import FAILED, TERMINATED
from onrecord.engine import announcing
from onrecord.model import signature
from onrecord.record.file import Record

LINES = 30


class Lines(Target):
    """A program that writes lines into a file, some time apart: what a kill leaves is half of them."""

    name = "lines"
    program = "import sys, time; out = open(sys.argv[1], 'a')\n" + (
        "for n in range(30): print(n, file=out, flush=True); time.sleep(.02)"
    )

    def arguments(self, at: Path) -> Sequence[object]:
        return (at / "lines",)

    def left(self, killed: Killed) -> Iterator[str]:  # noqa: ARG002 - as every target has it
        path = self.work / "lines"
        count = len(path.read_text().splitlines()) if path.exists() else 0
        if 0 < count < LINES:
            yield f"{count} lines"

    def differing(self) -> Iterator[str]:
        if (self.work / "lines").read_bytes() != (self.whole / "lines").read_bytes():
            yield "another file"


def test_what_a_kill_leaves_half_done_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.reliability.record.command._MAIN", Lines.program)
    killed = kill(Lines(tmp_path), 3, 1)
    assert killed.kills == 3
    assert killed.resumed
    assert any(words.endswith("lines") for words in killed.broken)
    assert any("another file" in words for words in killed.broken)
    told = outcome([killed])
    assert not told.held
    assert told.figures["kills of lines"] == 3


def test_kills_are_spread_over_the_run() -> None:
    kills = 40
    moments = killing._moments(1.0, 5.0, killing.Random(1), kills)
    found = sorted(next(moments) for _ in range(kills))
    assert sum(moment < 1.0 for moment in found) == killing.EARLY * kills
    gaps = [later - earlier for earlier, later in pairwise(found[4:])]
    assert max(gaps) < 2.1 * 4.0 / 36
    assert 0 < found[0] < found[-1] < 5.0


def test_the_full_form_kills_three_hundred_times() -> None:
    assert sum(KILLS[Scale.FULL].values()) >= 300


def test_a_file_that_is_no_record_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    assert not is_begun(path)
    path.touch()
    assert not is_begun(path)
    path.write_bytes(b"something else" * 100)
    assert is_begun(path)
    assert list(damage(path))
    path.unlink()
    Record.open(path, create=True).close()
    assert is_begun(path)
    assert not list(damage(path))


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (Ended(FAILED, "", "onrecord: the disk is full; make room", 1.0), ""),
        (Ended(FAILED, "", "", 1.0), "it ended with 3"),
        (Ended(-11, "", "something", 1.0), "it ended with -11"),
        (Ended(1, "", "Traceback (most recent call last):\n  ...\nOSError: full", 1.0), "OSError: full"),
    ],
)
def test_an_end_without_a_message_is_broken(ended: Ended, words: str) -> None:
    tally = faults.Tally()
    tally.judge("add", ended, 0, FAILED)
    assert [words in one for one in tally.broken] == ([True] if words else [])


def test_a_lost_file_is_another_end_state(tmp_path: Path) -> None:
    for name in ("at/out", "whole/out"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "claims.jsonl").write_bytes(b"{}")
    tally = faults.Tally()
    tally.compare("export", tmp_path / "at", tmp_path / "whole")
    (tmp_path / "at/out/claims.jsonl").unlink()
    tally.compare("export", tmp_path / "at", tmp_path / "whole")
    assert tally.broken == ["export: another claims.jsonl"]
    assert tally.counts["other end states"] == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a shell's limit on the size of files")
def test_a_limit_is_a_full_disk(tmp_path: Path) -> None:
    writing = [sys.executable, "-c", f"open({str(tmp_path / 'f')!r}, 'wb').write(b'x' * 100000)"]
    assert run(limited(writing, 200_000)).code == 0
    assert "File too large" in run(limited(writing, 4096)).talk


def test_a_small_disk_fills_and_grows(tmp_path: Path) -> None:
    if not can_mount(tmp_path):
        pytest.skip("mounting is not allowed here")
    with small_disk(tmp_path / "disk", 65536) as disk:
        with pytest.raises(OSError, match="No space left"):
            (disk.at / "f").write_bytes(bytes(100_000))
        disk.grow(1 << 20)
        (disk.at / "f").write_bytes(bytes(100_000))
        disk.close()
        with pytest.raises(OSError, match="Read-only"):
            (disk.at / "g").write_bytes(b"x")
        disk.open()
    assert not list((tmp_path / "disk").iterdir())


def test_a_clock_is_set_for_all_that_writes_times(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (announcing, signature):
        monkeypatch.setattr(module, "datetime", module.datetime)
    monkeypatch.setattr(Clock, "ahead", Clock.ahead)
    before = signature.now()
    set_clock(-86400.0)
    assert signature.now() < before
    assert announcing._in(0) < before


def test_ways_to_a_record_are_drawn_by_a_seed_and_differ() -> None:
    ways = list(determinism.drawn(20, 1))
    assert ways == list(determinism.drawn(20, 1)) != list(determinism.drawn(20, 2))
    for name, choices in determinism.CHOICES.items():
        assert {getattr(way, name) for way in ways} > {choices[0]} or len({getattr(way, name) for way in ways}) > 1


def test_files_are_divided_among_runs_none_twice() -> None:
    whole = determinism.divided(determinism.PLAIN)[0]
    parts = determinism.divided(determinism.Way(order=7, runs=3))
    assert len(parts) == 3
    assert [one for part in parts for one in part] != whole
    assert sorted(one for part in parts for one in part) == whole


def test_another_record_is_told_with_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(path: Path, way: determinism.Way, _by: str) -> Path:
        with Record.open(path, create=True) as record:
            if way.cpus == 3:
                record.connection.execute("INSERT INTO deed (claim, type, status) VALUES ('clm-1', 'AID', 'occurred')")
        return path

    monkeypatch.setattr(determinism, "added", made)
    plain = made(tmp_path / "plain.db", determinism.PLAIN, "rules")
    assert determinism.apart(plain, tmp_path / "one.db", determinism.Way(cpus=1), "rules") == ""
    told = determinism.apart(plain, tmp_path / "other.db", determinism.Way(cpus=3), "rules")
    assert "cpus 3" in told
    assert told.endswith("another deed")


def test_what_it_is_run_with_is_its_command() -> None:
    words = command(Path("r.db"), Path("a"), Path("b"), clock=-5.0)
    assert words == ["-m", "bench.reliability.record.adding", "--record", "r.db", "--clock", "-5.0", "a", "b"]


def trial(taken: list[float], errors: list[str], after: Held) -> load.Trial:
    return load.Trial(Seen(taken, errors), Seen([1.0], []), Held(9, 100.0), after, 1.0)


@pytest.mark.parametrize(
    ("came", "written", "words"),
    [
        (trial([10.0] * 20, [], Held(10, 101.0)), 8, ""),
        (trial([10.0] * 20, ["/: 500"], Held(9, 100.0)), 8, "/: 500"),
        (trial([10.0] * 20, [], Held(40, 100.0)), 8, "40 handles"),
        (trial([10.0] * 20, [], Held(9, 180.0)), 8, "180 MiB"),
        (trial([10.0] * 10 + [900.0] * 10, [], Held(9, 100.0)), 8, "more than 900 ms"),
        (trial([], [], Held(9, 100.0)), 8, "no reader got an answer"),
        (trial([10.0] * 20, [], Held(9, 100.0)), 0, "wrote nothing"),
    ],
)
def test_errors_leaks_and_slowness_are_broken(came: load.Trial, written: int, words: str) -> None:
    told = load.outcome(came, 12, written, 200.0)
    assert [words in one for one in told.broken] == ([True] if words else [])


def test_readers_look_at_a_page_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500 if request.url.path == "/bad" else 200, text="hello")

    real = httpx.AsyncClient
    monkeypatch.setattr(httpx, "AsyncClient", lambda **given: real(transport=httpx.MockTransport(answer), **given))
    seen = read("http://desk", ["/good", "/bad"], 4, 0.5, 0.05)
    assert 10 < len(seen.taken) < 80
    assert seen.errors
    assert all(error.startswith("/bad: 500") for error in seen.errors)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells it there")
def test_what_a_process_holds_is_told(tmp_path: Path) -> None:
    before = Held.by(os.getpid())
    with (tmp_path / "f").open("wb"):
        assert Held.by(os.getpid()).handles == before.handles + 1
    assert before.mib > 5


def test_a_signal_is_a_minus() -> None:
    program = f"import os; os.kill(os.getpid(), {signal.SIGKILL:d})"
    assert run([sys.executable, "-c", program]).code == -signal.SIGKILL


def test_a_signal_at_once_is_heard(tmp_path: Path) -> None:
    ended = interrupted(["demo", "--to", tmp_path], signal.SIGTERM, 0.0, group=False)
    assert (ended.code, ended.clean) == (TERMINATED, True)
