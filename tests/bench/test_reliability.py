"""The checks of reliability: each is there, says what it found, and fails where its promise is broken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.reliability import __main__ as command
from bench.reliability.checks import CHECKS
from bench.reliability.outcome import Measure, Outcome, Scale

KEPT = Outcome({"kills": 3, "damaged files": 0})
BROKEN = Outcome({"kills": 3, "damaged files": 1}, ("kill 2: the file is damaged",))
LEFT_OUT = Outcome({}, left_out="no browser")


class Invented:
    """A check that finds what it is told to."""

    promise = "No file is damaged"

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def load(self) -> Measure:
        return lambda _scale: self.outcome


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    invented: Mapping[str, Invented] = {
        "kept": Invented(KEPT),
        "broken": Invented(BROKEN),
        "absent": Invented(LEFT_OUT),
    }
    monkeypatch.setattr(command, "CHECKS", invented)
    monkeypatch.setattr(command, "FIGURES", tmp_path / "figures")
    return tmp_path / "figures"


@pytest.mark.parametrize("name", CHECKS)
def test_each_check_can_be_loaded(name: str) -> None:
    assert callable(CHECKS[name].load())
    assert CHECKS[name].promise


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("kept", 0, "damaged files"),
        ("broken", 1, "! kill 2: the file is damaged"),
        ("absent", 0, "left out: no browser"),
    ],
)
@pytest.mark.usefixtures("checks")
def test_a_broken_promise_fails(capsys: pytest.CaptureFixture[str], name: str, code: int, words: str) -> None:
    assert command.main([name]) == code
    assert words in capsys.readouterr().out


def test_only_what_held_is_kept(checks: Path) -> None:
    assert command.main(["--record", "--full"]) == 1
    assert [path.name for path in checks.iterdir()] == ["kept.json"]
    kept = json.loads((checks / "kept.json").read_text(encoding="utf-8"))
    assert kept == {"form": Scale.FULL, "figures": dict(KEPT.figures), "seconds": 0}


@pytest.mark.usefixtures("checks")
def test_json_is_one_object_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["kept", "absent", "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["check"] for line in told] == ["kept", "absent"]
    assert told[1]["left_out"] == "no browser"


def test_checks_beside_one_another_are_told_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["supply", "audit", "--processes", "2", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["check"] for line in told] == ["supply", "audit"]


def test_an_unknown_check_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["klls"])
    assert "klls" in capsys.readouterr().err
