"""Sentences of one speaker in two articles, one in two translations or two (tests/cases/translations.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[1] / "cases" / "translations.yaml"
SPEAKER = "Oren Castell"
LEAST = {"open": (0.95, 0.75), "aside": (0.9, 0.8)}
"""Precision and recall below which something has been lost."""


def cases(part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [case for case in found if case["part"] == part]


def judged(kit: ModuleType, case: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """Yield for each pair of sentences whether it is one sentence, and whether it became one claim."""
    coverage = kit.Coverage()
    coverage.actor(SPEAKER, state="VEL")
    for key in "ab":
        draft = coverage.article(key, "\n".join(f"“{words},” {SPEAKER} said." for words in case[key]))
        for words in case[key]:
            coverage.says(draft, SPEAKER, words)
    claims = [{(member.article, member.text) for member in claim.members} for claim in coverage.claims()]
    for i, one in enumerate(case["a"]):
        for j, other in enumerate(case["b"]):
            yield [i, j] in case["same"], any({("art-a", one), ("art-b", other)} <= claim for claim in claims)


@pytest.mark.parametrize("part", ["open", "aside"])
def test_precision_and_recall(kit: ModuleType, part: str):
    found = [pair for case in cases(part) for pair in judged(kit, case)]
    right = sum(same and joined for same, joined in found)
    precision, recall = right / sum(joined for _, joined in found), right / sum(same for same, _ in found)
    assert (precision, recall) >= LEAST[part]
    assert recall >= LEAST[part][1]
