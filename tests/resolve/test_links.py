from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import Link, LinkKind
from onrecord.model.facts import Facts
from onrecord.resolve.links import families, link_articles
from onrecord.resolve.passages import find_passages

NEWS = (
    "The two governments agreed on Friday to open the bridge at Orsk to lorries again after eleven months, "
    "and to let inspectors from Nara count every load until the end of the harvest.",
    "Officials on both banks had blamed each other for the closure, which cut the valley's growers off from the only "
    "cold store in the region and left four thousand tonnes of apples to rot in open yards.",
)
OWN = (
    "Reporters who waited at the harbour since dawn saw three grey cars arrive without flags or escort.",
    "It is the fourth meeting this year, and residents complain about closed streets and missing buses.",
    "A baker on the square said he had not sold a single loaf to a visitor since the barriers went up in spring.",
    "Nobody from the delegation would take questions, and the hotel had drawn the curtains of its whole first floor.",
    "Observers count on a longer text before the winter, since neither side has named anybody to carry the deal out.",
)
QUOTE = (
    "“We shall keep the northern ports open all winter long, whatever our neighbours may think of it, and we shall pay "
    "for the ice breakers ourselves if nobody else does, because no village of ours will be cut off from its doctor, "
    "its school or its market again while I hold this office,” Torvik said."
)


def _article(key: str, *paragraphs: str) -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 1
    return Article(key, key, "\n".join(paragraphs), "", tuple(blocks))


def _links(*articles: Article) -> tuple[Link, ...]:
    facts = Facts.of(articles, [])
    return link_articles(facts, find_passages(facts))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (NEWS, NEWS, LinkKind.COPY),
        (NEWS, (*NEWS, OWN[0]), LinkKind.COPY),
        (NEWS, (*OWN, *NEWS), LinkKind.COPY),
        ((*NEWS, *OWN[:3], QUOTE), (*NEWS, *reversed(OWN[3:]), "The talks go on. " * 30), LinkKind.PARTIAL),
        (NEWS[:1], NEWS[:1], LinkKind.COPY),
        ((OWN[0], QUOTE, OWN[1]), (OWN[2], QUOTE, OWN[3]), LinkKind.SHARED_QUOTE),
        ((QUOTE,), (OWN[2], QUOTE), LinkKind.SHARED_QUOTE),
    ],
)
def test_kinds(a: tuple[str, ...], b: tuple[str, ...], kind: LinkKind) -> None:
    (link,) = _links(_article("a", *a), _article("b", *b))
    assert link.kind is kind


@pytest.mark.parametrize(("a", "b"), [(OWN[:2], OWN[2:]), ((*OWN[:2], NEWS[0]), (*OWN[2:], NEWS[0]))])
def test_little_or_nothing_shared_makes_no_link(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert _links(_article("a", *a), _article("b", *b)) == ()


def test_covers_belong_to_their_sides_and_certainty_grows_with_the_words() -> None:
    (little,) = _links(_article("a", *NEWS), _article("b", *OWN, *NEWS))
    (much,) = _links(_article("a", *NEWS, *OWN), _article("b", *OWN, *NEWS))
    assert little.cover_a == 1.0
    assert 0 < little.cover_b < 0.5
    assert 0.5 <= little.score < much.score <= 1
    assert little.words == sum(len(paragraph.split()) for paragraph in NEWS)


def _link(a: str, b: str, kind: LinkKind) -> Link:
    return Link(f"lnk-{a}{b}", kind, a, b, 100, 1.0, 1.0, 0.9)


def test_only_copies_make_a_family() -> None:
    links = [_link("b", "c", LinkKind.COPY), _link("a", "c", LinkKind.COPY), _link("c", "d", LinkKind.PARTIAL)]
    articles = [_article(key) for key in "edcba"]
    assert families(links, articles) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12), st.randoms())
def test_families_do_not_depend_on_the_order_of_links(pairs, chance) -> None:  # noqa: ANN001
    links = [_link(min(pair), max(pair), LinkKind.COPY) for pair in pairs if pair[0] != pair[1]]
    articles = [_article(key) for key in "abcdefgh"]
    expected = families(links, articles)
    chance.shuffle(links)
    assert families(links, articles) == expected
    assert all(expected[key] <= key and expected[expected[key]] == expected[key] for key in expected)


@pytest.mark.shared
def test_reuse_on_real_coverage(shared: Path) -> None:
    data = shared / "data" / "crossdoc"
    rows = map(json.loads, (data / "helsinki.pairs.jsonl").read_text(encoding="utf-8").splitlines())
    gold = {frozenset((row["a"], row["b"])): row["label"] for row in rows}
    command = [sys.executable, "-m", "bench.predict", "reuse", str(data / "helsinki.docs.jsonl")]
    output = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=True, text=True).stdout
    found = {frozenset((row["a"], row["b"])) for row in map(json.loads, output.splitlines())}
    found = {pair for pair in found if gold.get(pair) != "ambiguous"}
    wanted = {pair for pair, label in gold.items() if label in {"copy", "partial"}}
    assert 2 * len(found & wanted) / (len(found) + len(wanted)) >= 0.95


def _shared(a: str, b: str, cover_a: float, cover_b: float) -> Link:
    return Link(f"lnk-{a}{b}", LinkKind.COPY, a, b, 100, cover_a, cover_b, 0.9)


@pytest.mark.parametrize("cover", [0.5, 1.0])
def test_an_article_that_copies_two_others_makes_no_family_of_them(cover: float) -> None:
    """`a` and `b` are two reports with a printing each, `m` has half of either, or both in full."""
    days = {"a": 1, "b": 1, "c": 1, "d": 4, "m": 3}
    articles = [replace(_article(key), published=f"2031-05-{day:02}") for key, day in days.items()]
    printed = [_shared("a", "c", 1, 1), _shared("b", "d", 1, 1)]
    digest = [
        _shared("a", "m", cover, 0.52),
        *(_shared(key, "m", cover, 0.48) for key in "bd"),
        _shared("c", "m", cover, 0.52),
    ]
    found = families([*printed, *digest], articles)
    assert (found["a"], found["b"]) == (found["c"], found["d"]) == ("a", "b")
    assert found["m"] == "a"


def test_what_is_cut_short_is_of_the_family_of_what_it_was_cut_from() -> None:
    links = [_shared("a", "b", 0.3, 1), _shared("a", "c", 0.4, 1), _shared("b", "c", 1, 0.8)]
    assert set(families(links, map(_article, "abc")).values()) == {"a"}
