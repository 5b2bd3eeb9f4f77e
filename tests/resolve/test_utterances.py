from __future__ import annotations

from collections.abc import Iterable
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.derived import Claim, MemberRelation
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Cast
from onrecord.resolve.utterances import match_utterances

if TYPE_CHECKING:
    from coverage_kit import Coverage

FULL = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"
SPEAKER = "Oren Castell"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor(SPEAKER, "Oren Castel", state="VEL")
    made.actor("Lida Marn", state="VEL")
    made.actor("Tomas Reeve", state="SRN")
    return made


def say(
    coverage: Coverage,
    key: str,
    words: str,
    speaker: str | None = SPEAKER,
    kind: str = "direct",
    story: str = "one",
    published: str | None = None,
    **more: object,
):
    draft = coverage.article(key, f"“{words}” was what {speaker} said.", published=published, story=story)
    return coverage.says(draft, speaker, words, kind=kind, **more)


def shape(claims: Iterable[Claim]):
    return sorted(sorted((m.article.removeprefix("art-"), m.relation.value) for m in c.members) for c in claims)


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (FULL, "same"),
        ("We’ve come to show the neighbors the firm bonds between the navies of Velmark and Sarn.", "same"),
        ("show the neighbours the firm bonds between the navies of Velmark and Sarn", "truncation"),
        ("We have come [to Sarn] to show the neighbours the firm bonds", "truncation"),
        ("We had come to show the neighbours the firm bonds between the navies of Velmark and Sarn", "variant"),
        ("let the neighbours know about the firm bonds between the navies of Velmark and Sarn", "translation"),
        (
            "We came to demonstrate to our neighbours how solid the ties between the navies of Velmark and Sarn are",
            "translation",
        ),
    ],
)
def test_two_reports_of_one_utterance(coverage: Coverage, other: str, relation: str):
    say(coverage, "a", FULL + ", and we shall return")
    say(coverage, "b", other)
    assert shape(coverage.claims()) == [[("a", "head"), ("b", relation if relation != "same" else "truncation")]]


@pytest.mark.parametrize(
    "other",
    [
        "We have come to sell the neighbours grain and timber from the hills of Velmark",
        "The navies of Velmark and Sarn will hold drills in spring",
        "The firm bonds",
    ],
)
def test_other_words_of_the_speaker_are_another_utterance(coverage: Coverage, other: str):
    say(coverage, "a", FULL)
    say(coverage, "b", other)
    assert all(len(claim.members) == 1 for claim in coverage.claims())


def test_identical_words_are_the_same(coverage: Coverage):
    say(coverage, "a", FULL)
    say(coverage, "b", FULL)
    (claim,) = coverage.claims()
    assert [member.relation for member in claim.members] == [MemberRelation.HEAD, MemberRelation.SAME]


def test_a_splice_is_two_claims(coverage: Coverage):
    second = "Our grain ships will sail from the harbour of Sarn tomorrow"
    say(coverage, "a", f"{FULL}. {second}.")
    say(coverage, "b", FULL)
    say(coverage, "c", second)
    reports = sorted(sorted(member.article for member in claim.members) for claim in coverage.claims())
    assert reports == [["art-a", "art-b"], ["art-a", "art-c"]]


def test_spans_hold_the_words_of_the_unit(coverage: Coverage):
    say(coverage, "a", f"{FULL}. Our grain ships will sail from the harbour of Sarn tomorrow.")
    say(coverage, "b", FULL)
    facts = coverage.facts()
    for claim in coverage.claims():
        for member in claim.members:
            assert member.span.of(facts.article[member.article].text) == member.text


def test_a_paraphrase_joins_the_quotation(coverage: Coverage):
    say(coverage, "a", FULL)
    say(coverage, "b", "the firm bonds between the navies of Velmark and Sarn would be shown to the neighbours",
        kind="indirect")  # fmt: skip
    assert shape(coverage.claims()) == [[("a", "head"), ("b", "paraphrase")]]


def test_a_paraphrase_with_a_negation_says_something_else(coverage: Coverage):
    say(coverage, "a", "he had never thought of asking Sarn to hand the twelve grain ships over", kind="indirect")
    say(coverage, "b", "he had thought of asking Sarn to hand the twelve ships over at once", kind="indirect")
    assert coverage.claims() == ()


