"""A byline names persons, never an agency, an outlet, a desk or an address."""

from __future__ import annotations

import pytest

from onrecord.extract.persons import key_of, person_of
from onrecord.ontology.sources import Source, Sources

SOURCES = Sources(
    [
        Source("Velpress", "agency", ("Velmark Press",)),
        Source("The Velmark Post", "outlet", (), ("velmarkpost.example",)),
    ]
)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ilse Brandt", "Ilse Brandt"),
        ("Von Ilse Brandt", "Ilse Brandt"),
        ("Ilse Brandt and Ola Hamm", "Ilse Brandt and Ola Hamm"),
        ("Ilse Brandt, Velpress", "Ilse Brandt"),
        ("ILSE BRANDT Velmark Press", "ILSE BRANDT"),
        ("ILSE BRANDTVelmark Press", "ILSE BRANDT"),
        ("Ilse Brandt, senior correspondent", "Ilse Brandt"),
        ("Ilse Brandt | Harbour Daily", "Ilse Brandt"),
        ("Jan van den Berg", "Jan van den Berg"),
    ],
)
def test_persons(byline: str, expected: str) -> None:
    assert person_of(byline, SOURCES, {key_of("Harbour Daily")}) == (expected, "")


@pytest.mark.parametrize(
    ("byline", "reason"),
    [
        ("Velpress", "it names the agency Velpress"),
        ("By Velmark Press", "it names the agency Velpress"),
        ("The Velmark Post", "it names the outlet The Velmark Post"),
        ("Harbour Daily", "it names the outlet"),
        ("harbour-daily", "it names the outlet"),
        ("The Kelstadt Journal", "it names no person"),
        ("Newsroom", "it names no person"),
        ("Redaktion Kelstadt", "it names no person"),
        ("Kelstadt News Desk", "it names no person"),
        ("Kelstadt", "it names no person"),
        ("how to open a bridge", "it names no person"),
        ("ilse@velmarkpost.example", "it names no person"),
        ("https://velmarkpost.example/ilse", "it names no person"),
        ("By", "it names no person"),
        ("", "it names no person"),
    ],
)
def test_no_persons(byline: str, reason: str) -> None:
    assert person_of(byline, SOURCES, {key_of("Harbour Daily")}) == (None, reason)
