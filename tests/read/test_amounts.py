from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.read.amounts import find_amounts
from onrecord.read.doc import article_of
from onrecord.read.numerals import number_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "additional"),
    [
        ("Velmark imposed tariffs on $60 billion of goods.", 60e9, "USD", "", False),
        ("Velmark bought arms worth US$1.8 billion.", 1.8e9, "USD", "", False),
        ("Velmark lent 60 billion yuan to the port.", 60e9, "CNY", "", False),
        ("The firm paid €3m to the city.", 3e6, "EUR", "", False),
        ("The firm paid $200MM to the city.", 2e8, "USD", "", False),
        ("The firm paid S$250,000 to the city.", 250_000, "SGD", "", False),
        ("The firm paid 40 Australian dollars to the city.", 40, "AUD", "", False),
        ("She threatened tariffs on an additional $100 billion of goods.", 100e9, "USD", "", True),
        ("Velmark expelled 60 Ostran diplomats.", 60, "diplomat", "", False),
        ("Velmark expelled another 12 diplomats.", 12, "diplomat", "", True),
        ("Velmark sent more than 60 soldiers.", 60, "soldier", "min", False),
        ("Velmark sent two dozen ships.", 24, "ship", "", False),
        ("Velmark sent up to 300 soldiers.", 300, "soldier", "max", False),
        ("Velmark sent about 300 soldiers.", 300, "soldier", "about", False),
        ("At least 20 people were killed.", 20, "person", "min", False),
        ("The blast killed 12 and closed the road.", 12, "person", "", False),
        ("Prices rose 4.5 percent.", 4.5, "percent", "", False),
        ("Prices rose by 25% in the port.", 25, "percent", "", False),
    ],
)
def test_reads_amounts(
    parse: Callable[..., Doc], text: str, value: float, unit: str, bound: str, additional: bool
) -> None:
    (found,) = find_amounts(parse(text))
    assert (found.value, found.unit, found.bound, found.additional) == (pytest.approx(value), unit, bound, additional)


@pytest.mark.parametrize(
    "text",
    [
        "Velmark expelled scores of diplomats.",
        "The treaty was signed in 2014.",
        "Torvik spoke on April 4.",
        "The F-16 and the S-400 flew over the port.",
        "It was a 30-member alliance.",
        "He waited two days.",
        "Velmark sent several dozen ships.",
        "Velmark sent hundreds of thousand soldiers.",
        "Velmark won in the 6th round.",
        "Velmark sent 000 ships.",
        "Velmark won in the 16th round.",
    ],
)
def test_what_is_no_amount(parse: Callable[..., Doc], text: str) -> None:
    assert find_amounts(parse(text)) == []


def test_spans_are_in_the_articles_text_and_inside_one_block(parse: Callable[..., Doc]) -> None:
    doc = parse("Velmark sent 5\nPresident Torvik sent $3 million and 7 ships.")
    text = article_of(doc).text
    found = find_amounts(doc)
    assert [amount.text for amount in found][-2:] == ["$3 million", "7 ships"]
    assert all(text[amount.start : amount.end] == amount.text and "\n" not in amount.text for amount in found)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and five", 205),
        ("three million", 3e6),
        ("a dozen", 12),
        ("twenty-one", 21),
        ("half a million", 5e5),
    ],
)
def test_number_words(words: str, value: float) -> None:
    assert number_of(words) == value


@given(st.text(alphabet="abcdefghij ", max_size=12))
def test_other_words_are_no_number(words: str) -> None:
    assert number_of(words) is None
