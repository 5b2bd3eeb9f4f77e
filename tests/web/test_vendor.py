"""The builds of other projects that browsers get are those that vendor.yaml lists, unchanged."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

import onrecord.web

ROOT = Path(__file__).parents[2]
VENDOR = Path(onrecord.web.__file__).parent / "static" / "vendor"
LIST = (VENDOR / "vendor.yaml").read_text(encoding="utf-8")
ENTRIES: list[dict[str, str]] = yaml.safe_load(LIST)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_file_is_as_its_project_made_it_and_says_whose_it_is(entry: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    header = [line for line in LIST.splitlines() if line.startswith("#")]
    assert all(any(line.startswith(f"#   {key} ") for line in header) for key in entry)
    assert f"\n{entry['file']}: " in (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert f"| {entry['name']} {entry['version']} |" in page


def test_every_file_is_listed_and_all_are_small() -> None:
    there = {path.name: path.stat().st_size for path in VENDOR.iterdir()}
    assert set(there) == {entry["file"] for entry in ENTRIES} | {"vendor.yaml", "LICENSES.txt"}
    assert sum(there.values()) < 1_500_000
