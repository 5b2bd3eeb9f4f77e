from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from coverage_kit import Coverage

SPEAKER = "Oren Castell"
FIRST = "I think the wool guild of Sarn is a rival, for what it does to us in trade"
SECOND = "You may think it odd of the wool guild of Sarn, but it is a rival"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor(SPEAKER, state="VEL")
    return made


def print_(coverage: Coverage, key: str, *quotations: str):
    draft = coverage.article(key, " ".join(f"“{words},” {SPEAKER} said." for words in quotations))
    for words in quotations:
        coverage.says(draft, SPEAKER, words)


def joined(coverage: Coverage):
    return sorted(sorted(m.article.removeprefix("art-") for m in claim.members) for claim in coverage.claims())


def test_sentences_alike_are_one_while_nobody_prints_both(coverage: Coverage):
    print_(coverage, "a", FIRST)
    print_(coverage, "b", SECOND)
    assert joined(coverage) == [["a", "b"]]


def test_one_article_that_prints_both_tells_them_apart_everywhere(coverage: Coverage):
    print_(coverage, "a", FIRST)
    print_(coverage, "b", SECOND)
    print_(coverage, "c", FIRST, SECOND)
    assert joined(coverage) == [["a", "c"], ["b", "c"]]


def test_a_sentence_and_its_part_stay_together(coverage: Coverage):
    print_(coverage, "a", FIRST, "the wool guild of Sarn is a rival")
    print_(coverage, "b", "the wool guild of Sarn is a rival")
    assert joined(coverage) == [["a", "a", "b"]]
