from __future__ import annotations

import random

import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.resolve import candidates
from onrecord.resolve.candidates import candidate_pairs
from onrecord.resolve.collection import Collection
from onrecord.resolve.sketches import sketches_of

BRIDGE = "Velmark and its southern neighbour agreed on Friday to open the bridge at Orsk to lorries again"
STORM = "A storm took the roofs off forty houses on the outer islands and cut the cable to the mainland"


def _article(key: str, text: str, published: str | None = None) -> Article:
    return Article(key, "", text, "", (Block(0, len(text), BlockKind.BODY),), published=published)


def _collection(*articles: Article) -> Collection:
    return Collection(sketches_of(Facts.of(articles, [])))


def _pairs(collection: Collection) -> list[tuple[str, str]]:
    names = collection.articles
    return [(names[a], names[b]) for _, pairs in candidate_pairs(collection) for a, b in pairs]


def test_candidates_share_text() -> None:
    articles = [_article("c", BRIDGE), _article("b", STORM), _article("a", "In the evening " + BRIDGE)]
    assert _pairs(_collection(*articles)) == [("a", "c")]
    assert _pairs(_collection(*reversed(articles))) == [("a", "c")]


def test_the_one_first_seen_comes_first() -> None:
    early, late = _article("b", BRIDGE, "2031-05-01"), _article("a", "In the evening " + BRIDGE, "2031-05-02")
    assert _pairs(_collection(late, early)) == [("b", "a")]


def test_what_too_many_carry_joins_each_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_PAIRS", candidates._PAIRS.replace(str(candidates.CARRIERS), "3"))
    articles = [_article(key, f"{word} {BRIDGE}") for key, word in zip("abcdef", STORM.split(), strict=False)]
    pairs = _pairs(_collection(*articles))
    assert pairs == [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e"), ("a", "f"), ("b", "c")]


def test_no_run_of_a_collection_is_lost_whatever_its_carriers() -> None:
    chance = random.Random(5)  # noqa: S311 - texts, not secrets
    words = [f"word{n}" for n in range(900)]
    articles = [_article(f"a{n}", f"{' '.join(chance.sample(words, 30))} {BRIDGE}") for n in range(100)]
    pairs = set(_pairs(_collection(*articles)))
    assert {f"a{n}" for n in range(100)} == {key for pair in pairs for key in pair}
    assert len(pairs) < 100 * 99 / 2
