"""The lines of one article as the command line prints them."""

from __future__ import annotations

import json

import pytest

from onrecord.cli.blocks import block_rows, print_blocks
from onrecord.cli.out import Form
from onrecord.model.article import Article, Block, BlockKind

TEXT = "Menu\nBridge opens\nThe bridge opened.\nGull says\nNo \x1b[31mway."
ARTICLE = Article(
    "art-1",
    "a.txt",
    TEXT,
    "0",
    (
        Block(0, 4, BlockKind.NAVIGATION, "button: 'menu'"),
        Block(5, 17, BlockKind.TITLE, "title: headline score 2"),
        Block(18, 36, BlockKind.BODY, "body: line score"),
        Block(37, 46, BlockKind.COMMENT, "comment: 'says'", "Gull", 0),
        Block(47, len(TEXT), BlockKind.COMMENT, "comments open: 'Gull says'", "Gull", 0),
    ),
)


def test_what_was_left_out_is_marked_and_comments_are_signed(capsys: pytest.CaptureFixture[str]) -> None:
    print_blocks(ARTICLE, Form())
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[:6] == [
        "– navigation  Menu",
        "button: 'menu'",
        "title       Bridge opens",
        "title: headline score 2",
        "body        The bridge opened.",
        "body: line score",
    ]
    assert lines[-3:] == ["comment: 'says' · by Gull, depth 0", "– comment     No \\x1b[31mway.", lines[-1]]


def test_json_holds_the_whole_text_and_whether_it_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    print_blocks(ARTICLE, Form(as_json=True))
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["read"] for row in rows] == [False, True, True, False, False]
    assert all(row["text"] == TEXT[row["start"] : row["end"]] for row in rows)
    assert rows[3] | {"text": ""} == {
        "start": 37,
        "end": 46,
        "kind": "comment",
        "read": False,
        "rule": "comment: 'says'",
        "author": "Gull",
        "depth": 0,
        "text": "",
    }


def test_limit_and_match_choose_blocks(capsys: pytest.CaptureFixture[str]) -> None:
    print_blocks(ARTICLE, Form(as_json=True, match="bridge", limit=1))
    out, err = capsys.readouterr()
    assert json.loads(out)["text"] == "Bridge opens"
    assert err == "1 more; print all with --limit 0\n"


def test_an_article_without_blocks_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_blocks(Article("art-2", "b.txt", "", "0"), Form())
    assert capsys.readouterr().err == "no blocks\n"
    assert list(block_rows(Article("art-2", "b.txt", "", "0"))) == []
