"""Event mentions: what is read beside them, what is measured of pairs, and which are one happening."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model.span import Span
from onrecord.read.pipeline import load_model
from onrecord.resolve import event_clusters
from onrecord.resolve.event_clusters import cluster_mentions
from onrecord.resolve.event_measures import measures
from onrecord.resolve.event_mention import Backdrop, EventMention
from onrecord.resolve.event_support import support
from onrecord.resolve.event_weights import EventModel, EventWeights, load_event_model
from onrecord.resolve.event_words import event_mentions

STORY = {
    "a": "The ferry Halda sank off Orsk on Sunday. Forty passengers died, the coast guard of Velmark said.",
    "b": "Forty passengers died when the Halda sank in a storm off Orsk. Velmark arrested the captain on Monday.",
    "c": "The sinking of the ferry Halda off Orsk killed forty. The captain's arrest was announced in Velmark.",
}
NAMED = {"a": ["sank", "died", "said"], "b": ["died", "sank", "arrested"], "c": ["sinking", "killed", "arrest"]}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def read(nlp: Language, article: str, text: str, *named: str) -> list[EventMention]:
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in named]
    return list(event_mentions(nlp(text), article, spans))


@pytest.fixture(scope="module")
def story(nlp: Language) -> list[EventMention]:
    return [mention for key, text in STORY.items() for mention in read(nlp, key, text, *NAMED[key])]


def mention(article: str = "a", at: int = 0, head: str = "sink", part: str = "VERB", sentence: int = 0) -> EventMention:
    return EventMention(article, Span(at, at + 4), sentence, head, part, ((head, part),), frozenset({head}))


@pytest.mark.model
def test_a_mention_knows_who_did_what_where(nlp: Language) -> None:
    text = "Velmark's navy did not seize the ferry in Paris on Sunday. It could be seized by pirates."
    first, second = read(nlp, "a", text, "seize", "seized")
    assert (first.head, first.part, first.sentence, second.sentence) == ("seize", "VERB", 0, 1)
    assert "navy" in first.doers
    assert "ferry" in first.undergoers
    assert "pirate" in second.doers
    assert (first.negated, second.negated, first.unreal, second.unreal) == (True, False, False, True)
    assert "paris" in first.places
    assert "sunday" in first.times
    assert "ferry" in first.near


@pytest.mark.model
def test_words_of_telling_and_plurals_are_marked(nlp: Language) -> None:
    said, raids, attacked = read(
        nlp, "a", "She said the raids had failed. Velmark attacked.", "said", "raids", "attacked"
    )
    assert [m.told for m in (said, raids, attacked)] == [True, False, False]
    assert [m.several for m in (said, raids, attacked)] == [False, True, False]


@pytest.mark.model
def test_several_words_are_asked_for_as_one_where_the_list_has_them(nlp: Language) -> None:
    (taken,) = read(nlp, "a", "The army will take over the port.", "take over")
    assert taken.names_it == (("take_over", ""),)


@pytest.mark.model
def test_one_happening_is_found_under_other_words_and_in_other_articles(story: list[EventMention]) -> None:
    clusters = [{(m.article, m.head) for m in cluster} for cluster in cluster_mentions(story)]
    assert {("a", "sink"), ("b", "sink")} <= next(c for c in clusters if ("a", "sink") in c)
    assert next(c for c in clusters if ("a", "sink") in c).isdisjoint({("b", "arrest"), ("a", "say"), ("a", "die")})
    assert ("b", "die") in next(c for c in clusters if ("a", "die") in c)


@pytest.mark.model
def test_the_order_of_the_mentions_says_nothing(story: list[EventMention]) -> None:
    shuffled = [*story[4:], *reversed(story[:4])]
    assert cluster_mentions(shuffled) == cluster_mentions(story)


def test_every_mention_is_in_exactly_one_happening() -> None:
    mentions = [mention("ab"[n % 2], 10 * n, ("sink", "say", "arrest")[n % 3], sentence=n) for n in range(12)]
    clusters = cluster_mentions(mentions)
    assert sorted((m.article, m.span) for c in clusters for m in c) == sorted((m.article, m.span) for m in mentions)
    assert cluster_mentions([]) == ()
    assert cluster_mentions(mentions[:1]) == ((mentions[0],),)


heads = st.sampled_from(["sink", "sinking", "die", "say", "arrest"])
words = st.frozensets(st.sampled_from(["ferry", "storm", "orsk", "captain", "forty"]))


@settings(max_examples=60, deadline=None)
@given(heads, heads, words, words, words, words)
def test_the_measurements_of_a_pair_are_symmetric(
    one: str, other: str, doers: frozenset[str], others: frozenset[str], near: frozenset[str], around: frozenset[str]
) -> None:
    a = replace(mention("a", 0, one), doers=doers, near=near, around=around)
    b = replace(mention("b", 0, other, "NOUN"), doers=others, around=near | around)
    backdrop = Backdrop.of([a, b])
    assert measures(a, b, backdrop) == measures(b, a, backdrop)


def test_every_measurement_has_a_weight_and_every_weight_a_measurement() -> None:
    a, b = mention("a"), mention("b")
    model = load_event_model()
    assert set(measures(a, b, Backdrop.of([a, b]))) == set(model.first.weights)
    assert set(support(np.zeros((2, 2)), [a.at, b.at])) == set(model.second.weights)


def test_what_is_named_side_by_side_is_held_apart() -> None:
    side_by_side = [
        mention("a", 0, "sink"),
        mention("a", 9, "collide"),
        mention("b", 0, "sink"),
        mention("b", 9, "collide"),
    ]
    backdrop = Backdrop.of(side_by_side)
    apart = Backdrop.of([mention("a", 0, "sink"), mention("b", 9, "collide")])
    a, b = side_by_side[0], side_by_side[3]
    score = load_event_model().first.score
    assert score(measures(a, b, backdrop)) < score(measures(a, b, apart))


def test_third_mentions_and_neighbours_speak_for_a_pair() -> None:
    sentences = [("a", 0), ("a", 0), ("b", 0), ("b", 0), ("c", 0)]
    scores = np.full((5, 5), -6.0)
    for one, other in ((1, 3), (0, 4), (2, 4)):
        scores[one, other] = scores[other, one] = 4.0
    found = support(scores, sentences)
    assert found["common_matches"][0, 2] > found["common_matches"][0, 3]
    assert found["mates_match"][0, 2] > 0.9
    assert found["better_rival"][1, 3] == 0
    assert found["better_rival"][1, 2] == 1
    assert all((table == table.T).all() for table in found.values())


def test_the_reason_names_what_weighs_most() -> None:
    weights = EventWeights(0.0, {"same_word": 3.0, "told": -1.0, "often": 0.1})
    assert weights.why({"often": 1.0, "told": 1.0, "same_word": 1.0}, most=2) == "same_word +3.0, told -1.0"


def test_a_story_too_large_to_compare_whole_is_parted_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_clusters, "LARGEST", 6)
    every = EventModel(
        EventWeights(5.0, {}), EventWeights(5.0, dict.fromkeys(load_event_model().second.weights, 0.0)), 0
    )
    mentions = [mention("a", 10 * n, ("sink", "die")[n % 2], sentence=n) for n in range(16)]
    clusters = cluster_mentions(mentions, every)
    assert sorted(map(len, clusters)) == [2, 2, 6, 6]
    assert all(len({m.head for m in cluster}) == 1 for cluster in clusters)
