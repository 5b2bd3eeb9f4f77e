"""Judgements as a function of their order alone, set against the plainest way to follow them."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.resolve.verdicts import Verdicts, in_force

FACTS = "abcdefg"
pairs = st.tuples(st.sampled_from(FACTS), st.sampled_from(FACTS)).filter(lambda pair: pair[0] < pair[1])
sequences = st.lists(st.tuples(pairs, st.sampled_from(list(Verdict))), max_size=30)


def made(rows: Iterable[tuple[tuple[str, str], Verdict]]) -> list[Judgement]:
    told = ("", "", "", "ada", "2031", "0")
    return [Judgement(f"jdg-{n}", JudgedKind.ACTOR, verdict, *pair, *told) for n, (pair, verdict) in enumerate(rows)]


def groups(judgements: Iterable[Judgement]) -> dict[str, frozenset[str]]:
    """Return the group of every fact by joining until nothing changes."""
    found = {fact: frozenset(fact) for fact in FACTS}
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            whole = found[judgement.a] | found[judgement.b]
            found |= dict.fromkeys(whole, whole)
    return found


def sound(judgements: list[Judgement]) -> bool:
    of = groups(judgements)
    return all(of[j.a] != of[j.b] for j in judgements if j.verdict is Verdict.DIFFERENT)


@given(sequences)
def test_what_is_followed_is_sound_and_as_much_as_can_be_in_order(rows: list[tuple[tuple[str, str], Verdict]]) -> None:
    followed: list[Judgement] = []
    for judgement in in_force(made(rows)):
        if sound([*followed, judgement]):
            followed.append(judgement)
    verdicts = Verdicts(made(rows))
    assert verdicts.followed == followed
    of = groups(followed)
    apart = {(of[j.a], of[j.b]) for j in followed if j.verdict is Verdict.DIFFERENT}
    for a in verdicts.facts:
        for b in verdicts.facts:
            assert (verdicts.party(a) == verdicts.party(b)) is (of[a] == of[b])
            barred = (of[a], of[b]) in apart or (of[b], of[a]) in apart
            assert verdicts.barred(verdicts.party(a), verdicts.party(b)) is barred


@given(sequences)
def test_a_contradiction_names_judgements_that_together_say_the_contrary(
    rows: list[tuple[tuple[str, str], Verdict]],
) -> None:
    judgements = made(rows)
    verdicts = Verdicts(judgements)
    for id_, contrary in verdicts.against.items():
        refused = next(judgement for judgement in judgements if judgement.id == id_)
        assert contrary
        assert set(contrary) <= set(verdicts.followed)
        assert sound(list(contrary))
        assert not sound([*contrary, refused])


@given(sequences)
def test_only_the_last_word_on_a_pair_counts(rows: list[tuple[tuple[str, str], Verdict]]) -> None:
    held = in_force(made(rows))
    last = {judgement.pair: judgement for judgement in made(rows)}
    assert {judgement.pair for judgement in held} == {pair for pair, j in last.items() if j.verdict is not Verdict.UNDO}
    assert all(last[judgement.pair] == judgement for judgement in held)
