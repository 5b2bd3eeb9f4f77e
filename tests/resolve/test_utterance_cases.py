"""Sentences of one speaker in two articles, one utterance or two: tests/cases/translations.yaml and retold.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[1] / "cases"
SPEAKER = "Oren Castell"
QUOTED, RETOLD = f"“{{}},” {SPEAKER} said.", f"{SPEAKER} said that {{}}."
LEAST = {
    ("translations", "open"): (0.95, 0.75),
    ("translations", "aside"): (0.9, 0.8),
    ("retold", "open"): (1.0, 0.5),
    ("retold", "aside"): (1.0, 0.5),
}
"""Precision and recall below which something has been lost."""


def cases(name: str, part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [case for case in found if case["part"] == part]


def judged(kit: ModuleType, case: dict[str, Any], *, retold: bool) -> Iterator[tuple[bool, bool]]:
    """Yield for each pair of sentences whether it is one utterance, and whether it became one claim.

    The sentences of the second article are quoted too, or `retold` in indirect speech.
    """
    coverage = kit.Coverage()
    coverage.actor(SPEAKER, state="VEL")
    for key, indirect in (("a", False), ("b", retold)):
        form = RETOLD if indirect else QUOTED
        draft = coverage.article(key, "\n".join(form.format(words) for words in case[key]))
        for words in case[key]:
            coverage.says(draft, SPEAKER, words, **({"kind": "indirect"} if indirect else {}))
    claims = [{(member.article, member.text) for member in claim.members} for claim in coverage.claims()]
    for i, one in enumerate(case["a"]):
        for j, other in enumerate(case["b"]):
            yield [i, j] in case["same"], any({("art-a", one), ("art-b", other)} <= claim for claim in claims)


@pytest.mark.parametrize(("name", "part"), LEAST)
def test_precision_and_recall(kit: ModuleType, name: str, part: str):
    found = [pair for case in cases(name, part) for pair in judged(kit, case, retold=name == "retold")]
    right = sum(same and joined for same, joined in found)
    precision, recall = right / sum(joined for _, joined in found), right / sum(same for same, _ in found)
    assert (precision, recall) >= LEAST[name, part]
    assert recall >= LEAST[name, part][1]
