from __future__ import annotations

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Mention, MentionForm, Reading
from onrecord.resolve.terms import LEAD_WEIGHT, NAME_WEIGHT, NUMBER_WEIGHT, Terms, stem, terms_of
from onrecord.resolve.words import words_of


def _terms(*paragraphs: str, mentions: tuple[Mention, ...] = ()) -> Terms:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 1
    article = Article("a", "", text, "", tuple(blocks))
    return terms_of(article, words_of(article), Reading("a", mentions=mentions))


@pytest.mark.parametrize(
    "forms",
    [
        ("treaty", "treaties", "treaty's"),
        ("agree", "agrees", "agreed"),
        ("stop", "stopped", "stopping", "stops"),
        ("vote", "votes", "voted", "voting"),
        ("minister", "ministers", "ministers'"),
    ],
)
def test_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("press", "pres"), ("king", "k"), ("gas", "ga"), ("need", "ne")])
def test_short_words_and_double_s_are_left(one: str, other: str) -> None:
    assert stem(one) != other


def test_what_says_who_where_and_how_many_weighs_more() -> None:
    weights = _terms("Talks", "begin", "The ferry to Orsk sank with 40 aboard").weights
    assert (weights["orsk"], weights["40"], weights["ferry"]) == (NAME_WEIGHT, NUMBER_WEIGHT, 1.0)
    assert "the" not in weights
    assert weights["begin"] == LEAD_WEIGHT


def test_the_lead_weighs_more_wherever_else_the_word_stands() -> None:
    weights = _terms("A ferry sank", "off Orsk", "Divers reached the ferry").weights
    assert weights["ferry"] == LEAD_WEIGHT * weights["reach"]


def test_names_that_the_reading_knows_weigh_more_without_a_capital() -> None:
    text = "a strike by unia on monday"
    start = len("x y z\nw\n") + text.index("unia")
    mention = Mention("men-1", "a", "ent-1", start, start + 4, "unia", MentionForm.NAME)
    weights = _terms("x y z", "w", text).weights
    named = _terms("x y z", "w", text, mentions=(mention,)).weights
    assert (weights["unia"], named["unia"]) == (1.0, NAME_WEIGHT)


def test_a_term_is_shown_as_it_is_written_most() -> None:
    assert _terms("Ferries and ferries", "Ferry", "Ferries").shown["ferry"] == "Ferries"
