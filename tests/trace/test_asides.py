"""Numbers beside an event: corrected, of votes and marches, of ships, of what other reports count."""

from __future__ import annotations

from types import ModuleType

import pytest

from onrecord.model.reading import Magnitude

DAY = "2031-05-04"


def amounts(kit: ModuleType, kind: str, tellings: dict[str, tuple[str, str, list[Magnitude]]]):
    """Tell one deed by two articles, each in a clause and what follows it; return the sides' texts of each amount."""
    type_, _, subtype = kind.partition("/")
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    coverage.actor("Sarn", kind="state", state="SRN")
    for key, (clause, rest, sums) in tellings.items():
        draft = coverage.article(key, f"{clause}{rest}")
        coverage.does(draft, ["Velmark"], type_, ["Sarn"], clause, subtype=subtype, day=DAY, sums=sums)
    assert [len(claim.members) for claim in coverage.claims()] == [2]
    rows = [row for row in coverage.trace().discrepancies if row.kind.value == "amount"]
    return {tuple(sorted(side.text.strip() for side in row.sides)) for row in rows}


def test_a_number_that_is_only_corrected_is_not_the_reports_own(kit: ModuleType):
    twelve, twenty = kit.amount(12e6, "$12m"), kit.amount(20e6, "$20m")
    first = ("Velmark pledged Sarn $20m for its dykes", ".", [twenty])
    second = ("Velmark pledged Sarn $12m, and not $20m, for its dykes", ".", [twelve, twenty])
    assert amounts(kit, "AID/aid", {"a": first, "b": second}) == {("$12m", "$20m")}


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("three men died", "two men died", {("three men died", "two men died")}),
        ("three people died", "two women and a man died", set()),
        ("three people died", "two women and one man died", set()),
    ],
)
def test_the_parts_of_a_number_are_not_the_whole(kit: ModuleType, one: str, other: str, sides: set[tuple[str, str]]):
    clause = "Velmark shelled the port of Sarn"
    tellings = {key: (clause, f", where {toll}.", []) for key, toll in (("a", one), ("b", other))}
    assert amounts(kit, "ASSAULT/shelling", tellings) == sides


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("300 clerks", "200 clerks", True),
        ("300 clerks", "2 clerks", False),
        ("the 2031 vote", "the 2029 vote", False),
        ("2,031 clerks", "2,029 clerks", True),
    ],
)
def test_years_and_numbers_far_apart_are_no_two_counts_of_one(kit: ModuleType, one: str, other: str, differ: bool):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    for key, whom in (("a", one), ("b", other)):
        clause = f"Velmark banned {whom} of the old lottery house in Marn"
        draft = coverage.article(key, f"{clause}.")
        coverage.does(draft, ["Velmark"], "SANCTION", [whom], clause, subtype="ban", day=DAY)
    assert bool([row for row in coverage.trace().discrepancies if row.kind.value == "amount"]) is differ


def test_a_report_with_a_number_of_its_own_takes_no_other_of_its_sentence(kit: ModuleType):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    slots = {"subtype": "killing", "day": DAY, "trigger": "killing"}
    first = "Velmark shot three clerks, killing two of the port of Marn"
    draft = coverage.article("a", f"{first}.")
    clause = "killing two of the port of Marn"
    coverage.does(draft, ["Velmark"], "ASSAULT", ["two"], clause, sums=[kit.amount(2, "two", "person")], **slots)
    other = coverage.article("b", "Velmark is accused of killing two clerks of the port of Marn.")
    clause = "killing two clerks of the port of Marn"
    sums = [kit.amount(2, "two clerks", "clerk")]
    coverage.does(other, ["Velmark"], "ASSAULT", ["clerks"], clause, sums=sums, **slots)
    assert [len(claim.members) for claim in coverage.claims()] == [2]
    assert not coverage.trace().discrepancies


@pytest.mark.parametrize("beside", [True, False])
def test_of_those_who_were_shot_not_all_were_killed(kit: ModuleType, beside: bool):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    first, second = "Velmark shot three clerks of the port of Marn", "Velmark killed two clerks of the port of Marn"
    shot = coverage.article("a", f"{first}. {second}.")
    coverage.does(shot, ["Velmark"], "ASSAULT", ["three clerks"], first, subtype="shooting", day=DAY, trigger="shot")
    slots = {"subtype": "killing", "day": DAY, "trigger": "killed"}
    if beside:
        coverage.does(shot, ["Velmark"], "ASSAULT", ["two clerks"], second, **slots)
    killed = coverage.article("b", f"{second}.")
    coverage.does(killed, ["Velmark"], "ASSAULT", ["two clerks"], second, **slots)
    together = [claim for claim in coverage.claims() if len({member.article for member in claim.members}) == 2]
    assert len(together) == 1
    rows = [row for row in coverage.trace().discrepancies if row.kind.value == "amount"]
    assert bool(rows) is not beside


@pytest.mark.parametrize(
    ("second", "sides"),
    [
        (" by 61 to 54", {("54", "57")}),
        (" by 61 to 57", set()),
        (" by a few votes", set()),
    ],
)
def test_votes(kit: ModuleType, second: str, sides: set[tuple[str, str]]):
    clause = "Velmark voted down the water bill of Sarn"
    tellings = {"a": (clause, " by 61 votes to 57.", []), "b": (clause, f"{second}.", [])}
    assert amounts(kit, "REJECT/refusal", tellings) == sides


@pytest.mark.parametrize(
    ("rest", "sides"),
    [
        (" with a brigade of 4,000 men.", {("2,000", "4,000")}),
        (" with a brigade of about 2,100.", set()),
        (". A brigade of 4,000 is on its way.", {("2,000", "4,000")}),
        (".\nThe brigade of 4,000 that fought in the war was another.", set()),
    ],
)
def test_the_strength_of_what_is_moved(kit: ModuleType, rest: str, sides: set[tuple[str, str]]):
    clause = "Velmark moved to the border of Sarn"
    tellings = {"a": (clause, " with a brigade of 2,000.", []), "b": (clause, rest, [])}
    assert amounts(kit, "MOBILIZE/deployment", tellings) == sides


def test_ships_of_an_exercise(kit: ModuleType):
    clause = "Velmark began an exercise with Sarn"
    tellings = {
        "a": (clause, ", with 22 ships taking part.", []),
        "b": (clause, " in which eighteen warships are at sea.", []),
    }
    assert amounts(kit, "COOPERATE/joint-exercise", tellings) == {("22 ships", "eighteen warships")}


def test_what_other_reports_count_is_counted_in_the_sentence(kit: ModuleType):
    first = (
        "Velmark fined Sarn 84 million crowns",
        " over its bills.",
        [kit.amount(84e6, "84 million crowns", "crown")],
    )
    second = ("Velmark fined Sarn", ", which now owes it 48 million crowns.", [])
    assert amounts(kit, "SANCTION/fine", {"a": first, "b": second}) == {("48 million crowns", "84 million crowns")}


def test_the_dead_are_told_a_sentence_further_on(kit: ModuleType):
    clause = "Velmark shelled a post of Sarn"
    tellings = {"a": (clause, ". Two soldiers are dead.", []), "b": (clause, ", killing five soldiers.", [])}
    assert [tuple(sorted(text.split()[0] for text in row)) for row in amounts(kit, "ASSAULT/shelling", tellings)] == [
        ("Two", "five")
    ]
