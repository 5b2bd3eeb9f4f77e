"""Comparing the amounts of two reports: whether they count the same, and whether both can be right."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.reading import Magnitude
from onrecord.resolve.wording import words_in


def sums_differ(a: Sequence[Magnitude], b: Sequence[Magnitude]) -> bool:
    """Say whether two events give amounts in one unit of which none can be the same."""
    pairs = [(one, other) for one in a for other in b if unit_of(one) == unit_of(other)]
    return bool(pairs) and not any(can_be_same(one, other) for one, other in pairs)


def unit_of(amount: Magnitude) -> str:
    """Return what an amount counts, the same for words that mean the same ("diplomats", "envoys")."""
    return " ".join(word.sense for word in words_in(amount.unit)) or amount.unit


def can_be_same(a: Magnitude, b: Magnitude) -> bool:
    """Say whether two amounts in one unit can both be right ("more than 50" and "52" can).

    >>> fifty = Magnitude(50, "USD", 0, 1, "", bound="min")
    >>> can_be_same(fifty, Magnitude(52, "USD", 0, 1, "")), can_be_same(fifty, Magnitude(40, "USD", 0, 1, ""))
    (True, False)
    """
    return a.value == b.value or _within(a, b.value) or _within(b, a.value)


def _within(bound: Magnitude, value: float) -> bool:
    if bound.bound == "about":
        return abs(bound.value - value) <= 0.1 * max(abs(bound.value), abs(value))
    return (bound.bound == "min" and value >= bound.value) or (bound.bound == "max" and value <= bound.value)
