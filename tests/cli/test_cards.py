"""Cards say what a row holds, unknown things included, each thing once."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.cli import cards


def claim(articles: int, outlets: list[str], unknown: int) -> dict[str, Any]:
    return {
        "kind": "event",
        "title": "Velmark, Ostrania: talks",
        "articles": [f"art-{i}" for i in range(articles)],
        "outlets": outlets,
        "unknown_outlets": unknown,
        "origins": {"at_least": 1, "at_most": 1, "named": [{"name": "Velpress"}], "unnamed": []},
        "verdict": "One origin: Velpress",
        "rating": "B3",
        "joined": "",
    }


@pytest.mark.parametrize(
    ("outlets", "unknown", "shown"),
    [
        (["Courier", "Post"], 1, "4 articles · 2 outlets, 1 unknown · 1 origin (Velpress)"),
        (["Courier"], 0, "4 articles · 1 outlet · 1 origin (Velpress)"),
        ([], 4, "4 articles · outlets unknown · 1 origin (Velpress)"),
    ],
)
def test_a_claim_counts_known_outlets_apart_from_unknown_ones(outlets: list[str], unknown: int, shown: str) -> None:
    _, lines = cards.claim(claim(4, outlets, unknown))
    assert lines[0] == shown


def test_an_office_that_many_articles_give_stands_once() -> None:
    office = {"office": "foreign minister", "state": "VEL", "since": None, "until": None}
    row = {
        "kind": "person",
        "name": "Ada Torvik",
        "state": "VEL",
        "articles": ["art-1", "art-2"],
        "aliases": ["Torvik"],
        "tenures": [office, office | {"until": "2031-05-04"}, office],
    }
    _, lines = cards.actor(row)
    assert lines[2:] == ["foreign minister · VEL", "foreign minister · VEL · 2031-05-04"]


def test_a_claim_shows_its_rating_in_words_and_the_house_that_its_origins_share() -> None:
    row = claim(2, ["Courier"], 0)
    assert cards.claim(row)[1][1:] == ["One origin: Velpress · B3 (usually reliable, possibly true)"]
    row["joined"] = "Courier and Velpress are of one house: Courier House"
    assert cards.claim(row)[1][-1] == row["joined"]
