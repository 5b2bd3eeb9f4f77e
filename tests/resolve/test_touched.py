"""Comparing only what added articles touch, held against comparing all anew."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import pytest

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.resolve import candidates
from onrecord.resolve.candidates import Candidates, candidate_pairs, further_pairs
from onrecord.resolve.collection import Collection
from onrecord.resolve.sketches import sketches_of
from onrecord.resolve.touched import among

CARRIERS = 3

OUTLETS = ("Orsk Courier", "Nara Post", None)


def made(key: str, paragraphs: list[str], outlet: str | None, day: str | None) -> Article:
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(at, at + len(text), BlockKind.BODY))
        at += len(text) + 1
    return Article(key, key, "\n".join(paragraphs), "", tuple(blocks), outlet, published=day)


def article(chance: random.Random, key: str, paragraphs: list[str]) -> Article:
    """An article of a few paragraphs that others have too, of any day, some of them quoted here and not there."""
    chosen = [chance.choice(paragraphs) for _ in range(chance.randint(1, 5))]
    shown = [f"“{text}”" if chance.random() < 0.1 else text for text in chosen]
    day = f"2031-05-{chance.randint(1, 28):02}" if chance.random() < 0.9 else None
    return made(key, shown, chance.choice(OUTLETS), day)


def coverage(seed: int, count: int) -> list[Article]:
    """Articles of few paragraphs, so that there are copies, boilerplate and runs of words that many carry."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    words = [f"word{n}" for n in range(60)]
    paragraphs = [" ".join(chance.sample(words, chance.randint(6, 20))) for _ in range(14)]
    return [article(chance, f"a{n:02}", paragraphs) for n in range(count)]


def collection(articles: Iterable[Article]) -> Collection:
    return Collection(sketches_of(Facts.of(articles, [])))


def named(of: Collection, found: Iterable[Candidates]) -> dict[tuple[str, str], object]:
    """What each pair is aligned from: the texts' order, and what is left out of the two articles."""

    def one(a: int, b: int) -> tuple[tuple[str, str], object]:
        left, right = of.articles[a], of.articles[b]
        left_out = (of.boilerplate(a), of.boilerplate(b))
        return ((left, right), left_out) if left < right else ((right, left), left_out[::-1])

    return dict(one(a, b) for _, pairs in found for a, b in pairs)


def check(articles: list[Article], fresh: set[str]) -> None:
    """Hold the pairs among what is touched, and those there were of what is not, against all pairs anew."""
    old, new = collection(one for one in articles if one.id not in fresh), collection(articles)
    asked, found = further_pairs(new, {new.number[key] for key in fresh})
    touched = {new.articles[number] for number in np.flatnonzero(asked)}
    before, after = named(old, candidate_pairs(old)), named(new, candidate_pairs(new))
    further = named(new, found)
    assert further == {pair: made for pair, made in after.items() if touched.issuperset(pair)}
    kept = {pair: made for pair, made in before.items() if not touched.issuperset(pair)}
    assert {**kept, **further} == after


@pytest.mark.parametrize("seed", range(60))
def test_what_is_not_touched_stays_as_it_was(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(candidates, "_PAIRS", candidates._PAIRS.replace(str(candidates.CARRIERS), str(CARRIERS)))
    monkeypatch.setattr(candidates, "TWINS", CARRIERS)
    articles = coverage(seed, 40)
    chance = random.Random(seed)  # noqa: S311 - a choice, not a secret
    check(articles, {one.id for one in chance.sample(articles, chance.choice((1, 1, 2, 5)))})


@pytest.mark.parametrize("seed", range(12))
def test_an_earlier_printing_with_boilerplate_between_takes_the_place_of_one_without(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets

    def text(words: int) -> str:
        return " ".join(f"word{chance.randrange(10**6)}" for _ in range(words))

    footer, halves = text(12), [text(5), text(5)]
    others = [made(f"a{n}", [text(20), footer], "Orsk Courier", "2031-05-02") for n in range(3)]
    plain = made("plain", halves, "Nara Post", "2031-05-03")
    reader = made("reader", [f"{text(9)} {' '.join(halves)} {text(9)}"], None, "2031-05-04")
    early = made("early", [halves[0], footer, halves[1]], "Orsk Courier", "2031-05-01")
    check([*others, plain, reader, early], {"early"})


def test_an_article_like_no_other_touches_itself_alone() -> None:
    articles = [*coverage(1, 20), article(random.Random(1), "b", ["Nobody fed the swans of the lake at Nara today"])]  # noqa: S311 - a text
    new = collection(articles)
    asked, found = further_pairs(new, {new.number["b"]})
    assert [new.articles[number] for number in np.flatnonzero(asked)] == ["b"]
    assert not list(found)


def test_hashes_that_begin_alike_are_told_apart() -> None:
    hashes = np.array([0, 1, 1 << 50, (1 << 50) + 1, (1 << 64) - 1], dtype=np.uint64)
    assert among(hashes, hashes[[1, 3]]).tolist() == [False, True, False, True, False]
    assert not among(hashes, hashes[:0]).any()
