from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.reading import Mention, MentionForm, Role

if TYPE_CHECKING:
    from coverage_kit import Coverage, Draft

WORDS = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"
SPEAKER = "Oren Castell"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor(SPEAKER, "Oren Castel", "Orien Castell", "Orën Castell", "Castell", state="VEL")
    made.actor("Sergei Voronin", "Sergey Voronin", "Sergei Voronyn", state="VEL")
    made.actor("Lida Marn", state="SRN")
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    return made


def say(
    coverage: Coverage,
    key: str,
    words: str,
    speaker: str | None = SPEAKER,
    cites: tuple[tuple[str, str], ...] = (),
    kind: str = "direct",
):
    names = " ".join(name for name, *_ in cites)
    draft = coverage.article(key, f"“{words}” was what {speaker} said. {names}")
    coverage.says(draft, speaker, words, kind=kind, cites=cites)


def found(coverage: Coverage):
    tracing = coverage.trace()
    facts = coverage.facts()
    for row in tracing.discrepancies:
        for side in row.sides:
            assert facts.article[side.article].text[side.start : side.end] == side.text
    return sorted((row.kind.value, tuple(side.value for side in row.sides)) for row in tracing.discrepancies)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (WORDS, []),
        (WORDS.replace("neighbours", "neighbors"), []),
        ("show the neighbours the firm bonds between the navies of Velmark and Sarn", []),
        ("We have come [to Sarn] to show the neighbours the firm bonds between the navies of Velmark and Sarn", []),
        ("We have come … to show the firm bonds between … Velmark and Sarn", ["neighbours the", ""]),
        (WORDS.replace("firm", "close"), ["firm", "close"]),
        (WORDS.replace("the firm", "a firm"), []),
        (WORDS.replace("We have come", "We have not come"), ["", "not"]),
        (WORDS.replace("the firm bonds between ", ""), ["firm bonds between the", ""]),
        (WORDS.replace("We have come", "We (Velmark) have come"), []),
        (WORDS.replace("the firm bonds", "the ‘,’ she said, adding ‘ bonds"), []),
        ("It is a fine day and Velmark has firm bonds with its neighbours", []),
    ],
)
def test_wording(coverage: Coverage, other: str, expected: object):
    say(coverage, "a", WORDS + ", and that is all we came for")
    say(coverage, "b", other)
    kinds = [(kind, list(values)) for kind, values in found(coverage)]
    assert kinds == ([("wording", expected)] if expected else [])


def test_reports_that_differ_alike_are_sides_of_one_row(coverage: Coverage):
    say(coverage, "a", WORDS + ", and that is all we came for")
    say(coverage, "b", WORDS.replace("firm", "close"))
    say(coverage, "c", WORDS.replace("firm", "close"))
    assert found(coverage) == [("wording", ("close", "close", "firm"))]
    (row,) = coverage.trace().discrepancies
    assert row.note.startswith("of 3 articles 2 have “close”, 1 has “firm”")


def test_the_side_of_the_head_has_all_that_agree_with_it(coverage: Coverage):
    say(coverage, "a", WORDS + ", and that is all we came for")
    say(coverage, "b", WORDS)
    say(coverage, "c", WORDS.replace("firm", "close"))
    assert found(coverage) == [("wording", ("firm", "firm", "close"))]


def test_what_one_article_prints_twice_is_no_discrepancy(coverage: Coverage):
    other = WORDS.replace("firm bonds between the navies", "close ties that bind the fleets")
    draft = coverage.article("a", f"“{WORDS},” {SPEAKER} said. “{other},” {SPEAKER} said.")
    coverage.says(draft, SPEAKER, WORDS)
    coverage.says(draft, SPEAKER, other)
    assert found(coverage) == []


def test_a_paraphrase_words_nothing_differently(coverage: Coverage):
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS.replace("firm", "close"), kind="indirect")
    assert found(coverage) == []


def test_a_heading_that_misquotes_its_article(coverage: Coverage):
    heading = "We have come to show the world the firm bonds between the navies of Velmark and Sarn"
    draft = coverage.article("a", f"“{WORDS},” {SPEAKER} said.", title=f"“{heading}”")
    coverage.says(draft, SPEAKER, heading, block="title")
    coverage.says(draft, SPEAKER, WORDS + ",")
    assert found(coverage) == [("headline", ("neighbours", "world"))]
    (row,) = coverage.trace().discrepancies
    assert row.note == "both stand in one article"


def test_a_heading_that_cuts_its_quotation_is_right(coverage: Coverage):
    heading = "show the neighbours the firm bonds"
    draft = coverage.article("a", f"“{WORDS},” {SPEAKER} said.", title=f"“{heading}”")
    coverage.says(draft, SPEAKER, heading, block="title")
    coverage.says(draft, SPEAKER, WORDS + ",")
    assert found(coverage) == []


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("here to fight for you", ("support", "fight for")),
        ("here to support you", None),
        ("we are here", None),
        ("ready to leave at once", None),
    ],
)
def test_a_short_quotation_in_a_heading(coverage: Coverage, quotation: str, expected: tuple[str, str] | None):
    title = f"The navy is ‘{quotation}’, minister says"
    draft = coverage.article("a", f"“{WORDS}. We are here to support you,” {SPEAKER} said.", title=title)
    coverage.says(draft, SPEAKER, f"The navy is ‘{quotation}’", kind="mixed", block="title")
    coverage.says(draft, SPEAKER, f"{WORDS}. We are here to support you,")
    assert found(coverage) == ([("headline", expected)] if expected else [])


