"""What is printed never acts on the terminal, and ends quietly where it cannot be printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.out import Form, harmless, print_rows
from onrecord.record.file import Record

CALL = "from onrecord.cli.start import main; main()"


@given(st.text())
def test_no_character_that_acts_on_a_terminal_comes_through(text: str) -> None:
    shown = harmless(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert shown.encode("utf-8") or not text
    if text.isprintable():
        assert shown == text


def test_cards_spell_out_what_would_act_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "art-1", "title": "Calm \x1b[31mred\x1b]0;x\x07 [bold]words[/bold]"}
    print_rows([row], lambda r: (r["title"], ["turned \u202e round"]), Form())
    assert capsys.readouterr().out == (
        "art-1  Calm \\x1b[31mred\\x1b]0;x\\x07 [bold]words[/bold]\n    turned \\u202e round\n"
    )


def test_two_forms_at_once_are_refused() -> None:
    with pytest.raises(typer.BadParameter, match="exclude each other"):
        Form(as_json=True, as_csv=True)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    Record.open(path, create=True).close()
    return path


def call(*arguments: object, **streams: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", CALL, *map(str, arguments)]
    return subprocess.run(words, stderr=subprocess.PIPE, text=True, check=False, timeout=60, **streams)


def test_a_full_disk_is_a_message() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = call("--version", stdout=full.fileno())
    assert ended.returncode == 3
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_closed_standard_output_is_no_failure(record: Path) -> None:
    command = f"exec {sys.executable} -c '{CALL}' claims --csv --record {record} >&-"
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "no rows\n")


def test_a_damaged_record_is_reported_by_verify(record: Path) -> None:
    content = bytearray(record.read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    record.write_bytes(content)
    ended = call("verify", "--record", record, stdout=subprocess.PIPE)
    assert ended.returncode in {1, 3}
    assert "restore a copy" in (ended.stdout or "") + ended.stderr
    assert "Traceback" not in ended.stderr
