"""Sentence patterns with alternatives, so that no pattern is a stock phrase of all coverage."""

from __future__ import annotations

import re
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def varied(rng: Random, pattern: str) -> str:
    """Choose one of each of a pattern's alternatives.

    >>> varied(Random(1), "[the|a] treaty") in {"the treaty", "a treaty"}
    True
    """
    return _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), pattern)
