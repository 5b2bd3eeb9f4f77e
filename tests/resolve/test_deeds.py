from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.reading import Magnitude
from onrecord.resolve.sameness import can_be_same

if TYPE_CHECKING:
    from coverage_kit import Coverage


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Ada Torvik", state="VEL")
    made.actor("Bram Renn", state="VEL")
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Lida Marn", state="SRN")
    return made


def tell(
    coverage: Coverage,
    key: str,
    actors: list[str],
    type_: str,
    recipients: list[str],
    clause: str,
    story: str = "one",
    **slots: object,
):
    draft = coverage.drafts.get(key) or coverage.article(key, clause + " There was more.", story=story)
    return coverage.does(draft, actors, type_, recipients, clause, **slots)


def joined(coverage: Coverage):
    return sorted(sorted(m.article.removeprefix("art-") for m in claim.members) for claim in coverage.claims())


TARIFF = {"subtype": "tariff", "status": "planned"}


def test_persons_stand_for_their_state(coverage: Coverage):
    tell(
        coverage, "a", ["Ada Torvik"], "SANCTION", ["Sarn"], "Ada Torvik will levy duties on fish from Sarn.", **TARIFF
    )
    tell(coverage, "b", ["Velmark"], "SANCTION", ["Sarn"], "Velmark is to levy duties on fish of Sarn.", **TARIFF)
    assert joined(coverage) == [["a", "b"]]


def test_two_persons_of_one_state_do_not_agree(coverage: Coverage):
    tell(coverage, "a", ["Ada Torvik"], "CONSULT", ["Sarn"], "Ada Torvik flew to Sarn.", subtype="visit")
    tell(coverage, "b", ["Bram Renn"], "CONSULT", ["Sarn"], "Bram Renn flew to Sarn.", subtype="visit")
    assert joined(coverage) == [["a"], ["b"]]


def test_a_state_does_not_chain_two_of_its_persons(coverage: Coverage):
    tell(coverage, "a", ["Ada Torvik"], "CONSULT", ["Sarn"], "Ada Torvik flew to Sarn.", subtype="visit")
    tell(coverage, "b", ["Bram Renn"], "CONSULT", ["Sarn"], "Bram Renn flew to Sarn.", subtype="visit")
    tell(coverage, "c", ["Velmark"], "CONSULT", ["Sarn"], "A visitor from Velmark flew to Sarn.", subtype="visit")
    assert len(joined(coverage)) == 2


def test_opposite_directions_are_two_claims(coverage: Coverage):
    tell(coverage, "a", ["Velmark"], "SANCTION", ["Sarn"], "Velmark will tax fish from Sarn.", **TARIFF)
    tell(coverage, "b", ["Sarn"], "SANCTION", ["Velmark"], "Sarn will tax wool from Velmark.", **TARIFF)
    assert joined(coverage) == [["a"], ["b"]]


def test_the_order_of_both_sides_of_talks_says_nothing(coverage: Coverage):
    tell(coverage, "a", ["Ada Torvik"], "CONSULT", ["Lida Marn"], "Ada Torvik met Lida Marn.", subtype="talks")
    tell(coverage, "b", ["Lida Marn"], "CONSULT", ["Ada Torvik"], "Lida Marn met Ada Torvik.", subtype="talks")
    assert joined(coverage) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("planned", "threatened", True),
        ("occurred", "ongoing", True),
        ("planned", "occurred", False),
        ("occurred", "denied", False),
        ("occurred", "alleged", False),
    ],
)
def test_what_is_planned_and_what_is_done_stay_apart(coverage: Coverage, one: str, other: str, together: bool):
    for key, status in (("a", one), ("b", other)):
        tell(coverage, key, ["Velmark"], "SANCTION", ["Sarn"], "Velmark taxed Sarn.", subtype="tariff", status=status)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(("day", "together"), [("2031-05-04", True), ("2031-05-05", True), ("2031-05-20", False)])
def test_clearly_other_days_stay_apart(coverage: Coverage, day: str, together: bool):
    talks = {"subtype": "talks"}
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn.", day="2031-05-04", **talks)
    tell(coverage, "b", ["Velmark"], "CONSULT", ["Sarn"], "Velmark saw Sarn.", day=day, **talks)
    assert (joined(coverage) == [["a", "b"]]) is together


