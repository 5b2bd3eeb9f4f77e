from __future__ import annotations

from onrecord.ontology.function_words import function_words


def test_function_words_are_folded() -> None:
    assert {word for word in function_words() if word != word.casefold() or "’" in word} == set()
    assert {"the", "not", "isn't", "said"} <= function_words()


def test_nothing_that_tells_happenings_apart_is_among_them() -> None:
    assert function_words().isdisjoint({"march", "minister", "court", "friday", "north", "million"})
