from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.resolve import patches as module
from onrecord.resolve.collection import Collection
from onrecord.resolve.patches import Patch, patches, sampled
from onrecord.resolve.sketches import sketches_of

FERRY = "Velmark stopped the ferries from Torsund to Orsk after a night of storm and a broken mooring"
MARCH = "Teachers marched through Asmar for higher pay, and the Lethian government offered them talks"


def _article(key: str, text: str, day: int) -> Article:
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return Article(key, "", text, "", blocks, published=f"2031-05-{day:02}")


def _patches(*articles: Article, copies: tuple[tuple[str, str], ...] = ()) -> list[Patch]:
    return list(patches(Collection(sketches_of(Facts.of(articles, []))), copies))


COVERAGE = (
    _article("a", FERRY, 1),
    _article("b", f"{FERRY}, the harbour office said", 2),
    _article("c", MARCH, 1),
    _article("d", f"Thousands watched: {MARCH}", 2),
)


def test_what_is_near_is_in_one_patch_in_the_order_in_which_it_was_seen() -> None:
    assert [patch.articles for patch in _patches(*reversed(COVERAGE))] == [("a", "b"), ("c", "d")]
    assert _patches() == []


@pytest.mark.parametrize("day", [1, 3])
def test_a_further_article_changes_only_the_patch_that_it_comes_to(day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sampled", lambda articles: np.array([key != "e" for key in articles]))
    before = {patch.articles: patch.inputs for patch in _patches(*COVERAGE)}
    after = {patch.articles: patch.inputs for patch in _patches(*COVERAGE, _article("e", f"Again: {MARCH}", day))}
    before["c", "d", "e"] = before.pop(("c", "d"))
    assert {tuple(sorted(articles)) for articles in after} == set(before)
    after = {tuple(sorted(articles)): inputs for articles, inputs in after.items()}
    assert after["a", "b"] == before["a", "b"]
    assert after["c", "d", "e"] != before["c", "d", "e"]


@given(st.sets(st.text("0123456789abcdef", min_size=1, max_size=8), max_size=200), st.text("ghi", min_size=1))
def test_an_article_is_in_the_sample_or_not_whatever_others_there_are(keys: set[str], other: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SAMPLE", 8)
        before = dict(zip(sorted(keys), sampled(sorted(keys)).tolist(), strict=True))
        after = dict(zip([*sorted(keys), other], sampled([*sorted(keys), other]).tolist(), strict=True))
    doubled = (len(keys) + 1) // 8 > len(keys) // 8
    assert doubled or all(after[key] == drawn for key, drawn in before.items())
    assert len(keys) >= 4 * 8 or all(before.values())


@pytest.mark.parametrize("changed", ["text", "day", "copies"])
def test_inputs_tell_all_that_stories_are_found_from(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY", 2)
    (before,) = _patches(COVERAGE[0], COVERAGE[1])
    one, copies = COVERAGE[0], ()
    if changed == "text":
        one = _article("a", FERRY.replace("storm", "snow"), 1)
    elif changed == "day":
        one = _article("a", FERRY, 2)
    else:
        copies = (("a", "b"),)
    (after,) = _patches(one, COVERAGE[1], copies=copies)
    assert after.articles == before.articles
    assert after.inputs != before.inputs


def test_many_copies_of_one_text_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY", 3)
    copies = [_article(f"a{n}", FERRY, 1) for n in range(4)]
    pairs = tuple(("a0", f"a{n}") for n in range(1, 4))
    (patch,) = _patches(*copies, copies=pairs)
    assert patch.printings == ((0, 1, 2, 3),)
    (patch,) = _patches(*copies[:2], copies=pairs[:1])
    assert patch.printings == ((0,), (1,))


def test_no_patch_is_larger_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 5)
    articles = [_article(f"{n:02}", f"{FERRY}, ferry {n} of {n % 3} lines", 1) for n in range(40)]
    found = _patches(*articles)
    assert max(len(patch.printings) for patch in found) <= 5
    assert sorted(key for patch in found for key in patch.articles) == [article.id for article in articles]


def test_what_says_a_word_or_two_is_about_nothing_that_happened() -> None:
    bare = [_article(f"w{number}", "Loading page", 1) for number in range(3)]
    assert [patch.articles for patch in _patches(*COVERAGE, *bare)] == [
        ("a", "b"),
        ("c", "d"),
        ("w0",),
        ("w1",),
        ("w2",),
    ]
