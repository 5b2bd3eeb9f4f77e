"""A file is read again only where somebody wrote to it, and not while somebody does."""

from __future__ import annotations

import os
import time
from pathlib import Path

from onrecord.acquire.memory import REST, Memory


def later() -> float:
    return time.time() + 60


def test_a_file_is_looked_at_until_it_is_kept(tmp_path: Path) -> None:
    page, memory = tmp_path / "a.txt", Memory(now=later)
    page.write_text("The bridge opened.", encoding="utf-8")
    (stamp,) = memory.look(str(page))
    assert list(memory.look(str(page))) == [stamp]
    assert stamp
    memory.keep(stamp)
    assert list(memory.look(str(page))) == []
    memory.forget()
    assert list(memory.look(str(page))) == [stamp]


def test_a_file_of_the_same_size_and_time_is_known_to_be_another(tmp_path: Path) -> None:
    page, memory = tmp_path / "a.txt", Memory(now=later)
    page.write_text("The bridge opened.", encoding="utf-8")
    (stamp,) = memory.look(str(page))
    assert stamp
    memory.keep(stamp)
    time.sleep(0.01)
    page.write_text("The bridge closed.", encoding="utf-8")
    os.utime(page, ns=(stamp.modified, stamp.modified))
    (other,) = memory.look(str(page))
    assert other
    assert (other.size, other.modified) == (stamp.size, stamp.modified)


def test_a_file_that_grows_is_left_until_it_rests(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("The bridge", encoding="utf-8")
    slept: list[float] = []

    def grow(seconds: float) -> None:
        slept.append(seconds)
        with page.open("a", encoding="utf-8") as file:
            file.write(" opened.")

    assert list(Memory(sleep=grow).look(str(page))) == []
    assert 0 < slept[0] <= REST
    (stamp,) = Memory(sleep=slept.append).look(str(page))
    assert stamp
    assert stamp.size == len("The bridge opened.")


def test_a_server_whose_clock_is_ahead_is_not_waited_for(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("The bridge opened.", encoding="utf-8")
    slept: list[float] = []
    memory = Memory(now=lambda: time.time() - 3600, sleep=slept.append)
    assert len(list(memory.look(str(page)))) == 1
    assert slept == [REST]


def test_a_file_that_is_gone_is_passed_on(tmp_path: Path) -> None:
    assert list(Memory().look(str(tmp_path / "none.txt"))) == [None]
