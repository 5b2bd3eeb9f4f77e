from __future__ import annotations

from typing import Any

import pytest

from bench.actor_phrases import figures, judge, left_out, misses, row_of


def _row(phrase: str, **expect: str) -> dict[str, Any]:
    return {"id": "x", "fn": "f", "phrase": phrase, "expect": expect, "ctx": {}}


@pytest.mark.parametrize(
    ("phrase", "expect", "both"),
    [
        ("Kenyan police", {"country": "KEN", "code_1": "COP"}, True),
        ("Kenyan police", {"country": "KEN", "code_1": "MIL"}, False),
        ("Kenyan police", {"country": "UGA"}, False),
        ("Kenyan police", {"code_1": "COP"}, True),
        ("police", {"country": "", "code_1": "COP"}, True),
        ("Kenyan police", {"country": "", "code_1": "COP"}, False),
        ("the United Nations", {"country": "IGO"}, True),
    ],
)
def test_a_row_is_right_in_what_it_asks_for(phrase: str, expect: dict[str, str], both: bool) -> None:
    assert judge(row_of(_row(phrase, **expect))).both is both


def test_names_are_told_from_descriptions() -> None:
    rows = [row_of(_row(text, country="")) for text in ("Ada Torvik", "the police", "Minister Ada Torvik")]
    assert [row.named for row in rows] == [True, False, True]
    assert row_of(_row("the police", country="", wiki="Police")).named


def test_figures_and_what_is_wrong() -> None:
    rows = [row_of(_row("Kenyan police", country="KEN", code_1=code)) for code in ("COP", "MIL")]
    judged = [judge(row) for row in rows]
    found = figures(judged)
    assert (found["n"], found["state"], found["sector"], found["both"]) == (2, 1.0, 0.5, 0.5)
    (line,) = misses(judged)
    assert "not ('KEN', 'MIL'" in line
    assert left_out([row_of(_row("police"))]) == {"f": "1 rows ask for neither state nor sector"}
