from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onrecord.model.errors import OnrecordError
from onrecord.query import export_list as module
from onrecord.query.dictionary import dictionary
from onrecord.query.export_list import export_list
from onrecord.query.filters import ClaimFilter
from onrecord.query.list_files import ListForm
from onrecord.query.lists import LISTS
from onrecord.record.file import Record

MADE = datetime(2031, 5, 2, 8, 0, 0, 500, tzinfo=UTC)


@pytest.fixture
def record(invented_record: Path, tmp_path: Path) -> Any:  # noqa: ANN401 - a generator fixture
    path = tmp_path / "r.db"
    shutil.copy(invented_record, path)
    with Record.open(path) as opened:
        yield opened


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("form", list(ListForm))
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_written_with_what_it_is(record: Record, tmp_path: Path, name: str, form: ListForm) -> None:
    own, to = LISTS[name], tmp_path / "out"
    paths = export_list(record, name, own.filter(), form, to, MADE)
    assert [path.name for path in paths] == [f"{name}.{form}", "dictionary.json", "manifest.json"]
    assert sorted(path.name for path in to.iterdir()) == sorted(path.name for path in paths)
    rows = list(own.every(record.connection, own.filter()))
    if form is ListForm.JSONL:
        assert [json.loads(line) for line in paths[0].read_text(encoding="utf-8").splitlines()] == rows
    if form is ListForm.PARQUET:
        assert pq.read_table(paths[0]).to_pylist() == rows
    told = manifest(to)
    assert (told["list"], told["format"], told["where"], told["rows"]) == (name, form, {}, len(rows))
    for file in told["files"]:
        content = (to / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_manifest_says_what_was_asked_and_what_made_it(record: Record, tmp_path: Path) -> None:
    found = ClaimFilter(kind="utterance", min_reports=2, differing=False)
    export_list(record, "claims", found, ListForm.CSV, tmp_path, MADE)
    told = manifest(tmp_path)
    assert told["where"] == {"kind": "utterance", "min_reports": "2"}
    assert 0 < told["rows"] < told["rows_in_list"] == LISTS["claims"].count(record.connection, ClaimFilter())
    assert told["made"] == "2031-05-02T08:00:00+00:00"
    assert told["software"].startswith("onrecord ")
    assert told["record"]["name"] == "r.db"
    assert told["record"]["state"] == record.state
    assert told["record"]["current"] == record.is_current()
    (run,) = record.runs()
    reader = {"software": run.software, "model": run.model, "model_digest": run.model_digest, "settings": {}}
    assert told["record"]["read_by"] == [reader]


def test_derived_tables_that_are_behind_are_told(record: Record, tmp_path: Path) -> None:
    with record.deriving() as derivation:
        derivation.begin()
    export_list(record, "claims", ClaimFilter(), ListForm.JSONL, tmp_path)
    assert manifest(tmp_path)["record"]["current"] is False


def test_the_dictionary_has_every_field(record: Record, tmp_path: Path) -> None:
    export_list(record, "claims", ClaimFilter(), ListForm.JSONL, tmp_path)
    (fields,) = json.loads((tmp_path / "dictionary.json").read_text(encoding="utf-8")).values()
    assert [field["name"] for field in fields] == [field.name for field in dictionary()["claims"]]
    origins = next(field for field in fields if field["name"] == "origins")
    named = next(field for field in origins["fields"] if field["name"] == "named")
    assert {"name": "kind", "type": "text"}.items() <= named["fields"][2].items()
    assert "agency" in named["fields"][2]["words"]


def test_it_is_as_of_one_moment(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = LISTS["claims"].count(record.connection, ClaimFilter())
    write = module.write_list

    def late(*given: Any) -> None:  # noqa: ANN401 - passed on
        with Record.open(record.path) as other:
            other.connection.execute("PRAGMA foreign_keys = 0")
            other.connection.execute("DELETE FROM standing")
        write(*given)

    monkeypatch.setattr(module, "write_list", late)
    export_list(record, "claims", ClaimFilter(), ListForm.JSONL, tmp_path)
    told = manifest(tmp_path)
    assert told["rows"] == told["rows_in_list"] == before
    assert len((tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == before


def test_a_failure_leaves_the_old_files(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_list(record, "claims", ClaimFilter(), ListForm.JSONL, tmp_path, MADE)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.json*")}

    def fail(_: str, __: object, ___: object, out: Any) -> None:  # noqa: ANN401 - a file
        out.write(b"half a li")
        raise OSError("no space left")

    monkeypatch.setattr(module, "write_list", fail)
    with pytest.raises(OnrecordError, match="no space left; name another folder"):
        export_list(record, "claims", ClaimFilter(), ListForm.JSONL, tmp_path, MADE)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json*")} == before
    assert not list(tmp_path.glob(".*"))


def test_a_place_that_is_no_folder_is_refused(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OnrecordError, match="name another folder"):
        export_list(record, "claims", ClaimFilter(), ListForm.CSV, tmp_path / "file")
