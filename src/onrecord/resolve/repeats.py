"""Sentences alike that one article prints side by side: two utterances, however alike they are.

A speaker who says nearly the same thing twice ("It is a threat to us." "You would not think so, but it is a threat.")
is known only from the reports that print both; they tell for those that print one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from onrecord.model.snapshot import grouped
from onrecord.resolve.changes import agreement
from onrecord.resolve.pairing import LONG_RUN, inner_difference
from onrecord.resolve.units import Unit
from onrecord.resolve.wording import longest_run

Pair = frozenset[tuple[str, ...]]

_ONE_SENTENCE = 0.8
_ALIKE = 2


def printed_apart(units: Iterable[Unit]) -> frozenset[Pair]:
    """Return the pairs of wordings that some article prints as two quotations of its body, each with its own words.

    Not such a pair are a sentence and a part of it, and wordings so alike that the article rather quotes one twice.
    """
    quoted = ((unit.article, unit) for unit in units if unit.quoted and not unit.in_heading)
    return frozenset(pair for found in grouped(quoted).values() for pair in _pairs(found))


def _pairs(units: Sequence[Unit]) -> Iterable[Pair]:
    for a, b in combinations(units, 2):
        alike = len(set(a.senses) & set(b.senses)) >= _ALIKE
        if alike and not a.span.overlaps(b.span) and inner_difference(a.forms, b.forms) and not _repeated(a, b):
            yield frozenset({a.forms, b.forms})


def _repeated(a: Unit, b: Unit) -> bool:
    return longest_run(a.forms, b.forms)[2] >= LONG_RUN or agreement(a.words, b.words) >= _ONE_SENTENCE
