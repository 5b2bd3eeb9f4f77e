"""Claims of one story that tell one event in other words, and those that only look so."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.snapshot import Cast
from onrecord.resolve.deed import deeds_of
from onrecord.resolve.retold import ENOUGH, Rarity

if TYPE_CHECKING:
    from coverage_kit import Coverage

DAY, NEXT, LATER = "2031-05-04", "2031-05-05", "2031-05-09"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Odo Brann")
    made.actor("Lida Pell")
    return made


def tell(coverage: Coverage, key: str, kind: str, clause: str, **told: object):
    type_, _, subtype = kind.partition("/")
    draft = coverage.article(key, f"{clause}. More is to come.", published=str(told.pop("out", "")) or None)
    who, whom = told.pop("who", []), told.pop("whom", [])
    coverage.does(draft, who, type_, whom, clause, subtype=subtype or None, **told)


def together(coverage: Coverage):
    return any(len(claim.members) > 1 for claim in coverage.claims())


def articles_together(coverage: Coverage, *keys: str):
    told = [{member.article for member in claim.members} for claim in coverage.claims()]
    return any({f"art-{key}" for key in keys} <= articles for articles in told)


DUTY = "Velmark imposed a duty of 30 percent on Sarnian barley and hops"
HIT = "Sarnian barley and hops were hit with a new import duty of 30 percent"


@pytest.mark.parametrize(
    ("kind", "day", "one"),
    [
        ("SANCTION/tariff", DAY, True),
        ("SANCTION/tariff", LATER, False),
        ("RETREAT/easing", DAY, False),
        ("ACCUSE/criticism", DAY, False),
    ],
)
def test_one_deed_read_as_two_kinds(coverage: Coverage, kit: ModuleType, kind: str, day: str, one: bool):
    sums = [kit.amount(30, "30 percent", "percent")]
    tell(coverage, "a", "COERCE", DUTY, who=["Velmark"], day=DAY, sums=sums)
    tell(coverage, "b", kind, HIT, whom=["barley"], day=day, sums=sums)
    assert together(coverage) is one


@pytest.mark.parametrize(
    ("second", "one"),
    [
        ("The two ministers put their names to the ferry treaty in the old customs house", True),
        ("The two unions put their names to a wage deal", False),
    ],
)
def test_those_who_sign_may_go_by_their_offices(coverage: Coverage, second: str, one: bool):
    first = "Velmark and Sarn signed the ferry treaty in the old customs house"
    tell(coverage, "a", "SUPPORT/treaty", first, who=["Velmark", "Sarn"], day=DAY)
    tell(coverage, "b", "SUPPORT/treaty", second, who=[second[4:16].strip()], day=DAY if one else None)
    assert together(coverage) is one


def test_other_names_are_other_people(coverage: Coverage):
    for key, who in (("a", "Odo Brann"), ("b", "Lida Pell")):
        clause = f"{who} was arrested in the harbour on suspicion of smuggling spirits"
        tell(coverage, key, "COERCE/arrest", clause, whom=[who])
    assert not together(coverage)


CRANE = "for the fall of the old harbour crane into the ferry dock"


@pytest.mark.parametrize(("whom", "one"), [("Velmark", True), ("Sarn", False)])
def test_who_blames_one_party_may_blame_another(coverage: Coverage, whom: str, one: bool):
    who = ["Odo Brann"]
    tell(coverage, "a", "ACCUSE/accusation", f"Odo Brann blamed Velmark {CRANE}", who=who, whom=["Velmark"])
    both = f"Odo Brann blamed Velmark and Sarn {CRANE}"
    tell(coverage, "b", "ACCUSE/accusation", both, who=who, whom=["Velmark", "Sarn"])
    tell(coverage, "c", "ACCUSE/criticism", f"Odo Brann lashed out at {whom} {CRANE}", who=who, whom=[whom])
    assert articles_together(coverage, "a", "c") is one


@pytest.mark.parametrize(("more", "one"), [("", True), ("He had found fault with Velmark before.", False)])
def test_what_is_done_again_and_again_is_another_deed_on_another_day(coverage: Coverage, more: str, one: bool):
    who, whom = ["Odo Brann"], ["Velmark"]
    for key, day in (("a", DAY), ("b", None)):
        tell(coverage, key, "ACCUSE/accusation", f"Odo Brann blamed Velmark {CRANE}", who=who, whom=whom, day=day)
    clause = "Odo Brann lashed out at Velmark over the old crane that was to fall into the dock of the harbour ferry"
    draft = coverage.article("c", f"{clause}. {more}")
    coverage.does(draft, who, "ACCUSE", whom, clause, subtype="criticism", day=NEXT)
    if more:
        coverage.does(draft, who, "ACCUSE", whom, more, subtype="criticism", day=DAY)
    assert articles_together(coverage, "a", "c") is one


@pytest.mark.parametrize(("asked", "one"), [("free the nine pilots", True), ("lower its tolls", False)])
def test_what_is_asked_for_may_be_read_as_the_deed(coverage: Coverage, asked: str, one: bool):
    first = f"Velmark asked Sarn to {asked}"
    tell(coverage, "a", "REQUEST/appeal", first, who=["Velmark"], whom=["Sarn"], trigger="asked")
    second = "Velmark wants Sarn to free the nine pilots"
    tell(coverage, "b", "RETREAT/release", second, who=["Velmark"], whom=["Sarn"], status="conditional", trigger="free")
    assert together(coverage) is one


@pytest.mark.parametrize(("out", "one"), [("2031-05-04", True), ("2031-05-08", False)])
def test_the_only_arrests_of_a_day(coverage: Coverage, kit: ModuleType, out: str, one: bool):
    first, second = "Forty people were held after the march", "The guard has locked up 60 quarrymen"
    sums = [[kit.amount(40, "Forty people", "person")], [kit.amount(60, "60 quarrymen", "person")]]
    tell(coverage, "a", "COERCE/arrest", first, whom=["Forty people"], out=DAY, sums=sums[0])
    tell(coverage, "b", "COERCE/arrest", second, whom=["60 quarrymen"], out=out, sums=sums[1])
    assert together(coverage) is one


@pytest.mark.parametrize("began", ["Velmark", "Sarn"])
def test_an_exchange_of_fire_names_no_side_first(coverage: Coverage, began: str):
    other = "Sarn" if began == "Velmark" else "Velmark"
    tell(coverage, "a", "ASSAULT/shooting", f"{began} fired on a post of {other}", who=[began], whom=[other], day=DAY)
    tell(coverage, "b", "ASSAULT/clash", "Velmark and Sarn traded fire", who=["Velmark"], whom=["Sarn"], day=DAY)
    assert together(coverage)


@pytest.mark.parametrize(("articles", "more"), [(1, 0.0), (8, 0.0), (16, 0.4), (256, 2.0)])
def test_in_a_longer_story_two_reports_have_to_agree_in_more(coverage: Coverage, articles: int, more: float):
    for number in range(articles):
        tell(coverage, f"a{number:03}", "COERCE", DUTY, who=["Velmark"], day=DAY)
    facts = coverage.facts()
    rarity = Rarity(replace(deed, story="one") for deed in deeds_of(facts, Cast((), ()), {}))
    assert rarity.enough("one") == pytest.approx(ENOUGH + more)
    assert rarity.is_short("one") is (articles <= 16)


@pytest.mark.parametrize("out", ["2031-02-30", "0000-00-00", "yesterday"])
def test_an_impossible_day_of_publication_is_none(coverage: Coverage, out: str):
    for key in "ab":
        tell(coverage, key, "SANCTION/tariff", DUTY, who=["Velmark"], out=out)
    assert together(coverage)
