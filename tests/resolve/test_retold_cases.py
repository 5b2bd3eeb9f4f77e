"""What one article quotes and another retells of one speaker (tests/cases/retold.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[1] / "cases" / "retold.yaml"
SPEAKER = "Oren Castell"
LEAST = {"open": (1.0, 0.5), "aside": (1.0, 0.5)}
"""Precision and recall below which something has been lost."""


def cases(part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [case for case in found if case["part"] == part]


def judged(kit: ModuleType, case: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """Yield for each quotation and what is retold whether they are one utterance, and whether they became one claim."""
    coverage = kit.Coverage()
    coverage.actor(SPEAKER, state="VEL")
    quoting = coverage.article("a", "\n".join(f"“{words},” {SPEAKER} said." for words in case["a"]))
    retelling = coverage.article("b", "\n".join(f"{SPEAKER} said that {words}." for words in case["b"]))
    for words in case["a"]:
        coverage.says(quoting, SPEAKER, words)
    for words in case["b"]:
        coverage.says(retelling, SPEAKER, words, kind="indirect")
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
