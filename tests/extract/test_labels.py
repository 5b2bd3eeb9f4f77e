"""What each line of a flattened page is."""

from __future__ import annotations

import pytest

from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Line
from onrecord.extract.sequence import body_lines

BODY = [
    "KELSTADT, Velmark (Velpress) - The government of Velmark opened the new bridge on Monday, ending a dispute.",
    "“We have waited long for this day,” said President Ada Torvik, who crossed the bridge on foot with her ministers.",
    "The harbour board had refused to let lorries cross, since it feared for the income of the ferry.",
    "Its chairman, Jon Rask, said that the board would now run buses, and that nobody would lose his work.",
]
PAGE = [
    ("Menu", "navigation"),
    ("World", "navigation"),
    ("Facebook", "navigation"),
    ("Advertisement", "navigation"),
    ("Velmark opens bridge after ten years of dispute", "title"),
    ("The first lorries crossed at noon as ministers looked on from the quay", "deck"),
    ("By Ilse Brandt", "byline"),
    ("Posted on May 4, 2031", "date"),
    ("Share this", "navigation"),
    (BODY[0], "body"),
    (BODY[1], "body"),
    ("FILE - In this April 2, 2031 file photo, workers stand on the bridge. (VP Photo/Ola Hamm)", "caption"),
    ("Photo: Ola Hamm, VP", "caption"),
    (BODY[2], "body"),
    ("Kelstadt Bridge At Night", "navigation"),
    (BODY[3], "body"),
    ("Advertisement", "navigation"),
    ("Source: Velpress", "credit"),
    ("Other articles", "related"),
    ("Brine and Velmark sign treaty on fish", "related"),
    ("Leave a Reply", "comment"),
    ("Your email address will not be published", "comment"),
    ("© 2031 Velmark Post. All rights reserved.", "navigation"),
]


def kinds(lines: list[str]) -> list[str]:
    return [label.kind.value for label in label_lines([Line(line) for line in lines], body_lines(lines))]


def test_every_line_of_a_page_gets_its_kind():
    lines = [line for line, _ in PAGE]
    assert list(zip(lines, kinds(lines), strict=True)) == PAGE


def test_a_comment_thread_is_no_body_though_it_reads_like_one():
    thread = [
        "  1. Fisher9 says",
        "      The bridge is a waste of money, and the minister knows it as well as I do.",
        "    1. Gull says",
        "        You said the same of the ferry, and you were wrong about that as well, my friend.",
    ]
    assert kinds([*BODY, *thread])[-4:] == ["comment"] * 4


def test_a_paragraph_above_the_byline_is_the_deck():
    deck = "The new bridge has shown that old neighbours can agree, and the ferry will now be sold."
    assert kinds([deck, "By Ilse Brandt", "Posted on May 4, 2031", *BODY])[:3] == ["deck", "byline", "date"]


def test_a_dateline_paragraph_is_no_deck():
    assert kinds(["Velmark opens bridge after dispute", *BODY])[:2] == ["title", "body"]


def test_a_title_again_beside_a_picture_is_its_caption():
    title = "Velmark opens bridge after ten years of dispute"
    lines = [title, "Recent Features", title, title, "Credit: Ministry of Works", *BODY]
    assert kinds(lines)[:5] == ["navigation", "navigation", "title", "caption", "caption"]


def test_a_glued_caption_is_a_caption():
    lines = [Line("Ada Torvik on the bridge in Kelstadt", glued=True), *map(Line, BODY)]
    found = label_lines(lines, [True] * 5)
    assert [label.kind.value for label in found] == ["caption"] + ["body"] * 4


@pytest.mark.parametrize("line", ["", "Menu", "a" * 20_000, "• • •", "Comments", "By"])
def test_a_page_of_one_odd_line_is_labelled(line: str):
    assert len(kinds([line])) == 1


def test_no_lines_no_kinds():
    assert kinds([]) == []


def test_a_paragraph_after_a_picture_is_taken_back_into_the_body():
    lines = [Line(BODY[0]), Line("Kelstadt Bridge"), Line(BODY[2]), Line("Related"), Line(BODY[3])]
    found = [label.kind.value for label in label_lines(lines, [True, False, False, False, False])]
    assert found[2] == "body"
    assert found[4] != "body"
