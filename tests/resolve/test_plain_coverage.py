"""One plain happening in several papers: things by noun and name, people by their service, demands by content."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.span import Span
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.serving import serves
from onrecord.resolve.spelt import one_person
from onrecord.resolve.things import Thing, likeness

if TYPE_CHECKING:
    from coverage_kit import Coverage

DAY, LATER = "2031-05-04", "2031-05-08"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Velmark coast guard", kind="organisation", state="VEL")
    made.actor("Ada Torvik")
    made.actor("Odo Brann")
    made.actor("Mikael Lindt")
    made.actor("Michael Lint")
    return made


def tell(coverage: Coverage, key: str, who: list[str], kind: str, whom: list[str], clause: str, **slots: object):
    """Add an event of "TYPE/subtype"; `slots` are those of the kit."""
    type_, _, subtype = kind.partition("/")
    draft = coverage.drafts.get(key) or coverage.article(key, clause + ". There was more.")
    return coverage.does(draft, who, type_, whom, clause, **{"subtype": subtype or None, **slots})


def joined(coverage: Coverage):
    return sorted(sorted(m.article.removeprefix("art-") for m in claim.members) for claim in coverage.claims())


@pytest.mark.parametrize(
    ("verb", "kind", "ship", "together"),
    [
        ("stormed", "ASSAULT/attack", "the 200-tonne vessel", True),
        ("impounded", "COERCE/seizure", "the Anna Lind", True),
        ("captured", "COERCE/arrest", "the trawler Anna Lind", True),
        ("captured", "COERCE/arrest", "the trawler Maren", False),
        ("stormed", "ASSAULT/attack", "three lorries", False),
        ("shelled", "ASSAULT/shelling", "the vessel", False),
    ],
)
def test_a_ship_taken_in_other_words(coverage: Coverage, verb: str, kind: str, ship: str, together: bool):
    clause = "Velmark seized the trawler Anna Lind on Sunday"
    tell(coverage, "a", ["Velmark"], "COERCE/seizure", ["the trawler Anna Lind"], clause, day=DAY, trigger="seized")
    clause = f"Velmark {verb} {ship}"
    tell(coverage, "b", ["Velmark"], kind, [ship], clause, day=DAY, trigger=verb, reason="verb")
    assert (joined(coverage) == [["a", "b"]]) is together


def test_other_nouns_for_a_thing():
    ship, tanker, trawler = Thing("vessel", "ship"), Thing("vessel", "tanker"), Thing("vessel", "trawler")
    assert [likeness([tanker], [other]) for other in (ship, tanker, trawler)] == [0.5, 1.0, 0.0]
    assert likeness([Thing("vessel", "ship", "maren")], [Thing("vessel", "ship", "anna lind")]) is None
    assert likeness([Thing("vessel", "tanker", "", "VEL")], [Thing("vessel", "ship", "", "SRN")]) is None


@pytest.mark.parametrize(
    ("people", "body", "can_be"),
    [
        ("Officers of the fraud squad", "Torsund police", True),
        ("two patrol boats", "the Sarnian navy", True),
        ("marines", "the Sarnian navy", True),
        ("soldiers", "Torsund police", False),
        ("customs officers", "Torsund police", False),
        ("teachers", "Torsund police", False),
    ],
)
def test_people_in_a_body_s_service(people: str, body: str, can_be: bool):
    assert serves(people, body) is can_be


def test_a_rival_on_another_day_does_not_hide_the_only_one_of_a_day(coverage: Coverage):
    coverage.article("b", "Masons struck on Thursday. In Kelm nine dockers struck work at the pier on Sunday.")
    tell(coverage, "b", ["Masons"], "PROTEST/strike", [], "Masons struck on Thursday", day=LATER)
    clause = "nine dockers struck work at the pier on Sunday"
    tell(coverage, "b", ["nine dockers"], "PROTEST/strike", [], clause, day=DAY)
    clause = "Some nine people downed tools at the pier on Sunday"
    tell(coverage, "a", ["Some nine people"], "PROTEST/strike", [], clause, day=DAY)
    assert joined(coverage) == [["a", "b"], ["b"]]


@pytest.mark.parametrize(
    ("asked", "together"),
    [
        ("called on Sarn to free the vessel and everyone on board without delay", True),
        ("called on Sarn to close its embassy and to pay the sailors", False),
    ],
)
def test_demands_by_what_they_ask_for(coverage: Coverage, asked: str, together: bool):
    clause = "Velmark demanded that Sarn release the tanker at once"
    tell(coverage, "a", ["Velmark"], "REQUEST/demand", ["Sarn"], clause, trigger="demanded")
    tell(coverage, "b", ["Velmark"], "REQUEST/appeal", ["Sarn"], f"Velmark {asked}", trigger="called on")
    assert (joined(coverage) == [["a", "b"]]) is together


def test_ministers_of_whom_nobody_says_whose_they_are(coverage: Coverage):
    clause = "Velmark and Sarn signed a treaty on the border on Sunday"
    tell(coverage, "a", ["Velmark", "Sarn"], "AGREE/treaty", [], clause, day=DAY)
    clause = "Ada Torvik and Odo Brann signed the treaty on the border on Sunday"
    tell(coverage, "b", ["Ada Torvik", "Odo Brann"], "AGREE/treaty", [], clause, day=DAY)
    assert joined(coverage) == [["a", "b"]]


@pytest.mark.parametrize(("out", "together"), [("2031-05-05", True), ("2031-05-03", False)])
def test_a_report_is_not_of_what_came_after_it(coverage: Coverage, out: str, together: bool):
    tell(coverage, "a", ["Velmark"], "COERCE/arrest", ["Ada Torvik"], "Velmark arrested Ada Torvik on Sunday", day=DAY)
    coverage.article("b", "Velmark arrested Ada Torvik. There was more.", published=out)
    tell(coverage, "b", ["Velmark"], "COERCE/arrest", ["Ada Torvik"], "Velmark arrested Ada Torvik")
    assert (joined(coverage) == [["a", "b"]]) is together


def test_one_driver_is_not_several_men(coverage: Coverage):
    tell(coverage, "a", ["Velmark"], "RETREAT/release", ["a driver"], "Velmark released a driver on Sunday", day=DAY)
    tell(coverage, "b", ["Velmark"], "RETREAT/release", ["the men"], "Velmark released the men on Sunday", day=DAY)
    assert joined(coverage) == [["a"], ["b"]]


def test_one_person_spelt_otherwise_is_one_target(coverage: Coverage):
    for key, name in (("a", "Mikael Lindt"), ("b", "Michael Lint")):
        tell(coverage, key, ["Velmark"], "COERCE/arrest", [name], f"Velmark arrested {name} on Sunday", day=DAY)
    assert joined(coverage) == [["a", "b"]]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Katharina Vollmer", "Catarina Volmer", True),
        ("Tomas Reck", "Thomas Reckh", True),
        ("Josef Harl", "Josefa Harla", False),
        ("Mario Renn", "Maria Rehn", False),
        ("Anna Berg", "Ida Borg", False),
        ("Karl Onn", "Karl Onn", False),
        ("Karl Marfen", "Karl Marken", False),
    ],
)
def test_two_spellings(a: str, b: str, one: bool):
    assert one_person(a, b) is one


def test_the_sentence_of_a_span():
    text = "It rained. They left at 5.30 p.m. in two buses. He fell."
    assert sentence_at(text, Span(11, 15)).of(text).startswith("They left")
