"""Where an article was filed."""

from __future__ import annotations

import pytest

from onrecord.extract.dateline import dateline_of
from onrecord.extract.looks import DATELINE_OPENING
from onrecord.model.article import Block, BlockKind


def places(text: str, kind: BlockKind = BlockKind.BODY) -> list[tuple[str, str]]:
    found = list(dateline_of(text, [Block(0, len(text), kind)]))
    assert all(c.span is not None and c.span.of(text) == c.evidence for c in found)
    return [(c.value, c.evidence) for c in found]


@pytest.mark.parametrize(
    ("text", "place", "evidence"),
    [
        ("VELMSTAD, April 3 (Velpress) - The bridge opened.", "VELMSTAD", "VELMSTAD, April 3 (Velpress) -"),
        ("VELMSTAD (Velpress) — The bridge opened.", "VELMSTAD", "VELMSTAD (Velpress) —"),
        ("VELMSTAD, Velmark (Velpress) -- The bridge opened.", "VELMSTAD, Velmark", "VELMSTAD, Velmark (Velpress) --"),
        ("PORT ANSEL — The bridge opened.", "PORT ANSEL", "PORT ANSEL —"),
        ("PORT ANSEL - The bridge opened.", "PORT ANSEL", "PORT ANSEL -"),
    ],
)
def test_the_opening_of_a_paragraph(text: str, place: str, evidence: str) -> None:
    assert places(text) == [(place, evidence)]
    assert DATELINE_OPENING.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened.",
        "NATO said it would come.",
        "(Velpress) - The bridge opened.",
        "Velmstad opened – late.",
    ],
)
def test_paragraphs_without_one(text: str) -> None:
    assert places(text) == []


def test_a_line_of_its_own() -> None:
    assert places("KELSTADT, Velmark (Velpress)", BlockKind.DATELINE)[0][0] == "KELSTADT, Velmark"


def test_only_the_first_paragraphs_count() -> None:
    text = "One.\nTwo.\nThree.\nVELMSTAD (Velpress) - Four."
    ends = [4, 9, 16, len(text)]
    blocks = [Block(start, end, BlockKind.BODY) for start, end in zip([0, 5, 10, 17], ends, strict=True)]
    assert list(dateline_of(text, blocks)) == []
