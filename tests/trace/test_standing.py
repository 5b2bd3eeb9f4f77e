from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.derived import Origin, OriginKind
from onrecord.trace.standing import verdict

if TYPE_CHECKING:
    from coverage_kit import Coverage

WORDS = "We have come to show the neighbours the firm bonds between the navies of Velmark and Sarn"


def origin(kind: str, name: str | None = None, counted: str = "least", articles: tuple[str, ...] = ("art-a",)):
    return Origin(f"org-{name}{kind}", "clm", OriginKind(kind), name, articles, counted, "")


@pytest.mark.parametrize(
    ("origins", "reports", "expected"),
    [
        ([origin("report")], 1, "Single report, no source named"),
        ([origin("report")], 4, "One text in 4 reports, no source named"),
        (
            [origin("report"), origin("report", counted="most")],
            4,
            "No dependence found between 2 of 4 reports, no source named",
        ),
        ([origin("agency", "Velpress")], 4, "One origin: Velpress"),
        ([origin("own", "Ost Courier")], 1, "One origin: Ost Courier (own reporting)"),
        ([origin("unnamed", "two officials")], 2, "One origin: two officials (unnamed source)"),
        (
            [origin("agency", "Velpress"), origin("report", counted="most")],
            4,
            "One known origin: Velpress; no dependence found for 1 other report",
        ),
        (
            [origin("agency", "Velpress"), origin("own", "Ost Courier"), origin("report", counted="most")],
            4,
            "Independently confirmed: Velpress, Ost Courier (own reporting)",
        ),
    ],
)
def test_verdict(origins: list[Origin], reports: int, expected: object):
    assert verdict(origins, reports) == expected


@pytest.fixture
def coverage(kit: ModuleType):
    made = kit.Coverage()
    made.actor("Oren Castell", state="VEL")
    return made


def report(coverage: Coverage, key: str, *cites: tuple[str, str], **article: object):
    names = " ".join(name for name, _ in cites)
    draft = coverage.article(key, f"“{WORDS}” was what Oren Castell said. {names}", **article)
    coverage.says(draft, "Oren Castell", WORDS, cites=cites)


def test_outlets_and_families_are_counted_apart(coverage: Coverage):
    report(coverage, "a", outlet="Ost Courier")
    report(coverage, "b", outlet="Ost Courier")
    report(coverage, "c", outlet="Kess Herald")
    coverage.copies("a", "c")
    (standing,) = coverage.trace().standings
    assert standing.outlets == ("Kess Herald", "Ost Courier")
    assert standing.families == 2
    assert standing.articles == ("art-a", "art-b", "art-c")


def test_an_unknown_outlet_is_not_counted(coverage: Coverage):
    report(coverage, "a", outlet="Ost Courier")
    draft = coverage.article("b", f"“{WORDS}” was what Oren Castell said.")
    draft.article = replace(draft.article, outlet=None)
    coverage.says(draft, "Oren Castell", WORDS)
    (standing,) = coverage.trace().standings
    assert standing.outlets == ("Ost Courier",)


@pytest.mark.parametrize(
    ("cites", "grade"),
    [
        (((("Velpress", "agency"),), (("Sarnian Wire", "agency"),)), 1),
        (((("Velpress", "agency"),), (("two officials", "unnamed"),)), 2),
        (((("Velpress", "agency"),), ()), 3),
        (((("two officials", "unnamed"),), ()), 6),
        (((), ()), 6),
    ],
)
def test_grade(coverage: Coverage, cites: tuple[tuple[str | int, ...], ...], grade: int):
    for key, named in zip("ab", cites, strict=True):
        report(coverage, key, *named)
    assert coverage.trace().standings[0].grade == grade
