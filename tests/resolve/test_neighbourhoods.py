from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.derived import Story
from onrecord.resolve import neighbourhoods as module
from onrecord.resolve.neighbourhoods import neighbourhoods

Pairs = list[tuple[str, str]]


def _story(*articles: str) -> Story:
    return Story(f"sto-{articles[0]}", "", articles)


def _keys(stories: Sequence[Story], *pairs: tuple[str, str], seen: str = "", together: Pairs = []) -> list[str]:  # noqa: B006
    order = seen or sorted(article for story in stories for article in story.articles)
    found = neighbourhoods(stories, order, pairs, together)
    return ["".join(a for story in group for a in story.articles) for group in found]


def test_stories_that_print_one_anothers_words_are_neighbours() -> None:
    stories = [_story("a", "b"), _story("c"), _story("d"), _story("e")]
    assert _keys(stories, ("b", "c"), ("c", "d")) == ["abcd", "e"]
    assert _keys(stories, ("a", "b")) == ["ab", "c", "d", "e"]


def test_those_that_shared_words_first_are_joined_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    stories = [_story("a"), _story("b", "c"), _story("d", "e")]
    ties = ("a", "c"), ("a", "d"), ("a", "e")
    assert _keys(stories, *ties) == ["abc", "de"]
    assert _keys(stories, *ties, seen="adebc") == ["ade", "bc"]


def test_of_two_ties_of_one_article_that_with_the_earlier_one_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    stories = [_story("a"), _story("b"), _story("c")]
    assert _keys(stories, ("b", "c"), ("a", "c")) == ["ac", "b"]
    assert _keys(stories, ("b", "c"), ("a", "c"), seen="bac") == ["a", "bc"]


def test_a_neighbourhood_grows_with_its_stories_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    monkeypatch.setattr(module, "MOST", 4)
    assert _keys([_story("a", "c", "d"), _story("b")], ("a", "b")) == ["acdb"]
    assert _keys([_story("a", "c", "d", "e"), _story("b")], ("a", "b")) == ["acde", "b"]


def test_a_story_too_large_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    monkeypatch.setattr(module, "MOST", 2)
    assert _keys([_story("a", "b", "c"), _story("d")], ("c", "d")) == ["abc", "d"]


def test_what_people_judged_is_looked_at_together_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1)
    monkeypatch.setattr(module, "MOST", 1)
    assert _keys([_story("a"), _story("b"), _story("c")], ("a", "c"), together=[("a", "b")]) == ["ab", "c"]


@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_order_changes_nothing_and_every_story_is_in_one(chance: random.Random, pairs: Pairs) -> None:
    stories = [_story(key) for key in "abcdef"]
    found = neighbourhoods(stories, "abcdef", pairs)
    assert sorted(story.id for group in found for story in group) == [story.id for story in stories]
    chance.shuffle(stories)
    chance.shuffle(pairs)
    assert neighbourhoods(stories, "abcdef", pairs) == found


@given(
    st.lists(st.sampled_from("abcdefghij"), min_size=12, max_size=12),
    st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40),
)
def test_what_comes_later_leaves_all_others_as_they_were(of: list[str], shared: set[tuple[int, int]]) -> None:
    """Articles come one by one, each to a story, with ties to earlier ones: only where they come anything changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LARGEST", 4)
        before: set[tuple[str, ...]] = set()
        for count in range(1, len(of) + 1):
            seen = [f"{number:02}" for number in range(count)]
            stories = [
                Story(f"sto-{key}", "", tuple(a for a, own in zip(seen, of, strict=False) if own == key))
                for key in sorted({*of[:count]})
            ]
            pairs = [(f"{a:02}", f"{b:02}") for a, b in shared if a < count and b < count]
            after = {tuple(story.id for story in group) for group in neighbourhoods(stories, seen, pairs)}
            touched = {count - 1}.union(*(pair for pair in shared if max(pair) == count - 1))
            assert all({f"sto-{of[number]}" for number in touched}.intersection(group) for group in after - before)
            before = after
