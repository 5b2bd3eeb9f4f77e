"""Rows of officials from an extract of Wikidata."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.officials import main

HOLDERS = """position,person,personID,start,end,gender
President,Ada Torvik,Q900000001,2001-01-01,2005-06-01,female
Minister of Defence,Per Haldane,Q900000002,2010-03-01,2012-01-01,male
Minister of Defence,Per Haldane,Q900000002,2012-01-01,2014-05-01,male
Minister of Railways,Mila Orr,Q900000003,2020-02-01,,female
Mayor of Torsund,Ivo Rask,Q900000004,2015-01-01,2019-01-01,male
President,Robert Mugabe,Q10707,1987-12-31,2017-11-21,male
"""


def test_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("zimbabwe", "velmark-cabinet"):
        (tmp_path / folder / "html").mkdir(parents=True)
        (tmp_path / folder / "html/holders21.csv").write_text(HOLDERS, encoding="utf-8")
    assert main([str(tmp_path), "--shown", "2021"]) == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(printed.out.splitlines()))
    assert [(row["name"], row["office"], row["since"], row["until"], row["left"]) for row in rows] == [
        ("Ada Torvik", "president", "2001", "2005", "2005"),
        ("Per Haldane", "defence minister", "2010", "2014", "2014"),
        ("Mila Orr", "minister", "2020", "2021", ""),
    ]
    assert {(row["state"], row["source"]) for row in rows} == {("ZWE", "zimbabwe")}
    assert "velmark-cabinet names no state" in printed.err
