from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.snapshot import Cast
from onrecord.resolve.units import units_of

if TYPE_CHECKING:
    from coverage_kit import Coverage


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    made.actor("Velpress", kind="agency")
    return made


def cut(coverage: Coverage):
    facts = coverage.facts()
    resolution = coverage.resolution(facts)
    return list(units_of(facts, Cast(resolution.actors, resolution.aliases), {}))


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        (
            "“The harbour of Sarn is open. Its grain ships sail tomorrow,” he said.",
            ["The harbour of Sarn is open. Its grain ships sail tomorrow,"],
            ["The harbour of Sarn is open", "Its grain ships sail tomorrow"],
        ),
        (
            "“The harbour of Sarn is open. We will see,” he said.",
            ["The harbour of Sarn is open. We will see,"],
            ["The harbour of Sarn is open. We will see"],
        ),
        (
            "“Well. The harbour of Sarn is open,” he said.",
            ["Well. The harbour of Sarn is open,"],
            ["Well. The harbour of Sarn is open"],
        ),
        (
            "“The harbour of Sarn,” he said, “is open to grain ships.”",
            ["The harbour of Sarn,", "is open to grain ships."],
            ["The harbour of Sarn,” he said, “is open to grain ships"],
        ),
        (
            "“The harbour of Sarn is open,” he said. “Grain ships sail tomorrow.”",
            ["The harbour of Sarn is open,", "Grain ships sail tomorrow."],
            ["The harbour of Sarn is open", "Grain ships sail tomorrow"],
        ),
        (
            "“The harbour of Sarn is open… grain ships sail tomorrow,” he said.",
            ["The harbour of Sarn is open… grain ships sail tomorrow,"],
            ["The harbour of Sarn is open", "grain ships sail tomorrow"],
        ),
    ],
)
def test_a_unit_is_a_sentence_with_content(coverage: Coverage, text: str, pieces: list[str], expected: object):
    draft = coverage.article("a", text)
    coverage.says(draft, "Oren Castell", *pieces)
    assert [unit.text for unit in cut(coverage)] == expected


def test_words_between_the_parts_are_not_the_speakers(coverage: Coverage):
    draft = coverage.article("a", "“The harbour of Sarn,” he told sailors, “is open to grain ships.”")
    coverage.says(draft, "Oren Castell", "The harbour of Sarn,", "is open to grain ships.")
    (unit,) = cut(coverage)
    assert "sailors" not in unit.forms


@pytest.mark.parametrize(
    ("content", "expected", "quoted"),
    [
        ("his navy would “keep the harbour open for grain ships”", "keep the harbour open for grain ships", True),
        ("his navy would 'keep the harbour open for grain ships'", "keep the harbour open for grain ships", True),
        ("his navy would ``keep the harbour open for grain ships''", "keep the harbour open for grain ships", True),
        ("his navy would keep the harbour “open”", "his navy would keep the harbour “open", False),
        (
            "the neighbours’ navy kept the harbours’ gates shut",
            "the neighbours’ navy kept the harbours’ gates shut",
            True,
        ),
    ],
)
def test_of_a_mixed_statement_the_quoted_part_counts(coverage: Coverage, content: str, expected: object, quoted: bool):
    draft = coverage.article("a", f"Oren Castell said {content}.")
    coverage.says(draft, "Oren Castell", content, kind="mixed")
    (unit,) = cut(coverage)
    assert (unit.text, unit.quoted) == (expected, quoted)


def test_one_quotation_read_twice_is_one_unit_of_the_person(coverage: Coverage):
    draft = coverage.article("a", "“The harbour of Sarn is open,” Oren Castell said, according to Velpress.")
    coverage.says(draft, "Velpress", "The harbour of Sarn is open,” Oren Castell said", kind="mixed")
    person = coverage.says(draft, "Oren Castell", "The harbour of Sarn is open,")
    (unit,) = cut(coverage)
    assert unit.statement.id == person
    assert len(unit.doubles) == 1


def test_who_declines_to_speak_says_nothing(coverage: Coverage):
    draft = coverage.article("a", "Oren Castell would not comment on the harbour ships.")
    coverage.says(draft, "Oren Castell", "comment on the harbour ships", kind="indirect", polarity="declines")
    assert cut(coverage) == []
