"""Where the words of a brief stand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.span import Span
from onrecord.web.brief_places import QUOTED, clipped, opening, quote, quote_sentence, sentence, stop, trimmed

TEXT = (
    "Velmark opened the base on Friday. Oren Aldis denied that the visit was a threat, an aide said. Nobody else spoke."
)


def article(text: str, *blocks: Block) -> Article:
    return Article("art-1", "in/a.txt", text, "d", blocks or (Block(0, len(text), BlockKind.BODY),))


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "room", "shown", "cut"),
    [
        (
            "the visit was a threat",
            QUOTED,
            "Oren Aldis denied that the visit was a threat, an aide said.",
            (False, False),
        ),
        ("the visit was a threat", 40, "that the visit was a threat, an aide", (True, True)),
        ("Velmark opened the base", 20, "Velmark opened the", (False, True)),
        ("Nobody else spoke.", QUOTED, "Nobody else spoke.", (False, False)),
    ],
)
def test_a_sentence_is_quoted_as_far_as_there_is_room(
    words: str, room: int, shown: str, cut: tuple[bool, bool]
) -> None:
    found, gone = sentence(article(TEXT), at(words), room)
    assert (found.of(TEXT), gone) == (shown, cut)


def test_a_denial_is_quoted_with_the_word_that_denies() -> None:
    assert "denied" in quote_sentence(article(TEXT), at("the visit was a threat"), "sta-1").text


def test_a_comma_left_over_is_left_out_and_a_long_quotation_is_cut_between_words() -> None:
    text = "“We are here to support you,” he said."
    assert quote(article(text), at("We are here to support you,", text), "sta-1").text == "We are here to support you"
    cut = quote(article(text), at("We are here to support you,", text), "sta-1", 14)
    assert (cut.text, cut.cut) == ("We are here to", (False, True))


def test_a_quotation_that_ends_a_sentence_needs_no_further_stop() -> None:
    assert stop(quote_sentence(article(TEXT), at("Nobody"), "sta-1")) == ""
    assert stop(quote(article(TEXT), at("a threat"), "sta-1")) == "."


texts = st.text(st.sampled_from("ab .,;!?\n“”\u00a0\u2028é𝄞"), min_size=1, max_size=200)


@given(texts, st.data(), st.integers(1, 80))
def test_what_is_quoted_lies_in_the_text_and_keeps_to_its_room(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    short = clipped(text, span, room)
    assert span.contains(short)
    assert len(short) <= room
    found, (before, after) = sentence(article(text), span, room)
    assert 0 <= found.start < found.end <= len(text)
    assert len(found) <= room
    assert found.overlaps(span)
    assert before or after or found.of(text).strip() or not text.strip()


@given(texts, st.data())
def test_trimming_takes_off_no_more_than_white_space_and_loose_signs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assume(span.of(text).strip(" ,;\n\u00a0\u2028"))
    kept = trimmed(text, span)
    assert span.contains(kept)
    assert kept.of(text).rstrip(" ,;\n\u00a0") == kept.of(text)


def test_an_article_is_known_by_its_title_else_by_its_first_words() -> None:
    text = "  \nBase opens\nVelmark opened the base."
    titled = article(text, Block(3, 13, BlockKind.TITLE), Block(14, len(text), BlockKind.BODY))
    found = opening(titled)
    assert found is not None
    assert found.of(text) == "Base opens"
    untitled = opening(article(text, Block(14, len(text), BlockKind.BODY)))
    assert untitled is not None
    assert untitled.of(text) == "Velmark opened the base."
    assert opening(article(" \n ")) is None
