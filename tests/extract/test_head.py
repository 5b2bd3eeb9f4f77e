"""Which line is the title, and what stands between it and the text."""

from __future__ import annotations

import pytest

from onrecord.extract.draft import Label
from onrecord.extract.echoes import address_words
from onrecord.extract.headlines import Headlines
from onrecord.extract.labels import first_labels, label_lines
from onrecord.extract.layout import Line
from onrecord.extract.sequence import body_lines
from onrecord.extract.title_weights import best_title, load_title_weights
from onrecord.extract.visible import Mark
from tests.extract.test_labels import BODY

TITLE = "Velmark opens bridge after ten years of dispute"


def page(lines: list[str], title: str | None = None, address: str | None = None) -> list[Label]:
    return label_lines([Line(line) for line in lines], body_lines(lines), title, address=address)


def titles(lines: list[str], title: str | None = None, address: str | None = None) -> list[str]:
    return [x for x, label in zip(lines, page(lines, title, address), strict=True) if label.kind.value == "title"]


@pytest.mark.parametrize(
    "above",
    [
        ["Menu", "World", "  • Ferries", "  • Bridges", TITLE, "By Ilse Brandt", "May 4, 2031"],
        ["Enter City and State", TITLE, "By Ilse Brandt"],
        ["Jon Rask | Editor", "Home > World > " + TITLE, TITLE, "May 4, 2031"],
        ["The Velm Courier", TITLE, "Lorries on the bridge. Photo: Ola Hamm, AP"],
        [TITLE, "The first lorries crossed at noon as ministers looked on from the quay", "By Ilse Brandt"],
    ],
)
def test_the_headline_is_the_title(above: list[str]):
    assert titles([*above, *BODY]) == [TITLE]


def test_a_known_title_wins():
    lines = ["Menu", "Kelstadt crossing", TITLE, *BODY]
    assert titles(lines, "Kelstadt crossing") == ["Kelstadt crossing"]


def test_the_address_tells_the_title_from_the_line_above_it():
    other = "Ferries to stay in harbour for the winter"
    lines = [other, TITLE, *BODY]
    assert titles(lines, address="https://courier.example/2031/ferries-to-stay-in-harbour-for-the-winter.html") == [
        other
    ]


def test_a_heading_of_the_markup_is_the_title():
    lines = [Line("Velm Courier"), Line("Bridge opens at last", Mark.HEADING), *map(Line, BODY)]
    label = label_lines(lines, [False, False, *[True] * 4], flat=False)[1]
    assert (label.kind.value, label.rule) == ("title", "title: h1")


def test_a_long_sentence_is_no_title():
    lead = "The new bridge of Velmark has shown that old neighbours can agree, and the ferry will now be sold to Brine."
    assert titles([lead, "By Ilse Brandt", *BODY]) == []


def test_a_short_paragraph_between_title_and_picture_is_the_deck():
    deck = "The first lorries crossed the new bridge at noon as ministers looked on from the quay."
    lines = [TITLE, deck, "Photo: Ola Hamm, VP", *BODY]
    found = label_lines([Line(line) for line in lines], [False, True, False, *[True] * 4])
    assert [label.kind.value for label in found[:4]] == ["title", "deck", "caption", "body"]


@pytest.mark.parametrize("lines", [[], [""], ["Menu"], ["•"], ["x" * 5000]])
def test_a_page_without_a_headline_has_no_title(lines: list[str]):
    assert titles(lines) == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (None, set()),
        ("https://courier.example/", set()),
        ("https://courier.example/2031/05/04", set()),
        ("https://courier.example/a/velmark-opens-bridge?id=2", {"velmark", "opens", "bridge"}),
        ("http://[", set()),
    ],
)
def test_the_words_of_an_address(url: str | None, words: set[str]):
    assert address_words(url) == words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (TITLE, {"address_run": 1.0, "address_whole_run": 1.0, "address_opens": 1.0, "address_ends": 1.0}),
        ("Minister: " + TITLE, {"address_run": 1.0, "address_whole_run": 1.0, "address_ends": 1.0}),
        ("After ten years of dispute", {"address_run": 5 / 6, "address_ends": 1.0}),
        ("Ferry lies idle", {"address_behind": 1.0}),
    ],
)
def test_the_order_of_the_words_of_an_address_counts(line: str, expected: dict[str, float]) -> None:
    lines = ["Menu", TITLE, line, *BODY]
    layout, labels = first_labels([Line(line) for line in lines], body_lines(lines))
    address = "https://courier.example/a/" + TITLE.lower().replace(" ", "-")
    found = dict(Headlines(layout, labels, address).candidates())[2]
    names = ("address_run", "address_whole_run", "address_opens", "address_ends")
    assert {name: found[name] for name in names if name in found} == {k: v for k, v in expected.items() if k in names}
    assert found.get("address_behind", 0.0) == pytest.approx(
        expected.get("address_behind", found.get("address_behind", 0))
    )


def test_the_last_of_a_list_above_the_text_may_be_the_title():
    lines = ["1. Home", "2. " + TITLE, *BODY]
    layout, labels = first_labels([Line(line) for line in lines], body_lines(lines))
    assert [i for i, found in Headlines(layout, labels).candidates() if "listed" in found] == [1]


def test_every_measurement_of_a_headline_has_a_weight_or_is_rare():
    lines = ["Menu", TITLE, "By Ilse Brandt", *BODY]
    layout, labels = first_labels([Line(line) for line in lines], body_lines(lines))
    measured = list(Headlines(layout, labels).candidates())
    assert best_title(measured) is not None
    assert {name for _, found in measured for name in found} & load_title_weights().keys()
