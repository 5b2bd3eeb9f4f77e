from __future__ import annotations

from onrecord.read.phrases import PhraseTable, word_keys


def table() -> PhraseTable[str]:
    found: PhraseTable[str] = PhraseTable()
    found.add(["defence", "minister"], "office")
    found.add(["defence"], "topic")
    found.add(["defence", "minister"], "second")
    return found


def test_longest_match_comes_first() -> None:
    assert table().matches(["the", "defence", "minister"], 1) == [(3, ["office", "second"]), (2, ["topic"])]


def test_hyphens_are_passed_over_inside_a_phrase_only() -> None:
    assert table().matches(["defence", "", "minister"], 0)[0] == (3, ["office", "second"])
    assert table().matches(["", "defence"], 0) == []


def test_keys_fold_case_and_spelling() -> None:
    assert word_keys(["Defense", "-", "Minister’s"]) == ["defence", "", "minister's"]


def test_an_empty_phrase_is_never_found() -> None:
    found: PhraseTable[str] = PhraseTable()
    found.add([], "nothing")
    assert found.matches(["a"], 0) == []
