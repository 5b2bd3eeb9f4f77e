"""Who speaks in the words for a speaker."""

from __future__ import annotations

import pytest

from onrecord.model.reading import Role
from onrecord.trace.speakers import speakers_of


def texts(words: str) -> list[str]:
    return [one.text for one in speakers_of(Role(words, 0, len(words), words))]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("the police and a hospital", ["the police", "a hospital"]),
        ("both the army and the prosecutor’s office", ["the army", "the prosecutor’s office"]),
        ("the mayor and two doctors at the clinic", ["the mayor", "two doctors at the clinic"]),
        ("police, the coast guard and witnesses", ["police", "the coast guard", "witnesses"]),
        ("the ministry of trade and industry", ["the ministry of trade and industry"]),
        ("the Union of Nurses and Midwives", ["the Union of Nurses and Midwives"]),
        ("the army and police in a joint statement", ["the army and police in a joint statement"]),
        ("a statement from the army published by Velpress", ["the army"]),
        ("a police statement carried by Velpress", ["police"]),
    ],
)
def test_each_speaker_is_one_source(words: str, parts: list[str]) -> None:
    assert texts(words) == parts


def test_the_parts_stand_where_their_words_do() -> None:
    words = "the police and a hospital"
    role = Role("police", 40, 40 + len(words), words, "ent-1")
    police, hospital = speakers_of(role)
    assert (police.start, police.end, police.entity) == (40, 50, "ent-1")
    assert (hospital.start, hospital.end, hospital.entity, hospital.name) == (55, 65, None, "a hospital")
