"""People's decisions on claims: parted and joined, and everything else left as it is."""

from __future__ import annotations

import random
from itertools import count

import pytest

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.span import Span
from onrecord.resolve.judged_claims import joined_facts, judge_claims, report_key

NUMBER = count()
BONDS = "We came to show the firm bonds between the navies of Velmark and Sarn"
GRAIN = "The grain fleet will sail on Friday whatever the council may say"


def member(claim: str, fact: str, text: str, start: int = 0, *, head: bool = False) -> Member:
    relation = MemberRelation.HEAD if head else MemberRelation.PARAPHRASE
    span = Span(start, start + len(text))
    return Member(claim, fact, f"art-{fact}", relation, span, text, 3, 0.7, "the rule")


def claim(id_: str, *members: Member, kind: ClaimKind = ClaimKind.UTTERANCE) -> Claim:
    return Claim(id_, kind, members[0].text, members[0].fact, (f"act-{id_}",), members)


def judged(a: Member, verdict: str, b: Member) -> Judgement:
    one, other = sorted((report_key(a), report_key(b)))
    told = (f"jdg-{next(NUMBER)}", JudgedKind.CLAIM, Verdict(verdict), one, other, "x", "y", "", "ada", "2031", "0")
    return Judgement(*told)


ONE = claim(
    "clm-1",
    member("clm-1", "sta-a", BONDS, head=True),
    member("clm-1", "sta-b", BONDS.replace("firm", "close")),
    member("clm-1", "sta-c", GRAIN),
    member("clm-1", "sta-d", GRAIN.replace("Friday", "Monday")),
)
TWO = claim(
    "clm-2", member("clm-2", "sta-e", BONDS.upper(), head=True), member("clm-2", "sta-f", "firm bonds of navies")
)
THREE = claim("clm-3", member("clm-3", "sta-a", GRAIN, 200, head=True))
CLAIMS = (ONE, TWO, THREE)


def shape(claims: tuple[Claim, ...]) -> set[frozenset[str]]:
    return {frozenset(report_key(m).replace("sta-", "").split("-")[0] for m in c.members) for c in claims}


def test_without_judgements_claims_are_as_they_were() -> None:
    assert judge_claims(CLAIMS, []) == CLAIMS


def test_a_claim_is_parted_and_its_other_reports_go_where_their_words_are() -> None:
    a, _, c, _ = ONE.members
    found = judge_claims(CLAIMS, [judged(a, "different", c)])
    assert shape(found) == {
        frozenset({"a:0", "b:0"}),
        frozenset({"c:0", "d:0"}),
        frozenset({"e:0", "f:0"}),
        frozenset({"a:200"}),
    }
    kept = next(part for part in found if part.id == "clm-1")
    assert (kept.head, kept.title) == ("sta-a", ONE.title)
    (new,) = [part for part in found if part.id not in {"clm-1", "clm-2", "clm-3"}]
    assert new.head in {"sta-c", "sta-d"}
    assert new.title in {GRAIN, GRAIN.replace("Friday", "Monday")}
    assert {m.claim for m in new.members} == {new.id}
    assert [m.relation for m in new.members].count(MemberRelation.HEAD) == 1
    assert any("judged another than" in m.reason for m in new.members)


def test_claims_are_joined_under_the_one_with_more_reports() -> None:
    found = judge_claims(CLAIMS, [judged(ONE.members[1], "same", TWO.members[1])])
    (joined,) = [part for part in found if part.id == "clm-1"]
    assert "clm-2" not in {part.id for part in found}
    assert len(joined.members) == 6
    assert joined.actors == ("act-clm-1", "act-clm-2")
    relations = {m.fact: m.relation for m in joined.members}
    assert relations["sta-a"] is MemberRelation.HEAD
    assert relations["sta-e"] is MemberRelation.SAME
    assert relations["sta-f"] is MemberRelation.VARIANT
    assert next(m.shared for m in joined.members if m.fact == "sta-e") == len(BONDS.split())


def test_one_statement_with_two_claims_is_judged_by_the_stretch_meant() -> None:
    found = judge_claims(CLAIMS, [judged(THREE.members[0], "same", TWO.members[0])])
    assert frozenset({"e:0", "f:0", "a:200"}) in shape(found)
    assert next(part for part in found if part.id == "clm-1") == ONE


def test_what_is_kept_apart_is_not_joined_through_a_third() -> None:
    apart = judged(ONE.members[0], "different", TWO.members[0])
    found = judge_claims(CLAIMS, [apart, judged(ONE.members[2], "same", TWO.members[1])])
    assert not any({"a:0", "e:0"} <= group for group in shape(found))


def test_a_judgement_on_reports_that_are_gone_changes_nothing() -> None:
    gone = member("clm-9", "sta-z", GRAIN)
    assert judge_claims(CLAIMS, [judged(gone, "same", ONE.members[0])])[1:] == CLAIMS[1:]
    assert shape(judge_claims(CLAIMS, [judged(gone, "same", ONE.members[0])])) == shape(CLAIMS)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_claims_and_judgements_does_not_matter(seed: int) -> None:
    judgements = [
        judged(ONE.members[0], "different", ONE.members[2]),
        judged(ONE.members[2], "same", THREE.members[0]),
        judged(ONE.members[1], "same", TWO.members[1]),
    ]
    expected = judge_claims(CLAIMS, judgements)
    claims, order = list(CLAIMS), random.Random(seed)  # noqa: S311 - a shuffle for a test
    order.shuffle(claims)
    order.shuffle(judgements)
    assert shape(judge_claims(claims, judgements)) == shape(expected)


def test_facts_whose_claims_are_to_be_matched_together_are_named() -> None:
    same, other = judged(ONE.members[0], "same", TWO.members[0]), judged(ONE.members[0], "different", THREE.members[0])
    assert joined_facts([same, other]) == (("sta-a", "sta-e"),)