def test_two_days_in_one_article_are_two_events(coverage: Coverage):
    coverage.article("a", "Velmark met Sarn. Velmark met Sarn again.")
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn.", day="2031-05-04", subtype="talks")
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn again.", day="2031-05-05", subtype="talks")
    assert joined(coverage) == [["a"], ["a"]]


def test_other_amounts_of_one_plan_are_one_claim(coverage: Coverage, kit: ModuleType):
    for key, text, value in (("a", "$50 million", 5e7), ("b", "$60 million", 6e7)):
        clause = f"Velmark plans duties on {text} of fish from Sarn."
        tell(coverage, key, ["Velmark"], "SANCTION", ["Sarn"], clause, sums=[kit.amount(value, text)], **TARIFF)
    assert joined(coverage) == [["a", "b"]]


def test_an_amount_on_top_is_another_claim(coverage: Coverage, kit: ModuleType):
    for key, more in (("a", False), ("b", True)):
        clause = f"Velmark plans duties on {'an additional' if more else ''} $50 million of fish from Sarn."
        sums = [kit.amount(5e7, "$50 million", additional=more)]
        tell(coverage, key, ["Velmark"], "SANCTION", ["Sarn"], clause, sums=sums, **TARIFF)
    assert joined(coverage) == [["a"], ["b"]]


def test_two_amounts_in_one_article_are_two_claims(coverage: Coverage, kit: ModuleType):
    coverage.article("a", "Velmark taxes $5 of fish. Velmark taxes $9 of wool.")
    for clause, text, value in (("Velmark taxes $5 of fish.", "$5", 5), ("Velmark taxes $9 of wool.", "$9", 9)):
        tell(coverage, "a", ["Velmark"], "SANCTION", ["Sarn"], clause, sums=[kit.amount(value, text)], **TARIFF)
    assert joined(coverage) == [["a"], ["a"]]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("Velmark accused Sarn of poisoning the wells of a border village.", True),
        ("Velmark accused Sarn of theft.", False),
    ],
)
def test_accusations_need_a_common_topic(coverage: Coverage, other: str, together: bool):
    tell(coverage, "a", ["Velmark"], "ACCUSE", ["Sarn"], "Velmark accused Sarn of poisoning the wells in a village.")
    tell(coverage, "b", ["Velmark"], "ACCUSE", ["Sarn"], other)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(
    ("place", "together"), [(("Port Ost", "VEL"), True), (("Kess", "VEL"), True), (("Kess", "SRN"), False)]
)
def test_places_in_two_states_are_two_events(coverage: Coverage, place: tuple[str, str | None], together: bool):
    talks = {"subtype": "talks"}
    clauses = {"a": "Velmark met Sarn in Port Ost.", "b": f"Velmark saw Sarn in {place[0]}."}
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], clauses["a"], place=("Port Ost", "VEL"), **talks)
    tell(coverage, "b", ["Velmark"], "CONSULT", ["Sarn"], clauses["b"], place=place, **talks)
    assert (joined(coverage) == [["a", "b"]]) is together


def test_stories_stay_apart(coverage: Coverage):
    tell(coverage, "a", ["Velmark"], "SANCTION", ["Sarn"], "Velmark taxed Sarn.", subtype="tariff")
    tell(coverage, "b", ["Velmark"], "SANCTION", ["Sarn"], "Velmark taxed Sarn.", subtype="tariff", story="two")
    assert joined(coverage) == [["a"], ["b"]]


def test_the_fullest_report_is_the_head(coverage: Coverage):
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn.", subtype="talks")
    full = tell(coverage, "b", ["Velmark"], "CONSULT", ["Sarn"], "Velmark saw Sarn.", subtype="talks", day="2031-05-04")
    (claim,) = coverage.claims()
    assert claim.head == full
    assert len(claim.actors) == 2


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (("", 50), ("", 50), True),
        (("", 50), ("", 60), False),
        (("min", 50), ("", 60), True),
        (("max", 50), ("", 60), False),
        (("about", 50), ("", 52), True),
        (("about", 50), ("", 70), False),
    ],
)
def test_bounds_of_amounts(a: tuple[str, float], b: tuple[str, float], same: bool):
    one, other = (Magnitude(value, "USD", 0, 1, "", bound) for bound, value in (a, b))
    assert can_be_same(one, other) is same
    assert can_be_same(other, one) is same
