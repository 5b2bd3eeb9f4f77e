"""How the page of an article shows what was read, what was left out, and why."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Reading
from onrecord.model.snapshot import Snapshot
from tests.web.records import report_of

LINES = (
    ("Menu", BlockKind.NAVIGATION, "button: 'menu'", None, None),
    ("Bridge opens", BlockKind.TITLE, "title: h1", None, None),
    ("The bridge opened.", BlockKind.BODY, "body: <line> score", None, None),
    ("Buy ferries", BlockKind.HIDDEN, "hidden: display:none", None, None),
    ("Buy boats", BlockKind.HIDDEN, "hidden: display:none", None, None),
    ("Gull says", BlockKind.COMMENT, "comment: 'says'", "Gull", 1),
)


def page(tmp_path: Path) -> str:
    text = "\n".join(line[0] for line in LINES)
    blocks = tuple(
        Block(text.index(words), text.index(words) + len(words), kind, rule, author, depth)
        for words, kind, rule, author, depth in LINES
    )
    article = Article("art-1", "a.txt", text, "0", blocks, title="Bridge opens")
    report_of(Snapshot(Facts((article,), (Reading("art-1"),))), tmp_path)
    return next(tmp_path.rglob("art-1.html")).read_text(encoding="utf-8")


def test_every_block_shows_its_rule_and_nothing_of_it_is_markup(tmp_path: Path) -> None:
    shown = page(tmp_path)
    assert re.findall(r'dir="auto" title="([^"]*)"', shown) == [
        "button: &#39;menu&#39;",
        "title: h1",
        "body: &lt;line&gt; score",
        "hidden: display:none",
        "hidden: display:none",
        "comment: &#39;says&#39;",
    ]


def test_hidden_blocks_stand_together_where_they_can_be_opened(tmp_path: Path) -> None:
    inside = re.findall(r'<details class="unseen">(.*?)</details>', page(tmp_path), re.DOTALL)
    assert len(inside) == 1
    assert "Buy ferries" in inside[0]
    assert "Buy boats" in inside[0]
    assert "Gull" not in inside[0]


def test_a_comment_is_signed_and_the_legend_counts_what_was_left_out(tmp_path: Path) -> None:
    shown = page(tmp_path)
    assert '<span class="signed"><bdi>Gull, answer of depth 1</bdi></span>' in shown
    assert re.findall(r'<span class="label">([^<]*)</span> (\d+) ([a-z ]+)</li>', shown) == [
        ("body", "1", "read"),
        ("title", "1", "read"),
        ("navigation", "1", "left out"),
        ("reader comment", "1", "left out"),
        ("hidden text", "2", "left out"),
    ]
