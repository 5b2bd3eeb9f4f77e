"""Statements that go on from the one before, on hand-made statements."""

from __future__ import annotations

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Polarity, Role, Statement, StatementKind
from onrecord.model.span import Span
from onrecord.read.continuations import continued

ARTICLE = Article("art", "a/b", "x" * 100, "d", tuple(Block(i, i + 9, BlockKind.BODY) for i in range(0, 100, 10)))
VERBS = frozenset({"add"})


def statement(start: int, entity: str | None) -> Statement:
    speaker = Role("x", 0, 1, "x", entity)
    return Statement(
        f"sta-{start}",
        "art",
        StatementKind.DIRECT,
        "body",
        (Span(start, start + 3),),
        "xxx",
        Polarity.AFFIRMS,
        speaker=speaker,
    )


@pytest.mark.parametrize(
    ("starts", "entities", "lemmas", "expected"),
    [
        ([0, 10], ["a", "a"], ["say", "add"], [0, 0]),
        ([0, 4], ["a", "a"], ["say", "add"], [0, 0]),
        ([0, 20], ["a", "a"], ["say", "add"], [0, 1]),
        ([0, 10], ["a", "b"], ["say", "add"], [0, 1]),
        ([0, 10], [None, None], ["say", "add"], [0, 1]),
        ([0, 10], ["a", "a"], ["say", "say"], [0, 1]),
        ([0, 10, 20], ["a", "a", "a"], ["say", "add", "add"], [0, 0, 1]),
        ([0], ["a"], ["add"], [0]),
    ],
)
def test_what_goes_on(starts: list[int], entities: list[str | None], lemmas: list[str], expected: list[int]) -> None:
    statements = [statement(start, entity) for start, entity in zip(starts, entities, strict=True)]
    assert continued(ARTICLE, statements, lemmas, VERBS) == expected
