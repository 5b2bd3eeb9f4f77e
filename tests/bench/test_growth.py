"""Growth is measured in processes of their own, on records that are what their names say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench import growth
from bench.coverage.__main__ import coverage_of
from bench.growth import as_anew, derived, exponent, fitted, main, one_more, prepare
from onrecord.record.file import Record

WRITTEN = 20


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bases")


@pytest.fixture
def small(bases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for records of coverage from a few bases."""
    monkeypatch.setattr(growth, "coverage_of", lambda seed: coverage_of(seed, bases, WRITTEN, []))
    return tmp_path


@pytest.mark.parametrize(("power", "factor"), [(1.0, 3.0), (2.0, 0.1), (0.5, 7.0)])
def test_exponent_of_a_power_is_the_power(power: float, factor: float) -> None:
    sizes = [1000, 3000, 10_000]
    assert exponent(sizes, [factor * size**power for size in sizes]) == pytest.approx(power)


def test_one_size_has_no_exponent() -> None:
    assert exponent([1000], [3]) is None
    assert exponent([1000, 1000], [3, 4]) is None


def test_sizes_that_failed_take_no_part_in_the_fit() -> None:
    row = {"seconds": 2.0, "cpu_seconds": 2.0, "grew_mib": 4.0}
    rows = [
        {**row, "articles": 10},
        {**row, "articles": 100, "seconds": 20.0},
        {"articles": 1000, "failed": "killed by signal 9"},
    ]
    assert fitted("derive", rows) == {"way": "derive: exponents", "seconds": 1.0, "cpu_seconds": 0.0, "grew_mib": 0.0}


def test_memory_is_counted_above_what_was_held() -> None:
    # In a process of its own: the tests before this one may have held more already.
    program = (
        "import json; from bench.growth import MEBIBYTE, measured; held = bytearray(40 * MEBIBYTE)\n"
        "print(json.dumps(measured(lambda: len(bytes(b'x' * (90 * MEBIBYTE))) + len(held))))"
    )
    cost = json.loads(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    )
    assert 40 < cost["grew_mib"] < 200
    assert cost["peak_mib"] > 90


@pytest.mark.model
def test_one_article_is_held_back_and_added_later(small: Path) -> None:
    path = prepare(25, small, "news", 1)
    first = derived(path)
    assert (first["articles"], first["stories"] > 0, first["claims"] > 0) == (25, True, True)
    assert set(first["stages"]) >= {"compare", "trace"}
    assert one_more(path)["articles"] == 26
    with Record.open(path) as record:
        assert record.is_current()
        ids = {article.id for article in record.facts().articles}
        made = {article.id for article, _ in growth.coverage_of(1).articles(26)}
        assert ids == made


@pytest.mark.model
def test_records_are_kept_for_further_runs(small: Path) -> None:
    path = prepare(6, small, "copies", 1)
    stamp = path.stat().st_mtime_ns
    assert prepare(6, small, "copies", 1) == path
    assert path.stat().st_mtime_ns == stamp
    with Record.open(path) as record:
        assert len({article.text for article in record.facts().articles}) == 1


@pytest.mark.model
def test_table_and_json_say_the_same_sizes(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = {"derive": derived, "one-more": one_more, "anew": as_anew}
    monkeypatch.setattr(growth, "in_process", lambda way, path, _: ways[way](path))
    assert main(["4", "8", "--json", "--check", "--folder", str(small / "records")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["way"], row.get("articles")) for row in rows] == [
        ("derive", 4),
        ("derive", 8),
        ("one-more", 9),
        ("anew", None),
        ("derive: exponents", None),
    ]
    assert rows[3]["differ"] == []
    assert main(["4", "--folder", str(small / "records")]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["derive", "4"]


@pytest.mark.model
def test_tables_that_differ_from_those_made_anew_are_named(small: Path) -> None:
    work = small / "work.db"
    pristine = prepare(5, small, "news", 1)
    for copy in (work, work.with_name("work.db.before")):
        shutil.copy(pristine, copy)
    shutil.copy(pristine.with_name(f"{pristine.name}.held"), work.with_name("work.db.held"))
    one_more(work)
    with Record.open(work) as record:
        record.connection.execute("UPDATE story SET title = 'another' WHERE key = 1")
    assert as_anew(work)["differ"] == ["story"]


def test_a_process_that_fails_or_takes_too_long_is_said_so(tmp_path: Path) -> None:
    assert "there is no record" in growth.in_process("one-more", tmp_path / "none.db", None)["failed"]
    assert growth.in_process("derive", tmp_path / "none.db", 0.01) == {"failed": "not done after 0.01 seconds"}
