"""Pins without hashes, licences that bind and known holes are broken; the bill of materials names everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import licences, sbom
from bench.licences import Licensed
from bench.pins import DEV, RUN, Pin, pins
from bench.reliability.audit import judged
from bench.reliability.outcome import Scale
from bench.reliability.supply import measure, restrictive, unhashed


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_every_pin_has_the_hashes_of_its_files(path: Path) -> None:
    found = list(pins(path))
    assert found
    assert not list(unhashed(found))
    assert all(len(one) == 64 for pin in found for one in pin.hashes)


def test_a_pin_without_a_hash_is_named() -> None:
    assert list(unhashed([Pin("a", "1", "", ("0" * 64,)), Pin("b", "2", "", ())])) == ["b 2 has no hash"]


@pytest.mark.parametrize("line", ["a>=1", "a", "-e .", "a @ https://example.org/a.whl"])
def test_what_pins_no_version_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "run.txt").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pins no version"):
        list(pins(tmp_path / "run.txt"))


def test_nothing_of_the_default_install_is_under_the_gpl() -> None:
    found = licences.licensed()
    assert {one.name for one in found} == {pin.name for pin in pins(RUN)}
    assert not list(restrictive(found))
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(found)


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("BSD-3-Clause AND GPL-2.0-only", False),
        ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("AGPL-3.0-only", False),
        ("CC-BY-NC-4.0", False),
        ("unknown", False),
    ],
)
def test_what_may_be_installed(licence: str, permissive: bool) -> None:
    assert Licensed("a", licence).is_permissive is permissive
    assert list(restrictive((Licensed("a", licence),))) == ([] if permissive else [f"a is under {licence}"])


def test_the_bill_of_materials_names_packages_and_models() -> None:
    told = json.loads(json.dumps(sbom.bom()))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    refs = [one["bom-ref"] for one in told["components"]]
    assert len(set(refs)) == len(refs) == len(list(pins(RUN))) + 4
    assert told["dependencies"] == [{"ref": "onrecord", "dependsOn": refs}]
    models = {one["name"]: one for one in told["components"] if one["bom-ref"].startswith("reader/")}
    assert models["reader/reader.onnx"]["type"] == "machine-learning-model"
    assert all(len(one["hashes"][0]["content"]) == 64 for one in models.values())
    assert all(one["licenses"] for one in told["components"])


def test_the_check_holds_and_counts() -> None:
    told = measure(Scale.SHORT)
    assert told.held, told.broken
    assert told.figures["pins without a hash"] == 0


def test_an_audit_tells_holes() -> None:
    told = json.dumps(
        {
            "dependencies": [
                {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-2031-1"}]},
                {"name": "b", "version": "1", "vulns": []},
                {"name": "c", "skip_reason": "not there"},
            ]
        }
    )
    found = judged(told, "")
    assert found.broken == ("a 1: PYSEC-2031-1",)
    assert found.figures == {"packages audited": 2, "not to be looked up": 1}


@pytest.mark.parametrize("told", ["", "[]", '{"dependencies": [{"name": "c", "skip_reason": "not there"}]}'])
def test_an_audit_that_asked_nobody_is_left_out(told: str) -> None:
    found = judged(told, "no route")
    assert found.left_out
    assert found.held
