"""Whatever comes in ends as an article or as a problem that names its cause, in time and in bounded memory.

Every case goes through the real way in: one process opens it and another extracts it. The heavy cases and mutations of
all are run by `python -m bench.hostile`.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.case import ARTICLE, Case, Told
from tests.hostile.cases import CASES, KINDS
from tests.hostile.ground import Ground, Tried, by_case, complaints, ground, tried

LIGHT = tuple(case for case in CASES if not case.heavy)
PEAK = 1_200 * 1024**2
"""Bytes that the largest worker may have held at once."""
SLACK = 4
"""How much slower than the machine on which the cases' times were set others may be."""
VALID = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One run over all the light cases."""

    tried: Tried
    told: Mapping[str, Sequence[Told]]
    asked: tuple[str, ...]
    strange: tuple[str, ...]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    with ground(tmp_path_factory.mktemp("hostile") / "ground") as place:
        place.lay_out(LIGHT)
        result = tried(place.folder)
        told = by_case(result.told, place.folder)
        return Run(result, told, tuple(place.asked), tuple(place.strange_files()))


@pytest.mark.parametrize("case", LIGHT, ids=lambda case: case.name)
def test_becomes_what_it_must(run: Run, case: Case) -> None:
    assert not run.tried.ended
    assert complaints(case, run.told.get(case.name, ()), SLACK) == []


def test_nothing_comes_from_outside_and_nothing_goes_there(run: Run) -> None:
    assert run.asked == ()
    assert run.strange == ()
    assert set(run.told) <= {case.name for case in LIGHT}


def test_no_worker_needs_much_memory(run: Run) -> None:
    assert 0 < run.tried.peak < PEAK


def test_no_worker_is_lost_but_to_a_limit(run: Run) -> None:
    lost = [told for told in run.tried.told if told.outcome == "crashed"]
    assert lost == []


def test_every_kind_has_cases_and_every_case_a_name_of_its_own() -> None:
    assert all(len(cases) >= 10 for cases in KINDS.values())
    assert len({case.name for case in CASES}) == len(CASES)


def test_names_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "escape\x1b[31m\nitems: 99 (forged).exe").write_bytes(b"x")
    (folder / "bell\x07\x9b31m\u202e.html").write_bytes(b"")
    program = [sys.executable, "-c", "from onrecord.cli.start import main; main()"]
    command = [*program, "add", str(folder), "--record", str(tmp_path / "r.db")]
    printed = subprocess.run(command, capture_output=True, text=True, check=False)
    shown = printed.stdout + printed.stderr
    assert "items: 2 (new articles 0, known 0, failed 2)" in shown
    assert not [letter for letter in shown if letter != "\n" and not letter.isprintable()]
    assert not [line for line in shown.splitlines() if line.startswith("items: 99")]


def _valid_page(number: int) -> str:
    """Return an article that no other number gives."""
    chance = random.Random(number)  # noqa: S311 - to be the same each time
    towns = chance.sample(("Port Ansel", "Torsund", "Kellmar", "Ostrava Bay", "Dunmoor", "Ivelet"), 3)
    sentences = [
        f"The council of {towns[0]} voted on Tuesday to spend {number * 7 + 3} thousand marks on its harbour wall.",
        f"Mayor Ilse Varn told reporters that work would begin in spring and take {chance.randint(3, 30)} months.",
        f"Fishermen from {towns[1]} asked for a second pier, put off {chance.randint(2, 9)} times.",
        f"The road to {towns[2]} stays open while the wall is built, the ministry of transport said in a statement.",
    ]
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    title = f"Harbour wall {number}"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Ground]:
    """A folder with valid pages between hostile inputs of every kind, as they would lie in an analyst's folder."""
    chosen = [case for cases in KINDS.values() for case in [c for c in cases if not c.heavy and c.seconds <= 6][2:5]]
    with ground(tmp_path / "ground") as place:
        place.lay_out(chosen)
        for number in range(VALID):
            beside = place.folder / chosen[number % len(chosen)].name / f"valid-{number:03}.html"
            beside.write_text(_valid_page(number), encoding="utf-8")
        yield place


def test_valid_pages_among_hostile_ones_all_come_out(mixed: Ground) -> None:
    result = tried(mixed.folder)
    valid = {Path(told.location).name: told for told in result.told if Path(told.location).name.startswith("valid-")}
    assert not result.ended
    assert len(valid) == VALID
    for number in range(VALID):
        told = valid[f"valid-{number:03}.html"]
        assert (told.outcome, f"spend {number * 7 + 3} thousand marks" in told.words) == (ARTICLE, True)
