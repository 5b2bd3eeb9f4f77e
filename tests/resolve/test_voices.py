"""Which sentences may be one speaker's."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from onrecord.model.reading import Role

TABLE = "Whoever shares a sea with his neighbour must sooner or later share a table with him"
OTHER = "A man who has the sea in common with his neighbour will one day sit down at one table with him"


def claims(kit: ModuleType, one: str, other: str, *, both: bool = False) -> list[list[str]]:
    """Return which articles share a claim when two speakers say the sentence; `both`: the second article names both."""
    coverage = kit.Coverage()
    coverage.actor(one)
    coverage.actor(other)
    for key, speaker, words in (("a", one, TABLE), ("b", other, OTHER)):
        text = f"“{words},” {speaker} said."
        draft = coverage.article(
            key, f"{text} “We sail at noon tomorrow,” {one} said." if both and key == "b" else text
        )
        coverage.says(draft, speaker, words)
        if both and key == "b":
            coverage.says(draft, one, "We sail at noon tomorrow")
    return sorted(sorted({member.article for member in claim.members}) for claim in coverage.claims())


def quoted(coverage: Any, key: str, speaker: str, told: str, words: str) -> None:  # noqa: ANN401 - of a module found by its path
    """Add an article that quotes a speaker, `told` of in a phrase."""
    draft = coverage.article(key, f"“{words},” {told} said.")
    coverage.says(draft, speaker, words)
    (said,) = draft.reading.statements
    start = draft.article.text.index(told)
    role = replace(said.speaker, start=start, end=start + len(told), text=told)
    draft.reading = replace(draft.reading, statements=(replace(said, speaker=role),))


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("Pavel Torwick", True),
        ("Pavle Torvick", True),
        ("Ilya Torvik", False),
        ("Pavel Renn", False),
        ("Torvik", False),
    ],
)
def test_a_name_spelt_otherwise(kit: ModuleType, other: str, together: bool):
    assert (claims(kit, "Pavel Torvik", other) == [["art-a", "art-b"]]) is together


def test_two_whom_one_article_names_are_two(kit: ModuleType):
    assert ["art-a", "art-b"] not in claims(kit, "Pavel Torvik", "Pavle Torvick", both=True)


GATE = "Not one of our men went near the gate that night"
RETOLD = "none of its soldiers had approached the door in the dark"


@pytest.mark.parametrize(
    ("phrase", "together"),
    [
        ("ministry spokesman Ilan Corr", True),
        ("Ilan Corr, spokeswoman of the interior ministry,", True),
        ("Finance Minister Ilan Corr", False),
        ("army spokesman Ilan Corr", False),
    ],
)
def test_a_body_speaks_by_its_spokespeople(kit: ModuleType, phrase: str, together: bool):
    coverage = kit.Coverage()
    coverage.actor("Ilan Corr", state="VEL")
    coverage.actor("interior ministry", kind="organisation", state="VEL")
    quoted(coverage, "a", "Ilan Corr", phrase, GATE)
    retelling = coverage.article("b", f"The interior ministry said that {RETOLD}.")
    coverage.says(retelling, "interior ministry", RETOLD, kind="indirect")
    found = [{member.article for member in claim.members} for claim in coverage.claims()]
    assert ({"art-a", "art-b"} in found) is together


@pytest.mark.parametrize(("heard", "together"), [("Outlet A", True), ("Velpress", False)])
def test_nobody_named_but_told_to_one_outlet(kit: ModuleType, heard: str, together: bool):
    coverage = kit.Coverage()
    first = coverage.article("a", f"{GATE}, a clerk told this newspaper.", outlet="Outlet A")
    coverage.says(first, None, GATE, kind="indirect", to="this newspaper")
    other = coverage.article("b", f"A clerk told {heard} that {RETOLD}.", outlet="Outlet B")
    coverage.says(other, None, RETOLD, kind="indirect", to=heard)
    for draft, phrase in ((first, "a clerk"), (other, "A clerk")):
        (said,) = draft.reading.statements
        start = draft.article.text.index(phrase)
        clerk = Role("clerk", start, start + len(phrase), phrase)
        draft.reading = replace(draft.reading, statements=(replace(said, speaker=clerk),))
    found = [{member.article for member in claim.members} for claim in coverage.claims()]
    assert ({"art-a", "art-b"} in found) is together


@pytest.mark.parametrize(
    ("phrase", "together"),
    [
        ("the harbour minister of Velmark, Ilan Corr,", True),
        ("a spokeswoman for the premier, Ilan Corr,", False),
        ("the lawyer of the premier, Ilan Corr,", False),
    ],
)
def test_a_name_put_beside_an_office(kit: ModuleType, phrase: str, together: bool):
    coverage = kit.Coverage()
    coverage.actor("Ilan Corr")
    coverage.actor("Velmark official")
    quoting = coverage.article("a", f"“{TABLE},” Ilan Corr said.")
    coverage.says(quoting, "Ilan Corr", TABLE)
    other = coverage.article("b", f"“{OTHER},” {phrase} said. Velmark official.")
    coverage.says(other, "Velmark official", OTHER)
    (said,) = other.reading.statements
    assert said.speaker is not None
    start = other.article.text.index(phrase)
    role = replace(said.speaker, start=start, end=start + len(phrase), text=phrase)
    other.reading = replace(other.reading, statements=(replace(said, speaker=role),))
    found = [{member.article for member in claim.members} for claim in coverage.claims()]
    assert ({"art-a", "art-b"} in found) is together


@pytest.mark.parametrize(
    ("phrase", "name", "state", "together"),
    [
        ("the Velmarkian energy minister", "Velmarkian energy minister", "VEL", True),
        ("the Velmarkian trade minister", "Velmarkian trade minister", "VEL", False),
        ("Torvik, the minister,", "Torvik", None, True),
        ("Torvik, the banker,", "Torvik", None, False),
        ("Renn, the minister,", "Renn", None, False),
    ],
)
def test_who_is_known_by_office_alone_or_by_surname_and_office(
    kit: ModuleType, phrase: str, name: str, state: str | None, together: bool
):
    coverage = kit.Coverage()
    coverage.actor("Pavel Torvik")
    coverage.actor(name, state=state)
    full = "Energy Minister Pavel Torvik"
    for key, who, told, words in (("a", "Pavel Torvik", full, TABLE), ("b", name, phrase, OTHER)):
        quoted(coverage, key, who, told, words)
    found = [{member.article for member in claim.members} for claim in coverage.claims()]
    assert ({"art-a", "art-b"} in found) is together


def test_of_two_who_may_be_meant_nobody_is(kit: ModuleType):
    coverage = kit.Coverage()
    for name in ("Pavel Torvik", "Ada Renn"):
        coverage.actor(name)
    coverage.actor("Velmarkian energy minister", state="VEL")
    told = (
        ("a", "Pavel Torvik", "Energy Minister Pavel Torvik", TABLE),
        ("b", "Velmarkian energy minister", "the Velmarkian energy minister", OTHER),
        ("c", "Ada Renn", "Energy Minister Ada Renn", "We sail at noon tomorrow with three ships"),
    )
    for key, who, phrase, words in told:
        quoted(coverage, key, who, phrase, words)
    assert {"art-a", "art-b"} not in [{member.article for member in claim.members} for claim in coverage.claims()]
