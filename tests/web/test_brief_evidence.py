"""The numbers of the evidence: what stands together is one place, and a place is what it says."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.model.span import Span
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_evidence import Evidence, evidence, letters, marked
from onrecord.web.brief_parts import Cite, line, name, places

if TYPE_CHECKING:
    from coverage_kit import Coverage

TEXT = "Velmark opened the base on Friday. Nobody else spoke.\n\nSarn closed the strait."


@pytest.fixture
def desk(kit: ModuleType) -> StoryDesk:
    coverage: Coverage = kit.Coverage()
    coverage.article("b", TEXT, published="2031-04-04")
    coverage.article("a", TEXT, published="2031-04-05")
    from onrecord.model.snapshot import Snapshot

    facts = coverage.facts()
    return StoryDesk(Snapshot(facts, coverage.resolution(facts)))


def cite(words: str, row: str, article: str = "art-b", room: int = 90) -> Cite:
    return Cite(article, Span(TEXT.index(words), TEXT.index(words) + len(words)), row, room)


def shown(found: Evidence) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(place.mark, place.text, place.rows) for source in found.sources for place in source.places]


def test_a_place_within_another_has_its_number(desk: StoryDesk) -> None:
    whole, part = cite("Velmark opened the base on Friday.", "eve-1"), cite("Friday", "sta-1")
    found = evidence(desk, [part, whole])
    assert shown(found) == [("1a", "Velmark opened the base on Friday.", ("eve-1", "sta-1"))]
    assert found.marks == {whole: "1a", part: "1a"}


def test_places_of_one_paragraph_that_follow_each_other_are_one(desk: StoryDesk) -> None:
    found = evidence(desk, [cite("on Friday.", "eve-1"), cite("Nobody else spoke.", "eve-2"), cite("strait", "eve-3")])
    assert [text for _, text, _ in shown(found)] == ["on Friday. Nobody else spoke.", "strait"]


def test_what_is_cut_away_is_not_shown_by_the_rest(desk: StoryDesk) -> None:
    long, late = cite("Velmark opened the base on Friday.", "eve-1", room=14), cite("Friday", "eve-2")
    found = evidence(desk, [long, late])
    assert found.marks[long] != found.marks[late]
    assert found.sources[0].places[0].cut


def test_the_earlier_article_has_the_lower_number(desk: StoryDesk) -> None:
    later, earlier = cite("base", "eve-1", "art-a"), cite("base", "eve-2", "art-b")
    found = evidence(desk, [later, earlier])
    assert (found.marks[earlier], found.marks[later]) == ("1a", "2a")


def test_an_article_as_a_whole_has_the_number_alone(desk: StoryDesk) -> None:
    whole = cite("Velmark opened", "art-b")
    assert evidence(desk, [whole, cite("strait", "eve-1")]).marks[whole] == "1"


def test_a_line_says_each_number_once_unless_it_is_to_be_said_again() -> None:
    one = Cite("art-a", Span(0, 4), "eve-1", 90)
    found = marked(line(name("x"), places(one), " and ", places(one), " and ", places(one, again=True)), {one: "1a"})
    assert [part.marks for part in found.parts] == [(), ("1a",), (), (), (), ("1a",)]


def test_letters_go_on_after_z() -> None:
    assert len({letters(number) for number in range(2000)}) == 2000
