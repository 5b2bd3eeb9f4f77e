"""How much of a story a brief tells: what fits two pages of A4; what it leaves out, it counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most events, statements (in all, of one speaker), denials, discrepancies, claims without a source, and ties.

    `stated` and `repeated` are the most sources that reports name and those whose words they repeat, `unsure` each kind
    of ties that are not certain, `families` the most texts that several articles have, `names` the most articles that a
    line on these names: of more it names one and counts the others.
    """

    events: int
    statements: int
    of_speaker: int
    denials: int
    disputed: int
    unsourced: int
    stated: int
    repeated: int
    unsure: int
    families: int
    names: int


FEW = Limits(
    events=6,
    statements=7,
    of_speaker=3,
    denials=2,
    disputed=4,
    unsourced=4,
    stated=3,
    repeated=2,
    unsure=1,
    families=2,
    names=6,
)
"""Of a story of few articles: they are soon all in the evidence, and a further line brings a place but no article."""

MANY = Limits(
    events=4,
    statements=5,
    of_speaker=2,
    denials=1,
    disputed=3,
    unsourced=2,
    stated=2,
    repeated=1,
    unsure=1,
    families=1,
    names=3,
)
"""Of a story of many articles: nearly every line brings articles of its own into the evidence, three lines each."""

FEW_ARTICLES = 12


def limits_of(articles: int) -> Limits:
    """Return what a brief of a story of so many articles tells."""
    return FEW if articles <= FEW_ARTICLES else MANY
