"""On which side what was done falls."""

from __future__ import annotations

import pytest

from onrecord.model.reading import Status
from onrecord.ontology.event_types import load_event_types
from onrecord.record.dealings import MonthCount
from onrecord.web import months as months_module
from onrecord.web.months import MonthRow, months
from onrecord.web.sides import COOPERATION, OTHER, Sides, side_of


@pytest.mark.parametrize(
    ("type_", "status", "side"),
    [
        ("CONSULT", "occurred", "cooperation"),
        ("AID", "ongoing", "cooperation"),
        ("REQUEST", "occurred", "conflict"),
        ("ASSAULT", "occurred", "conflict"),
        ("SANCTION", "planned", "conflict"),
        ("SANCTION", "threatened", "conflict"),
        ("RETREAT", "threatened", "conflict"),
        ("RETREAT", "planned", "cooperation"),
        ("ASSAULT", "alleged", "other"),
        ("SUPPORT", "conditional", "other"),
        ("SUPPORT", "historical", "other"),
        ("OF A LATER VERSION", "occurred", "other"),
    ],
)
def test_the_side_of_a_type_and_status(type_: str, status: str, side: str) -> None:
    assert side_of(type_, status) == side


def test_every_type_that_happened_is_on_one_side() -> None:
    found = {name: side_of(name, Status.OCCURRED) for name in load_event_types().types}
    assert OTHER not in found.values()
    assert sum(side == COOPERATION for side in found.values()) == 7


def test_months_are_in_order_and_the_unknown_one_is_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months_module, "MOST_MONTHS", 2)
    made = months(
        [
            MonthCount(None, "AGREE", "occurred", 4),
            MonthCount("2031-05", "REJECT", "occurred", 1),
            MonthCount("2031-04", "AGREE", "occurred", 2),
            MonthCount("2031-04", "ASSAULT", "occurred", 3),
            MonthCount("2031-02", "AGREE", "occurred", 1),
            MonthCount("2031-03", "AGREE", "denied", 6),
        ]
    )
    assert made.rows == (MonthRow("2031-04", 2, 3), MonthRow("2031-05", 0, 1), MonthRow("", 4, 0))
    assert "1 earlier month not shown." in made.note
    assert "Of 4 claims it gives no month." in made.note
    assert "Left out: 6 claims of what is only alleged" in made.note


def test_words_leave_out_what_there_is_none_of() -> None:
    assert Sides().words == ""
    assert Sides(0, 3, 1).words == "3 conflict, 1 neither"
