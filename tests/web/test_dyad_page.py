"""The page of two actors, and with whom an actor deals, held against plain Python over the snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html

from onrecord.model.errors import NotFoundError
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering
from onrecord.web import dyad_page as module
from onrecord.web import partners as partners_module
from onrecord.web.dyad_page import DyadPage, any_of, dyad_href, name_of_pair, pair_of
from onrecord.web.report import MOST_DYADS, pages
from onrecord.web.sides import side_of
from onrecord.web.views import actor_view, dyad_view
from tests.web import counting
from tests.web.quarrel import WORDS, quarrel
from tests.web.records import recorded


@pytest.fixture(scope="module")
def coverage(kit: ModuleType) -> Snapshot:
    return quarrel(kit)


@pytest.fixture(scope="module")
def told(coverage: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with recorded(coverage, tmp_path_factory.mktemp("quarrel") / "record.db") as record:
        yield record


def ids(coverage: Snapshot) -> dict[str, str]:
    return {actor.name: actor.id for actor in coverage.resolution.actors}


def page_of_two(told: Record, one: str, other: str) -> DyadPage:
    with told.gathering() as held:
        view = dyad_view(held, name_of_pair(one, other))
    page = view.values["page"]
    assert isinstance(page, DyadPage)
    return page


def test_the_counts_are_those_of_plain_python(coverage: Snapshot, told: Record) -> None:
    names, deeds = ids(coverage), counting.deeds(coverage)
    for a, b in (("Velmark", "Kingdom of Ostran"), ("Kingdom of Ostran", "Skarn League"), ("Velmark", "Skarn League")):
        one, other = names[a], names[b]
        claims = {claim for *pair, claim in counting.dealings(coverage) if {*pair} == {one, other}}
        sides = Counter(side_of(*deeds[claim][:2]) for claim in claims)
        page = page_of_two(told, one, other)
        found = page.between
        assert (found.cooperation, found.conflict, found.other) == tuple(
            sides[name] for name in ("cooperation", "conflict", "other")
        )
        by_month = Counter((deeds[claim][2] or "", side_of(*deeds[claim][:2])) for claim in claims)
        for row in page.months.rows:
            assert row.cooperation == by_month[row.month, "cooperation"]
            assert row.conflict == by_month[row.month, "conflict"]
        assert {deed.line.id for part in page.deeds for deed in part.deeds} == claims


def test_each_deed_stands_under_who_did_it_with_its_status(coverage: Snapshot, told: Record) -> None:
    names = ids(coverage)
    page = page_of_two(told, names["Velmark"], names["Kingdom of Ostran"])
    found = {part.title: [(deed.line.label, deed.status, deed.when) for deed in part.deeds] for part in page.deeds}
    assert found["What both did: talks, agreements and clashes"] == [("talks", "happened", "1 May 2031")]
    assert found["What Velmark did to Kingdom of Ostran"][0] == ("tariff", "happened", "3 April 2031")
    assert ("assault", "denied", "") in found["What Velmark did to Kingdom of Ostran"]
    assert found["What Kingdom of Ostran did to Velmark"] == [("expulsion", "threatened, not done", "")]


def test_what_the_one_said_of_the_other(coverage: Snapshot, told: Record) -> None:
    names = ids(coverage)
    page = page_of_two(told, names["Ada Torvik"], names["Kingdom of Ostran"])
    assert [(part.title, [line.words for line in part.claims]) for part in page.said] == [
        ("What Ada Torvik said of Kingdom of Ostran", [WORDS])
    ]
    assert not page.deeds
    assert page_of_two(told, names["Ada Torvik"], names["Skarn League"]).said == ()


def test_what_is_hidden_is_counted(coverage: Snapshot, told: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ids(coverage)
    monkeypatch.setattr(module, "MOST_DEEDS", 1)
    monkeypatch.setattr(module, "MOST_SAID", 0)
    monkeypatch.setattr(module, "MOST_SPOKEN", 1)
    page = page_of_two(told, names["Velmark"], names["Kingdom of Ostran"])
    assert {part.title: part.left for part in page.deeds}["What Velmark did to Kingdom of Ostran"] == 2
    told.connection.execute("SAVEPOINT more")
    told.connection.execute("INSERT INTO part VALUES (?, 'speaker', 'clm-more')", (names["Ada Torvik"],))
    (heard,) = page_of_said(told, names["Ada Torvik"], names["Kingdom of Ostran"])
    told.connection.execute("ROLLBACK TO more")
    told.connection.execute("RELEASE more")
    assert (heard.left, heard.passed) == (1, 1)


def page_of_said(told: Record, one: str, other: str) -> tuple[module.SaidPart, ...]:
    view = dyad_view(Gathering(told.connection), name_of_pair(one, other))
    page = view.values["page"]
    assert isinstance(page, DyadPage)
    return page.said


@pytest.mark.parametrize("name", ["", "--", "act-1", "act-1--act-1", "act-1--act-2", "a--b--c", "x" * 3000])
def test_a_name_of_no_pair_is_no_page(told: Record, name: str) -> None:
    with told.gathering() as held, pytest.raises(NotFoundError):
        dyad_view(held, name)


def test_one_page_whichever_comes_first(coverage: Snapshot) -> None:
    one, other = sorted(ids(coverage).values())[:2]
    assert pair_of(f"{other}--{one}") == pair_of(f"{one}--{other}") == (one, other)
    assert dyad_href(one, other) == dyad_href(other, one)


@pytest.mark.parametrize("names", [[], ["?!"], ['"'], ["a\0b"], ["NEAR(x, 2)"], ['" OR "Velmark']])
def test_names_become_no_query_of_their_own(told: Record, names: list[str]) -> None:
    query = "SELECT count(*) FROM statement_search WHERE statement_search MATCH ?"
    assert told.connection.execute(query, (any_of(names),)).fetchone()[0] == 0


def test_partners_are_those_of_plain_python(coverage: Snapshot, told: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    deeds, dealings = counting.deeds(coverage), counting.dealings(coverage)
    names = {actor.id: actor.name for actor in coverage.resolution.actors}
    for actor, name in names.items():
        others = {(other if one == actor else one, claim) for one, other, claim in dealings if actor in (one, other)}
        expected = Counter((names[other], side_of(*deeds[claim][:2])) for other, claim in others)
        with told.gathering() as held:
            shown = actor_view(held, actor).values["page"]
        found = Counter(
            {
                (row.name, side): n
                for row in shown.partners.rows
                for side in ("cooperation", "conflict", "other")
                if (n := getattr(row.between, side))
            }
        )
        assert found == expected, name
        assert sum(row.cooperation + row.conflict for row in shown.months.rows) == sum(
            actor in counting.parts(coverage, coverage.claim[claim])[0] and side_of(*deed[:2]) != "other"
            for claim, deed in deeds.items()
        )
    monkeypatch.setattr(partners_module, "MOST_PARTNERS", 1)
    with told.gathering() as held:
        shown = actor_view(held, ids(coverage)["Kingdom of Ostran"]).values["page"].partners
    assert [row.name for row in shown.rows] == ["Velmark"]
    assert shown.left == 1


def test_a_report_links_only_to_pairs_that_it_has(
    coverage: Snapshot, told: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_DYADS > 1
    monkeypatch.setattr("onrecord.web.report.MOST_DYADS", 1)
    written = dict(pages(told))
    dyads = {address for address in written if address.startswith("dyad/")}
    assert dyads == {dyad_href(ids(coverage)["Velmark"], ids(coverage)["Kingdom of Ostran"])}
    links = {
        link.rpartition("../")[2]
        for page in written.values()
        for link in html.document_fromstring(page).xpath("//a/@href")
        if "dyad/" in link
    }
    assert links == dyads


def test_offices_over_time(snapshot: Snapshot, record: Record) -> None:
    (torvik,) = (actor.id for actor in snapshot.resolution.actors if actor.name == "Ada Torvik")
    with record.gathering() as held:
        shown = actor_view(held, torvik).values["page"].offices
    tenures = [tenure for reading in snapshot.facts.readings for tenure in reading.tenures]
    (row,) = shown.rows
    assert (row.office, row.articles, row.seen) == ("president", len({t.article for t in tenures}), "3 to 5 April 2031")
    assert row.told == ""


def test_an_empty_record_has_no_pairs(tmp_path: Path) -> None:
    with recorded(Snapshot(Facts.of([], [])), tmp_path / "record.db") as empty:
        assert not [address for address, _ in pages(empty) if address.startswith("dyad/")]
