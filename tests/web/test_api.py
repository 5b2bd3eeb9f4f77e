"""The HTTP interface: every list, filter, page and file is what the lists of the record give."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import MutableMapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import anyio
import pyarrow.parquet as pq
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from starlette.testclient import TestClient

from onrecord.export.row_files import write_csv_rows
from onrecord.model.work import Work
from onrecord.query.filters import made
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from onrecord.web import api_downloads, opening
from onrecord.web.api import api_app
from onrecord.web.api_downloads import FORMS, Download, Sent
from onrecord.web.api_requests import Paging
from onrecord.web.app import desk_app
from tests.cli.kit import run
from tests.record_kit import BASE, FORMULA, HOSTILE, fill

TORN = 5
SAID, DONE = "sta", "eve"

FILTERS: dict[str, dict[str, str]] = {
    "articles": {
        "words": "lighthouse",
        "outlet": "Fair Post",
        "since": "2031-04-03",
        "until": "2031-04-30",
        "story": BASE,
    },
    "statements": {
        "words": '"hand over"',
        "speaker": "Falk",
        "outlet": FORMULA,
        "kind": "indirect",
        "cue": "believes",
        "since": "2031-04-20",
        "until": "2031-04-02",
        "story": "sto-fair",
        "article": "art-wire",
        "claim": "",
    },
    "events": {
        "words": "lease",
        "actor": "VLM",
        "other": "Ostran",
        "type": "treaty",
        "status": "conditional",
        "place": "Sund",
        "outlet": "Velpress",
        "since": "2031-03-31",
        "until": "2031-03-31",
        "story": BASE,
        "article": "art-courier",
        "claim": "",
    },
    "citations": {"name": "Velpress", "kind": "own", "outlet": "Ostran Daily", "article": "art-ledger"},
    "claims": {
        "words": "noon",
        "kind": "event",
        "actor": "Falk",
        "outlet": "Ostran Daily",
        "source": "Velpress",
        "verdict": "single",
        "grade": "1",
        "min_reports": "3",
        "min_origins": "2",
        "max_origins": "1",
        "differing": "yes",
        "story": BASE,
    },
    "discrepancies": {"kind": "amount", "conflicts": "no", "outlet": "Velpress", "story": BASE, "claim": ""},
    "stories": {"words": "lighthouse", "outlet": "Fair Post", "since": "2031-04-05", "until": "2031-04-01"},
    "actors": {"name": "falk", "kind": "state", "state": "OST"},
    "problems": {"code": "encoding"},
}
"""For each field of each filter a value that lets something pass; "" for the claim of the first row."""


@pytest.fixture(scope="module")
def record(invented_record: Path) -> Record:
    return Record.open(invented_record, readonly=True)


@pytest.fixture(scope="module")
def api(invented_record: Path) -> TestClient:
    return TestClient(desk_app(invented_record), base_url="http://localhost/api")


def every(record: Record, name: str, /, **given: str) -> list[dict[str, Any]]:
    """Return the rows as JSON has them."""
    listed = LISTS[name]
    return json.loads(json.dumps(list(listed.every(record.connection, made(listed.filter, given)))))


def got(api: TestClient, address: str, code: int = 200, /, **parameters: object) -> dict[str, Any]:
    answer = api.get(address, params=parameters or None)
    assert answer.status_code == code, (address, answer.text)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    return answer.json()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_rows_of_the_record(api: TestClient, record: Record, name: str) -> None:
    found, rows = got(api, name, limit=1000), every(record, name)
    assert found["rows"] == rows
    assert (found["total"], found["next"]) == (len(rows), None)
    assert found["record"] == {"state": record.state, "articles": 35}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", ["exact", "none"])
def test_pages_have_each_row_once(api: TestClient, record: Record, name: str, count: str) -> None:
    rows, address, pages = [], f"/api/{name}?limit={TORN}&count={count}", 0
    expected = every(record, name)
    while address:
        page = got(api, f"http://localhost{address}")
        assert page["total"] == (len(expected) if count == "exact" else None)
        rows, address, pages = rows + page["rows"], page["next"], pages + 1
    assert rows == expected
    assert pages == max(1, -(-len(expected) // TORN))


def test_every_filter_is_tried() -> None:
    known = {name: {one.name for one in fields(listed.filter)} for name, listed in LISTS.items()}
    assert {name: set(tried) for name, tried in FILTERS.items()} == known
    assert not {one.name for one in fields(Paging)} & set().union(*known.values())


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, tried in FILTERS.items() for field in tried])
def test_each_filter_narrows_as_in_the_record(api: TestClient, record: Record, name: str, field: str) -> None:
    whole = every(record, name)
    value = FILTERS[name][field] or next(row[field] for row in whole if row[field])
    rows = every(record, name, **{field: value})
    assert rows
    assert len(rows) < len(whole) or name == "discrepancies"  # there is one
    assert got(api, name, limit=1000, **{field: value})["rows"] == rows


def test_filters_hold_together_and_go_on_in_the_next_page(api: TestClient, record: Record) -> None:
    page = got(api, "statements", kind="direct", outlet="Fair Post", limit=TORN)
    assert page["next"] == f"/api/statements?outlet=Fair+Post&kind=direct&limit={TORN}&offset={TORN}"
    following = got(api, f"http://localhost{page['next']}")
    assert (
        page["rows"] + following["rows"] == every(record, "statements", kind="direct", outlet="Fair Post")[: 2 * TORN]
    )


@pytest.mark.parametrize("name", LISTS)
def test_downloads_are_the_rows(api: TestClient, record: Record, name: str) -> None:
    rows = every(record, name)
    lines = api.get(f"{name}.jsonl")
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    expected = io.StringIO(newline="")
    write_csv_rows(rows, expected)
    table = api.get(f"{name}.csv")
    assert table.content.decode("utf-8") == expected.getvalue()
    assert pq.read_table(io.BytesIO(api.get(f"{name}.parquet").content)).to_pylist() == rows
    for form in FORMS:
        head = api.head(f"{name}.{form.ending}")
        assert head.headers["content-disposition"] == f'attachment; filename="{name}.{form.ending}"'
        assert (head.headers["content-type"], head.headers["x-content-type-options"]) == (form.media, "nosniff")
        assert head.content == b""


def test_a_download_is_filtered_and_its_cells_are_no_formulas(api: TestClient, record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(api.get("articles.csv", params={"outlet": FORMULA}).text)))
    assert [row["outlet"] for row in rows] == [f"'{FORMULA}"]
    lines = api.get("claims.jsonl", params={"kind": "event"}).text.splitlines()
    assert [json.loads(line) for line in lines] == every(record, "claims", kind="event")
    empty = pq.read_table(io.BytesIO(api.get("claims.parquet", params={"words": "zeppelin"}).content))
    assert empty.num_rows == 0


@pytest.mark.parametrize("name", LISTS)
def test_each_row_has_an_address(api: TestClient, record: Record, name: str) -> None:
    for row in every(record, name)[:TORN]:
        assert got(api, f"{name}/{row['id']}") == row
    assert got(api, f"{name}/xyz-1", 404)["error"]["code"] == "not-found"


@pytest.mark.parametrize("name", ["claims", "stories"])
def test_an_account_is_what_trace_prints(api: TestClient, record: Record, name: str) -> None:
    for row in every(record, name)[:TORN]:
        printed = run("trace", row["id"], "--record", record.path, "--json").stdout
        assert got(api, f"{name}/{row['id']}/account") == json.loads(printed)
    assert got(api, f"{name}/xyz-1/account", 404)["error"]["message"].endswith("xyz-1")


def test_search_finds_what_the_record_finds(api: TestClient, record: Record) -> None:
    hits = got(api, "search", q='"hand over" lighthouse', limit=100)["hits"]
    assert [hit["id"] for hit in hits] == [hit.id for hit in record.search('"hand over" lighthouse', 100)]
    assert {hit["kind"] for hit in hits} == {"article", "statement"}
    assert got(api, "search", q="zeppelin")["hits"] == []


def test_text_of_articles_stays_text(api: TestClient) -> None:
    (row,) = got(api, "statements", words="previous instructions")["rows"]
    assert row["text"] == HOSTILE


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("claims?kind=nonsense", 400, "choose one of utterance, event"),
        ("claims?colour=red", 400, "there is no filter colour here"),
        ("claims?kind=event&kind=event", 400, "kind is given twice"),
        ("claims?kind=", 400, "kind says nothing"),
        ("claims?limit=0", 400, "ask for 1 to 1000 rows"),
        ("claims?limit=1001", 400, "ask for 1 to 1000 rows"),
        ("claims?offset=-1", 400, "give a whole number"),
        ("claims?offset=99999999999999999999", 400, "give a whole number"),
        ("claims?count=perhaps", 400, "choose one of exact, none"),
        ("claims?since=2031-01-01", 400, "there is no filter since here"),
        ("articles?since=yesterday", 400, "give a day as 2024-05-01"),
        ("claims.csv?limit=5", 400, "there is no filter limit here"),
        ("search", 400, "q is missing"),
        ("search?q=%20", 400, "q says nothing"),
        ("status?now=1", 400, "nothing is taken here"),
        ("claims/clm-0", 404, "the record has no claim clm-0"),
        ("claims/art-wire", 404, "the record has no claim art-wire"),
        ("articles/art-wire%00x", 404, "the record has no article"),
        ("claims.xml", 404, "there is nothing at this address"),
        ("claims/", 404, "there is nothing at this address"),
        ("nowhere", 404, "there is nothing at this address"),
        ("claims/%0d%0aX-Injected:%20yes", 404, "there is nothing at this address"),
    ],
)
def test_what_cannot_be_answered_says_why(api: TestClient, address: str, code: int, told: str) -> None:
    error = got(api, address, code)["error"]
    assert set(error) == {"code", "message", "next"}
    assert told in error["message"]


def test_it_is_for_reading_only(api: TestClient, invented_record: Path) -> None:
    bare = TestClient(api_app(invented_record))
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = bare.request(method, "/claims")
        assert (answer.status_code, answer.json()["error"]["code"]) == (405, "read-only")
        assert set(answer.headers["allow"].split(", ")) <= {"GET", "HEAD"}
    assert api.head("claims").headers["content-length"] == str(len(api.get("claims").content))


def test_the_status_tells_counts_and_what_is_being_written(tmp_path: Path) -> None:
    path = fill(tmp_path / "record.db")
    api = TestClient(api_app(path))
    found = got(api, "/status")
    assert (found["current"], found["work"], found["counts"]["article"]) == (True, None, 35)
    with Record.open(path) as record:
        record.announce(Work("read", 3, None, "2031-04-03T09:00:00+00:00", "2031-04-03T09:01:00+00:00"))
        record.replace_derived(record.snapshot().resolution, record.snapshot().tracing, state="older")
    found = got(api, "/status")
    assert (found["current"], found["work"]["stage"], found["work"]["total"]) == (False, "read", None)


def test_a_record_that_cannot_be_read_is_told_of_without_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fill(tmp_path / "record.db")
    api = TestClient(api_app(path))
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    for address in ("/claims", "/claims.csv", "/status"):
        answer = api.get(address)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "locked")
        assert "another process is writing" in answer.json()["error"]["message"]
        assert str(tmp_path) not in answer.text
        assert answer.headers["retry-after"] == "2"
    holder.close()
    assert api.get("/claims").status_code == 200
    path.unlink()
    answer = api.get("/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "record")
    assert str(tmp_path) not in answer.text


def test_a_download_ends_when_the_client_has_gone(invented_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_downloads, "_CHUNK", 100)
    listed = LISTS["articles"]
    sent: list[bytes] = []

    async def main() -> None:
        gone = anyio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message.get("body", b""))
            if len(sent) == TORN:
                gone.set()
                await anyio.sleep(0.05)

        download = Download(invented_record, listed, listed.filter(), FORMS[0])
        await Sent(download, anyio.CapacityLimiter(1))(
            {"type": "http", "method": "GET", "asgi": {"spec_version": "2.3"}}, receive, send
        )

    anyio.run(main)
    assert TORN <= len(sent) < 20
    rows: list[bytes] = []
    Download(invented_record, listed, listed.filter(), FORMS[0]).write(rows.append)
    assert len(rows) > 30


def test_a_download_is_as_of_the_moment_it_began(tmp_path: Path) -> None:
    path, listed = fill(tmp_path / "record.db"), LISTS["claims"]
    with Record.open(path, readonly=True) as record:
        expected = list(listed.every(record.connection, listed.filter()))
    got_: list[bytes] = []

    def emit(chunk: bytes) -> None:
        if not got_:
            with Record.open(path) as writer:
                writer.connection.execute("DELETE FROM standing")
        got_.append(chunk)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api_downloads, "_CHUNK", 100)
        Download(path, listed, listed.filter(), FORMS[0]).write(emit)
    assert [json.loads(line) for line in b"".join(got_).decode("utf-8").splitlines()] == json.loads(
        json.dumps(expected)
    )


def test_the_description_names_every_address_and_every_field(api: TestClient) -> None:
    found = got(api, "openapi.json")
    assert (found["openapi"], found["servers"]) == ("3.1.0", [{"url": "/api"}])
    for name, listed in LISTS.items():
        taken = {one["name"] for one in found["paths"][f"/{name}"]["get"]["parameters"]}
        assert taken == {one.name for one in (*fields(listed.filter), *fields(Paging))}
        assert {f"/{name}.jsonl", f"/{name}.csv", f"/{name}.parquet", f"/{name}/{{identifier}}"} <= found[
            "paths"
        ].keys()
    parameters = [one for path in found["paths"].values() for one in path["get"]["parameters"]]
    assert all(one["description"].endswith(".") for one in parameters)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_any_request_gets_an_answer_by_the_description(invented_record: Path, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", api_app(invented_record))
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) == 5 * len(LISTS) + 5
    for operation in operations:
        asked = any(one["in"] == "query" for one in operation.definition.raw["parameters"])
        if mode is GenerationMode.POSITIVE or asked:  # else nothing can be asked wrongly: any text is an id
            check_answers(operation, mode)


def check_answers(operation: APIOperation, mode: GenerationMode) -> None:
    @settings(max_examples=5, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate()

    check()
