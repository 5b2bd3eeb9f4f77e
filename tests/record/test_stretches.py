from __future__ import annotations

import time

import pytest

from onrecord.record.stretches import stretch

FILLING = "Nothing was said about it at all. "


@pytest.mark.parametrize("before", [0, 1, 59, 60, 200, 5000])
@pytest.mark.parametrize("phrases", ['"strait" "closed"', '"closed"', '"strait is closed"', '"straits"'])
def test_the_stretch_holds_the_words_wherever_they_stand(before: int, phrases: str) -> None:
    shown = stretch(("A title", FILLING * before + "The strait is closed. " + FILLING * 90), phrases)
    assert "strait is closed" in shown
    assert len(shown.split()) <= 34
    assert shown.startswith("…") is (before > 0)
    assert shown.endswith("…")


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = "The strait. " + FILLING * 200 + "The strait is closed. " + FILLING * 200 + "It is closed."
    assert "strait is closed" in stretch(("", text), '"strait" "closed"')


def test_a_title_alone_may_hold_them() -> None:
    assert stretch(("The strait is closed", FILLING), '"strait"') == "The strait is closed"
    assert stretch(("", ""), '"strait"') == stretch(("a", "b"), '"strait"') == ""


@pytest.mark.parametrize(
    "phrases", ['"strait"', '"' + "strait " * 150 + '"', " ".join(f'"{"strait " * n}"' for n in range(1, 15))]
)
def test_a_word_again_and_again_takes_little_time(phrases: str) -> None:
    start = time.monotonic()
    assert stretch(("", "strait " * 280_000), phrases).startswith("strait strait")
    assert time.monotonic() - start < 20  # it took half an hour; a second on an idle machine
