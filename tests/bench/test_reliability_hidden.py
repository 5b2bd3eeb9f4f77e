"""The check of hidden text: each technique is read as it says, and hidden words in a list are counted as a fault."""

from __future__ import annotations

import pytest

from bench.reliability.hidden import faults
from bench.reliability.hidden.pages import FORGED, SPEAKER, TOWN, Technique, load_techniques
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import READ_KINDS, Page

HIDDEN, SHOWN = load_techniques()


def is_read(technique: Technique) -> bool:
    """Say whether the forged words are read from a page."""
    found = extract(Page("a", "a", technique.page(1).encode(), "text/html"))
    if not isinstance(found, Extracted):
        return False
    article = found.article
    read = [block.span.of(article.text) for block in article.blocks if block.kind in READ_KINDS]
    return any(SPEAKER in text or TOWN in text for text in read)


@pytest.mark.parametrize("technique", HIDDEN, ids=lambda technique: technique.name)
def test_what_is_hidden_is_not_read(technique: Technique) -> None:
    assert not is_read(technique)


@pytest.mark.parametrize("technique", SHOWN, ids=lambda technique: technique.name)
def test_what_only_seems_hidden_is_read(technique: Technique) -> None:
    assert is_read(technique)


def test_hidden_words_in_a_list_and_shown_words_in_none_are_faults() -> None:
    hidden, shown = (Technique("secret"), Technique("kept")), (Technique("plain"),)
    clean = {"statements": {"plain": 1}, "events": {"plain": 1}}
    assert not list(faults(clean, hidden, shown))
    broken = {"statements": {"plain": 1, "secret": 2}, "events": {}}
    assert list(faults(broken, hidden, shown)) == ["secret: in 2 statements", "plain: shown, and in no events"]


def test_every_technique_holds_the_words_and_has_a_page_of_its_own() -> None:
    pages = [technique.page(number) for number, technique in enumerate((*HIDDEN, *SHOWN))]
    assert len(set(pages)) == len(pages)
    drawn = [technique for technique in (*HIDDEN, *SHOWN) if "{as_" not in technique.html]
    assert all(FORGED in technique.page(1) for technique in drawn)
