"""The page of one outlet and the list of outlets, held against plain Python over the snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from lxml import html

from onrecord.model.days import came_before
from onrecord.model.derived import OriginKind
from onrecord.model.errors import NotFoundError
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading, Reliability
from onrecord.model.reading import CitationKind
from onrecord.model.snapshot import Snapshot
from onrecord.record import outlets as queries
from onrecord.record.file import Record
from onrecord.record.outlets import ReportTime, outlet, outlet_names
from onrecord.web import outlet_page as module
from onrecord.web.desk import ClaimLine
from onrecord.web.links import page_of, safe_name
from onrecord.web.outlet_page import Firsts, OutletPage
from onrecord.web.outlet_ties import Turn, turn
from onrecord.web.report import pages
from onrecord.web.shown import Shown
from onrecord.web.views import PER_PAGE, outlet_view, outlets_view
from tests.web import counting
from tests.web.quarrel import quarrel
from tests.web.records import recorded

ODD = (
    "../../etc/passwd",
    "A & B",
    "“Der Anzeiger”",
    "a/b",
    "-",
    "<b>Bold</b>",
    "has-0123456789abcdef",
    "Ж",
    "a\0b",
    "long " * 300,
)


@pytest.fixture(scope="module", params=["naval base", "quarrel"])
def held(
    request: pytest.FixtureRequest, snapshot: Snapshot, kit: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Snapshot, Record]]:
    found = snapshot if request.param == "naval base" else quarrel(kit)
    with recorded(found, tmp_path_factory.mktemp("outlets") / "record.db") as record:
        yield found, record


def shown(record: Record, name: str) -> OutletPage:
    with record.gathering() as held:
        page = outlet_view(held, name).values["page"]
    assert isinstance(page, OutletPage)
    return page


def outlets_of(snapshot: Snapshot) -> list[str]:
    return sorted({article.outlet for article in snapshot.facts.articles if article.outlet})


def test_articles_and_days(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    assert outlet_names(record.connection) == outlets_of(snapshot)
    for name in outlets_of(snapshot):
        own = [article for article in snapshot.facts.articles if article.outlet == name]
        page = shown(record, name)
        assert (page.articles, page.when.undated) == (len(own), sum(article.published is None for article in own))
        assert {line.id for line in page.latest.rows} == {article.id for article in own}
        days = Counter(article.published[:10] for article in own if article.published)
        assert sorted(n for _, _, n, known in page.when.days.dots if known) == sorted(days.values())


def test_who_was_first_is_what_the_times_say(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    article = {one.id: one for one in snapshot.facts.articles}
    for name in outlets_of(snapshot):
        first = set()
        for claim in snapshot.resolution.claims:
            reports = [article[one] for one in {member.article for member in claim.members}]
            own = [one.published for one in reports if one.outlet == name]
            others = [one.published for one in reports if one.outlet != name]
            if own and others and any(all(came_before(one, other) for other in others) for one in own):
                first.add(claim.id)
        firsts = shown(record, name).firsts
        assert {line.id for line in firsts.claims.rows} == first
        several = [
            claim
            for claim in snapshot.resolution.claims
            if claim.id in snapshot.standing and len(snapshot.standing[claim.id].articles) > 1
            if any(article[member.article].outlet == name for member in claim.members)
        ]
        assert firsts.weighed == len(several) == firsts.first + firsts.later + firsts.open + firsts.alone


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([("A", "2031-04-03"), ("B", "2031-04-04")], Turn.FIRST),
        ([("A", "2031-04-04"), ("B", "2031-04-03")], Turn.LATER),
        ([("A", "2031-04-03"), ("B", "2031-04-03T08:00:00+00:00")], Turn.OPEN),
        ([("A", "2031-04-03"), ("B", None)], Turn.OPEN),
        ([("A", "2031-04-03"), (None, "2031-04-04")], Turn.FIRST),
        ([("A", "2031-04-03"), ("A", "2031-04-09"), ("B", "2031-04-04")], Turn.FIRST),
        ([("A", None), ("A", "2031-04-09"), ("B", "2031-04-04")], Turn.OPEN),
        ([("A", "2031-04-03"), ("A", None)], Turn.ALONE),
    ],
)
def test_turns(reports: list[tuple[str | None, str | None]], expected: Turn) -> None:
    assert turn("A", [ReportTime(*one) for one in reports]) is expected


def test_on_whom_its_reports_rest(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    every = counting.takings(snapshot)
    for name in outlets_of(snapshot):
        page = shown(record, name)
        taken: Counter[tuple[str, bool, str]] = Counter()
        takers: Counter[tuple[str, bool, str]] = Counter()
        for (own, source, named, certain, directed), ties in every.items():
            how = "open" if not directed else "certain" if certain else "possible"
            if own == name:
                taken[source, named, how] += ties
            elif source == name and not directed and not named:
                taken[own, False, how] += ties
            elif source == name and directed:
                takers[own, named, how] += ties
        for rows, expected in ((page.taken.rows, taken), (page.takers.rows, takers)):
            found = {
                (row.name, row.named, how): n
                for row in rows
                for how in ("certain", "possible", "open")
                if (n := getattr(row, how))
            }
            assert found == dict(expected), name


def test_whom_it_cites_and_with_whom_it_shares_words(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    article = {one.id: one for one in snapshot.facts.articles}
    for name in outlets_of(snapshot):
        page = shown(record, name)
        cited = Counter(
            citation.name
            for reading in snapshot.facts.readings
            for citation in reading.citations
            if article[reading.article].outlet == name and citation.kind is not CitationKind.OWN
        )
        assert {row.name: row.citations for row in page.cited.rows} == cited
        words: Counter[str] = Counter()
        for link in snapshot.resolution.links:
            for here, there in ((link.a, link.b), (link.b, link.a)):
                other = article[there].outlet
                if article[here].outlet == name and other and other != name:
                    words[other] += link.words
        assert {row.name: row.words for row in page.shared.rows} == words
        for row in page.shared.rows:
            pairs = [
                came_before(article[there].published, article[here].published)
                for link in snapshot.resolution.links
                for here, there in ((link.a, link.b), (link.b, link.a))
                if (article[here].outlet, article[there].outlet) == (name, row.name)
            ]
            assert (row.later, row.earlier, row.open) == (pairs.count(True), pairs.count(False), pairs.count(None))


def test_own_reporting_and_where_reports_differ(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    article = {one.id: one.outlet for one in snapshot.facts.articles}
    for name in outlets_of(snapshot):
        page = shown(record, name)
        own = {o.claim for o in snapshot.tracing.origins if o.kind is OriginKind.OWN and o.name == name}
        assert {line.id for line in page.own.rows} == own
        sides = ((one.id, {article[side.article] for side in one.sides}) for one in snapshot.tracing.discrepancies)
        assert {card.id for card in page.cards.rows} == {
            one for one, names in sides if name in names and len(names) > 1
        }


def test_what_is_hidden_is_counted(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_CLAIMS", "MOST_ROWS", "MOST_CARDS", "MOST_LISTED"):
        monkeypatch.setattr(module, name, 0)
    page = shown(record, "Ostran Daily")
    assert page.latest.left == 1
    assert (page.own.left, page.cards.left) == (1, 1)
    assert shown(record, "The Hallin Courier").shared.left == 2
    monkeypatch.setattr(module, "MOST_WEIGHED", 1)
    assert shown(record, "Velpress").firsts.most
    assert shown(record, "Velpress").firsts.weighed == 1


def test_of_a_large_outlet_only_the_latest_articles_are_read(
    held: tuple[Snapshot, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, record = held
    name = max(
        outlets_of(snapshot), key=lambda name: sum(article.outlet == name for article in snapshot.facts.articles)
    )
    whole = shown(record, name)
    assert (whole.read, whole.compared) == (0, 0)
    monkeypatch.setattr(module, "MOST_READ", 0)
    monkeypatch.setattr(module, "MOST_COMPARED", 0)
    part = shown(record, name)
    assert (part.cited.rows, part.shared.rows) == ((), ())


def test_a_large_outlet_has_the_same_claims(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    found = outlet(record.connection, "Velpress")
    assert found
    few = queries.choose_reported(found).page(record.connection, 99)
    monkeypatch.setattr(queries, "_FEW", 0)
    assert queries.choose_reported(found).page(record.connection, 99) == few != []


def test_its_grade_and_whose_it_is(snapshot: Snapshot, tmp_path: Path) -> None:
    said = {"aliases": ("Velmark Press",), "note": "", "software": "", "judge": "ada", "made": "2031"}
    graded = Grading("grd-1", "Velpress", Reliability.C, "VLM", True, "the harbour board", **said)
    with recorded(replace(snapshot, gradings=(graded,)), tmp_path / "record.db") as record:
        page = shown(record, "Velpress")
        words = dict(pages(record))[page_of("outlet", "Velpress")]
    assert (page.grade, page.house) == ("C, fairly reliable", "directed by the state VLM, owned by the harbour board")
    assert "Graded <b>C, fairly reliable</b>." in words


def test_odd_names_have_pages_that_are_found_again(snapshot: Snapshot, tmp_path: Path) -> None:
    first = snapshot.facts.articles[0]
    odd = [replace(first, id=f"art-{at}", uri=f"in/{at}", outlet=name) for at, name in enumerate(ODD)]
    with recorded(Snapshot(Facts.of(odd, [])), tmp_path / "record.db") as record:
        for name in ODD:
            assert shown(record, safe_name(name)).name == shown(record, name).name == name
        with record.gathering() as held, pytest.raises(NotFoundError, match="no outlet nobody"):
            outlet_view(held, "nobody")
        written = dict(pages(record))
        (tree,) = (html.document_fromstring(written[name]) for name in written if name == "outlets.html")
        links = tree.xpath("//table//a/@href")
        assert len(links) == len(ODD)
        assert all(link in written for link in links)


def test_the_list_goes_on_over_pages(snapshot: Snapshot, tmp_path: Path) -> None:
    first = snapshot.facts.articles[0]
    names = [f"Paper {at:03}" for at in range(PER_PAGE + 1)]
    many = [replace(first, id=f"art-{at}", uri=f"in/{at}", outlet=name) for at, name in enumerate(names)]
    nowhere = replace(first, id="art-x", uri="in/x", outlet=None)
    with recorded(Snapshot(Facts.of([*many, nowhere], [])), tmp_path / "record.db") as record:
        with record.gathering() as held:
            found = [outlets_view(held, at) for at in (1, 2, 3)]
        written = dict(pages(record))
    assert [line.name for view in found for line in view.values["rows"]] == names
    assert "outlets-2.html" in written
    assert "outlets-3.html" not in written
    assert "Of 1 further article the outlet is not known." in written["outlets.html"]


def test_the_list_counts_dependences(held: tuple[Snapshot, Record]) -> None:
    snapshot, record = held
    with record.gathering() as whole:
        rows = outlets_view(whole).values["rows"]
    named: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    lent: Counter[str] = Counter()
    for (own, source, is_named, _, directed), ties in counting.takings(snapshot).items():
        if directed:
            (named if is_named else taken)[own] += ties
            lent[source] += 0 if is_named else ties
    assert {row.name: (row.named, row.taken, row.lent) for row in rows} == {
        name: (named[name], taken[name], lent[name]) for name in outlets_of(snapshot)
    }


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 1, 1, 1), "it was first with 1; later than another with 1; of 1 the times are equal or not known"),
        ((2, 0, 0, 2), "it was first with none; of 2 the times are equal or not known"),
        ((4, 2, 0, 0, 2), "it was first with 2; 2 no other outlet reports"),
    ],
)
def test_how_claims_are_shared_out_in_words(counts: tuple[int, ...], words: str) -> None:
    weighed, first, later, unsure, alone = (*counts, 0)[:5]
    none: Shown[ClaimLine] = Shown((), 0)
    assert Firsts(weighed, most=False, first=first, later=later, open=unsure, alone=alone, claims=none).words == words