def test_a_misspelt_speaker_taken_for_another_is_a_name(coverage: Coverage):
    coverage.actor("Orenn Castell", state="VEL")
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS)
    say(coverage, "c", WORDS, speaker="Orenn Castell")
    (row,) = coverage.trace().discrepancies
    assert (row.kind, row.field) == ("name", "name")
    assert "2 have “Oren Castell”, 1 has “Orenn Castell”" in row.note


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("Oren Castel", "the spellings differ"),
        ("Orien Castell", "the spellings differ"),
        ("Orën Castell", None),
        ("Castell", None),
    ],
)
def test_names(coverage: Coverage, name: str, remark: str | None):
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS, speaker=name)
    rows = [row for row in coverage.trace().discrepancies if row.kind == "name"]
    assert [row.note.split(";")[0] for row in rows] == ([remark] if remark else [])


def test_a_transliteration_is_no_error(coverage: Coverage):
    say(coverage, "a", WORDS, speaker="Sergei Voronin")
    say(coverage, "b", WORDS, speaker="Sergey Voronin")
    (row,) = coverage.trace().discrepancies
    assert "transliteration" in row.note


def test_most_articles_have_the_right_name(coverage: Coverage):
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS)
    say(coverage, "c", WORDS, speaker="Oren Castel")
    (row,) = coverage.trace().discrepancies
    assert "2 have “Oren Castell”, 1 has “Oren Castel”" in row.note
    assert len(row.sides) == 3


def test_one_name_is_shown_once_for_all_claims(coverage: Coverage):
    for key, name in (("a", SPEAKER), ("b", "Oren Castel")):
        second = "Our grain ships will sail from the harbour of Sarn tomorrow"
        draft = coverage.article(key, f"“{WORDS},” said {name}. “{second}.”")
        coverage.says(draft, name, WORDS)
        coverage.says(draft, name, second)
    assert [kind for kind, _ in found(coverage)] == ["name"]


def test_the_same_words_of_two_speakers(coverage: Coverage):
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS, speaker="Lida Marn")
    assert found(coverage) == [("who", ("Lida Marn", SPEAKER))]


def test_who_speaks_for_somebody_is_somebody_else(coverage: Coverage):
    say(coverage, "a", WORDS)
    draft = coverage.article("b", f"Lida Marn was ill. “{WORDS},” Marn’s lawyer said.")
    coverage.says(draft, "Lida Marn", WORDS)
    start = draft.place("Marn’s lawyer").start
    role = replace(draft.reading.statements[0].speaker, start=start, end=start + 13, text="Marn’s lawyer")
    mention = Mention("men-b", "art-b", role.entity, start, start + 4, "Marn", MentionForm.NAME)
    statement = replace(draft.reading.statements[0], speaker=role)
    mentions = (*draft.reading.mentions, mention)
    draft.reading = replace(draft.reading, statements=(statement,), mentions=mentions)
    assert found(coverage) == []


def test_a_pronoun_or_a_paraphrase_gives_words_to_nobody_else(coverage: Coverage):
    say(coverage, "a", WORDS)
    coverage.actor("He", state="SRN")
    draft = coverage.article("b", f"“{WORDS}” was what he said.")
    coverage.says(draft, "He", WORDS)
    say(coverage, "c", WORDS, speaker="Lida Marn", kind="indirect")
    assert [kind for kind, _ in found(coverage) if kind in {"name", "who"}] == []


@pytest.mark.parametrize(
    ("first", "told"), [("Oda Castell", True), ("Castell", False), ("Oren Castell, Oda Castell", False)]
)
def test_a_surname_of_two_speakers(coverage: Coverage, first: str, told: bool):
    coverage.actor("Oda Castell", state="VEL")
    say(coverage, "a", WORDS)
    say(coverage, "b", WORDS)
    draft = coverage.article("c", f"{first} came. “{WORDS},” Castell said.")
    entity = draft.entity("Oda Castell", "person", "VEL")
    if "Oren" in first:
        draft.entity(SPEAKER, "person", "VEL")
    role = Role("Castell", *_place(draft, "Castell said"), "Castell", entity, "VEL")
    mention = Mention("men-c", "art-c", entity, role.start, role.end, "Castell", MentionForm.NAME)
    early = Mention("men-b", "art-c", entity, 0, len("Castell"), "Castell", MentionForm.NAME)
    known = (*draft.reading.mentions, mention, *([early] if first == "Castell" else []))
    coverage.says(draft, "Oda Castell", WORDS)
    said = replace(draft.reading.statements[0], speaker=role)
    draft.reading = replace(draft.reading, statements=(said,), mentions=known)
    rows = [row for row in coverage.trace().discrepancies if row.field == "speaker"]
    assert bool(rows) is told
    assert all("2 have “Oren Castell”, 1 has “Oda Castell”" in row.note for row in rows)


