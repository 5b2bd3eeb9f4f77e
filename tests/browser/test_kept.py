"""A record that takes minutes to make is made once, and again where it would come out otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser import kept as keeping
from tests.browser.kept import kept


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The records that are made; their making is another test's matter."""
    found: list[Path] = []

    def add(sources: Sequence[Path], record: Path) -> None:
        record.write_bytes(sources[0].read_bytes())
        found.append(record)

    monkeypatch.setattr(keeping, "add", add)
    return found


def test_a_record_is_made_once(tmp_path: Path, made: list[Path]) -> None:
    (source := tmp_path / "pages.docs.jsonl").write_text("{}")
    first = kept(source, tmp_path / "kept")
    assert kept(source, tmp_path / "kept") == first
    assert first.read_text() == "{}"
    assert first.name.startswith("pages-")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [first.name]
    assert len(made) == 1


def test_it_is_made_again_for_other_software_another_format_and_other_coverage(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (source := tmp_path / "pages.jsonl").write_text("{}")
    paths = [kept(source, tmp_path / "kept")]
    source.write_text('{"text": "more"}')
    paths.append(kept(source, tmp_path / "kept"))
    monkeypatch.setattr(keeping, "software", lambda: "onrecord 99")
    paths.append(kept(source, tmp_path / "kept"))
    monkeypatch.setattr(keeping, "migrations", lambda: ("CREATE TABLE a (b)",))
    paths.append(kept(source, tmp_path / "kept"))
    assert len(set(paths)) == len(made) == 4
