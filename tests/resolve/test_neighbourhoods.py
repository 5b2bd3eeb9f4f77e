from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.derived import Story
from onrecord.resolve import neighbourhoods as module
from onrecord.resolve.neighbourhoods import neighbourhoods


def _story(*articles: str) -> Story:
    return Story(f"sto-{articles[0]}", "", articles)


def _keys(stories: list[Story], *pairs: tuple[str, str]) -> list[str]:
    return ["".join(a for story in group for a in story.articles) for group in neighbourhoods(stories, pairs)]


def test_stories_that_print_one_anothers_words_are_neighbours() -> None:
    stories = [_story("a", "b"), _story("c"), _story("d"), _story("e")]
    assert _keys(stories, ("b", "c"), ("c", "d")) == ["abcd", "e"]
    assert _keys(stories, ("a", "b")) == ["ab", "c", "d", "e"]


def test_those_that_share_most_are_joined_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 3)
    stories = [_story("a"), _story("b", "c"), _story("d", "e")]
    assert _keys(stories, ("a", "b"), ("a", "d"), ("a", "e")) == ["ade", "bc"]


def test_a_story_too_large_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    assert _keys([_story("a", "b", "c"), _story("d")], ("a", "d")) == ["abc", "d"]


@given(st.randoms(use_true_random=False), st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_order_changes_nothing_and_every_story_is_in_one(chance: random.Random, pairs: list[tuple[str, str]]) -> None:
    stories = [_story(key) for key in "abcdef"]
    found = neighbourhoods(stories, pairs)
    assert sorted(story.id for group in found for story in group) == [story.id for story in stories]
    chance.shuffle(stories)
    chance.shuffle(pairs)
    assert neighbourhoods(stories, pairs) == found
