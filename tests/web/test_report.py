from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from lxml import html

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import Resolution, Tracing
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading, Reliability
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.web.dyad_page import name_of_pair
from onrecord.web.links import safe_name
from onrecord.web.report import pages
from tests.web import counting
from tests.web.records import report_of

HOSTILE = "</title><script>alert('x')</script>\"'><img src=x onerror=alert(1)>&amp;\u202e{{ 7*7 }}{% raw %}"
VOID = {"path", "rect", "circle", "line"}


@pytest.fixture(scope="module")
def report(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    report_of(snapshot, folder)
    return folder


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def every(folder: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, parsed(path)


def stored_text(tree: html.HtmlElement) -> str:
    return "".join(part.text_content() for part in tree.find_class("stored"))


def hostile(value: object) -> object:
    """Put hostile text into every text of a record that people wrote, and leave ids, kinds and numbers alone."""
    if isinstance(value, tuple):
        return tuple(hostile(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    spoken = {"outlet", "title", "byline", "name", "reason", "note", "verdict", "value", "cause", "remedy", "location",
              "office", "evidence", "basis", "uri", "place", "url", "label", "text_"}  # fmt: skip
    changed = {
        f.name: HOSTILE + str(old) if f.name in spoken and isinstance(old, str) else hostile(old)
        for f in fields(value)
        for old in (getattr(value, f.name),)
    }
    return replace(value, **changed)  # type: ignore[type-var]


def spoiled(snapshot: Snapshot) -> Snapshot:
    facts = Facts.of(hostile(snapshot.facts.articles), hostile(snapshot.facts.readings))  # type: ignore[arg-type]
    resolution, tracing = hostile(snapshot.resolution), hostile(snapshot.tracing)
    assert isinstance(resolution, Resolution)
    assert isinstance(tracing, Tracing)
    return Snapshot(facts, resolution, tracing, hostile(snapshot.problems), snapshot.runs)  # type: ignore[arg-type]


def test_there_is_a_page_for_everything(snapshot: Snapshot, report: Path) -> None:
    for folder, rows in (
        ("article", snapshot.facts.articles),
        ("claim", snapshot.resolution.claims),
        ("story", snapshot.resolution.stories),
        ("actor", snapshot.resolution.actors),
    ):
        assert {path.stem for path in (report / folder).glob("*.html")} == {row.id for row in rows}
    outlets = {safe_name(article.outlet) for article in snapshot.facts.articles if article.outlet}
    assert {path.stem for path in (report / "outlet").glob("*.html")} == outlets
    pairs = {name_of_pair(one, other) for one, other, _ in counting.dealings(snapshot)}
    assert {path.stem for path in (report / "dyad").glob("*.html")} == pairs != set()
    lists = ("stories", "claims", "articles", "actors", "outlets", "discrepancies", "problems")
    for name in ("index", *lists, "network", "map"):
        assert (report / f"{name}.html").is_file()


def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(report: Path) -> None:
    trees = {path.resolve(): tree for path, tree in every(report)}
    anchors = {path: {e.get("id") for e in tree.iter() if e.get("id")} for path, tree in trees.items()}
    seen = 0
    for path, tree in trees.items():
        for address in tree.xpath("//@href"):
            if re.match(r"https?://", address):
                continue
            target, _, anchor = address.partition("#")
            where = (path.parent / target).resolve() if target else path
            assert where.is_file(), (path.name, address)
            assert not anchor or anchor in anchors[where], (path.name, address)
            seen += 1
    assert seen > 200


def test_ids_are_given_once_a_page(report: Path) -> None:
    for path, tree in every(report):
        found = tree.xpath("//@id")
        assert len(found) == len(set(found)), path.name


def test_the_article_page_holds_the_stored_text_exactly(snapshot: Snapshot, report: Path) -> None:
    for article in snapshot.facts.articles:
        assert stored_text(parsed(report / "article" / f"{article.id}.html")) == article.text


@pytest.mark.parametrize(
    "text",
    [
        "one\r\ntwo\r\n\r\n  three  \tfour",
        "a <b>bold</b> &amp; &lt; claim \u202eturned\u202c “quoted”",
        "\n\n leading and trailing \n",
        "“مرحبا” said שלום, and 안녕 too 🙂",
    ],
)
def test_awkward_text_comes_out_as_it_went_in(text: str, tmp_path: Path) -> None:
    at = len(text) // 2
    article = Article(
        "art-1", "in/x.txt", text, "d", (Block(1, at, BlockKind.BODY), Block(at + 1, len(text), BlockKind.CREDIT))
    )
    report_of(Snapshot(Facts.of([article], [])), tmp_path)
    assert stored_text(parsed(tmp_path / "article" / "art-1.html")) == text


def test_every_fact_is_marked_in_its_article(snapshot: Snapshot, report: Path) -> None:
    for reading in snapshot.facts.readings:
        tree = parsed(report / "article" / f"{reading.article}.html")
        for fact in (*reading.statements, *reading.events, *reading.citations):
            assert tree.get_element_by_id(fact.id) is not None
        marked = "".join(
            part.text_content() for part in tree.find_class("statement") if "m" in part.get("class").split()
        )
        for statement in reading.statements:
            assert statement.text in marked


def test_hostile_text_never_becomes_markup(snapshot: Snapshot, tmp_path: Path) -> None:
    report_of(spoiled(snapshot), tmp_path)
    for path, tree in every(tmp_path):
        assert not tree.xpath("//script | //img | //iframe | //style | //*[@onerror] | //*[@style]"), path.name
        assert "49" not in tree.findtext("head/title", ""), path.name
        for address in tree.xpath("//@href | //@src"):
            assert re.match(r"https?://|#|(\.\./)?[a-z-]+(/[A-Za-z0-9-]+)?(-\d+)?\.(html|css)", address), address


def test_an_address_that_is_no_web_address_is_shown_but_not_linked(snapshot: Snapshot, tmp_path: Path) -> None:
    article = replace(snapshot.facts.articles[0], url="javascript:alert(document.cookie)")
    report_of(
        replace(snapshot, facts=Facts.of([article, *snapshot.facts.articles[1:]], snapshot.facts.readings)), tmp_path
    )
    tree = parsed(tmp_path / "article" / f"{article.id}.html")
    assert "javascript:alert(document.cookie)" in tree.text_content()
    assert not [address for address in tree.xpath("//@href") if "javascript" in address]


def test_ids_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    articles = [Article(name, "u", "Text.", "d") for name in ("../../outside", "a/b", "..", "C:\\x")]
    report_of(Snapshot(Facts.of(articles, [])), tmp_path / "report")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    assert len(list((tmp_path / "report" / "article").iterdir())) == 4


def test_pages_load_nothing_and_say_so(report: Path) -> None:
    for path, tree in every(report):
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy
        assert policy[0].startswith("default-src 'none'; style-src 'self'; img-src 'self' data:"), path.name
        sheets = [path.parent / address for address in tree.xpath("//link[@rel='stylesheet']/@href")]
        assert [sheet.name for sheet in sheets] == ["onrecord.css", "charts.css"]
        assert all(sheet.is_file() for sheet in sheets)
        assert not tree.xpath("//script")
    for sheet in (report / "static").glob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        assert "url(" not in css
        assert "@import" not in css


def test_two_writes_are_the_same_bytes(snapshot: Snapshot, report: Path, tmp_path: Path) -> None:
    facts = Facts.of(reversed(snapshot.facts.articles), reversed(snapshot.facts.readings))
    report_of(replace(snapshot, facts=facts), tmp_path)
    first = {path.relative_to(report): path.read_bytes() for path in report.rglob("*") if path.is_file()}
    assert first == {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_pictures_and_landmarks_have_names(report: Path) -> None:
    for path, tree in every(report):
        assert len(tree.xpath("//main")) == 1
        assert len(tree.xpath("//h1")) == 1, path.name
        for picture in tree.xpath("//*[local-name()='svg']"):
            assert picture.get("aria-label") or picture.get("aria-hidden") == "true", path.name
        for landmark in tree.xpath("//nav | //aside"):
            assert landmark.get("aria-label"), path.name


def test_the_claim_page_says_who_repeats_whom(snapshot: Snapshot, report: Path) -> None:
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    words = " ".join(parsed(report / "claim" / f"{claim.id}.html").text_content().split())
    for told in (
        "names Velpress",
        "own reporting",
        "names no source: perhaps the same words as Velpress",
        "Two named origins: Velpress and the Ostran Daily’s own interview.",
        "Proposed information grade 1 of 6, confirmed by other sources.",
        "date unknown",
    ):
        assert told in words


def test_the_claim_page_shows_the_grade_of_its_source_and_the_house_of_its_origins(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    said = {"state": None, "state_controlled": None, "owner": None, "aliases": (), "note": "", "software": ""}
    graded = Grading(id="grd-1", name="Velpress", reliability=Reliability.B, judge="ada", made="2031", **said)
    standings = tuple(replace(s, joined="Velpress and Skarn Wire are of one house") for s in snapshot.tracing.standings)
    told = replace(snapshot, gradings=(graded,), tracing=replace(snapshot.tracing, standings=standings))
    report_of(told, tmp_path)
    words = " ".join(parsed(tmp_path / "claim" / f"{claim.id}.html").text_content().split())
    assert "With the grade of its source, usually reliable: B1." in words
    assert "Velpress and Skarn Wire are of one house." in words


def test_words_left_out_and_put_in_are_marked(snapshot: Snapshot, report: Path) -> None:
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    tree = parsed(report / "claim" / f"{claim.id}.html")
    assert "can stop" in [ins.text_content() for ins in tree.xpath("//ins")]
    assert "has a say in" in [gone.text_content() for gone in tree.xpath("//del")]


def test_a_long_list_goes_on_over_pages_with_nothing_lost(tmp_path: Path) -> None:
    articles = [Article(f"art-{at:04}", f"in/{at}", "Some text.", "d") for at in range(250)]
    report_of(Snapshot(Facts.of(articles, [])), tmp_path)
    names = ["articles.html", *(f"articles-{at}.html" for at in range(2, 6))]
    found = [a for name in names for a in parsed(tmp_path / name).xpath("//ul[@class='articles']//@href")]
    assert found == [f"article/art-{at:04}.html" for at in range(250)]
    assert not (tmp_path / "articles-6.html").exists()


def test_an_empty_record_still_reads(tmp_path: Path) -> None:
    index = report_of(Snapshot(Facts.of([], [])), tmp_path)
    assert "No claim stands on more than one report" in parsed(index).text_content()


def test_what_is_hidden_from_a_page_is_counted_there(
    snapshot: Snapshot, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.claim_page.MOST_REPORTS", 2)
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    page = dict(pages(record))[f"claim/{claim.id}.html"]
    assert f"{len(claim.members) - 2} more reports not shown here" in page