def test_a_paraphrase_alone_is_no_claim(coverage: Coverage):
    say(coverage, "a", FULL, kind="indirect")
    assert coverage.claims() == ()


def test_a_fragment_alone_is_no_claim(coverage: Coverage):
    say(coverage, "a", "the firm bonds")
    assert coverage.claims() == ()


def test_a_denial_is_no_paraphrase_of_what_it_denies(coverage: Coverage):
    say(coverage, "a", "The grain ships of Sarn were turned back at the harbour of Velmark")
    say(coverage, "b", "the grain ships of Sarn were turned back at the harbour of Velmark", kind="indirect",
        polarity="denies")  # fmt: skip
    assert shape(coverage.claims()) == [[("a", "head")]]


@pytest.mark.parametrize(
    ("speaker", "words", "joined"),
    [
        (None, FULL, True),
        (None, "the firm bonds between the navies", False),
        ("Tomas Reeve", FULL, True),
        ("Tomas Reeve", "show the neighbours the firm bonds between the navies", False),
    ],
)
def test_another_or_an_unknown_speaker_joins_only_on_a_long_run(
    coverage: Coverage, speaker: str | None, words: str, joined: bool
):
    say(coverage, "a", FULL)
    say(coverage, "b", words, speaker=speaker)
    assert any(len(claim.members) == 2 for claim in coverage.claims()) is joined


@pytest.mark.parametrize(("words", "joined"), [(FULL, True), ("show neighbours the firm bonds of the navies", False)])
def test_across_stories_only_a_long_run_joins(coverage: Coverage, words: str, joined: bool):
    say(coverage, "a", FULL)
    say(coverage, "b", words, story="two")
    assert any(len(claim.members) == 2 for claim in coverage.claims()) is joined


def test_of_equally_full_wordings_the_one_of_most_articles_is_the_head(coverage: Coverage):
    for key, words in (("a", FULL), ("b", FULL.replace("firm", "close")), ("c", FULL)):
        say(coverage, key, words)
    (claim,) = coverage.claims()
    assert {m.relation.value for m in claim.members if m.article == "art-b"} == {"variant"}
    assert claim.title == FULL


def test_a_heading_is_never_the_head(coverage: Coverage):
    draft = coverage.article("a", f"“{FULL},” he said.", title=f"“{FULL} in our time”")
    coverage.says(draft, SPEAKER, f"{FULL} in our time", block="title")
    body = coverage.says(draft, SPEAKER, FULL + ",")
    (claim,) = coverage.claims()
    assert claim.head == body
    assert [member.relation for member in claim.members] == [MemberRelation.HEAD, MemberRelation.TRUNCATION]


def test_ids_survive_later_coverage(coverage: Coverage):
    say(coverage, "b", FULL, published="2031-05-01")
    (before,) = coverage.claims()
    say(coverage, "a", FULL, published="2031-05-02")
    say(coverage, "d", FULL)
    say(coverage, "c", "Grain ships will sail from the harbour of Sarn tomorrow")
    assert before.id in {claim.id for claim in coverage.claims()}


def test_the_same_short_words_in_two_stories_are_two_claims_with_two_ids(coverage: Coverage):
    words = "Grain ships sail from Sarn"
    say(coverage, "a", words)
    say(coverage, "b", words, story="two")
    assert len({claim.id for claim in coverage.claims()}) == 2


WORDS = ["ships", "grain", "harbour", "peace", "the", "navy", "sail", "treaty", "winter", "border", "of", "bread"]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=12).map(" ".join), min_size=2, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_articles_does_not_matter(kit: ModuleType, sentences: list[str], random: Random):
    coverage = kit.Coverage()
    coverage.actor(SPEAKER, state="VEL")
    for at, sentence in enumerate(sentences):
        say(coverage, str(at), sentence)
    facts = coverage.facts()
    resolution = coverage.resolution(facts)
    cast = Cast(resolution.actors, resolution.aliases)
    articles, readings = list(facts.articles), list(facts.readings)
    random.shuffle(articles)
    random.shuffle(readings)
    assert match_utterances(Facts.of(articles, readings), cast, resolution.stories[::-1]) == resolution.claims
    ids = [claim.id for claim in resolution.claims]
    assert len(set(ids)) == len(ids)
