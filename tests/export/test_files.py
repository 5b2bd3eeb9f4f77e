from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import files
from onrecord.export.files import export
from onrecord.export.row_files import replacing, write_csv_rows, write_jsonl_rows
from onrecord.export.rows import TABLES, statement_rows
from onrecord.model.errors import OnrecordError
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record

CELLS = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_jsonl_holds_every_row(snapshot: Snapshot, tmp_path: Path) -> None:
    paths = export(snapshot, "jsonl", tmp_path / "out")
    assert [path.name for path in paths] == [f"{table.name}.jsonl" for table in TABLES]
    for path, table in zip(paths, TABLES, strict=True):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [json.loads(line) for line in lines] == list(table.make(snapshot))


def test_csv_holds_every_row_and_a_header(snapshot: Snapshot, tmp_path: Path) -> None:
    paths = export(snapshot, "csv", tmp_path)
    assert not paths[0].read_bytes().startswith(b"\xef\xbb\xbf")
    for path, table in zip(paths, TABLES, strict=True):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = list(reader)
            assert tuple(reader.fieldnames or ()) == table.columns
        assert [row["id"] for row in rows] == [row["id"] for row in table.make(snapshot)]
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as lines:
        row = next(csv.DictReader(lines))
    expected = next(statement_rows(snapshot))
    assert json.loads(row["spans"]) == expected["spans"]
    assert json.loads(row["speaker"]) == expected["speaker"]


def test_an_empty_table_still_has_its_header(tmp_path: Path, snapshot: Snapshot) -> None:
    export(replace(snapshot, problems=()), "csv", tmp_path)
    assert (tmp_path / "problems.csv").read_bytes() == b"id,code,uri,location,place,cause,remedy,fatal\r\n"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_same_facts_give_the_same_bytes(tmp_path: Path, invented: ModuleType, form: str) -> None:
    articles = [invented.article(number) for number in range(5)]
    orders = (articles, articles[::-1], articles[2:] + articles[:2], articles + articles)
    for number, order in enumerate(orders):
        with Record.open(tmp_path / f"{number}.db", create=True) as record:
            for at in range(0, len(order), 2):
                batch = order[at : at + 2]
                run = replace(invented.RUN, id=f"run-{number}-{at}")
                record.add(run, batch, [invented.reading(a) for a in batch], [invented.lost(at // 2 % 3)])
            record.replace_derived(*invented.derived(articles))
            export(record.snapshot(), form, tmp_path / str(number))
    found = [written(tmp_path / str(number)) for number in range(len(orders))]
    assert all(other == found[0] for other in found)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 30", "'+49 30"),
        ("-", "'-"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-3.5", "-3.5"),
        ("+1e6", "+1e6"),
        ("a=b", "a=b"),
        (-2, "-2"),
        (True, "true"),
        (None, ""),
        ([[1, 4]], "[[1,4]]"),
        ({"name": "=1"}, '{"name":"=1"}'),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    out = io.StringIO(newline="")
    write_csv_rows([{"a": value}], out)
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) in ([["a"], [cell]], [["a"], []])


@given(st.lists(st.fixed_dictionaries({"id": CELLS, "text": CELLS}), max_size=5))
def test_a_line_is_an_object_whatever_it_holds(rows: list[dict[str, object]]) -> None:
    out = io.StringIO(newline="")
    write_jsonl_rows(rows, out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == rows


@given(st.lists(st.fixed_dictionaries({"id": CELLS, "text": CELLS}), max_size=5))
def test_a_csv_row_is_a_row_whatever_it_holds(rows: list[dict[str, object]]) -> None:
    out = io.StringIO(newline="")
    write_csv_rows(rows, out, ("id", "text"))
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(back) == len(rows) + 1
    assert all(len(row) == 2 for row in back)
    assert not any(cell[:1] in tuple("=@\t\r") for row in back[1:] for cell in row)


@pytest.mark.parametrize("form", ["dyads", "plover", "cameo", "monthly"])
def test_event_data_are_one_csv_file_with_a_header(snapshot: Snapshot, tmp_path: Path, form: str) -> None:
    told: list[str] = []
    (path,) = export(snapshot, form, tmp_path, tell=told.append)
    assert path.name == f"{form}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
        assert tuple(reader.fieldnames or ()) == tuple(name for name, _ in files.EVENT_FORMATS[form].columns)
    events = snapshot.facts.event
    assert len(rows) == (0 if form == "monthly" else len(events))
    assert {next(iter(row.values())) for row in rows} <= set(events)
    assert told == (["monthly: left out 3 claims without a state on both sides"] if form == "monthly" else [])


def test_an_unknown_form_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="no export format 'xls'; choose one of jsonl, csv"):
        export(snapshot, "xls", tmp_path)


def test_a_place_that_is_no_folder_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OnrecordError, match="name another folder"):
        export(snapshot, "csv", tmp_path / "file")


def test_a_failure_leaves_the_old_file(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(snapshot, "jsonl", tmp_path)
    before = written(tmp_path)

    def fail(rows: object, out: io.TextIOBase) -> None:  # noqa: ARG001 - stands in for the writer
        out.write("half a li")
        raise OSError("no space left")

    monkeypatch.setattr(files, "write_jsonl_rows", fail)
    with pytest.raises(OnrecordError, match="no space left"):
        export(snapshot, "jsonl", tmp_path)
    assert written(tmp_path) == before


def test_what_a_killed_export_left_is_removed_by_the_next(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / f".claims.jsonl.{int(ended.stdout)}.part"
    others = [
        tmp_path / f".claims.jsonl.{os.getppid()}.part",
        tmp_path / ".claims.csv.1.part",
        tmp_path / ".claims.part",
    ]
    for path in (left, *others):
        path.write_bytes(b"half")
    with replacing(tmp_path / "claims.jsonl") as out:
        out.write(b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([*others, tmp_path / "claims.jsonl"])
