"""The desk: what the static report shows, and what only a server can."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.model.snapshot import Snapshot
from onrecord.model.work import WATCH, Work
from onrecord.record.file import Record
from onrecord.web.app import desk_app
from onrecord.web.report import pages
from onrecord.web.views import LISTED
from tests.web.records import recorded
from tests.web.test_report import HOSTILE, spoiled

ACTIVE = "//script[not(@src)] | //img | //iframe | //style | //*[@onerror] | //*[@style]"


@pytest.fixture(scope="module")
def desk(record: Record) -> TestClient:
    return TestClient(desk_app(record.path), base_url="http://localhost:8765")


def main(page: str) -> str:
    """Return what a page shows beside what only the desk has."""
    tree = html.document_fromstring(page)
    for part in tree.xpath("//main//form | //main//p[@class='to-cite']"):
        part.drop_tree()
    return " ".join(html.tostring(tree.get_element_by_id("main"), encoding="unicode").split())


def shown(desk: TestClient, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, (address, answer.text)
    return answer.text


def test_the_desk_shows_every_page_of_the_report(desk: TestClient, record: Record) -> None:
    seen = 0
    for address, page in pages(record):
        assert main(shown(desk, f"/{address}")) == main(page), address
        seen += 1
    assert seen > 20


def test_every_link_leads_somewhere(desk: TestClient) -> None:
    todo, seen = ["/"], {"/"}
    while todo:
        answer = desk.get(todo.pop())
        assert answer.status_code == 200, (str(answer.url), answer.text[-600:])
        if "html" not in answer.headers["content-type"]:
            continue
        for link in html.document_fromstring(answer.text).xpath("//a/@href"):
            target = str(answer.url.join(link)).partition("#")[0].removeprefix("http://localhost:8765")
            if target.startswith("/") and target not in seen and len(seen) < 400:
                seen.add(target)
                todo.append(target)
    assert len(seen) > 25


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/claims.html", 6),
        ("/claims.html?kind=event", None),
        ("/claims.html?words=naval", None),
        ("/statements.html?kind=direct", None),
        ("/articles.html?words=base", None),
        ("/actors.html?name=torvik", 1),
    ],
)
def test_a_filter_is_in_the_address_and_in_the_form(desk: TestClient, address: str, rows: int | None) -> None:
    tree = html.document_fromstring(shown(desk, address))
    name, _, value = address.partition("?")[2].partition("=")
    if name:
        assert tree.xpath(f"//form//input[@name='{name}'][@value='{value}'] | //option[@value='{value}'][@selected]")
    found = tree.xpath("//main//li[@class='claim-item'] | //main//table//tbody/tr | //ul[@class='articles']/li")
    assert found if rows is None else len(found) >= 1


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("/nowhere.html", 404, "There is no page at /nowhere.html"),
        ("/claim/clm-0000.html", 404, "the record has no claim clm-0000"),
        ("/id/sta-ffff", 404, "nothing in the record"),
        ("/claims.html?kind=nonsense", 400, "choose one of utterance, event"),
        ("/claims.html?colour=red", 400, "there is no filter colour here"),
        ("/claims.html?page=0", 400, "give the number of a page"),
        ("/claims.html?page=99999999999999999999", 400, "give the number of a page"),
        ("/articles.html?since=yesterday", 400, "give a day as 2024-05-01"),
    ],
)
def test_what_cannot_be_answered_says_why(desk: TestClient, address: str, code: int, told: str) -> None:
    answer = desk.get(address)
    assert (answer.status_code, told in html.document_fromstring(answer.text).text_content()) == (code, True)


def test_every_id_has_an_address_that_lasts(desk: TestClient, snapshot: Snapshot) -> None:
    (statement, *_), (event, *_) = snapshot.facts.statement.values(), snapshot.facts.event.values()
    for thing, place in (
        (statement.id, f"/article/{statement.article}.html#{statement.id}"),
        (event.id, f"/article/{event.article}.html#{event.id}"),
        (snapshot.resolution.claims[0].id, f"/claim/{snapshot.resolution.claims[0].id}.html"),
        (snapshot.tracing.origins[0].id, f"/claim/{snapshot.tracing.origins[0].claim}.html#"),
    ):
        answer = desk.get(f"/id/{thing}", follow_redirects=False)
        assert answer.headers["location"].startswith(place)
        assert desk.get(answer.headers["location"]).status_code == 200


def test_search_shows_every_kind_and_where_and_when(desk: TestClient) -> None:
    tree = html.document_fromstring(shown(desk, "/search.html?words=base"))
    assert [head.text for head in tree.xpath("//main//h2")][:2] == ["Claims", "Statements"]
    links = (a.text_content().split() for a in tree.xpath("//ul[@class='counts']//a"))
    counts = {link[-1]: int(link[0]) for link in links}
    listed = html.document_fromstring(shown(desk, "/articles.html?words=base")).xpath("//ul[@class='articles']/li")
    assert counts["articles"] == len(listed) > 0
    assert "Nothing holds all of these words" in shown(desk, "/search.html?words=zeppelin")
    assert "Search" in shown(desk, "/search.html?words=%22%22")  # no word at all: the form alone


def test_a_narrowed_list_can_be_taken_away_whole(desk: TestClient) -> None:
    tree = html.document_fromstring(shown(desk, "/claims.html?kind=utterance&words=base"))
    links = tree.xpath("//p[@class='downloads']/a/@href")
    assert [link.partition("?")[2] for link in links] == ["words=base&kind=utterance"] * 3
    rows = desk.get(f"/{links[1]}").text.splitlines()
    assert len(rows) == len(tree.xpath("//li[@class='claim-item']")) > 0


def test_claims_and_articles_can_be_cited(desk: TestClient, snapshot: Snapshot) -> None:
    claim = max(snapshot.resolution.claims, key=lambda claim: len(claim.members))
    (link,) = html.document_fromstring(shown(desk, f"/claim/{claim.id}.html")).xpath("//p[@class='to-cite']/a/@href")
    tree = html.document_fromstring(shown(desk, f"/claim/{link}"))
    forms = {pre.get("id"): pre.text for pre in tree.xpath("//pre")}
    assert forms.keys() == {"cited-text", "cited-bibtex", "cited-csl"}
    assert json.loads(forms["cited-csl"])
    assert snapshot.facts.statement[claim.head].text in forms["cited-text"]
    assert desk.get("/cite/act-0.html").status_code == 404


def test_the_record_can_be_asked_in_sql_and_not_changed(desk: TestClient, snapshot: Snapshot) -> None:
    def counted() -> str:
        page = shown(desk, f"/sql.html?query={quote('SELECT count(*) AS n FROM article')}")
        return html.document_fromstring(page).xpath("string(//main//tbody)").strip()

    assert counted() == str(len(snapshot.facts.articles))
    assert 'role="alert"' in shown(desk, f"/sql.html?query={quote('DELETE FROM article')}")
    assert counted() == str(len(snapshot.facts.articles))


def test_hostile_text_stays_text_in_every_page(snapshot: Snapshot, tmp_path: Path) -> None:
    with recorded(spoiled(snapshot), tmp_path / "record.db") as record:
        desk = TestClient(desk_app(record.path), base_url="http://localhost")
        addresses = [f"/{name}.html" for name in LISTED] + [f"/{address}" for address, _ in pages(record)]
        for address in [*addresses, *(f"/{name}.html?words={quote(HOSTILE)}" for name in ("search", "claims"))]:
            tree = html.document_fromstring(shown(desk, address))
            assert not tree.xpath(ACTIVE), address
            assert not [a for a in tree.xpath("//@href | //@src") if re.match(r"(?i)\s*(javascript|data|vbscript):", a)]


def test_the_desk_tells_what_is_being_written_and_goes_on(snapshot: Snapshot, tmp_path: Path) -> None:
    with recorded(snapshot, tmp_path / "record.db") as record:
        desk = TestClient(desk_app(record.path), base_url="http://localhost")
        assert not html.document_fromstring(shown(desk, "/")).get_element_by_id("status").text
        record.announce(Work("read", 32, 64, "2031-04-03T09:00:00+00:00", "9999-04-03T09:00:00+00:00"))
        assert "Coverage is being added: read, 32 of 64" in shown(desk, "/status")
        record.announce(Work(WATCH, 0, None, "2031-04-03T09:00:00+00:00", "9999-04-03T09:15:00+00:00"))
        line = html.document_fromstring(shown(desk, "/status")).get_element_by_id("status")
        assert line.text == "Sources are watched; the next look at them is at 09:15 UTC."
        assert "busy" not in line.get("class", "")
        record.connection.execute("BEGIN IMMEDIATE")
        record.connection.execute("DELETE FROM problem")
        assert "What is on the record" in shown(desk, "/")  # a writer in the midst of it does not stop readers
        record.connection.execute("ROLLBACK")
