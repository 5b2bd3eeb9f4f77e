from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from onrecord.cli import app as command_line
from onrecord.cli.codes import FAILED
from onrecord.query.lists import LISTS
from tests.cli.kit import run


def test_a_list_is_exported_with_its_filters(invented_record: Path, tmp_path: Path) -> None:
    where = ["--where", "min_reports=2", "--where", "kind=utterance"]
    result = run("export", "--record", invented_record, "--list", "claims", *where, "--to", tmp_path)
    assert result.exit_code == 0, result.output
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        "claims.jsonl",
        "dictionary.json",
        "manifest.json",
    ]
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows
    assert all(row["kind"] == "utterance" and len(row["articles"]) >= 2 for row in rows)
    told = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert told["where"] == {"kind": "utterance", "min_reports": "2"}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_list_in_every_form(invented_record: Path, tmp_path: Path, name: str, form: str) -> None:
    given = ("--list", name, "--format", form, "--to", tmp_path)
    assert run("export", "--record", invented_record, *given).exit_code == 0
    assert (tmp_path / f"{name}.{form}").stat().st_size


def test_the_whole_record_as_parquet(invented_record: Path, tmp_path: Path) -> None:
    result = run("export", "--record", invented_record, "--format", "parquet", "--to", tmp_path)
    assert result.exit_code == 0
    assert (tmp_path / "judgements.parquet") in map(Path, result.stdout.splitlines())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--where", "kind=event"], "--where narrows a list"),
        (["--list", "poems"], "--list poems: no such list; there are articles"),
        (["--list", "claims", "--format", "dyads"], "--format dyads: a list is written as jsonl, csv, parquet"),
        (["--list", "claims", "--where", "event"], "give NAME=VALUE"),
        (["--list", "claims", "--where", "kind=event", "--where", "kind=event"], "given twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(invented_record: Path, tmp_path: Path, given: list[str], message: str) -> None:
    result = run("export", "--record", invented_record, *given, "--to", tmp_path / "out")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_a_filter_that_is_none_says_what_there_is(
    invented_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--list", "claims", "--where", "kind=poem", "--to", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["onrecord", "export", "--record", str(invented_record), *given])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == FAILED
    assert capsys.readouterr().err == "onrecord: kind=poem: choose one of utterance, event\n"
    assert not (tmp_path / "out").exists()
