"""Whose a source is, and how many origins remain when those of one house count as one."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.derived import Origin, OriginKind, Standing
from onrecord.model.grading import Grading, Reliability
from onrecord.model.own_source import OwnSource
from onrecord.trace.origins import LEAST
from onrecord.trace.owners import Owners, joined
from onrecord.trace.run import trace
from onrecord.trace.standing import rating

if TYPE_CHECKING:
    from coverage_kit import Coverage

WORDS = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"


def grading(name: str, letter: str | None = None, **fields: object) -> Grading:
    empty = Grading(
        f"grd-{name}{letter}", name, Reliability(letter) if letter else None, None, None, None, (), "", "", "", ""
    )
    return replace(empty, **fields)  # type: ignore[arg-type]


def origin(name: str | None, kind: str = "agency", articles: tuple[str, ...] = ()) -> Origin:
    return Origin(f"org-{name}", "clm", OriginKind(kind), name, articles, LEAST, "")


@pytest.mark.parametrize(
    ("names", "houses"),
    [
        (["TASS", "RIA Novosti"], 1),
        (["TASS", "Xinhua"], 2),
        (["TASS", "AP", "RIA Novosti"], 2),
        (["AP", "Kyodo"], 2),  # both are cooperatives: a kind of owner and nobody
        (["BBC", "NHK"], 2),
        (["Financial Times", "Nikkei"], 1),
        (["Al Jazeera", "QNA"], 1),  # the one is directed by the state, both are owned by its government
        (["The Washington Post", "AP"], 2),
        (["Velpress", "Ostpress"], 2),
    ],
)
def test_origins_of_one_state_or_owner_count_as_one(names: list[str], houses: int) -> None:
    count, words = joined([origin(name) for name in names], Owners())
    assert count == houses
    assert bool(words) is (houses < len(names))


def test_a_ministry_counts_with_the_agency_that_its_state_directs_and_a_person_does_not() -> None:
    assert joined([origin("TASS"), origin("Russian Defence Ministry", "official")], Owners())[0] == 1
    assert joined([origin("Xinhua"), origin("Russian Defence Ministry", "official")], Owners())[0] == 2
    assert joined([origin("TASS"), origin("Per Haldane", "official")], Owners())[0] == 2


def test_two_posts_on_platforms_of_one_company_stay_two() -> None:
    assert joined([origin("Facebook", "social"), origin("Instagram", "social")], Owners())[0] == 2


def test_what_the_user_writes_down_goes_before_the_registry_and_field_by_field() -> None:
    rows = [
        grading("Velpress", "B", state="XVM", state_controlled=True, aliases=("Velmark Press",)),
        grading("Skarn Wire", state="XVM", state_controlled=True),
        grading("Velmark Press", "D"),
        grading("TASS", "C"),
    ]
    owners = Owners(rows)
    known = owners.of("the Velpress")
    assert (known.reliability, known.state, known.state_controlled) == (Reliability.D, "XVM", True)
    assert (owners.of("Tass").reliability, owners.of("Tass").state) == (Reliability.C, "RUS")
    assert joined([origin("Velpress"), origin("Skarn Wire")], owners) == (
        1,
        "Skarn Wire and Velpress are of one house: the state XVM",
    )
    freed = Owners([*rows, grading("Skarn Wire", state_controlled=False)])
    assert joined([origin("Velpress"), origin("Skarn Wire")], freed)[0] == 2


def test_a_rating_is_the_best_letter_among_the_origins_that_count() -> None:
    owners = Owners([grading("Velpress", "B"), grading("Skarn Wire", "D"), grading("Ost Courier", "C")])
    assert rating(owners, [origin("Velpress"), origin("Skarn Wire")], 1, {}) == "B1"
    assert rating(owners, [origin("Skarn Wire"), replace(origin("Velpress"), counted="most")], 2, {}) == "D2"
    assert rating(owners, [origin("Kess Herald")], 3, {}) == "F3"
    assert rating(owners, [origin(None, "report", ("art-a",))], 6, {"art-a": "Ost Courier"}) == "C6"


def test_titles_of_one_family_and_the_aliases_of_a_source_are_one_newsroom() -> None:
    courier = OwnSource("Torsund Courier", ("The Courier",), family="Courier House")
    owners = Owners([grading("Kess Herald", aliases=("KH",))], [courier, OwnSource("Daily", family="Courier House")])
    assert owners.newsroom("the Courier") == owners.newsroom("Daily") == "Courier House"
    assert owners.newsroom("KH") == owners.newsroom("Kess Herald")
    assert owners.newsroom("Ost Courier") is None
    assert owners.newsroom("the Tass news agency") == "TASS"


def test_two_agencies_of_one_family_are_one_origin(kit: ModuleType) -> None:
    made: Coverage = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    for key, agency in (("a", "Velpress"), ("b", "Skarn Wire")):
        draft = made.article(key, f"“{WORDS}” was what Oren Castell said. {agency}")
        made.says(draft, "Oren Castell", WORDS, cites=((agency, "agency"),))
    facts = made.facts()
    house = Owners(sources=[OwnSource(name, family="Skarn House") for name in ("Velpress", "Skarn Wire")])
    (one,) = trace(facts, made.resolution(facts), house).standings
    (two,) = trace(facts, made.resolution(facts)).standings
    assert (one.at_least, two.at_least) == (1, 2)


@pytest.fixture
def standing(kit: ModuleType) -> Standing:
    """Two agencies report one utterance, each named by a paper of its own."""
    made: Coverage = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    for key, agency in (("a", "Velpress"), ("b", "Skarn Wire")):
        draft = made.article(key, f"“{WORDS}” was what Oren Castell said. {agency}")
        made.says(draft, "Oren Castell", WORDS, cites=((agency, "agency"),))
    facts = made.facts()
    own = [grading(name, state="XVM", state_controlled=True) for name in ("Velpress", "Skarn Wire")]
    (found,) = trace(facts, made.resolution(facts), Owners(own)).standings
    return found


def test_agencies_of_one_state_do_not_confirm_each_other_independently(standing: Standing) -> None:
    assert (standing.at_least, standing.owners, standing.grade) == (2, 1, 2)
    assert "Independently" not in standing.verdict
    assert "Skarn Wire and Velpress are of one house" in standing.joined
