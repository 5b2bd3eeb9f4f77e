"""Which line of a page is its title: the weights of the measurements, and the line with the highest sum."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

_FILE = "title_weights.csv"
NONE = "none"
"""The weight against which every line stands: where none is above it, no line is the title."""


@cache
def load_title_weights() -> Mapping[str, float]:
    """Load the bundled weights, which `python -m bench.fit_titles --write` makes."""
    text = (resources.files("onrecord.extract") / _FILE).read_text(encoding="utf-8")
    return {name: float(value) for name, value in csv.reader(t for t in text.splitlines() if t and t[0] != "#")}


def best_title(
    measured: Iterable[tuple[int, Mapping[str, float]]], weights: Mapping[str, float] | None = None
) -> tuple[int, float] | None:
    """Return the line that is most likely the title, with its score above "no title", or None.

    >>> best_title([(0, {"a": 1.0}), (4, {"a": 2.0})], {"a": 1.5, "none": 2.0})
    (4, 1.0)
    """
    weights = load_title_weights() if weights is None else weights
    scored = [(sum(weights.get(name, 0.0) * value for name, value in found.items()), -i) for i, found in measured]
    if not scored:
        return None
    score, line = max(scored)
    above = score - weights.get(NONE, 0.0)
    return (-line, round(above, 3)) if above > 0 else None
