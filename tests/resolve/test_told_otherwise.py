"""One event told with other words, without known participants, or with its doer in dispute."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.snapshot import Cast
from onrecord.resolve.deed import deeds_of
from onrecord.resolve.kinds import done_with_words, one_kind
from onrecord.resolve.naming import AKIN, apart, named

if TYPE_CHECKING:
    from coverage_kit import Coverage

DAY, NEXT = "2031-05-04", "2031-05-05"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Ada Torvik", state="VEL")
    made.actor("Lida Marn")
    made.actor("the Sarnian trade minister", state="SRN")
    made.actor("the government", kind="organisation")
    made.actor("Quarry Union", kind="organisation")
    return made


def tell(coverage: Coverage, key: str, who: list[str], kind: str, whom: list[str], clause: str, **slots: object):
    """Add an event of "TYPE/subtype"; `slots` are those of the kit."""
    type_, _, subtype = kind.partition("/")
    draft = coverage.drafts.get(key) or coverage.article(key, clause + " There was more.")
    slots = {"subtype": subtype or None, **slots}
    return coverage.does(draft, who, type_, whom, clause, **slots)


def joined(coverage: Coverage):
    return sorted(sorted(m.article.removeprefix("art-") for m in claim.members) for claim in coverage.claims())


@pytest.mark.parametrize(
    ("verb", "kind", "together"),
    [("expelled", "SANCTION/suspension", True), ("recalled", "SANCTION/recall", False)],
)
def test_words_akin_name_one_deed_read_as_two_kinds(coverage: Coverage, verb: str, kind: str, together: bool):
    slots = {"reason": "verb", "day": DAY}
    first = "Velmark expelled the envoys of Sarn."
    tell(coverage, "a", ["Velmark"], "SANCTION/expulsion", ["Sarn"], first, trigger="expelled", **slots)
    second = f"Sarn is angry that Velmark {verb} its officers."
    tell(coverage, "b", ["Velmark"], kind, ["Sarn"], second, trigger=verb, **slots)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(("amounts", "together"), [(True, True), (False, False)])
def test_other_types_need_more_than_a_topic(coverage: Coverage, kit: ModuleType, amounts: bool, together: bool):
    for key, verb, type_, value in (("a", "pledged", "AGREE/pledge", 5), ("b", "promised", "AID/aid", 7)):
        told = {
            "a": "to mend the dykes that the autumn storm broke",
            "b": "new pumps behind the dykes of the southern coast",
        }
        clause = f"Velmark {verb} ${value} million to Sarn for its dykes." if amounts else f"It {verb} {told[key]}."
        sums = [kit.amount(value * 1e6, f"${value} million")] if amounts else []
        tell(coverage, key, ["Velmark"], type_, ["Sarn"], clause, trigger=verb, reason="verb", sums=sums)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(
    ("who", "day", "together"),
    [
        ("Striking quarry workers", DAY, True),
        ("Quarry Union", DAY, False),
        ("Masons", "2031-05-09", False),
    ],
)
def test_participants_by_their_words_alone(coverage: Coverage, who: str, day: str, together: bool):
    tell(coverage, "a", ["quarry workers"], "PROTEST/strike", [], "Some quarry workers struck on Sunday.", day=DAY)
    tell(coverage, "b", [who], "PROTEST/strike", [], f"{who} downed tools.", day=day)
    assert (joined(coverage) == [["a", "b"]]) is together


def test_the_same_number_of_people_on_the_same_day(coverage: Coverage):
    tell(coverage, "a", [], "RETREAT/release", ["the 41 sailors"], "Freed were the 41 sailors.", day=DAY)
    tell(coverage, "b", [], "RETREAT/release", ["forty-one captives"], "Home came forty-one captives.", day=DAY)
    tell(coverage, "c", [], "RETREAT/release", ["six monks"], "Home came six monks.", day="2031-05-08")
    assert joined(coverage) == [["a", "b"], ["c"]]


def test_two_of_a_kind_in_one_article_are_not_the_only_one(coverage: Coverage):
    coverage.article("b", "Freed were six monks on Sunday. Freed were nine nuns.")
    tell(coverage, "b", [], "RETREAT/release", ["six monks"], "Freed were six monks on Sunday", day=DAY)
    tell(coverage, "b", [], "RETREAT/release", ["nine nuns"], "Freed were nine nuns", day=DAY)
    tell(coverage, "a", [], "RETREAT/release", ["captives"], "Home came captives.", day=DAY)
    assert joined(coverage) == [["a"], ["b"], ["b"]]


@pytest.mark.parametrize(("told", "together"), [("Trade Minister Lida Marn", True), ("Lida Marn", False)])
def test_a_person_known_by_office_alone(coverage: Coverage, told: str, together: bool):
    for key, who in (("a", told), ("b", "the Sarnian trade minister")):
        clause = f"{who} apologised to Velmark for the customs officers."
        tell(coverage, key, [who.removeprefix("Trade Minister ")], "CONCEDE/concession", ["Velmark"], clause)
    draft = coverage.drafts["a"]
    event = draft.reading.events[0]
    role = replace(event.actors[0], start=0, end=len(told), text=told)
    draft.reading = replace(draft.reading, events=(replace(event, actors=(role,)),))
    assert (joined(coverage) == [["a", "b"]]) is together


def test_the_government_can_be_that_of_the_state(coverage: Coverage):
    for key, who in (("a", "Velmark"), ("b", "the government")):
        clause = f"On Sunday {who} expelled the envoy of Sarn over his maps."
        tell(coverage, key, [who], "SANCTION/expulsion", ["Sarn"], clause, day=DAY)
    assert joined(coverage) == [["a", "b"]]


def attack(coverage: Coverage, key: str, who: str, whom: str, clause: str, day: str = DAY):
    return tell(coverage, key, [who], "ASSAULT/attack", [whom], clause, day=day)


def test_each_side_says_that_the_other_began(coverage: Coverage):
    attack(coverage, "a", "Velmark", "Sarn", "Velmark fired on a post of Sarn.")
    attack(coverage, "b", "Sarn", "Velmark", "Sarn stormed a hill of Velmark.")
    assert joined(coverage) == [["a", "b"]]


@pytest.mark.parametrize("third", ["both", "later"])
def test_an_answer_is_another_attack(coverage: Coverage, third: str):
    attack(coverage, "a", "Velmark", "Sarn", "Velmark fired on a post of Sarn.")
    attack(coverage, "b", "Sarn", "Velmark", "Sarn stormed a hill of Velmark.", DAY if third == "both" else NEXT)
    if third == "both":
        coverage.article("c", "Velmark fired on a post of Sarn. Sarn stormed a hill of Velmark.")
        attack(coverage, "c", "Velmark", "Sarn", "Velmark fired on a post of Sarn")
        attack(coverage, "c", "Sarn", "Velmark", "Sarn stormed a hill of Velmark")
    assert not any({"a", "b"} <= set(group) for group in joined(coverage))


def test_an_expulsion_in_return_is_no_dispute(coverage: Coverage):
    for key, who, whom in (("a", "Velmark", "Sarn"), ("b", "Sarn", "Velmark")):
        clause = f"{who} expelled four diplomats of {whom} on Sunday."
        tell(coverage, key, [who], "SANCTION/expulsion", [whom], clause, day=DAY)
    assert joined(coverage) == [["a"], ["b"]]


def test_a_report_that_says_little_does_not_keep_others_apart(coverage: Coverage):
    clause = "Velmark arrested the captain of the ferry Brisa in the harbour on Sunday"
    for key in ("a", "b"):
        tell(coverage, key, ["Velmark"], "COERCE/arrest", ["the captain"], clause + ".", day=DAY)
    tell(coverage, "c", ["Velmark"], "COERCE/arrest", [], "Velmark made an arrest.")
    assert joined(coverage)[0][:2] == ["a", "b"]


@pytest.mark.parametrize(("status", "together"), [("occurred", True), ("historical", False)])
def test_what_was_long_ago_is_not_the_only_one(coverage: Coverage, status: str, together: bool):
    tell(coverage, "a", ["Velmark"], "ASSAULT/killing", ["nine people"], "Velmark killed nine people.", day=DAY)
    tell(coverage, "b", [], "ASSAULT/killing", ["nine shepherds"], "Nine dead: nine shepherds.", status=status, day=DAY)
    assert (joined(coverage) == [["a", "b"]]) is together


def test_the_day_of_a_refusal_may_be_in_dispute(coverage: Coverage):
    for key, day in (("a", DAY), ("b", NEXT)):
        clause = "Velmark refused the inspectors entry to the plant at Kelm."
        tell(coverage, key, ["Velmark"], "REJECT/refusal", ["the inspectors"], clause, day=day)
    for key, day in (("c", DAY), ("d", NEXT)):
        clause = f"Sarn {'again ' if key == 'c' else ''}condemned the mines of Velmark."
        tell(coverage, key, ["Sarn"], "ACCUSE/condemnation", ["Velmark"], clause, day=day)
    assert joined(coverage) == [["a", "b"], ["c"], ["d"]]


@pytest.mark.parametrize(
    ("trigger", "noun", "word"),
    [
        ("called off", False, ("call_off", "VERB")),
        ("expulsions", True, ("expulsion", "NOUN")),
        ("shut", False, ("shut", "VERB")),
        ("stopping", False, ("stop", "VERB")),
        ("xqzzed", False, None),
        ("Velmark fired on a post", False, None),
    ],
)
def test_the_word_that_names_an_event(trigger: str, noun: bool, word: object):
    assert named(trigger, noun) == word


def test_words_that_are_not_known_are_far_apart():
    assert apart(None, ("shut", "VERB")) > AKIN
    assert apart(("shut", "VERB"), ("close", "VERB")) <= AKIN < apart(("kill", "VERB"), ("shell", "VERB"))


def test_kinds_are_of_one_status(coverage: Coverage):
    for key, status in (("a", "occurred"), ("b", "planned")):
        slots = {"status": status}
        tell(coverage, key, ["Velmark"], "SANCTION/expulsion", ["Sarn"], "Velmark expels Sarn.", **slots)
    one, other = deeds_of(coverage.facts(), Cast([], []), {})
    assert not one_kind(one, other)
    assert not done_with_words(one.event)
