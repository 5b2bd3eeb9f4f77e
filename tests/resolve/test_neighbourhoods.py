from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model.derived import Story
from onrecord.resolve import neighbourhoods as module
from onrecord.resolve.neighbourhoods import Shared, neighbourhoods

Pairs = Sequence[tuple[str, str]]


def _story(*articles: str) -> Story:
    return Story(f"sto-{articles[0]}", "", articles)


def _keys(stories: Sequence[Story], *shared: Shared, seen: str = "", together: Pairs = ()) -> list[str]:
    order = seen or sorted(article for story in stories for article in story.articles)
    found = neighbourhoods(stories, order, shared, together)
    return ["".join(a for story in group for a in story.articles) for group in found]


def test_stories_that_print_one_anothers_words_are_neighbours() -> None:
    stories = [_story("a", "b"), _story("c"), _story("d"), _story("e")]
    assert _keys(stories, ("b", "c", 9), ("c", "d", 9)) == ["abcd", "e"]
    assert _keys(stories, ("a", "b", 9)) == ["ab", "c", "d", "e"]


def test_a_story_goes_with_the_earlier_one_whose_words_it_prints_most() -> None:
    stories = [_story("a"), _story("b"), _story("c", "d")]
    assert _keys(stories, ("a", "c", 20), ("b", "c", 15), ("b", "d", 15)) == ["a", "bcd"]
    assert _keys(stories, ("a", "c", 31), ("b", "c", 15), ("b", "d", 15)) == ["acd", "b"]
    assert _keys(stories, ("a", "c", 30), ("b", "c", 15), ("b", "d", 15)) == ["acd", "b"], "the first of equals"
    assert _keys(stories, ("a", "c", 20), ("b", "c", 15), ("b", "d", 15), seen="cbad") == ["abcd"]


def test_a_neighbourhood_takes_in_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    stories = [_story("a"), _story("b"), _story("c"), _story("d")]
    ties = ("a", "b", 9), ("a", "c", 9), ("c", "d", 9)
    assert _keys(stories, *ties) == ["ab", "cd"]


def test_a_neighbourhood_grows_with_its_stories_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    monkeypatch.setattr(module, "MOST", 4)
    assert _keys([_story("a", "c", "d"), _story("b")], ("a", "b", 9)) == ["acdb"]
    assert _keys([_story("a", "c", "d", "e"), _story("b")], ("a", "b", 9)) == ["acde", "b"]


def test_a_story_too_large_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    monkeypatch.setattr(module, "MOST", 2)
    assert _keys([_story("a", "b", "c"), _story("d")], ("c", "d", 9)) == ["abc", "d"]


def test_what_people_judged_is_looked_at_together_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1)
    monkeypatch.setattr(module, "MOST", 1)
    stories = [_story("a"), _story("b"), _story("c")]
    assert _keys(stories, ("a", "c", 9), together=[("a", "b")]) == ["ab", "c"]
    monkeypatch.setattr(module, "LARGEST", 3)
    assert _keys(stories, ("a", "c", 9), together=[("a", "b")]) == ["abc"]


LETTERS = st.sampled_from("abcdef")


@given(
    st.randoms(use_true_random=False),
    st.lists(st.tuples(LETTERS, LETTERS, st.integers(5, 7))),
    st.lists(st.tuples(LETTERS, LETTERS), max_size=2),
    st.integers(1, 7),
)
def test_order_changes_nothing_and_every_story_is_in_one(
    chance: random.Random, shared: list[Shared], together: list[tuple[str, str]], largest: int
) -> None:
    stories = [_story(key) for key in "abcdef"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LARGEST", largest)
        found = neighbourhoods(stories, "abcdef", shared, together)
        assert sorted(story.id for group in found for story in group) == [story.id for story in stories]
        chance.shuffle(stories)
        chance.shuffle(shared)
        assert neighbourhoods(stories, "abcdef", shared, together) == found


@given(
    st.lists(st.sampled_from("abcdefghij"), min_size=12, max_size=12),
    st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.integers(5, 9), max_size=40),
    st.permutations(range(12)),
)
@example(list("acba" + 8 * "d"), {(0, 2): 8, (1, 2): 8}, [2, 1, 3, 0, *range(4, 12)])
def test_an_article_more_changes_only_the_neighbourhoods_that_it_comes_to(
    of: list[str], words: dict[tuple[int, int], int], when: list[int]
) -> None:
    """Articles are added in any order of time: what changes has a story that the article touches, or had one before.

    Or it loses a story to those: one that now comes earlier may draw what went with another.
    """
    before: set[frozenset[str]] = set()
    for count in range(1, len(of) + 1):
        added = sorted(range(count), key=when.__getitem__)
        stories = [
            Story(f"sto-{key}", "", tuple(f"{n:02}" for n in added if of[n] == key)) for key in sorted({*of[:count]})
        ]
        shared = [(f"{a:02}", f"{b:02}", n) for (a, b), n in words.items() if max(a, b) < count]
        found = neighbourhoods(stories, [f"{n:02}" for n in added], shared)
        after = {frozenset(story.id for story in group) for group in found}
        new = {count - 1}.union(*(pair for pair in words if max(pair) == count - 1))
        touched = {f"sto-{of[number]}" for number in new}
        parted = frozenset().union(*(group for group in before if group & touched))
        drawn = frozenset().union(*(group for group in after if group & touched))
        for group in after - before:
            lost = frozenset().union(*(one for one in before if one & group)) - group
            assert group & touched or group & parted or lost & drawn
        before = after