def _place(draft: Draft, piece: str) -> tuple[int, int]:
    start = draft.place(piece).start
    return start, start + len("Castell")


def tax(
    coverage: Coverage,
    kit: ModuleType,
    key: str,
    text: str,
    value: float,
    cites: tuple[tuple[str, str], ...] = (),
    bound: str = "",
    unit: str = "USD",
):
    names = " ".join(name for name, *_ in cites)
    draft = coverage.article(key, f"Velmark will tax {text} of fish from Sarn. {names}")
    sums = [kit.amount(value, text, unit, bound)]
    slots = {"subtype": "tariff", "status": "planned", "sums": sums, "cites": cites}
    coverage.does(draft, ["Velmark"], "SANCTION", ["Sarn"], f"Velmark will tax {text} of fish from Sarn", **slots)


@pytest.mark.parametrize(
    ("value", "bound", "unit", "expected"),
    [
        (6e7, "", "USD", [("amount", ("50,000,000 USD", "60,000,000 USD"))]),
        (5e7, "", "USD", []),
        (4e7, "min", "USD", []),
        (7e7, "about", "USD", [("amount", ("50,000,000 USD", "70,000,000 USD"))]),
        (6e7, "", "ton", []),
    ],
)
def test_amounts(coverage: Coverage, kit: ModuleType, value: float, bound: str, unit: str, expected: object):
    tax(coverage, kit, "a", "$50 million", 5e7)
    tax(coverage, kit, "b", "an amount", value, bound=bound, unit=unit)
    assert found(coverage) == expected


AGENCY, SECOND = ("Velpress", "agency"), ("Sarnian Wire", "agency")


@pytest.mark.parametrize(
    ("cites", "note", "grade"),
    [
        (((AGENCY,), (AGENCY,)), "an editing error of one origin rather than a conflict of sources", 3),
        (((AGENCY,), (SECOND,)), "a conflict of sources", 4),
        (((AGENCY,), ()), "no common origin is known", 4),
    ],
)
def test_the_note_tells_errors_from_conflicts(
    coverage: Coverage, kit: ModuleType, cites: tuple[tuple[str, str], ...], note: str, grade: int
):
    for key, text, value, named in (("a", "$50 million", 5e7, cites[0]), ("b", "$60 million", 6e7, cites[1])):
        tax(coverage, kit, key, text, value, named)
    tracing = coverage.trace()
    (row,) = tracing.discrepancies
    assert row.note.startswith(note)
    assert tracing.standings[0].grade == grade


@pytest.mark.parametrize(
    ("day", "expected"), [("2031-05-04", []), ("2031-05-05", [("date", ("2031-05-04", "2031-05-05"))])]
)
def test_dates(coverage: Coverage, day: str, expected: object):
    for key, when in (("a", "2031-05-04"), ("b", day)):
        draft = coverage.article(key, "Velmark met Sarn.")
        coverage.does(draft, ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn", subtype="talks", day=when)
    assert found(coverage) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (("Port Ost", "VEL"), []),
        (("Kess", "VEL"), [("place", ("Kess", "Port Ost"))]),
        (("France", "VEL"), []),
        (("Port Ost Old Town", "VEL"), []),
        (("Kess", None), []),
        (("Oregon", "VEL"), []),
    ],
)
def test_places(coverage: Coverage, place: tuple[str, str | None], expected: object):
    for key, where in (("a", ("Port Ost", "VEL")), ("b", place)):
        draft = coverage.article(key, f"Velmark met Sarn in {where[0]}.")
        coverage.does(draft, ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn", subtype="talks", place=where)
    assert found(coverage) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("in Kelm", "in Mirov", [("place", ("Kelm", "Mirov"))]),
        ("in Kelm", "in Kelm", []),
        ("in Kelm", "at Mirov", []),
        ("in Kelm", "in Mirov, a suburb of Kelm,", []),
    ],
)
def test_towns_that_no_gazetteer_has(coverage: Coverage, one: str, other: str, expected: object):
    for key, where in (("a", one), ("b", other)):
        draft = coverage.article(key, f"Velmark met Sarn {where} on Monday.")
        slots = {"subtype": "talks", "day": "2031-05-05", "place": (where.split()[1].strip(","), None)}
        coverage.does(draft, ["Velmark"], "CONSULT", ["Sarn"], "Velmark met Sarn", **slots)
    assert found(coverage) == expected


def test_a_translation_whose_clauses_change_places_is_worded_otherwise(coverage: Coverage):
    say(coverage, "a", "We send bread because nobody can eat sympathy, and because we were hungry ourselves")
    say(coverage, "b", "Sympathy nobody can eat, which is why hungry people like ourselves like to send bread")
    ((kind, values),) = found(coverage)
    assert kind == "wording"
    assert len(values) == 2
