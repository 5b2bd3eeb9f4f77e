"""The pictures that docs show are those that `python -m bench.screens` takes."""

from __future__ import annotations

import re
from pathlib import Path

from bench.screens import SHOTS

ROOT = Path(__file__).parents[2]


def test_every_picture_is_taken_by_the_command_and_shown_somewhere() -> None:
    there = {path.stem for path in (ROOT / "docs/images").iterdir()}
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {name for page in pages for name in re.findall(r"images/([\w-]+)\.png", page.read_text(encoding="utf-8"))}
    names = [shot.name for shot in SHOTS]
    assert there == shown == set(names)
    assert len(names) == len(set(names))
