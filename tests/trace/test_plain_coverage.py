"""Discrepancies that ordinary reports have: places without a name, crews, tolls, terms, firsts, headings, spellings."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.article import Article
from onrecord.trace.retractions import denied_headings

if TYPE_CHECKING:
    from coverage_kit import Coverage

DAY = "2031-05-04"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Oren Castell", state="VEL")
    made.actor("Davit Orhel")
    made.actor("David Orrel")
    return made


def found(coverage: Coverage):
    return sorted((row.kind.value, tuple(side.text for side in row.sides)) for row in coverage.trace().discrepancies)


def both(coverage: Coverage, kind: str, clause: str, one: str, other: str, whom: str = "Oren Castell"):
    """Tell one deed to one target in two articles, that go on in different words."""
    type_, _, subtype = kind.partition("/")
    for key, rest in (("a", one), ("b", other)):
        draft = coverage.article(key, f"{clause}{rest}")
        coverage.does(draft, ["Velmark"], type_, [whom], clause, subtype=subtype, day=DAY)
    assert [len(claim.members) for claim in coverage.claims()] == [2]


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        (" at his home.", " on the steps of the town hall.", ("at his home", "on the steps of the town hall")),
        (" at Kelm airport.", " as he left, at the Lodd border post.", None),
        (" at home.", " as he arrived at the parliament.", ("at home", "at the parliament")),
        (" in a hotel.", " in the hotel’s restaurant.", None),
        (" at his house.", ", who works at the airport.", None),
        (" at his house.", " after a meeting in the town hall.", None),
        (" at his flat.", " and took him to the police station.", None),
    ],
)
def test_places_without_a_name(coverage: Coverage, one: str, other: str, sides: tuple[str, ...] | None):
    both(coverage, "COERCE/arrest", "Velmark arrested Oren Castell on Sunday", one, other)
    assert found(coverage) == ([("place", sides)] if sides else [])


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (" in Velmark’s territorial waters.", " on the high seas.", True),
        (" in its own waters.", " in international waters.", True),
        (" in territorial waters.", " in Velmark’s territorial waters.", False),
        (" near the border of Velmark’s waters.", " in international waters.", False),
    ],
)
def test_whose_waters(coverage: Coverage, one: str, other: str, differ: bool):
    both(coverage, "COERCE/seizure", "Velmark seized the tanker Lind on Sunday", one, other, "the tanker Lind")
    assert [kind for kind, _ in found(coverage)] == (["place"] if differ else [])


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        (" with its crew of 21.", ". It had 23 sailors on board.", ("21", "23 sailors on board")),
        (" with its 14-man crew.", ". She has a crew of 16.", ("14-man crew", "16")),
        (" with its crew of 21.", ". Two of the sailors were hurt.", None),
        (" with its crew of 21.", ". A crew of 30 and, later, a crew of 25 had sailed it.", None),
    ],
)
def test_the_crew_of_a_ship(coverage: Coverage, one: str, other: str, sides: tuple[str, ...] | None):
    both(coverage, "COERCE/seizure", "Velmark seized the tanker Lind on Sunday", one, other, "the tanker Lind")
    assert found(coverage) == ([("amount", sides)] if sides else [])


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (", wounding three people.", ", and four people were wounded.", True),
        (", killing two.", ", and at least three people died.", True),
        (", wounding three people.", ", wounding three other people.", False),
        (", killing two.", " in a war that has killed 3,000 people.", False),
        (", killing two women and a boy.", ", killing three people.", False),
    ],
)
def test_tolls_told_beside_a_deed(coverage: Coverage, one: str, other: str, differ: bool):
    both(coverage, "ASSAULT/shooting", "Velmark opened fire on Oren Castell on Sunday", one, other)
    assert [kind for kind, _ in found(coverage)] == (["amount"] if differ else [])


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (". Each must inform the other 48 hours in advance.", ". Tests are to be announced 72 hours before.", True),
        (". Each must inform the other 48 hours in advance.", ". It came 72 hours before the vote.", False),
    ],
)
def test_terms_agreed_on(coverage: Coverage, one: str, other: str, differ: bool):
    for key, rest in (("a", one), ("b", other)):
        clause = "Velmark and Sarn signed a treaty on Sunday"
        draft = coverage.article(key, clause + rest)
        coverage.does(draft, ["Velmark", "Sarn"], "AGREE", [], clause, subtype="treaty", day=DAY)
    assert [kind for kind, _ in found(coverage)] == (["amount"] if differ else [])


def test_those_on_top_of_a_named_one_are_not_the_whole(coverage: Coverage, kit: ModuleType):
    for key, whom, text in (("a", "Oren Castell", "30 other prisoners"), ("b", "Oren Castell", "31 prisoners")):
        clause = f"Velmark pardoned {whom} and {text}" if key == "a" else f"Velmark pardoned {text}, among them {whom}"
        draft = coverage.article(key, f"{clause} on Sunday.")
        sums = [kit.amount(float(text.split()[0]), text, "prisoner")]
        coverage.does(draft, ["Velmark"], "CONCEDE", [whom], clause, subtype="pardon", day=DAY, sums=sums)
    assert found(coverage) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("It is the first treaty between them.", "It is the second treaty between the two states.", True),
        ("This was their first treaty.", "It is the third treaty of the neighbours.", True),
        ("It is not the first treaty between them.", "It is the second treaty between the two states.", False),
        ("It is the first warm day.", "It is the second treaty between the two states.", False),
    ],
)
def test_firsts_further_down(coverage: Coverage, one: str, other: str, differ: bool):
    for key, rest in (("a", one), ("b", other)):
        clause = "Velmark and Sarn signed a treaty on Sunday"
        draft = coverage.article(key, f"{clause}. The ministers shook hands.\n\n{rest} Rain fell.")
        coverage.does(draft, ["Velmark", "Sarn"], "AGREE", [], clause, subtype="treaty", day=DAY)
    assert [kind for kind, _ in found(coverage)] == (["first"] if differ else [])


def test_those_who_sign_are_counted_by_their_meetings(coverage: Coverage):
    for key, rest in (
        ("a", "It was their first meeting in nine years."),
        ("b", "It was the second meeting this year."),
    ):
        clause = "Velmark and Sarn signed a treaty on Sunday"
        draft = coverage.article(key, f"{clause}. Rain fell. {rest}")
        coverage.does(draft, ["Velmark", "Sarn"], "AGREE", [], clause, subtype="treaty", day=DAY)
    assert [kind for kind, _ in found(coverage)] == ["first"]


def test_those_to_whom_it_was_done_are_counted(coverage: Coverage):
    both(
        coverage,
        "SANCTION/dismissal",
        "Velmark dismissed Oren Castell on Sunday",
        ". Castell is the first general to be dismissed this year.",
        ". Castell was the second general to be dismissed this year.",
    )
    assert [kind for kind, _ in found(coverage)] == ["first"]


@pytest.mark.parametrize(
    ("counted", "day", "differ"),
    [
        ("first aid ever", "2029-01-01", True),
        ("first aid in ten years", "2029-01-01", True),
        ("first aid in ten years", "2019-01-01", False),
        ("first aid since the war", "2029-01-01", False),
        ("first aid since the war of 2012", "2029-01-01", True),
        ("first aid ever", "2031-06-01", False),
        ("first direct aid ever", "2029-01-01", False),
    ],
)
def test_a_first_against_what_was_done_before(coverage: Coverage, counted: str, day: str, differ: bool):
    both(coverage, "AID/aid", "Velmark gave aid to Sarn", f", the {counted}.", ".", whom="Sarn")
    clause = "Velmark sent grain to Sarn"
    draft = coverage.article("c", f"{clause} at another time.", story="two")
    coverage.does(draft, ["Velmark"], "AID", ["Sarn"], clause, subtype="aid", status="historical", day=day)
    assert [kind for kind, _ in found(coverage)] == (["first"] if differ else [])


@pytest.mark.parametrize(
    ("title", "text", "denied"),
    [
        ("Renn resigns", "Ada Renn has not resigned.", True),
        ("Torvik concedes after close vote", "Torvik did not concede on Sunday.", True),
        ("Renn resigned over leak", "Renn has yet to resign, her office said.", True),
        ("Will Renn resign?", "Ada Renn has not resigned.", False),
        ("Renn denies she resigned", "Ada Renn has not resigned.", False),
        ("Brann resigns", "Ada Renn has not resigned.", False),
        ("Renn resigns", "Renn had not resigned in May. On Sunday Renn resigned.", False),
        ("Renn resigns", "“Renn has not resigned in vain,” said Brann.", False),
    ],
)
def test_headings_that_the_body_denies(coverage: Coverage, title: str, text: str, denied: bool):
    coverage.article("a", text, title=title)
    article: Article = coverage.facts().article["art-a"]
    assert bool(list(denied_headings(article))) is denied


def test_one_person_spelt_otherwise_in_both_names(coverage: Coverage):
    for key, name in (("a", "Davit Orhel"), ("b", "David Orrel")):
        clause = f"Velmark arrested {name} on Sunday"
        draft = coverage.article(key, clause + ".")
        coverage.does(draft, ["Velmark"], "COERCE", [name], clause, subtype="arrest", day=DAY)
    assert found(coverage) == [("name", ("Davit Orhel", "David Orrel"))]
