"""Patterns tried only where their words stand find what they find everywhere."""

from __future__ import annotations

import re

import pytest

from onrecord.ontology.conduits import load_conduits
from onrecord.read import publishers
from onrecord.read.worded_patterns import lowered, worded

TEXTS = (
    "The Velm Courier, a daily in Torsund, quoted Radio Kolm and state TV on Monday.",
    "LOCAL MEDIA REPORTED it. The NEWS AGENCY said so; the Norrlys newspaper did not.",
    "Agencies reported that the weekly Nordposten had closed, the paper said.",
    "The bridge was closed on Tuesday after the flood.",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["beside", "before", "appos", "paper", "station", "unnamed", "back"])
def test_no_publisher_is_lost(name: str, text: str) -> None:
    pattern = getattr(publishers._forms(), name)
    found = pattern.matches(text, lowered(text) if name in ("unnamed", "back") else None)
    assert [m.span() for m in found] == [m.span() for m in pattern.pattern.finditer(text)]


def test_each_word_is_looked_for() -> None:
    words = load_conduits().words["publishers"]
    assert all(publishers._forms().beside.words.search(f"the {word} Norrlys") for word in words)


def test_letters_that_patterns_take_for_others_are_lowered_to_them() -> None:
    pattern = re.compile("press|kiosk|media", re.IGNORECASE)
    seen = worded("(?i:press|kiosk|media)", ["press", "kiosk", "media"])
    for text in ("PREſS", "\u212aIOSK", "MEDıA", "MEDİA"):
        assert [m.group() for m in seen.matches(text, lowered(text))] == pattern.findall(text)
