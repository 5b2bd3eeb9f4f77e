from __future__ import annotations

from types import ModuleType

import pytest

DAY = "2031-05-04"


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("off Kell Island", "off Cape Orn", ("off Kell Island", "off Cape Orn")),
        ("on the Hald Bank", "in the Orn Channel", ("in the Orn Channel", "on the Hald Bank")),
        ("at the village of Lower Hest", "at Brin Spring", ("at Brin Spring", "at the village of Lower Hest")),
        ("on the ferry landing at Sund", "at Lodd airfield", ("at Lodd airfield", "on the ferry landing at Sund")),
        ("at Lodd airfield", "on the airfield of Lodd", None),
        ("off Kell Island", "at the village of Lower Hest", None),
        ("off Kell Island, near Cape Orn,", "off Cape Orn", None),
        ("at Lodd airfield", "in Lodd", None),
        ("at Lodd airfield", "after a row at Brin Spring", None),
    ],
)
def test_named_spots_exclude_each_other(kit: ModuleType, one: str, other: str, sides: tuple[str, str] | None):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    coverage.actor("Oren Castell", state="VEL")
    for key, spot in (("a", one), ("b", other)):
        clause = f"Velmark seized Oren Castell {spot} on Sunday"
        draft = coverage.article(key, f"{clause}.")
        coverage.does(
            draft, ["Velmark"], "COERCE", ["Oren Castell"], clause, subtype="arrest", day=DAY, trigger="seized"
        )
    rows = [row for row in coverage.trace().discrepancies if row.kind.value == "place"]
    assert [tuple(sorted(side.text for side in row.sides)) for row in rows] == ([tuple(sorted(sides))] if sides else [])


def test_a_spot_before_the_clause_of_an_event_is_of_another(kit: ModuleType):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    coverage.actor("Oren Castell", state="VEL")
    for key, before in (("a", "On landing at Lodd airfield the king spoke of"), ("b", "At Brin Spring he heard of")):
        clause = "the arrest of Oren Castell by Velmark on Sunday"
        draft = coverage.article(key, f"{before} {clause}.")
        coverage.does(
            draft, ["Velmark"], "COERCE", ["Oren Castell"], clause, subtype="arrest", day=DAY, trigger="arrest"
        )
    assert len(coverage.claims()) == 1
    assert not [row for row in coverage.trace().discrepancies if row.kind.value == "place"]
