"""The cases for chains are well formed, and the measure counts as their README says."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from bench import chains
from bench.chains import CASES, PARTS, Case, Link, Said, case_of, cases_of, figures, judge, judge_case, measure, pair
from onrecord.model.article import Article
from onrecord.model.reading import Citation, CitationKind, CitationScope, Polarity, Reading, Statement, StatementKind
from onrecord.model.run import StatementsBy
from onrecord.model.span import Span
from onrecord.ontology.sources import load_sources

TEXT = "“The dam held,” Ana Brink told Radio Tarsk, AFP reported. The mayor said that nobody was hurt."
HELD, HURT = "The dam held", "nobody was hurt"
AGENCY, OUTLET, OFFICIAL = CitationKind.AGENCY, CitationKind.OUTLET, CitationKind.OFFICIAL

REAL = """
Abbas Albanese Assad Baerbock Berlusconi Biden Blair Blinken Bolsonaro Borrell Bush Cameron Carney Castro Chavez Cheney
Clinton Corbyn Erdogan Erdoğan Farage Gaddafi Gates Gorbachev Guterres Harris Hussein Johnson Kennedy Khamenei Kishida
Kissinger Lavrov Lukashenko Lula Macron Mandela Maduro Medvedev Meloni Merkel Merz Milei Modi Murdoch Musk Navalny
Netanyahu Obama Orban Orbán Peskov Pelosi Putin Rutte Ronaldo Sanchez Sarkozy Scholz Shoigu Snowden Starmer Stoltenberg
Sunak Thatcher Thunberg Trudeau Trump Tusk Vance Wei Xi Yeltsin Zelensky Zelenskyy Zuckerberg
"""
"""Surnames by which readers of news think of one person."""


def link(name: str, kind: CitationKind = AGENCY, step: int = 0, words: str = "") -> Link:
    return Link((kind,), (name, words or name), step)


def statement(content: str, spans: tuple[Span, ...] = ()) -> Statement:
    at = TEXT.index(content)
    return Statement(
        id=f"s{at}",
        article="a",
        kind=StatementKind.DIRECT,
        in_block="body",
        spans=spans or (Span(at, at + len(content)),),
        text=content,
        polarity=Polarity.AFFIRMS,
    )


def citation(name: str, kind: CitationKind, target: str, place: int = 0, reason: str = "told") -> Citation:
    at = TEXT.index(name)
    scope = CitationScope.ARTICLE if target == "a" else CitationScope.STATEMENT
    return Citation(f"c{name}", "a", kind, name, at, at + len(name), name, scope, target, place, reason)


def case(**changes: object) -> Case:
    row: dict[str, object] = {
        "id": "dam",
        "about": "a dam",
        "tags": ["told"],
        "text": TEXT,
        "statements": [
            {
                "content": HELD,
                "speaker": "Ana Brink",
                "chain": [
                    {"name": "Radio Tarsk", "kind": "outlet", "words": "Radio Tarsk"},
                    {"name": "AFP", "kind": "agency", "words": "AFP"},
                ],
            },
            {"content": HURT, "speaker": "The mayor", "chain": []},
        ],
    }
    return case_of(row | changes)


def read(*citations: Citation, statements: tuple[Statement, ...] | None = None) -> dict[str, float]:
    found = (statement(HELD), statement(HURT)) if statements is None else statements
    article = Article(id="a", uri="a", text=TEXT, digest="")
    return figures(judge_case(case(), article, Reading("a", statements=found, citations=citations)))


def test_a_chain_read_as_it_is() -> None:
    held = statement(HELD).id
    found = read(citation("AFP", AGENCY, held, 1), citation("Radio Tarsk", OUTLET, held))
    assert (found["P"], found["R"], found["F1"], found["exact"], found["order"]) == (1, 1, 1, 1, 1)
    assert (found["statements"], found["links"], found["own_names"]) == (2, 2, 0)


def test_order_counts_for_the_whole_chain_and_not_for_its_links() -> None:
    held = statement(HELD).id
    found = read(citation("AFP", AGENCY, held, 0), citation("Radio Tarsk", OUTLET, held, 1))
    assert (found["F1"], found["order"], found["exact"], found["exact_sourced"], found["exact_empty"]) == (
        1,
        0,
        0.5,
        0,
        1,
    )


def test_sources_read_side_by_side_are_out_of_order() -> None:
    held = statement(HELD).id
    assert read(citation("AFP", AGENCY, held), citation("Radio Tarsk", OUTLET, held))["order"] == 0


def test_another_kind_is_wrong_and_missed() -> None:
    held = statement(HELD).id
    found = read(citation("AFP", OUTLET, held, 1), citation("Radio Tarsk", OUTLET, held))
    assert (found["P"], found["R"]) == (0.5, 0.5)


def test_links_of_a_statement_that_was_not_found_are_missed() -> None:
    found = read(statements=(statement(HURT),))
    assert (found["P"], found["R"], found["found"], found["exact"]) == (1, 0, 0.5, 0.5)


def test_the_speaker_named_again_is_a_wrong_link() -> None:
    found = read(citation("The mayor", OFFICIAL, statement(HURT).id))
    assert (found["P"], found["own_names"], found["exact_empty"]) == (0, 1, 0)


def test_a_link_with_the_wrong_scope_is_right_all_the_same() -> None:
    found = read(citation("AFP", AGENCY, "a"), statements=(statement(HELD),))
    assert (found["P"], found["R"], found["scope"]) == (1, 0.5, 0)


def test_what_was_carried_over_is_told_by_the_reason() -> None:
    held = statement(HELD).id
    assert read(citation("AFP", AGENCY, held, reason="goes on: 'add'"))["inferred"] == 0
    assert read(citation("AFP", AGENCY, held))["inferred"] == 1


def test_links_that_may_be_given_count_for_nothing() -> None:
    said = Said("x", "the ministry", (), may=(link("a statement", CitationKind.DOCUMENT),))
    judged = judge(said, (link("statement", CitationKind.DOCUMENT),))
    assert judged.exact
    assert judged.wrong == ()
    assert not judge(said, (link("a memo", CitationKind.DOCUMENT),)).exact


def test_a_second_kind_is_as_good() -> None:
    said = Said("x", "he", (Link((OFFICIAL, CitationKind.DOCUMENT), ("palace", "a readout from the palace"), 0),))
    assert judge(said, (link("a readout", CitationKind.DOCUMENT),)).exact
    assert judge(said, (link("the palace", OFFICIAL),)).exact
    assert not judge(said, (link("the palace", OUTLET),)).exact


def test_own_reporting_goes_by_any_name() -> None:
    said = Said("x", "he", (link("this newspaper", CitationKind.OWN),))
    assert judge(said, (link("The Velm Courier", CitationKind.OWN),)).exact


def test_sources_side_by_side_stand_in_either_order() -> None:
    said = Said("x", "he", (link("AFP"), link("Reuters")))
    assert judge(said, (link("Reuters", step=0), link("AFP", step=1))).exact


def test_the_article_s_sources_stand_outside_the_statement_s() -> None:
    row = {"name": "dpa", "kind": "agency", "words": "The mayor"}
    first, second = case(article_chain=[row]).units()
    assert [(one.forms[0], one.scope) for one in first.chain][-1] == ("dpa", CitationScope.ARTICLE)
    assert [one.forms[0] for one in second.chain] == ["dpa"]
    (whole,) = case(article_chain=[row], statements=[]).units()
    assert [one.forms[0] for one in whole.chain] == ["dpa"]


def test_a_source_of_statement_and_article_counts_once() -> None:
    row = {"name": "AFP", "kind": "agency", "words": "AFP"}
    assert len(case(article_chain=[row]).units()[0].chain) == 2


def test_each_read_statement_serves_once_and_half_of_the_words_are_enough() -> None:
    article = Article(id="a", uri="a", text=TEXT, digest="")
    longer = statement("that nobody was hurt")
    assert pair(case(), article, (longer,)) == {1: longer}
    assert pair(case(), article, (statement("nobody"),)) == {}
    doubled = case(
        statements=[{"content": text, "speaker": None, "chain": []} for text in (HURT, "that nobody was hurt")]
    )
    assert pair(doubled, article, (longer,)) == {1: longer}


def test_a_split_content_is_found_with_its_cue_or_without() -> None:
    text = "“The dam held,” Ana Brink told Radio Tarsk, AFP reported. The mayor"
    parts = tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("The dam held", "The mayor"))
    split = statement("The dam held", parts)
    article = Article(id="a", uri="a", text=TEXT, digest="")
    whole = case(statements=[{"content": text[1:], "speaker": None, "chain": []}])
    assert pair(whole, article, (split,)) == {0: split}


@pytest.mark.parametrize(
    "changes",
    [
        {"statements": [{"content": "The lake", "speaker": None, "chain": []}]},
        {"statements": [{"content": "r", "speaker": None, "chain": []}]},
        {"statements": [{"content": HELD, "speaker": "Nobody", "chain": []}]},
        {"statements": [{"content": HELD, "speaker": None, "chains": []}]},
        {"article_chain": [{"name": "dpa", "kind": "agency", "words": "dpa"}]},
        {"article_chain": [{"name": "AFP", "kind": "wire", "words": "AFP"}]},
        {"author": "me"},
    ],
)
def test_a_case_that_is_not_well_formed_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"dam|wire"):
        case(**changes)


def test_only_the_tuning_part_shows_its_cases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unread(cases: tuple[Case, ...], _: StatementsBy) -> list[tuple[Case, Article, Reading]]:
        return [(one, Article(one.id, one.id, one.text, ""), Reading(one.id)) for one in cases]

    monkeypatch.setattr(chains, "read_cases", unread)
    measure("aside", every_case=True)
    assert capsys.readouterr().out == ""
    measure("tuning", every_case=True)
    shown = capsys.readouterr().out
    assert any(f"{one.id}: " in shown for one in cases_of("tuning"))


def every_case() -> tuple[Case, ...]:
    return tuple(one for part in PARTS for one in cases_of(part))


def test_there_are_enough_cases_in_both_parts() -> None:
    assert len(cases_of("tuning")) >= 150
    assert len(cases_of("aside")) >= 100


def test_ids_are_unique_and_every_case_says_what_it_tests() -> None:
    cases = every_case()
    assert len({one.id for one in cases}) == len(cases)
    for one in cases:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one.id), one.id
        assert one.about, one.id
        assert one.tags, one.id
        assert one.statements or one.article_chain, one.id


def test_every_kind_of_source_has_several_cases() -> None:
    kinds = Counter(
        kind for one in every_case() for kind in {step.kinds[0] for said in one.units() for step in said.chain}
    )
    assert min(kinds[kind] for kind in CitationKind) >= 10


def test_many_chains_are_empty_and_some_are_long() -> None:
    lengths = Counter(len(said.chain) for one in every_case() for said in one.units())
    assert lengths[0] >= 50
    assert lengths[2] >= 30
    assert lengths[3] >= 5


def test_no_two_cases_are_alike_in_wording() -> None:
    runs = {one.id: _runs(one.text) for one in every_case()}
    assert [(a, b) for a, b in combinations(sorted(runs), 2) if runs[a] & runs[b]] == []


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_no_case_names_a_person_of_the_real_world() -> None:
    names = re.compile(rf"\b(?:{'|'.join(REAL.split())})\b")
    assert [(one.id, found.group()) for one in every_case() if (found := names.search(one.text))] == []


def test_sources_go_by_their_names_in_the_registry() -> None:
    carriers = {AGENCY, OUTLET, CitationKind.SOCIAL, CitationKind.OWN}
    for one in every_case():
        for step in (step for said in one.units() for step in (*said.chain, *said.may)):
            known = load_sources().within(step.forms[1])
            if known and step.kinds[0] in carriers and "channel" not in step.forms[1]:
                assert step.forms[0] == known.source.name, one.id


def test_every_file_says_what_it_holds_and_the_readme_every_field() -> None:
    readme = (CASES / "README.md").read_text(encoding="utf-8")
    for file in sorted(Path(CASES).glob("*.yaml")):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name
    for field in (*chains._FIELDS, *chains._SAID, *chains._LINK):
        assert field in readme, field
    for kind in CitationKind:
        assert kind.value in readme, kind


@pytest.mark.model
def test_a_case_goes_the_way_of_all_text() -> None:
    cases = {one.id: one for one in every_case()}
    chosen = [cases["told-reuters"], cases["told-outlet-itself"]]
    first, second = chains.read_cases(chosen)
    assert first[1].text == chosen[0].text
    assert second[1].outlet == "The Velm Courier"
    assert second[1].text == chosen[1].text
    assert figures(judge_case(*first))["found"] == 1
