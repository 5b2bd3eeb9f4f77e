from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model.article import Article, Block, BlockKind, Candidate, Field
from onrecord.ontology.sources import load_sources
from onrecord.read.credits import ITS_OWN, STATED, find_credits, own_credit, places


def _article(text: str, kinds: dict[int, BlockKind] | None = None, outlet: str | None = None) -> Article:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(at, at + len(line), (kinds or {}).get(number, BlockKind.BODY)))
        at += len(line) + 1
    return Article("art-1", "a.txt", text, "", tuple(blocks), outlet=outlet)


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("TORSUND (Reuters) - The talks began.", [("Reuters", "dateline", "Reuters")]),
        ("TORSUND, Velmark, Jan. 1 (UPI) -- The talks began.", [("UPI", "dateline", "UPI")]),
        ("TORSUND, April 3. /TASS/. The talks began.", [("TASS", "dateline", "TASS")]),
        ("Source: Newsweek", [("Newsweek", "source-line", "Newsweek")]),
        ("h/t: The Hill", [("The Hill", "source-line", "The Hill")]),
        ("This article originally appeared in Newsweek.", [("Newsweek", "originally", "Newsweek")]),
        (
            "Associated Press writer Lia Brandt contributed to this report.",
            [("AP", "agency-writer", "Associated Press")],
        ),
        (
            "(Reporting by Lia Brandt; Editing by Jon Moe)",
            [("Reuters", "sign-off", "(Reporting by Lia Brandt; Editing by Jon Moe)")],
        ),
        ("The talks began.\n(AFP, Reuters)", [("AFP", "sign-off", "AFP"), ("Reuters", "sign-off", "Reuters")]),
        ("The talks began.\nAFP/Reuters", [("AFP", "sign-off", "AFP"), ("Reuters", "sign-off", "Reuters")]),
        ("The talks began.\nos/jm (AFP, dpa)", [("AFP", "sign-off", "AFP"), ("dpa", "sign-off", "dpa")]),
        ("(With inputs from PTI)", [("PTI", "contributed", "PTI")]),
        ("[AFP] The talks began.", [("AFP", "dateline", "AFP")]),
        ("Torsund, 3 April (Velpress) - The talks began.", [("Velpress", "dateline", "Velpress")]),
        ("TORSUND (France) - The talks began.", []),
        ("Reporting by Lia Brandt in Torsund; editing by Jon Moe", []),
        ("Copyright 2031 The Associated Press. All rights reserved.", [("AP", "copyright", "The Associated Press")]),
        ("The minister (AP photo) smiled at the Reuters office.", []),
        ("Source: the ministry", []),
        ("Lia Brandt contributed to this report.", []),
    ],
)
def test_credits_of_the_whole_article(text: str, credits: list[tuple[str, str, str]]):  # noqa: A002
    found = find_credits(_article(text), load_sources())
    assert [(c.name, c.rule, c.span.of(text)) for c in found] == credits


def test_a_contribution_is_partial():
    text = "The Associated Press contributed to this report."
    assert [(c.name, c.partial) for c in find_credits(_article(text), load_sources())] == [("AP", True)]


def test_a_byline_counts_in_its_own_block_only():
    text = "By Lia Brandt, AFP\nThe talks began at AFP."
    sources = load_sources()
    assert [c.rule for c in find_credits(_article(text, {0: BlockKind.BYLINE}), sources)] == ["byline"]
    assert find_credits(_article(text), sources) == []


def test_a_caption_credit_is_not_the_article_s():
    assert find_credits(_article("Source: Reuters", {0: BlockKind.CAPTION}), load_sources()) == []


def test_the_agency_s_own_article_credits_nobody():
    assert find_credits(_article("TORSUND (Reuters) - The talks began.", outlet="Reuters"), load_sources()) == []


def test_each_source_is_credited_once():
    text = "TORSUND (AP) — The talks began.\nCopyright 2031 The Associated Press."
    assert [c.rule for c in find_credits(_article(text), load_sources())] == ["dateline"]


def test_a_byline_beside_the_text_names_its_agency():
    stated = Candidate(Field.BYLINE, "Jo Ost, Reuters", "json-ld", "Jo Ost, Reuters")
    article = replace(_article("The talks began."), candidates=(stated,))
    (credit,) = find_credits(article, load_sources())
    assert (credit.name, credit.rule, credit.partial) == ("Reuters", STATED, False)
    assert credit.span.of(article.text) == "The"


@pytest.mark.parametrize(
    ("line", "partial"),
    [("(Reporting by Reuters)", False), ("Reported by the AFP", False), ("Additional reporting by Reuters", True)],
)
def test_reporting_by_an_agency_is_all_of_it_unless_more_is_said(line: str, partial: bool):
    found = find_credits(_article(f"The talks began.\n{line}"), load_sources())
    assert [credit.partial for credit in found] == [partial]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The talks began.\n— Ostpress", ["Ostpress"]),
        ("The talks began.\n(Ost News Agency)", ["Ost News Agency"]),
        ("The talks began.\n— Anna Brink", []),
        ("The talks began.\nOstpress", []),
    ],
)
def test_an_agency_that_no_list_holds_is_known_by_its_name_in_the_last_line(text: str, names: list[str]):
    assert [credit.name for credit in find_credits(_article(text), load_sources())] == names


def test_credits_of_one_line_stand_side_by_side():
    text = "By Jo Ost, CNN, AP\nThe talks began.\nSource: Newsweek\nCopyright 2030 by CNN"
    found = find_credits(_article(text, {0: BlockKind.BYLINE}), load_sources())
    assert [(place, credit.name) for place, credit in places(found, text)] == [(0, "CNN"), (0, "AP"), (1, "Newsweek")]


def test_an_agency_stands_behind_its_own_article():
    dated = _article("TORSUND (Reuters) - The talks began.", outlet="Reuters")
    credit = own_credit(dated, load_sources())
    assert credit is not None
    assert (credit.name, credit.rule, credit.span.of(dated.text)) == ("Reuters", ITS_OWN, "Reuters")
    assert own_credit(_article("The talks began.", outlet="Torsund Courier"), load_sources()) is None


def test_the_outlet_itself_may_stand_beside_the_agency_in_the_last_line():
    found = find_credits(
        _article("The talks began.\nReuters/Torsund Courier", outlet="The Torsund Courier"), load_sources()
    )
    assert [(credit.name, credit.rule) for credit in found] == [("Reuters", "sign-off")]
