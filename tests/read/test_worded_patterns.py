"""Patterns tried only where their words stand find what they find everywhere."""

from __future__ import annotations

import re

import pytest

from onrecord.ontology.conduits import load_conduits
from onrecord.read import publishers, ways
from onrecord.read.worded_patterns import worded, words_in

TEXTS = (
    "The Velm Courier, a daily in Torsund, quoted Radio Kolm and state TV on Monday.",
    "LOCAL MEDIA REPORTED it. The NEWS AGENCY said so; the Norrlys newspaper did not.",
    "Agencies reported that the weekly Nordposten had closed, the paper said.",
    "The bridge was closed on Tuesday after the flood.",
    "He told reporters, including one of ours; ACCORDING TO us, a blog post and the Telegram channel Norrlys saw it.",
    "Obtained on Monday by the paper, quoted in an e-mail to Reuters and published on X: which cited it via TASS.",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "name", ["beside", "before", "appos", "paper", "station", "unnamed", "back", "own", "post", "channel"]
)
def test_no_publisher_is_lost(name: str, text: str) -> None:
    pattern = getattr(publishers._forms(), name)
    assert [m.span() for m in pattern.matches(text)] == [m.span() for m in pattern.pattern.finditer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_no_way_of_naming_is_lost(text: str) -> None:
    for _, pattern in ways._before():
        assert [m.span() for m in pattern.matches(text)] == [m.span() for m in pattern.pattern.finditer(text)]


def test_each_word_is_looked_for() -> None:
    for word in load_conduits().words["publishers"]:
        assert not publishers._forms().beside.words.isdisjoint(words_in(f"the {word} Norrlys"))


def test_letters_that_patterns_take_for_others_are_lowered_to_them() -> None:
    pattern = re.compile("press|kiosk|media", re.IGNORECASE)
    seen = worded("press|kiosk|media", ["press", "kiosk", "media"], any_case=True)
    for text in ("PREſS", "\u212aIOSK", "MEDıA", "MEDİA"):
        assert [m.group() for m in seen.matches(text)] == pattern.findall(text)
