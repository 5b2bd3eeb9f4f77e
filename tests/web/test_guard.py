from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.record.file import Record
from onrecord.web.app import desk_app
from onrecord.web.guard import POLICY, Allowed
from onrecord.web.views import THINGS

HERE = "http://localhost:8765"
BROKEN = "/claim/clm-0.html"


@pytest.fixture(scope="module")
def desk(record: Record) -> TestClient:
    return TestClient(desk_app(record.path, ("desk.example",)), base_url=HERE, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("localhost", True),
        ("LOCALHOST:8765", True),
        ("127.0.0.1:1", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("desk.example:80", True),
        ("evil.example", False),
        ("localhost.evil.example:8765", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example:127.0.0.1", False),
        ("[::1].evil.example", False),
        ("[evil.example]:80", False),
        ("", False),
        ("127.0.0.2", False),
        ("::1", False),
    ],
)
def test_hosts(host: str, allowed: bool) -> None:
    assert Allowed.of(["desk.example"]).host(host) is allowed


@pytest.mark.parametrize("path", ["/", "/claims.html", "/search.html?words=base", "/static/onrecord.css", "/status"])
@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 200),
        ({"host": "desk.example"}, 200),
        ({"host": "evil.example"}, 421),
        ({"origin": HERE}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, 403),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"referer": f"{HERE}/claims.html"}, 200),
        ({"referer": "https://evil.example/page"}, 403),
        ({"referer": "http://[evil"}, 403),
        ({"referer": "http://localhost:9999/"}, 403),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200),
    ],
)
def test_every_route_refuses_foreign_hosts_and_origins(
    desk: TestClient, path: str, headers: dict[str, str], code: int
) -> None:
    assert desk.get(path, headers=headers).status_code == code


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading(desk: TestClient, method: str) -> None:
    answer = desk.request(method, "/claims.html")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/claims.html?kind=nonsense", "/static/onrecord.css", BROKEN])
def test_every_answer_says_what_a_page_may_do(desk: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def breaks(*_: object) -> None:
        raise KeyError("a mistake of our own")

    monkeypatch.setitem(THINGS, "claim", breaks)
    answer = desk.get(path)
    assert (answer.status_code == 500) is (path == BROKEN)
    headers = answer.headers
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
