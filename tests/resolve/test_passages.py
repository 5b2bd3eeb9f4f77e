from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import PassageKind
from onrecord.model.facts import Facts
from onrecord.resolve import candidates, passages
from onrecord.resolve.passages import find_passages

OWN_A = "Reporters who waited at the harbour since dawn saw three grey cars arrive without flags or escort."
OWN_B = "It is the fourth meeting this year, and residents complain about closed streets and missing buses."
NEWS = (
    "The two governments agreed on Friday to open the bridge at Orsk to lorries again after eleven months, "
    "and to let inspectors from Nara count every load until the end of the harvest."
)
QUOTE = "“We shall keep the northern ports open all winter long, whatever our neighbours may think of it,”"


def _article(key: str, *paragraphs: str, crawled: str | None = None) -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 2
    return Article(key, key, "\n\n".join(paragraphs), "", tuple(blocks), crawled=crawled)


def _texts(*articles: Article) -> list[tuple[str, str]]:
    facts = Facts.of(articles, [])
    found = find_passages(facts)
    return [(p.a_span.of(facts.article[p.a].text), p.b_span.of(facts.article[p.b].text)) for p in found]


def test_a_planted_paragraph_is_found_whole() -> None:
    assert _texts(_article("a", OWN_A, NEWS), _article("b", NEWS, OWN_B)) == [(NEWS, NEWS)]


def test_an_edited_copy_is_one_passage() -> None:
    edited = NEWS.replace("on Friday ", "").replace("eleven", "almost 11").replace("count", "check and count")
    assert _texts(_article("a", OWN_A, NEWS), _article("b", OWN_B, edited)) == [(NEWS, edited)]


def test_british_and_american_spelling_agree() -> None:
    british = NEWS.replace("inspectors", "defence organisers").replace("count", "recognise")
    american = NEWS.replace("inspectors", "defense organizers").replace("count", "recognize")
    (passage,) = find_passages(Facts.of([_article("a", british), _article("b", OWN_B, american)], []))
    assert passage.words == len(british.split())


def test_a_shared_quotation_is_no_narrative() -> None:
    a = _article("a", OWN_A, f"{QUOTE} Ada Torvik said in Orsk.")
    b = _article("b", f"Standing by the pier, Torvik was blunt: {QUOTE} she told this newspaper.", OWN_B)
    (passage,) = find_passages(Facts.of([a, b], []))
    assert passage.kind is PassageKind.QUOTATION
    assert passage.a_span.of(a.text) == passage.b_span.of(b.text) == QUOTE


def test_different_articles_share_nothing() -> None:
    assert _texts(_article("a", OWN_A), _article("b", OWN_B), _article("c", NEWS)) == []


def test_a_text_without_words_is_left_alone() -> None:
    assert _texts(_article("a", "…"), _article("b", "…"), _article("c")) == []


def test_every_copy_of_a_text_is_aligned_with_every_other(monkeypatch) -> None:  # noqa: ANN001
    articles = [_article(f"c{n}", OWN_A, NEWS, crawled=f"2031-05-0{9 - n}") for n in range(5)]
    pairs = {(p.a, p.b) for p in find_passages(Facts.of([*articles, _article("p", OWN_B, NEWS)], []))}
    assert len(pairs) == 10 + 5
    monkeypatch.setattr(candidates, "TWINS", 2)
    pairs = {(p.a, p.b) for p in find_passages(Facts.of([*articles, _article("p", OWN_B, NEWS)], []))}
    assert pairs == {("c3", "c4"), ("c2", "c4"), ("c1", "c4"), ("c0", "c4"), ("c4", "p"), ("c3", "p")}


@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(chance: random.Random) -> None:
    articles = [
        _article("d", OWN_A, NEWS),
        _article("a", NEWS, OWN_B),
        _article("c", OWN_A, NEWS),
        _article("b", OWN_B, f"{QUOTE} she said.", OWN_A),
        _article("e", f"{QUOTE} Torvik said."),
    ]
    expected = find_passages(Facts.of(articles, []))
    chance.shuffle(articles)
    assert find_passages(Facts.of(articles, [])) == expected
    assert [(p.a, p.b) for p in expected] == sorted((p.a, p.b) for p in expected)
    assert all(p.a < p.b for p in expected)


@given(st.lists(st.sampled_from([*NEWS.split(), *OWN_A.split(), "“", "”", "\n"]), min_size=20, max_size=80))
def test_both_spans_hold_as_many_words_as_agree(tokens: list[str]) -> None:
    a, b = _article("a", NEWS, OWN_A), _article("b", *filter(str.strip, " ".join(tokens).split("\n")))
    for passage in find_passages(Facts.of([a, b], [])):
        for span, article in ((passage.a_span, a), (passage.b_span, b)):
            assert len(span.of(article.text).split()) >= passage.words >= passages.SHORTEST
