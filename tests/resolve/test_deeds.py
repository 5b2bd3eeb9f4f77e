from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.reading import EntityKind, Magnitude
from onrecord.resolve.participants import Party
from onrecord.resolve.sums import can_be_same

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
    tell(coverage, "a", ["Velmark"], "SANCTION", ["Sarn"], "Velmark taxed Sarn.", day="2031-05-04", subtype="tariff")
    tell(coverage, "b", ["Velmark"], "SANCTION", ["Sarn"], "Velmark levied duties.", day=day, subtype="tariff")
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(
    ("clause", "together"),
    [
        ("Velmark saw Sarn.", False),
        ("Velmark and Sarn met in the old harbour of Port Ost to talk about fish.", True),
    ],
)
def test_meetings_of_two_days_are_one_only_in_the_same_words(coverage: Coverage, clause: str, together: bool):
    first = "Velmark and Sarn met in the old harbour of Port Ost to talk about fish."
    talks = {"subtype": "talks"}
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], first, day="2031-05-04", **talks)
    tell(coverage, "b", ["Velmark"], "CONSULT", ["Sarn"], clause, day="2031-05-05", **talks)
    assert (joined(coverage) == [["a", "b"]]) is together


NOUN = {"subtype": "meeting", "reason": "noun: 'meeting'"}
MEET = {"subtype": "meeting"}


def meetings(coverage: Coverage, *days: str):
    for at, day in enumerate(days):
        clause = f"Velmark met Sarn at noon, number {at}."
        tell(coverage, f"m{at}", ["Velmark"], "CONSULT", ["Sarn"], clause, day=day, **MEET)


@pytest.mark.parametrize(
    ("days", "together"),
    [
        (["2031-05-04"], True),
        (["2031-05-04", "2031-05-05"], False),
        (["2031-05-04", "2031-05-04", "2031-05-04", "2031-05-06"], True),
        (["2031-02-04"], False),
    ],
)
def test_an_undated_meeting_is_the_only_one_about_its_time(coverage: Coverage, days: list[str], together: bool):
    meetings(coverage, *days)
    coverage.article("u", "Their meeting went well, said Velmark of Sarn.", published="2031-05-07")
    tell(coverage, "u", ["Velmark"], "CONSULT", ["Sarn"], "Their meeting", **NOUN)
    assert any("u" in group and "m0" in group for group in joined(coverage)) is together


def test_a_meeting_after_the_report_lies_ahead(coverage: Coverage):
    plan = "Velmark will meet Sarn."
    tell(coverage, "p", ["Velmark"], "CONSULT", ["Sarn"], plan, day="2031-05-04", status="planned", **MEET)
    meetings(coverage, "2031-05-04")
    for key, out in (("before", "2031-05-03"), ("after", "2031-05-05")):
        coverage.article(key, "The meeting of Velmark and Sarn.", published=out)
        tell(coverage, key, ["Velmark"], "CONSULT", ["Sarn"], "The meeting of Velmark and Sarn", **NOUN)
    assert joined(coverage) == [["after", "m0"], ["before", "p"]]


def test_a_meeting_told_in_the_past_is_not_the_coming_one(coverage: Coverage):
    meetings(coverage, "2031-05-04")
    coverage.article("a", "Velmark and Sarn met twice.", published="2031-05-03")
    clause = "Velmark and Sarn met twice"
    tell(coverage, "a", ["Velmark"], "CONSULT", ["Sarn"], clause, reason="verb: 'met'", trigger="met", **MEET)
    assert joined(coverage) == [["a"], ["m0"]]


def test_their_meetings_are_not_their_meeting(coverage: Coverage):
    for key, noun in (("a", "meeting"), ("b", "meetings"), ("c", "meetings")):
        clause = f"the {noun} of Velmark with Sarn"
        tell(coverage, key, ["Velmark"], "CONSULT", ["Sarn"], clause, trigger=noun, **NOUN)
    assert joined(coverage) == [["a"], ["b", "c"]]


