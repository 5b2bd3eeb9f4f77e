"""How surely two mentions name one happening: the weights of what is measured of them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILE = "event_weights.csv"
BASE, JOIN = "base", "join"
FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class EventWeights:
    """Weights in log-odds by measurement; `base` are the log-odds where all measure 0."""

    base: float
    weights: Mapping[str, float]

    def score(self, measured: Mapping[str, float]) -> float:
        """Return the log-odds that a pair with these measurements is one happening.

        >>> EventWeights(-2.0, {"same_word": 3.0}).score({"same_word": 1.0, "told": 1.0})
        1.0
        """
        return self.base + sum(self.weights.get(name, 0.0) * value for name, value in measured.items() if value)

    def why(self, measured: Mapping[str, float], most: int = 3) -> str:
        """Name what weighs most for and against, the weightiest first.

        >>> EventWeights(-2.0, {"same_word": 3.0, "told": -0.5}).why({"same_word": 1.0, "told": 2.0})
        'same_word +3.0, told -1.0'
        """
        weighed = {name: self.weights.get(name, 0.0) * value for name, value in measured.items()}
        top = sorted((name for name in weighed if weighed[name]), key=lambda name: (-abs(weighed[name]), name))
        return ", ".join(f"{name} {weighed[name]:+.1f}" for name in top[:most])


@dataclass(frozen=True, slots=True)
class EventModel:
    """The weights of a first look at each pair by itself, and of a second one at what the other pairs say of it.

    `join` is the least average of the second look at which groups of mentions are joined.
    """

    first: EventWeights
    second: EventWeights
    join: float


@cache
def load_event_model() -> EventModel:
    """Load the bundled weights, which `python -m train.event_pairs` makes."""
    text = (resources.files("onrecord.resolve") / _FILE).read_text(encoding="utf-8")
    looks: dict[str, dict[str, float]] = {FIRST: {}, SECOND: {}}
    for row in csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")):
        looks[row["look"]][row["measure"]] = float(row["weight"])
    join = looks[SECOND].pop(JOIN)
    first, second = (EventWeights(found.pop(BASE), found) for found in looks.values())
    return EventModel(first, second, join)
