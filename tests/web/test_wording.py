from __future__ import annotations

import pytest

from onrecord.web.wording import GONE, differences

BASE = "We will open a second naval base at Port Hallin before the winter"


@pytest.mark.parametrize(
    "shown",
    [
        "We will open a second naval base at Port Hallin",
        "We shall open a second naval base at Port Hallin before winter",
        "Soon, we will open a naval base at Port Hallin, before the winter",
        BASE,
    ],
)
def test_what_is_not_struck_out_is_the_form_shown(shown: str) -> None:
    runs = differences(BASE, shown)
    kept = "".join(run.text + run.tail for run in runs if run.kind != GONE)
    assert "".join(kept.split()) == "".join(shown.split())


def test_words_on_both_sides_of_a_cut_stay_apart() -> None:
    shown = "".join(
        run.text + run.tail
        for run in differences("at Port Hallin before the winter, it said", "at Port Hallin, it said")
    )
    assert shown == "at Port Hallin before the winter, it said"


def test_texts_with_little_in_common_are_not_compared() -> None:
    assert differences(BASE, "Nobody in the strait was asked about any of this") == ()
