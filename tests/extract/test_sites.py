"""Titles without the name of their site."""

from __future__ import annotations

import pytest

from onrecord.extract.sites import site_keys, without_site
from onrecord.ontology.sources import Source, Sources

SOURCES = Sources([Source("The Velmark Post", "outlet", (), ("velmarkpost.example",))])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A bridge opens | The Velmark Post", "A bridge opens"),
        ("A bridge opens - Velmark Post", "A bridge opens"),
        ("A bridge opens – and closes", "A bridge opens – and closes"),
        ("A bridge | A tunnel | The Velmark Post", "A bridge | A tunnel"),
        ("The Velmark Post", "The Velmark Post"),
        ("The Velmark Post: A bridge opens", "A bridge opens"),
        ("A bridge opens · Kelstadt Journal", "A bridge opens"),
        ("A bridge opens - kelstadtjournal.example", "A bridge opens"),
        ("A bridge opens | Kelstadt Journal News", "A bridge opens"),
        ("Kelstadt: A bridge opens", "Kelstadt: A bridge opens"),
        ("A bridge opens | HARBOUR.EXAMPLE", "A bridge opens"),
        ("Ada Torvik - the bridge | World | Kelstadt Journal", "Ada Torvik - the bridge | World"),
        ("Bridge-builders, well-known", "Bridge-builders, well-known"),
    ],
)
def test_registered_and_own_names_are_cut(title: str, expected: str) -> None:
    sites = site_keys(["Kelstadt Journal"], "www2.kelstadtjournal.example")
    assert without_site(title, sites, [], SOURCES) == expected


@pytest.mark.parametrize(
    ("title", "others", "expected"),
    [
        ("A bridge opens – Harbour Weekly", ["A bridge opens"], "A bridge opens"),
        ("Harbour Weekly: A bridge opens", ["A bridge opens"], "A bridge opens"),
        (
            "A bridge opens – and closes",
            ["A bridge opens", "A bridge opens – and closes"],
            "A bridge opens – and closes",
        ),
        ("A bridge opens – Harbour Weekly", ["A tunnel opens"], "A bridge opens – Harbour Weekly"),
    ],
)
def test_what_the_page_says_elsewhere_tells_the_title_from_the_rest(
    title: str, others: list[str], expected: str
) -> None:
    assert without_site(title, frozenset(), others, SOURCES) == expected
