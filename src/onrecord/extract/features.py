"""The measurements of a page's lines from which body text is told apart from what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord.extract import surroundings
from onrecord.extract.facts import NAMES, facts_of
from onrecord.extract.looks import Look, look_at
from onrecord.extract.surroundings import Column
from onrecord.ontology.furniture import load_furniture

NEIGHBOURS = (-1, 1)
"""The lines whose own facts count for a line too."""


def features_of(lines: Sequence[str]) -> Column:
    """Return one row of measurements for each line, in the order of `feature_names`; linear in the page's length."""
    if not lines:
        return np.zeros((0, len(feature_names())), np.float32)
    measured = _measure(lines)
    looks = [measured[line][0] for line in lines]
    facts = np.array([measured[line][1] for line in lines], np.float32)
    around = _around(facts, looks, [measured[line][2] for line in lines])
    columns = np.stack([*around.values()], axis=1, dtype=np.float32, casting="unsafe")
    return np.hstack([facts, surroundings.averages(facts), columns, *(_shifted(facts, by) for by in NEIGHBOURS)])


@cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the columns of `features_of`."""
    around = _around(np.zeros((1, len(NAMES)), np.float32), [look_at("", load_furniture())], [frozenset()])
    shifted = [f"{name}_of_line_{by:+d}" for by in NEIGHBOURS for name in NAMES]
    return (*NAMES, *surroundings.AVERAGES, *around, *shifted)


Measured = tuple[Look, tuple[float, ...], frozenset[str]]


def _measure(lines: Sequence[str]) -> dict[str, Measured]:
    """Measure each distinct line once."""
    furniture = load_furniture()
    found: dict[str, Measured] = {}
    for line in lines:
        if line not in found:
            look = look_at(line, furniture)
            facts, words = facts_of(line, look, furniture)
            found[line] = (look, facts, frozenset(words))
    return found


def _around(facts: Column, looks: Sequence[Look], words: Sequence[frozenset[str]]) -> surroundings.Columns:
    lengths, plain = [look.words for look in looks], [look.plain for look in looks]
    found = surroundings.place(facts) | surroundings.marks(facts)
    return found | surroundings.echoes(words, lengths, plain, facts)


def _shifted(facts: Column, by: int) -> Column:
    """Return each line's facts `by` lines on; zeros beyond the page."""
    moved = np.zeros_like(facts)
    if by < 0:
        moved[-by:] = facts[:by]
    elif by < len(facts):
        moved[:-by] = facts[by:]
    return moved
