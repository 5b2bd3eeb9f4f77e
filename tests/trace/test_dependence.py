"""Rows of dependence say which claim they are of, and one body is known by the words that another report explains."""

from __future__ import annotations

from onrecord.model.derived import DependenceKind, OriginKind
from onrecord.model.span import Span
from onrecord.trace.dependence import edge
from onrecord.trace.reports import _by_short_name
from onrecord.trace.sources import Cited


def official(text: str, name: str, article: str) -> Cited:
    return Cited(f"source:{name}", name, OriginKind.OFFICIAL, article, Span(0, len(text)), text)


def test_a_dependence_says_all_that_it_is_made_of() -> None:
    span = Span(3, 9)
    made = edge("clm-1", "art-1", "art-2", DependenceKind.PASSAGE, "art-1", span, "why", how=(True, False))
    told = (made.claim, made.x, made.y, made.kind, made.certain, made.directed, made.article, made.span, made.reason)
    assert told == ("clm-1", "art-1", "art-2", DependenceKind.PASSAGE, True, False, "art-1", span, "why")
    other = edge("clm-2", "art-1", "art-2", DependenceKind.PASSAGE, "art-1", span, "why", how=(True, False))
    assert made.id.startswith("dep-")
    assert made.id != other.id


def test_a_short_name_is_the_body_for_which_another_report_uses_it() -> None:
    port = official("The Authority", "Port Authority of Torsund", "art-1")
    short = official("the authority", "the authority", "art-2")
    assert _by_short_name([port, short]) == {short.node: port}


def test_a_short_name_of_two_bodies_is_neither() -> None:
    bodies = [official("the authority", name, "art-1") for name in ("Port Authority", "Water Authority")]
    assert _by_short_name([*bodies, official("the authority", "the authority", "art-2")]) == {}
    assert _by_short_name([bodies[0], official("the ministry", "the ministry", "art-2")]) == {}
