from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Polarity, Reading, Statement, StatementKind
from onrecord.model.span import Span
from onrecord.resolve.words import key, words_of


def _article(text: str, *kinds: BlockKind) -> Article:
    lines, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = kinds[number] if number < len(kinds) else BlockKind.BODY
            lines.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    return Article("art-1", "uri", text, "", tuple(lines))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Defence", "defense"),
        ("offence", "offense"),
        ("colours", "colors"),
        ("organisation", "organization"),
        ("recognised", "recognized"),
        ("analyse", "analyze"),
        ("centre", "center"),
        ("programme", "program"),
        ("cancelled", "canceled"),
        ("U.S.", "US"),
        ("Velmark’s", "velmark's"),
        ("Kovaç", "Kovac"),
        ("Kovac\u0327", "Kovaç"),
        ("co\u00adoperate", "cooperate"),
        ("ＶＥＬＭＡＲＫ", "velmark"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("rise", "rize"), ("hour", "hor"), ("Torvik", "Torvig"), ("talks", "talk")]
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_words_stand_where_their_offsets_say() -> None:
    words = words_of(_article("Ada Torvik’s aides\nleft the U.S. on 4 May."))
    text = "Ada Torvik’s aides\nleft the U.S. on 4 May."
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        *("Ada", "Torvik’s", "aides", "left", "the", "U.S.", "on", "4", "May")
    ]
    assert words.blocks == (0, 0, 0, 1, 1, 1, 1, 1, 1)
    assert words.span(3, 6).of(text) == "left the U.S."


def test_only_readable_blocks_have_words() -> None:
    article = _article("Menu\nTalks begin\nA reader says no", BlockKind.NAVIGATION, BlockKind.TITLE, BlockKind.COMMENT)
    assert words_of(article).keys == ("talks", "begin")


def test_direct_statements_are_quoted_without_marks_and_mixed_ones_are_not() -> None:
    text = "Torvik: We stay. Her aide said they stay."
    spans = ((StatementKind.DIRECT, Span(8, 16)), (StatementKind.MIXED, Span(31, 40)))
    statements = tuple(
        Statement(f"sta-{n}", "art-1", kind, "body", (span,), span.of(text), Polarity.AFFIRMS)
        for n, (kind, span) in enumerate(spans)
    )
    words = words_of(_article(text), Reading("art-1", statements=statements))
    assert [k for k, quoted in zip(words.keys, words.quoted, strict=True) if quoted] == ["we", "stay"]


def test_words_without_some_blocks_keep_their_places() -> None:
    text = "Ferries stop\nSign up here\nTalks go on"
    words = words_of(_article(text)).without({1})
    assert words.keys == ("ferries", "stop", "talks", "go", "on")
    assert words.within(Span(0, len(text))) == (0, 5)
    assert words.span(2, 5).of(text) == "Talks go on"
    assert words.narrative(1, 4) == 3


@given(st.text(alphabet=st.sampled_from("ab'’“”\" .\n-\u00adé\u0301Ｄ")))
def test_any_text_gives_words_in_order_that_slice_it(text: str) -> None:
    words = words_of(_article(text))
    assert list(words.starts) == sorted(words.starts)
    for at, word in enumerate(words.keys):
        assert key(words.span(at, at + 1).of(text)) == word
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