@pytest.mark.parametrize(
    ("often", "together"),
    [
        ("twice", False),
        ("on three occasions", False),
        ("once here and once in Port Ost", False),
        ("in the old harbour", True),
    ],
)
def test_meetings_told_by_how_often_are_not_one_of_them(coverage: Coverage, often: str, together: bool):
    for key, clause in (("a", "Velmark and Sarn met about fish"), ("b", f"Velmark and Sarn met {often} about fish")):
        tell(coverage, key, ["Velmark"], "CONSULT", ["Sarn"], clause, day="2031-05-04", trigger="met", **MEET)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(
    ("second", "day", "together"),
    [
        ("Farmers of Sarn marched to the old mill of Hest", "2031-05-04", True),
        ("Sarn saw its growers rally outside a mill", "2031-05-05", False),
        ("Farmers of Sarn marched to the old mill of Hest", "2031-05-05", True),
    ],
)
def test_protests_of_two_days_are_one_only_in_the_same_words(coverage: Coverage, second: str, day: str, together: bool):
    first = "Farmers of Sarn marched to the old mill of Hest"
    for key, clause, when in (("a", first, "2031-05-04"), ("b", second, day)):
        tell(coverage, key, ["Sarn"], "PROTEST", [], f"{clause} against the tax.", subtype="protest", day=when)
    assert (len(joined(coverage)) == 1) is together


@pytest.mark.parametrize(
    ("kind", "day", "together"),
    [("lawsuit", "2031-05-05", True), ("lawsuit", "2031-05-09", False), ("accusation", "2031-05-05", False)],
)
def test_a_deed_done_once_may_be_given_another_day_of_the_week(coverage: Coverage, kind: str, day: str, together: bool):
    for key, when in (("a", "2031-05-02"), ("b", day)):
        clause = f"Velmark sued Sarn, report {key}"
        tell(coverage, key, ["Velmark"], "ACCUSE", ["Sarn"], clause, day=when, subtype=kind)
    assert (joined(coverage) == [["a", "b"]]) is together


@pytest.mark.parametrize(
    ("body", "together"),
    [
        ("defence ministry", True),
        ("coast guard", True),
        ("Hallan Rescue League", False),
        ("Defence Ministry Choir", False),
    ],
)
def test_a_ministry_of_no_named_state_can_be_the_states(body: str, together: bool):
    velmark = Party("a1", "Velmark", EntityKind.STATE, "VEL", actor=True)
    told = Party("a2", body, EntityKind.ORGANISATION, None, actor=True)
    assert told.compatible(velmark) is velmark.compatible(told) is together


def test_a_meeting_has_the_same_two_participants(coverage: Coverage):
    coverage.actor("Otta Quist", state="OST")
    for key, one, other in (("a", "Ada Torvik", "Lida Marn"), ("b", "Otta Quist", "Lida Marn")):
        clause = f"{one} and {other} met on Sunday"
        tell(coverage, key, [one, other], "CONSULT", [other], clause, day="2031-05-04", **MEET)
    assert joined(coverage) == [["a"], ["b"]]


def test_a_host_who_greets_two_guests_is_not_their_meeting(coverage: Coverage):
    coverage.actor("Otta Quist", state="OST")
    guests = ["Ada Torvik", "Lida Marn"]
    day = {"day": "2031-05-04", **MEET}
    tell(coverage, "a", guests, "CONSULT", guests[1:], "Ada Torvik and Lida Marn met", **day)
    tell(coverage, "b", ["Otta Quist"], "CONSULT", guests, "Otta Quist greeted Ada Torvik and Lida Marn", **day)
    assert joined(coverage) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("type_", "slots", "title"),
    [
        ("SANCTION", TARIFF, "Ada Torvik → Sarn: tariff, planned — “to tax fish of Sarn”"),
        ("CONSULT", {"subtype": "talks"}, "Ada Torvik, Sarn: talks — “to tax fish of Sarn”"),
        ("CONSULT", {"subtype": "visit"}, "Ada Torvik → Sarn: visit — “to tax fish of Sarn”"),
        ("ACCUSE", {"status": "denied"}, "Ada Torvik → Sarn: accuse, denied — “to tax fish of Sarn”"),
    ],
)
def test_titles(coverage: Coverage, type_: str, slots: dict[str, str], title: str):
    tell(coverage, "a", ["Ada Torvik"], type_, ["Sarn"], "to tax fish of Sarn", **slots)
    assert [claim.title for claim in coverage.claims()] == [title]


def test_a_visit_there_is_not_a_visit_here(coverage: Coverage):
    slots = {"subtype": "visit", "day": "2031-05-04"}
    tell(coverage, "a", ["Ada Torvik"], "CONSULT", ["Sarn"], "Ada Torvik came to Sarn.", **slots)
    tell(coverage, "b", ["Lida Marn"], "CONSULT", ["Velmark"], "Lida Marn came to Velmark.", **slots)
    assert joined(coverage) == [["a"], ["b"]]


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
