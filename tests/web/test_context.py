from __future__ import annotations

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.span import Span
from onrecord.web.context import around

TEXT = 'Home\nThe base opens. "We will go," Torvik said on Tuesday. Nobody answered.'


def article() -> Article:
    at = TEXT.index("The")
    return Article("a", "a", TEXT, "a", (Block(0, 4, BlockKind.NAVIGATION), Block(at, len(TEXT), BlockKind.BODY)))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("We will go", '"', '," Torvik said on Tuesday. '),
        ("The base opens", "", ". "),
        ("Nobody", "", " answered."),
        ("opens. \"We", "The base ", " will go,\" Torvik said on Tuesday. "),
    ],
)  # fmt: skip
def test_the_sentence_around_words(words: str, before: str, after: str) -> None:
    at = TEXT.index(words)
    found = around(article(), Span(at, at + len(words)))
    assert (found.before, found.words, found.after) == (before, words, after)
    assert [found.cut_before, found.cut_after] == [False, False]


def test_a_long_sentence_is_cut_and_says_so() -> None:
    text = "word " * 100 + "here " + "word " * 100
    found = around(Article("a", "a", text, "a"), Span(500, 504), reach=20)
    assert (len(found.before), len(found.after)) == (20, 20)
    assert found.cut_before
    assert found.cut_after
