"""Words that say nothing about what a text is about."""

from __future__ import annotations

from functools import cache

from onrecord.ontology.data_files import bundled_yaml


@cache
def function_words() -> frozenset[str]:
    """Return the folded function words of English.

    >>> "the" in function_words(), "treaty" in function_words()
    (True, False)
    """
    groups: dict[str, str] = bundled_yaml("function_words.yaml")["words"]
    return frozenset(word for group in groups.values() for word in group.split())
