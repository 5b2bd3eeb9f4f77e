from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord.export import files
from onrecord.export.rows import TABLES
from onrecord.model.errors import OnrecordError
from onrecord.model.snapshot import Snapshot
from onrecord.query.columns import arrow_schema
from onrecord.query.exports import Form, export_record
from onrecord.record.file import Record


@pytest.fixture(scope="module")
def snapshot(invented_record: Path) -> Snapshot:
    with Record.open(invented_record, readonly=True) as record:
        return record.snapshot()


def test_it_has_the_forms_of_the_export_and_parquet() -> None:
    assert set(Form) == {*files.Form, "parquet"}


def test_parquet_is_one_file_per_table(snapshot: Snapshot, tmp_path: Path) -> None:
    paths = export_record(snapshot, Form.PARQUET, tmp_path / "out", None, print)
    assert [path.name for path in paths] == [f"{table.name}.parquet" for table in TABLES]
    for path, table in zip(paths, TABLES, strict=True):
        found = pq.read_table(path)
        assert found.schema.equals(arrow_schema(table.name))
        assert found.to_pylist() == list(table.make(snapshot))
    before = [path.read_bytes() for path in paths]
    assert [
        path.read_bytes() for path in export_record(snapshot, Form.PARQUET, tmp_path / "out", None, print)
    ] == before


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.PARQUET])
def test_the_other_forms_are_as_they_were(snapshot: Snapshot, tmp_path: Path, form: Form) -> None:
    paths = export_record(snapshot, form, tmp_path / "a", None, print)
    others = files.export(snapshot, form, tmp_path / "b")
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in others]


def test_a_place_that_is_no_folder_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OnrecordError, match="name another folder"):
        export_record(snapshot, Form.PARQUET, tmp_path / "file", None, print)
