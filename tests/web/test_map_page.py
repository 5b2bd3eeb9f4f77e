"""Where things were done: towns with coordinates, states, and places of which nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html

from onrecord.model.facts import Facts
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.web import map_page as module
from onrecord.web.map_page import MapPage, StateRow, UnknownRow
from onrecord.web.report import pages
from onrecord.web.views import map_view
from tests.web import counting
from tests.web.quarrel import quarrel
from tests.web.records import recorded


@pytest.fixture(scope="module")
def coverage(kit: ModuleType) -> Snapshot:
    return quarrel(kit)


@pytest.fixture(scope="module")
def told(coverage: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with recorded(coverage, tmp_path_factory.mktemp("quarrel") / "record.db") as record:
        yield record


def shown(record: Record) -> MapPage:
    with record.gathering() as held:
        page = map_view(held, {}).values["page"]
    assert isinstance(page, MapPage)
    return page


def test_a_town_a_state_and_a_place_of_which_nothing_is_known(coverage: Snapshot, told: Record) -> None:
    page = shown(told)
    (town,) = page.towns
    assert (town.name, round(town.lat), round(town.lon), town.n) == ("Geneva, Switzerland", 46, 6, 1)
    assert town.href == "events.html?place=Geneva"
    assert page.states == (StateRow("Velmark", ("Port Hallin", "Velmark"), 0, 2),)
    assert page.unknown == (UnknownRow("Nowhere", 1),)
    placed = [deed for deed in counting.deeds(coverage).values() if deed[3]]
    assert page.claims == len(placed) == sum(row.n for row in (*page.towns, *page.states, *page.unknown))


def test_a_folder_of_pages_has_no_search(told: Record) -> None:
    tree = html.document_fromstring(dict(pages(told))["map.html"])
    assert not [link for link in tree.xpath("//main//a/@href") if "?" in link]
    assert "Geneva, Switzerland" in tree.text_content()


def test_what_is_hidden_is_counted(told: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_TOWNS", "MOST_STATES", "MOST_UNKNOWN"):
        monkeypatch.setattr(module, name, 0)
    page = shown(told)
    assert (page.towns_left, page.states_left, page.unknown_left) == (1, 1, 1)


def test_an_empty_record_has_no_places(tmp_path: Path) -> None:
    with recorded(Snapshot(Facts.of([], [])), tmp_path / "record.db") as record:
        assert shown(record) == MapPage(0, (), 0, (), 0, (), 0)
        assert "No report says where something was done" in dict(pages(record))["map.html"]
