"""Discrepancies between reports that tell one event in other words."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from coverage_kit import Coverage

DAY = "2031-05-04"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Oren Castell", "Oren Castel", state="VEL")
    made.actor("Velmark troops", kind="group", state="VEL")
    made.actor("Sarnian soldiers", kind="group", state="SRN")
    return made


def found(coverage: Coverage):
    return sorted(
        (row.kind.value, row.field, tuple(side.value for side in row.sides)) for row in coverage.trace().discrepancies
    )


def protest(coverage: Coverage, key: str, who: str):
    draft = coverage.article(key, f"{who} marched through Port Ost on Sunday.")
    coverage.does(draft, [who], "PROTEST", [], f"{who} marched through Port Ost", subtype="protest", day=DAY)


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("Some 300 quarrymen", "more than a thousand people", ("300 quarrymen", "a thousand people")),
        ("Some 300 quarrymen", "about 310 people", None),
        ("Sixty quarrymen", "sixty quarrymen of Kelm", None),
        ("Sixty quarrymen", "another forty people", None),
    ],
)
def test_numbers_of_participants(coverage: Coverage, one: str, other: str, values: tuple[str, ...] | None):
    protest(coverage, "a", one)
    protest(coverage, "b", other)
    assert found(coverage) == ([("amount", "doers", values)] if values else [])


def test_an_article_with_two_numbers_contradicts_none(coverage: Coverage):
    protest(coverage, "a", "Sixty quarrymen")
    draft = coverage.article("b", "Ninety quarrymen marched. Sixty quarrymen marched through Kelm.")
    for who in ("Ninety quarrymen", "Sixty quarrymen"):
        coverage.does(draft, [who], "PROTEST", [], f"{who} marched", subtype="protest", day=DAY)
    assert found(coverage) == []


@pytest.mark.parametrize("rest", [" and a boy", ", and hurt two others"])
def test_a_part_of_a_number_contradicts_none(coverage: Coverage, rest: str):
    for key, killed in (("a", "three people"), ("b", f"two women{rest}")):
        clause = f"A bomb in the old market of Port Ost killed {killed}"
        draft = coverage.article(key, f"{clause} on Sunday.")
        coverage.does(draft, [], "ASSAULT", [killed.split(rest)[0]], clause, subtype="killing", day=DAY)
    assert [len(claim.members) for claim in coverage.claims()] == [2]
    assert found(coverage) == []


def convict(coverage: Coverage, key: str, term: str):
    clause = f"A court convicted Oren Castell and sent him down {term}"
    draft = coverage.article(key, clause + ".")
    slots = {"subtype": "conviction", "day": DAY, "trigger": "convicted"}
    coverage.does(draft, [], "SANCTION", ["Oren Castell"], clause, **slots)


@pytest.mark.parametrize(
    ("term", "values"),
    [
        ("for five years", ("4 year", "5 year")),
        ("for four years", None),
        ("five years after the theft", None),
    ],
)
def test_terms_of_sentences(coverage: Coverage, term: str, values: tuple[str, ...] | None):
    convict(coverage, "a", "for four years")
    convict(coverage, "b", term)
    assert found(coverage) == ([("amount", "year", values)] if values else [])


@pytest.mark.parametrize(
    ("who", "told"),
    [("the border guard", True), ("the army", True), ("local police", False), ("the security forces", False)],
)
def test_other_forces(coverage: Coverage, who: str, told: bool):
    for key, force in (("a", "the police"), ("b", who)):
        clause = f"On Sunday {force} arrested 14 officers at the old barracks"
        draft = coverage.article(key, clause + ".")
        slots = {"subtype": "arrest", "day": DAY}
        coverage.does(draft, [force], "COERCE", ["14 officers"], clause, **slots)
    assert [(kind, field) for kind, field, _ in found(coverage)] == ([("who", "doer")] if told else [])


def test_each_side_says_that_the_other_fired(coverage: Coverage):
    for key, one, other in (("a", "Velmark troops", "Sarnian soldiers"), ("b", "Sarnian soldiers", "Velmark troops")):
        clause = f"{one} fired on {other} at the ford"
        draft = coverage.article(key, clause + ".")
        coverage.does(draft, [one], "ASSAULT", [other], clause, subtype="shooting", day=DAY)
    assert {field for kind, field, _ in found(coverage) if kind == "who"} == {"doer", "target"}


@pytest.mark.parametrize(("name", "told"), [("Oren Castel", True), ("Oren Castell", False)])
def test_names_of_whom_the_articles_tell_besides(coverage: Coverage, name: str, told: bool):
    for key, written in (("a", "Oren Castell"), ("b", name)):
        clause = "Velmark closed the bridge to lorries of Sarn"
        draft = coverage.article(key, f"{clause}. {written} looked on.")
        draft.entity(written, coverage.actors[coverage.names[written]].kind, "VEL")
        slots = {"subtype": "blockade", "day": DAY}
        coverage.does(draft, ["Velmark"], "COERCE", ["Sarn"], clause, **slots)
    assert [kind for kind, *_ in found(coverage)] == (["name"] if told else [])


@pytest.mark.parametrize(
    ("title", "body", "told"),
    [
        ("Velmark shuts the sluices", "Velmark threatened to close the sluices", True),
        ("Velmark may shut the sluices", "Velmark threatened to close the sluices", False),
        ("Velmark shuts the sluices?", "Velmark threatened to close the sluices", False),
        ("Velmark shuts the harbour", "Velmark threatened to close the sluices", False),
        ("Sarn shuts the sluices", "Velmark threatened to close the sluices", False),
        ("Velmark shuts the sluices", "Velmark threatened to tax the salt", False),
    ],
)
def test_a_heading_has_as_done_what_is_threatened(coverage: Coverage, title: str, body: str, told: bool):
    draft = coverage.article("a", body + ".", title=title)
    who, _, what = title.removesuffix("?").partition(" shuts " if "shuts" in title else " may shut ")
    coverage.does(draft, [who], "COERCE", [what], title, trigger="shut", reason="verb: 'shut'")
    event = replace(draft.reading.events[0], in_block="title")
    draft.reading = replace(draft.reading, events=(event,))
    coverage.does(draft, ["Velmark"], "THREATEN", [], body, subtype="threat", trigger="threatened")
    assert [(kind, field) for kind, field, _ in found(coverage)] == ([("headline", "status")] if told else [])


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("Two were sent home in 2029, so that this was the third expulsion of envoys since 2027.", True),
        ("That makes the third expulsion of envoys since 2027.", True),
        ("In 2029 came the third expulsion of envoys since 2027.", False),
    ],
)
def test_firsts_in_words_akin_to_the_deed(coverage: Coverage, later: str, told: bool):
    slots = {"subtype": "expulsion", "day": DAY, "reason": "verb: 'expelled'", "trigger": "expelled"}
    for key, rest in (("a", ", the first expulsion of envoys since 2027."), ("b", f". {later}")):
        draft = coverage.article(key, f"Velmark expelled the envoys of Sarn{rest}", published="2031-05-05")
        coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], "Velmark expelled the envoys of Sarn", **slots)
    assert [kind for kind, *_ in found(coverage)] == (["first"] if told else [])
