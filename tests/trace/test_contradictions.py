"""Discrepancies of who and first, headings against their bodies, and articles against themselves."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.span import Span
from onrecord.resolve.sentences import sentence_at
from onrecord.trace.counts import counts_in

if TYPE_CHECKING:
    from coverage_kit import Coverage


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("Dunmoor", kind="state", state="DUN")
    made.actor("fighters", "fighters of the Emre Front", "fighters of the Black Banner", kind="group")
    made.actor("police", kind="organisation")
    return made


def found(coverage: Coverage, *kinds: str):
    tracing, facts = coverage.trace(), coverage.facts()
    for row in tracing.discrepancies:
        for side in row.sides:
            assert facts.article[side.article].text[side.start : side.end] == side.text
    rows = [row for row in tracing.discrepancies if not kinds or row.kind.value in kinds]
    return sorted((row.kind.value, row.field, tuple(side.text for side in row.sides)) for row in rows)


ATTACK = "attacked the dam of Sarn at dawn on Sunday"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("fighters of the Emre Front", []),
        ("fighters", []),
        (
            "fighters of the Black Banner",
            [("who", "doer", ("fighters of the Emre Front", "fighters of the Black Banner"))],
        ),
    ],
)
def test_other_names_behind_one_description(coverage: Coverage, other: str, expected: object):
    for key, who in (("a", "fighters of the Emre Front"), ("b", other)):
        draft = coverage.article(key, f"On Sunday {who} {ATTACK}.")
        slots = {"subtype": "attack", "day": "2031-05-04"}
        coverage.does(draft, [who], "ASSAULT", ["Sarn"], f"{who} {ATTACK}", **slots)
    rows = found(coverage)
    assert [(kind, field, tuple(sorted(sides))) for kind, field, sides in rows] == [
        (kind, field, tuple(sorted(sides))) for kind, field, sides in expected
    ]


@pytest.mark.parametrize(
    ("other", "day", "together"),
    [("Dunmoor", "2031-05-04", True), ("Dunmoor", "2031-05-05", False), ("Sarn", "2031-05-04", False)],
)
def test_one_deed_of_which_reports_name_two_doers(coverage: Coverage, other: str, day: str, together: bool):
    clause = "sank the ferry of Sarn off the lighthouse of Marn with all hands"
    for key, who, when in (("a", "Velmark", "2031-05-04"), ("b", other, day)):
        draft = coverage.article(key, f"{who} {clause}.")
        coverage.does(draft, [who], "ASSAULT", ["Sarn"], f"{who} {clause}", subtype="attack", day=when)
    assert (len(coverage.claims()) == 1) is together
    assert found(coverage, "who") == ([("who", "doer", ("Dunmoor", "Velmark"))] if together else [])


def visit(coverage: Coverage, key: str, rest: str):
    draft = coverage.article(key, f"Oren Castell visited Sarn on Monday, {rest}.", published="2031-05-06")
    clause = "Oren Castell visited Sarn on Monday"
    coverage.does(draft, ["Oren Castell"], "CONSULT", ["Sarn"], clause, subtype="visit", day="2031-05-05",
                  trigger="visited")  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("his first visit there", "his second visit", True),
        ("the first visit by a leader of Velmark in eleven years", "his second visit this year", True),
        ("the first visit this year", "the second visit in ten years", False),
        ("the first visit since 2019", "the third visit since 2024", True),
        ("his second visit", "his third visit", True),
        ("his second visit", "the 2nd visit", False),
        ("the first rain in weeks", "his second visit", False),
        ("for the first time", "his second visit", True),
        ("his first visit", "after the second war", False),
        ("his first visit", "as guest of the Second Visit Committee", False),
    ],
)
def test_firsts(coverage: Coverage, one: str, other: str, clash: bool):
    visit(coverage, "a", one)
    visit(coverage, "b", other)
    assert [kind for kind, *_ in found(coverage)] == (["first"] if clash else [])


@pytest.mark.parametrize(
    ("rank", "told", "clash"),
    [
        ("met Sarn for the first time", True, True),
        ("met Sarn for the first time", False, False),
        ("met Sarn for the first time in the spring of last year, it is said,", True, False),
        ("met Sarn on first-degree terms", True, False),
    ],
)
def test_a_first_that_came_before(coverage: Coverage, rank: str, told: bool, clash: bool):
    slots = {"subtype": "meeting", "trigger": "met"}
    one = coverage.article("a", f"Oren Castell {rank} in the port.", published="2031-05-06")
    coverage.does(one, ["Oren Castell", "Sarn"], "CONSULT", ["Sarn"], f"Oren Castell {rank}", **slots)
    who = "Oren Castell" if told else "Dunmoor"
    other = coverage.article("b", f"{who} met Sarn in 2029.", published="2031-05-06")
    coverage.does(other, [who, "Sarn"], "CONSULT", ["Sarn"], f"{who} met Sarn", day="2029-03-04", **slots)
    assert bool(found(coverage, "first")) is clash


def test_a_first_in_the_sentence_that_goes_on(coverage: Coverage):
    visit(coverage, "a", "his first visit. It was cold")
    visit(coverage, "b", "with three aides. It was his second visit")
    visit(coverage, "c", "with three aides. Trade is on its third visit to the doctor")
    assert found(coverage) == [("first", "first", ("first visit", "second visit"))]


def test_the_only_one_and_another(coverage: Coverage):
    aid = {"subtype": "aid", "trigger": "sent"}
    for key, rest in (("a", ", the only state to have sent aid"), ("b", "")):
        draft = coverage.article(key, f"Velmark sent flour to Sarn{rest}. Dunmoor sent tents to Sarn.")
        coverage.does(draft, ["Velmark"], "AID", ["Sarn"], "Velmark sent flour to Sarn", day="2031-05-04", **aid)
        if not rest:
            coverage.does(draft, ["Dunmoor"], "AID", ["Sarn"], "Dunmoor sent tents to Sarn", **aid)
    assert found(coverage) == [
        ("first", "first", ("only state to have sent", "Dunmoor sent tents to Sarn")),
    ]


def arrests(coverage: Coverage, rest: str):
    first = "Police arrested twelve dockers on Wednesday"
    draft = coverage.article("a", f"{first}. {rest}")
    slots = {"subtype": "arrest", "trigger": "arrested", "day": "2031-05-07"}
    coverage.does(draft, ["police"], "COERCE", [], first, **slots)


@pytest.mark.parametrize(
    ("rest", "sides"),
    [
        ("The fourteen dockers who were arrested were brought before a judge.", ("twelve dockers", "fourteen dockers")),
        ("On Wednesday 14 dockers were arrested.", ("twelve dockers", "14 dockers")),
        ("The twelve dockers who were arrested were freed.", None),
        ("Another three dockers were arrested on Wednesday.", None),
        ("On Thursday five dockers were arrested.", None),
        ("About fourteen dockers were arrested on Wednesday.", None),
        ("The fourteen ships wait.", None),
        ("Of the fourteen dockers they stopped they arrested twelve.", None),
    ],
)
def test_a_number_that_the_article_contradicts(coverage: Coverage, rest: str, sides: tuple[str, str] | None):
    arrests(coverage, rest)
    assert found(coverage) == ([("self", "amount", sides)] if sides else [])


def test_two_days_of_one_treaty(coverage: Coverage):
    draft = coverage.article("a", "Velmark and Sarn signed a treaty on Monday. The treaty signed on Tuesday is short.")
    slots = {"subtype": "treaty", "trigger": "signed"}
    coverage.does(draft, ["Velmark"], "SUPPORT", ["Sarn"], "Velmark and Sarn signed a treaty on Monday",
                  day="2031-05-05", **slots)  # fmt: skip
    coverage.does(draft, ["Velmark"], "SUPPORT", [], "The treaty signed on Tuesday", day="2031-05-06", **slots)
    assert [(kind, field) for kind, field, _ in found(coverage)] == [("self", "date")]


def headed(coverage: Coverage, title: str, body: str, status: str = "occurred", type_: str = "RETREAT", kind: str = ""):
    draft = coverage.article("a", f"{body}.", title=title)
    trigger = "expelled" if kind else "withdrawn"
    coverage.does(
        draft, ["Velmark"], type_, ["Sarn"], body, subtype=kind or "withdrawal", status=status, trigger=trigger
    )
    return draft


@pytest.mark.parametrize(
    ("title", "status", "wrong"),
    [
        ("Army withdraws from Sarn", "denied", True),
        ("Army has not withdrawn from Sarn", "denied", False),
        ("Army withdraws from Sarn?", "denied", False),
        ("Velmark denies it withdraws from Sarn", "denied", False),
        ("The withdrawal from Sarn", "denied", False),
        ("Army withdraws from Sarn", "occurred", False),
        ("Army withdraws from Sarn", "planned", False),
    ],
)
def test_a_heading_that_has_as_done_what_is_denied(coverage: Coverage, title: str, status: str, wrong: bool):
    headed(coverage, title, "Velmark has not withdrawn its troops from Sarn", status)
    assert [row[:2] for row in found(coverage)] == ([("headline", "status")] if wrong else [])


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        ("Five envoys sent home", ("Five envoys sent home", "three envoys")),
        ("Three envoys sent home", None),
        ("Some 40 envoys sent home", None),
        ("Five ships sent home", None),
    ],
)
def test_a_heading_with_another_number(coverage: Coverage, title: str, sides: tuple[str, str] | None):
    headed(coverage, title, "Velmark expelled three envoys of Sarn", type_="SANCTION", kind="expulsion")
    assert found(coverage) == ([("headline", "amount", sides)] if sides else [])


@pytest.mark.parametrize(("part", "wrong"), [("Five of the three envoys", False), ("Four of the three envoys", True)])
def test_a_heading_with_the_number_of_a_part(coverage: Coverage, part: str, wrong: bool):
    body = f"Velmark expelled three envoys of Sarn. {part} left at once"
    headed(coverage, "Five envoys sent home", body, type_="SANCTION", kind="expulsion")
    assert bool(found(coverage)) is wrong


@pytest.mark.parametrize(
    ("other", "kind", "told"),
    [
        ("Corporal Mika Brann", "person", False),
        ("Lida Feld", "person", True),
        ("prosecution service", "organisation", False),
    ],
)
def test_a_person_named_more_fully_or_by_the_body_is_no_other_doer(
    coverage: Coverage, other: str, kind: str, told: bool
):
    coverage.actor("Mika Brann", kind="person")
    coverage.actor(other, kind=kind)
    for key, who in (("a", "Mika Brann"), ("b", other)):
        draft = coverage.article(key, f"On Sunday {who} {ATTACK}.")
        slots = {"subtype": "attack", "day": "2031-05-04"}
        coverage.does(draft, [who], "ASSAULT", ["Sarn"], f"{who} {ATTACK}", **slots)
    assert bool(found(coverage, "who")) is told


def test_two_who_are_named_together_are_no_contradiction(coverage: Coverage):
    for name in ("Mika Brann", "Lida Feld"):
        coverage.actor(name, kind="person")
    for key, names in (("a", ["Mika Brann"]), ("b", ["Lida Feld"]), ("c", ["Mika Brann", "Lida Feld"])):
        clause = f"{' and '.join(names)} shot dead in front of the old lighthouse of Marn on Sunday"
        draft = coverage.article(key, f"{clause}.")
        coverage.does(draft, ["Velmark"], "ASSAULT", names, clause, subtype="shooting", day="2031-05-04")
    assert [len(claim.members) for claim in coverage.claims()] == [3]
    assert found(coverage, "who") == []


@pytest.mark.parametrize(("doer", "wrong"), [("Dunmoor", True), ("Velmark", False), ("Oren Castell", False)])
def test_a_heading_that_gives_the_deed_to_another(coverage: Coverage, doer: str, wrong: bool):
    body = "Velmark expelled three envoys of Sarn"
    draft = headed(coverage, f"{doer} expels envoys of Sarn", body, type_="SANCTION", kind="expulsion")
    coverage.does(draft, [doer], "SANCTION", ["Sarn"], f"{doer} expels envoys of Sarn", subtype="expulsion")
    events = tuple(replace(e, in_block="body" if e.text == body else "title") for e in draft.reading.events)
    draft.reading = replace(draft.reading, events=events)
    assert [row[:2] for row in found(coverage)] == ([("headline", "doer")] if wrong else [])


def test_counts_and_sentences():
    text = "On 4 May 2031 some 300 men and 12 women left.\nGen. Orsk paid $3 million. “Ten of us fell,” he said."
    counts = [(count.value, sorted(count.nouns), count.exact) for count in counts_in(text, Span(0, len(text)))]
    assert [(value, exact) for value, nouns, exact in counts if "woman" in nouns] == [(12.0, True)]
    assert (3e6, ["USD"], True) in counts
    assert all(not exact for value, _, exact in counts if value == 300.0)
    address = "He was shot in the 12000 block of East Street."
    assert not list(counts_in(address, Span(0, len(address))))
    at = text.index("Orsk")
    assert sentence_at(text, Span(at, at + 4)).of(text) == "Gen. Orsk paid $3 million"
