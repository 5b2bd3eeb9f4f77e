"""Second translations, quotations cut short, bodies by name, deeds told by another kind."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.reading import EntityKind, Role

if TYPE_CHECKING:
    from coverage_kit import Coverage, Draft

TABLE = "Whoever shares a sea with his neighbour must sooner or later share a table with him"
OTHER = "A man who has the sea in common with his neighbour will one day sit down at one table with him"
THIRD = "No neighbour has ever been served at this table with fish from the sea"
SPEAKER = "Oren Castell"


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor(SPEAKER, state="VEL")
    made.actor("Lida Marn", state="SRN")
    made.actor("Velmark", kind="state", state="VEL")
    made.actor("Sarn", kind="state", state="SRN")
    made.actor("security forces", kind="group", state="SRN")
    made.actor("Sarnian security forces", kind="group", state="SRN")
    made.actor("police", kind="organisation")
    made.actor("the army", kind="organisation")
    return made


def say(coverage: Coverage, key: str, *pieces: str, speaker: str = SPEAKER, kind: str = "direct"):
    text = " ".join(f"“{words},” {speaker} said." for words in pieces)
    draft = coverage.article(key, text)
    for words in pieces:
        coverage.says(draft, speaker, words, kind=kind)


def groups(coverage: Coverage, kind: str = "utterance"):
    claims = [claim for claim in coverage.claims() if claim.kind.value == kind]
    return sorted(sorted({member.article.removeprefix("art-") for member in claim.members}) for claim in claims)


def test_two_translations_with_few_words_in_common(coverage: Coverage):
    say(coverage, "a", TABLE)
    say(coverage, "b", OTHER)
    assert groups(coverage) == [["a", "b"]]
    (claim,) = coverage.claims()
    assert any("another translation" in member.reason for member in claim.members)


def test_the_clauses_of_a_translation_may_change_places(coverage: Coverage):
    say(coverage, "a", "We send bread because nobody can eat sympathy, and because we were hungry ourselves")
    say(coverage, "b", "Nobody can eat sympathy, and as we have ourselves been hungry, it is bread that we send")
    assert groups(coverage) == [["a", "b"]]


def test_one_article_that_prints_both_says_that_they_are_two(coverage: Coverage):
    say(coverage, "a", TABLE, OTHER)
    say(coverage, "b", OTHER)
    assert groups(coverage) == [["a"], ["a", "b"]]


def test_words_that_a_third_utterance_has_too_make_no_translation(coverage: Coverage):
    say(coverage, "a", TABLE)
    say(coverage, "b", OTHER)
    say(coverage, "c", THIRD)
    assert groups(coverage) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize("how", ["speaker", "story"])
def test_nor_do_other_speakers_or_stories(coverage: Coverage, how: str):
    say(coverage, "a", TABLE)
    draft = coverage.article("b", f"“{OTHER}” was said.", story="two" if how == "story" else "one")
    speaker = "Lida Marn" if how == "speaker" else SPEAKER
    coverage.says(draft, speaker, OTHER)
    assert ["a", "b"] not in groups(coverage)


FULL = "Our observers will stay until the last gun has been carried home"


@pytest.mark.parametrize(
    ("cut", "speaker", "together"),
    [
        ("Our observers will stay", SPEAKER, True),
        ("the last gun has been carried home", SPEAKER, True),
        ("until the last", SPEAKER, False),
        ("Our observers will not stay", SPEAKER, False),
        ("Our observers will stay", "Lida Marn", False),
    ],
)
def test_a_quotation_cut_short(coverage: Coverage, cut: str, speaker: str, together: bool):
    say(coverage, "a", FULL)
    say(coverage, "b", cut, speaker=speaker)
    assert (["a", "b"] in groups(coverage)) is together


def arrest(coverage: Coverage, key: str, who: str):
    clause = f"{who} arrested the harbour master of Kess at night"
    draft = coverage.article(key, f"{clause}.")
    coverage.does(draft, [who], "COERCE", ["Sarn"], clause, subtype="arrest")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [("security forces", "Sarnian security forces", True), ("police", "the army", False)],
)
def test_a_body_named_more_fully_is_the_same(coverage: Coverage, one: str, other: str, together: bool):
    arrest(coverage, "a", one)
    arrest(coverage, "b", other)
    assert (groups(coverage, "event") == [["a", "b"]]) is together


def deed(coverage: Coverage, key: str, clause: str, subtype: str, day: str):
    draft = coverage.article(key, f"{clause}.")
    coverage.does(draft, ["Velmark"], "COERCE", ["Sarn"], clause, subtype=subtype, day=day)


@pytest.mark.parametrize(
    ("clause", "day", "together"),
    [
        ("Velmark banned the lorries of Sarn from the bridge at Marn", "2031-05-04", True),
        ("Velmark banned the lorries of Sarn from the bridge at Marn", "2031-05-09", False),
        ("Velmark banned the songs of Sarn from its schools", "2031-05-04", False),
    ],
)
def test_one_deed_told_by_two_kinds(coverage: Coverage, clause: str, day: str, together: bool):
    deed(coverage, "a", "Velmark closed the bridge at Marn to the lorries of Sarn", "blockade", "2031-05-04")
    deed(coverage, "b", clause, "ban", day)
    assert (groups(coverage, "event") == [["a", "b"]]) is together


@pytest.mark.parametrize(("kind", "together"), [("talks", True), ("summit", True), ("visit", False)])
def test_a_meeting_goes_by_several_names(coverage: Coverage, kind: str, together: bool):
    for key, name, verb in (("a", "meeting", "met"), ("b", kind, "sat down with")):
        clause = f"{SPEAKER} {verb} Lida Marn at the castle of Kess"
        draft = coverage.article(key, f"{clause}.")
        coverage.does(draft, [SPEAKER], "CONSULT", ["Lida Marn"], clause, subtype=name, day="2031-05-04")
    assert (groups(coverage, "event") == [["a", "b"]]) is together


def test_an_event_of_which_no_actor_is_known_is_a_claim(coverage: Coverage):
    for key, count in (("a", "Nine"), ("b", "Eleven")):
        draft = coverage.article(key, f"{count} people were killed by a bomb at the grain market on Tuesday.")
        id_ = coverage.does(draft, [], "ASSAULT", [], f"{count} people were killed by a bomb at the grain market",
                            subtype="killing", day="2031-05-06")  # fmt: skip
        _befalls(draft, id_, f"{count} people")
    assert groups(coverage, "event") == [["a", "b"]]


def _befalls(draft: Draft, event: str, phrase: str) -> None:
    """Put a phrase that names nobody known into the recipients of an event."""
    place = draft.place(phrase)
    role = Role(phrase, place.start, place.end, phrase, None, None)
    events = tuple(replace(e, recipients=(role,)) if e.id == event else e for e in draft.reading.events)
    draft.reading = replace(draft.reading, events=events)


@pytest.mark.parametrize(("day", "together"), [("2031-05-05", True), ("2031-05-09", False)])
def test_a_treaty_is_signed_once_by_both_sides(coverage: Coverage, day: str, together: bool):
    for key, (one, other), when in (("a", ("Velmark", "Sarn"), "2031-05-04"), ("b", ("Sarn", "Velmark"), day)):
        clause = f"{one} and {other} signed a treaty on the transit of grain"
        draft = coverage.article(key, f"{clause}.")
        coverage.does(draft, [one, other], "SUPPORT", [other], clause, subtype="treaty", day=when)
    assert (groups(coverage, "event") == [["a", "b"]]) is together


def test_an_agencys_report_of_words_gives_them_to_the_person_it_names(coverage: Coverage):
    coverage.actor("Velpress", kind="agency")
    say(coverage, "a", TABLE)
    text = f"“{TABLE},” {SPEAKER}"
    draft = coverage.article("b", f"{text} said, according to Velpress.")
    draft.entity(SPEAKER, EntityKind.PERSON, "VEL")
    coverage.says(draft, "Velpress", text, kind="mixed")
    (claim,) = coverage.claims()
    assert [coverage.names[SPEAKER]] == list(claim.actors)


def test_three_translations_are_one_utterance(coverage: Coverage):
    say(coverage, "a", "The water of the lake belongs to both banks, and neither bank may sell it")
    say(coverage, "b", "The lake’s water is owned by both shores, and neither shore may dispose of it")
    say(coverage, "c", "The water of the lake is the property of both banks, and neither of them may trade in it")
    assert groups(coverage) == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "other",
    [
        "Whoever shares no sea with his neighbour need not share a table with him",
        "Three neighbours of ours have shared the sea with us, and two of them the table",
        "We once had a neighbour with whom we had the table in common, and no sea",
    ],
)
def test_what_denies_or_counts_is_another_sentence(coverage: Coverage, other: str):
    say(coverage, "a", OTHER)
    say(coverage, "b", other)
    assert groups(coverage) == [["a"], ["b"]]


def test_what_is_said_on_two_days_is_said_twice(coverage: Coverage):
    say(coverage, "a", TABLE)
    say(coverage, "b", OTHER)
    for key, day in (("a", "2031-03-04"), ("b", "2031-03-06")):
        draft = coverage.drafts[key]
        dated = tuple(replace(statement, date=day) for statement in draft.reading.statements)
        draft.reading = replace(draft.reading, statements=dated)
    assert groups(coverage) == [["a"], ["b"]]


def test_speakers_of_english_are_not_translated(kit: ModuleType):
    made = kit.Coverage()
    made.actor(SPEAKER, state="IRL")
    say(made, "a", TABLE)
    say(made, "b", OTHER)
    assert groups(made) == [["a"], ["b"]]


def test_a_sentence_retold_in_other_words(coverage: Coverage):
    say(coverage, "a", "We brought figures to this table, and all that they brought to it was their coats")
    draft = coverage.article("b", f"{SPEAKER} said his side had come with figures and the other with its coats.")
    coverage.says(draft, SPEAKER, "his side had come with figures and the other with its coats", kind="indirect")
    assert groups(coverage) == [["a", "b"]]
    (claim,) = coverage.claims()
    assert any("retold" in member.reason for member in claim.members)


def test_a_speaker_known_by_an_office_that_nobody_else_has(coverage: Coverage):
    say(coverage, "a", TABLE)
    draft = coverage.drafts["a"]
    entities = tuple(replace(entity, office="harbour minister") for entity in draft.reading.entities)
    draft.reading = replace(draft.reading, entities=entities)
    other = coverage.article("b", f"“{OTHER},” the harbour minister said.")
    coverage.says(other, None, OTHER)
    at = other.article.text.index("the harbour minister")
    role = Role("the harbour minister", at, at + 20, "the harbour minister")
    spoken = tuple(replace(statement, speaker=role) for statement in other.reading.statements)
    other.reading = replace(other.reading, statements=spoken)
    assert groups(coverage) == [["a", "b"]]
