"""Words that say nothing about what a text is about."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def function_words() -> frozenset[str]:
    """Return the folded function words of English.

    >>> "the" in function_words(), "treaty" in function_words()
    (True, False)
    """
    text = (files("onrecord.ontology") / "data" / "function_words.yaml").read_text(encoding="utf-8")
    groups: dict[str, str] = yaml.safe_load(text)["words"]
    return frozenset(word for group in groups.values() for word in group.split())
