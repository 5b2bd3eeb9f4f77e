"""What a line is by its own words, and the words that say so."""

from __future__ import annotations

import pytest

from onrecord.extract.kinds import label_alone
from onrecord.extract.layout import Layout, Line

TOLD = [
    ("Menu", "navigation", "button: 'menu'"),
    ("• • •", "navigation", "button: no words"),
    ("Advertisement", "navigation", "button: 'advertisement'"),
    ("Sign up for our newsletter and read the Velm Courier first.", "navigation", "box: 'sign up for'"),
    ("Enter city and state to see the weather", "navigation", "box: 'enter city'"),
    ("Follow Ilse Brandt on Twitter: @ilsebrandt", "navigation", "follow: 'follow ilse brandt on twitter'"),
    ("Tags: Velmark, ferries, Ada Torvik", "navigation", "tags: 'tags:'"),
    ("Correction: an earlier version named the wrong bridge.", "navigation", "note on the article: 'correction:'"),
    ("By Ilse Brandt", "byline", "byline: 'By'"),
    ("Posted on May 4, 2031", "date", "date: 'May 4, 2031'"),
    ("14:32", "date", "time: '14:32'"),
    ("Source: Velpress", "credit", "credit: 'source:'"),
    ("(Reporting by Ilse Brandt; Editing by Jon Rask)", "credit", "credit: 'reporting by'"),
    ("Photo: Ola Hamm, AP", "caption", "picture credit: 'photo:'"),
    ("FILE - The bridge at night", "caption", "caption: 'file -'"),
    ("Workers stand on the bridge. (VP Photo/Ola Hamm)", "caption", "caption: '(VP Photo/Ola Hamm)'"),
    ("The ministers on the quay. Photo: Ministry of Works", "caption", "caption: 'Photo:'"),
    ("KELSTADT, Velmark (VPA) -", "dateline", "dateline: 'KELSTADT, Velmark (VPA) -'"),
]


@pytest.mark.parametrize(("line", "kind", "rule"), TOLD)
def test_a_line_says_what_it_is_and_by_which_words(line: str, kind: str, rule: str):
    label = label_alone(Layout.of([Line(line)], [False]), 0)
    assert label is not None
    assert (label.kind.value, label.rule) == (kind, rule)


SILENT = [
    "The ministers shared a meal and said that they would sign up to the treaty in spring, Torvik said.",
    "The company says that its subscribers have doubled since the bridge was opened to lorries in March.",
    "By noon the harbour was closed, and the ferries waited for the storm to pass over the strait.",
    "Photos of the bridge were shown to the court, which did not accept them as evidence against the board.",
    "The correction of the accounts took two years.",
]


@pytest.mark.parametrize("line", SILENT)
def test_a_sentence_of_an_article_is_nothing_else(line: str):
    assert label_alone(Layout.of([Line(line)], [True]), 0) is None


def test_a_credit_below_the_body_is_the_articles():
    layout = Layout.of([Line("The bridge was opened on Monday."), Line("Credit: Velpress")], [True, False])
    label = label_alone(layout, 1)
    assert label is not None
    assert label.rule.startswith("credit: 'credit")
