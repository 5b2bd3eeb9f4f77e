from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Reading
from onrecord.resolve.collection import Collection, days_of
from onrecord.resolve.sketches import PRINT, WEIGHT_UNIT, rows, sketch_of, sketches_of
from onrecord.resolve.terms import terms_of
from onrecord.resolve.words import words_of

FOOTER = "Write to the Orsk Courier or call the newsroom any day before noon"
NEWS = (
    "Ferries between Orsk and Nara stop running on Sunday for repairs to the pier",
    "The court in Nara freed two fishermen held since a collision last winter",
    "Snow closed the northern pass and left forty lorries waiting at the border",
    "Ada Torvik named a new keeper of the state archive after a long search",
)


def _article(key: str, *paragraphs: str, outlet: str | None = None, published: str | None = None) -> Article:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph), BlockKind.BODY))
        at += len(paragraph) + 1
    return Article(key, key, "\n".join(paragraphs), "", tuple(blocks), outlet, published=published)


def _collection(*articles: Article) -> Collection:
    return Collection(sketches_of(Facts.of(articles, [])))


def test_articles_are_numbered_in_the_order_in_which_they_were_seen() -> None:
    found = _collection(_article("a"), _article("c", published="2031-05-02"), _article("b", published="2031-05-02"))
    assert found.articles == ("b", "c", "a")
    assert found.number == {"b": 0, "c": 1, "a": 2}
    assert found.days[2].tolist() == [-np.inf, np.inf]


def test_boilerplate_has_no_part_in_anything() -> None:
    with_footer = [_article(f"a{n}", text, FOOTER, outlet="Orsk Courier") for n, text in enumerate(NEWS)]
    without = [_article(f"a{n}", text, outlet="Orsk Courier") for n, text in enumerate(NEWS)]
    one, other = _collection(*with_footer), _collection(*without)
    assert [one.boilerplate(n) for n in range(4)] == [{1}] * 4
    assert [one.text(n) for n in range(4)] == [other.text(n) for n in range(4)]
    assert np.diff(one.vectors().starts).tolist() == np.diff(other.vectors().starts).tolist()
    assert len(one.prints()[1]) < sum(len(rows(s.prints, PRINT)) for s in sketches_of(Facts.of(with_footer, [])))


def test_vectors_hold_each_term_once_with_the_weight_it_has() -> None:
    article = _article("a", *NEWS)
    vectors = _collection(article).vectors()
    terms = terms_of(article, words_of(article), Reading("a"))
    assert sorted(vectors.weights.tolist()) == sorted(terms.weights.values())
    assert all(float(weight * WEIGHT_UNIT).is_integer() for weight in vectors.weights)


def test_texts_are_known_by_their_words() -> None:
    found = _collection(_article("a", NEWS[0]), _article("b", NEWS[0].upper()), _article("c", "Too short"))
    assert found.text(0) == found.text(1) != b""
    assert found.text(2) == b""


def test_a_collection_of_nothing() -> None:
    assert len(_collection()) == 0
    assert len(_collection(_article("a")).vectors()) == 1
    assert _collection(_article("a")).prints()[0].tolist() == []


@given(st.randoms(use_true_random=False))
def test_the_order_of_sketches_changes_nothing(chance: random.Random) -> None:
    sketches = list(sketches_of(Facts.of([_article(f"a{n}", text, FOOTER) for n, text in enumerate(NEWS)], [])))
    expected = Collection(sketches)
    chance.shuffle(sketches)
    found = Collection(sketches)
    assert found.articles == expected.articles
    assert np.array_equal(found.vectors().terms, expected.vectors().terms)


def test_a_sketch_depends_on_its_article_alone() -> None:
    article = _article("a", *NEWS, outlet="Orsk Courier", published="2031-05-02")
    sketch = sketch_of(article, Reading("a"))
    assert replace(sketch, article="b") == sketch_of(replace(article, id="b", uri="other"), Reading("b"))
    assert days_of(sketch) == days_of(article)
