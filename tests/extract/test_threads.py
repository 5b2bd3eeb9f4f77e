"""Readers' comments: their writers, their depths, their end; and articles that only look like threads."""

from __future__ import annotations

import pytest

from onrecord.extract.comments import head_at
from onrecord.extract.draft import Label
from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Layout, Line
from onrecord.extract.sequence import body_lines
from tests.extract.test_labels import BODY

WORDS = "The bridge is a waste of money, and the minister knows it as well as I do, friends."


def labels(lines: list[str]) -> list[Label]:
    return label_lines([Line(line) for line in lines], body_lines(lines))


def thread(lines: list[str]) -> list[tuple[str, str | None, int | None]]:
    return [(label.kind.value, label.author, label.depth) for label in labels([*BODY, *lines])[len(BODY) :]]


def test_numbered_heads_carry_author_and_depth_by_indentation():
    found = thread(
        ["  1. Fisher9 says", f"    {WORDS}", "    1. Gull says", f"      {WORDS}", "  2. Rask Jon says:", WORDS]
    )
    assert found == [
        ("comment", "Fisher9", 0), ("comment", "Fisher9", 0),
        ("comment", "Gull", 1), ("comment", "Gull", 1),
        ("comment", "Rask Jon", 0), ("comment", "Rask Jon", 0),
    ]  # fmt: skip


def test_a_numbered_comment_without_a_name_has_no_author():
    found = thread(["  1. Fisher9 says", f"    {WORDS}", "  2. […] the Velm Courier wrote of the bridge […]"])
    assert found[-1] == ("comment", None, None)


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (["Comments", "Gull • 3 years ago", WORDS], "Gull"),
        (["3 comments", "Gull", "2 hours ago", WORDS, "Reply"], "Gull"),
        (["Leave a comment", "Gull May 4, 2031 at 10:12 am", WORDS], "Gull"),
        (["  • Gull on May 4, 2031 at 4:47 pm said:", f"    {WORDS}"], "Gull"),
        (["Gull", "2 hours ago", WORDS, "Reply", "Fisher9", "1 hour ago", WORDS, "Reply"], "Fisher9"),
    ],
)
def test_the_forms_of_copied_pages_name_the_author_and_no_depth(lines: list[str], author: str):
    found = thread(lines)
    assert {kind for kind, _, _ in found} == {"comment"}
    assert found[-1][1:] == (author, None)


def test_an_answer_is_one_deeper_than_the_comment_it_names():
    found = thread(["Comments", "Gull • 3 years ago", WORDS, "Fisher9 > Gull • 2 years ago", WORDS])
    assert [(author, depth) for _, author, depth in found[1:]] == [("Gull", 0)] * 2 + [("Fisher9", 1)] * 2


def test_an_answer_to_somebody_unseen_has_no_depth():
    found = thread(["Comments", "Gull • 3 years ago", WORDS, "In reply to Nobody", WORDS])
    assert found[-1] == ("comment", "Gull", None)


def test_the_form_for_comments_is_nobodys():
    found = thread(["  1. Fisher9 says", f"    {WORDS}", "Leave a Reply", "Your email address will not be published."])
    assert found[-2:] == [("comment", None, None)] * 2


def test_a_thread_ends_at_the_sites_footer():
    lines = ["  1. Fisher9 says", f"    {WORDS}", "© 2031 Velmark Post. All rights reserved.", "About us"]
    assert [kind for kind, _, _ in thread(lines)][-2:] == ["navigation", "navigation"]


@pytest.mark.parametrize(
    "line",
    [
        "What the minister says",
        "“The bridge is open,” Torvik says",
        "Torvik says that the bridge will stay open until the winter, whatever the board decides about it.",
        "Associated Press May 4, 2031, 9:02 AM",
    ],
)
def test_an_article_that_quotes_is_no_thread(line: str):
    assert {label.kind.value for label in labels([*BODY, line, *reversed(BODY)])} <= {"body", "caption", "navigation"}


def test_a_heading_with_grammar_is_no_head():
    assert head_at(Layout.of([Line("What the minister says")], [True]), 0) is None
