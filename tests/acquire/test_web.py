"""The web is asked politely, in bounds, and never inside the user's own network; a loopback server stands for it."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from onrecord.acquire.answer import Answer, Failure, Fetched, Reached, Unchanged
from onrecord.acquire.blob import Blob
from onrecord.acquire.fetcher import Fetcher
from onrecord.acquire.pace import Pace
from onrecord.acquire.settings import Settings
from onrecord.acquire.web import Offered, linked_blobs, listed_blobs, web_blobs
from onrecord.model.article import Field, Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode
from tests.site_kit import Reply, Site, serving

HTML = b"<p>The bridge at Kelstadt opened on Monday.</p>"
TYPE = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    with make(clock) as made:
        yield made


def make(clock: Clock, limits: Limits | None = None, answers: dict[str, Answer] | None = None) -> Fetcher:
    pace = Pace(lambda: clock.now, clock.sleep)
    now = datetime(2031, 5, 4, 10, tzinfo=UTC)
    return Fetcher(limits or Limits(), answers or {}, allow_private=True, pace=pace, now=lambda: now)


def cause(found: Fetched | Unchanged | Failure) -> str:
    assert isinstance(found, Failure)
    return f"{found.code.value}: {found.cause}"


def test_a_page_is_fetched_as_it_is(site: Site, fetcher: Fetcher):
    site.pages["/a"] = (200, {**TYPE, "Content-Encoding": "gzip", "ETag": '"1"'}, gzip.compress(HTML, mtime=0))
    found = fetcher.fetch(f"{site.address}/a#part")
    assert isinstance(found, Fetched)
    assert (found.content, found.media, found.charset) == (HTML, "text/html", "utf-8")
    assert (found.answer.etag, found.answer.fetched) == ('"1"', "2031-05-04T10:00:00+00:00")
    (robots, page) = site.asked
    assert (robots[0], page[0]) == ("/robots.txt", "/a")
    assert page[1]["user-agent"].startswith("onrecord/")
    assert "cookie" not in page[1]


@pytest.mark.parametrize(
    ("robots", "said", "paths"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /a"), "forbidden: the site's robots.txt does not allow it", []),
        ((503, {}, b""), "network: its robots.txt could not be had", []),
        ((404, {}, b""), "", ["/a"]),
        ((301, {"Location": "/rules"}, b""), "forbidden: the site's robots.txt", ["/rules"]),
    ],
)
def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher, robots: Reply, said: str, paths: list[str]):
    site.pages |= {"/robots.txt": robots, "/rules": (200, {}, b"User-agent: *\nDisallow: /a"), "/a": (200, TYPE, HTML)}
    found = fetcher.fetch(f"{site.address}/a")
    assert cause(found).startswith(said) if said else isinstance(found, Fetched)
    assert site.paths() == paths


def test_redirects_are_followed_so_far(site: Site, clock: Clock):
    site.pages |= {
        "/a": (301, {"Location": "/b"}, b""),
        "/b": (302, {"Location": f"{site.address}/c"}, b""),
        "/c": (200, TYPE, HTML),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/odd": (302, {"Location": "http://[::1"}, b""),
    }
    with make(clock, Limits(fetch_redirects=2)) as fetcher:
        found = fetcher.fetch(f"{site.address}/a")
        assert isinstance(found, Fetched)
        assert (found.final, found.answer.url) == (f"{site.address}/c", f"{site.address}/c")
        assert "redirected more than 2 times" in cause(fetcher.fetch(f"{site.address}/loop"))
        assert "cannot be fetched" in cause(fetcher.fetch(f"{site.address}/file"))
        assert "network" in cause(fetcher.fetch(f"{site.address}/odd"))


def test_a_host_rests_between_requests(site: Site, fetcher: Fetcher, clock: Clock):
    site.pages |= {"/a": (200, TYPE, HTML), "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7")}
    for _ in range(2):
        fetcher.fetch(f"{site.address}/a")
    assert clock.slept == [7, 7]


def test_a_crawl_delay_has_a_bound(site: Site, fetcher: Fetcher, clock: Clock):
    site.pages |= {"/a": (200, TYPE, HTML), "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 86400")}
    fetcher.fetch(f"{site.address}/a")
    assert clock.slept == [Limits().fetch_seconds]


@pytest.mark.parametrize(
    ("after", "slept", "tries"), [("5", [1, 5, 1], 2), ("9999", [1], 1), ("", [1], 1), ("soon", [1], 1)]
)
def test_a_server_that_asks_to_wait_is_asked_once_more(
    site: Site, fetcher: Fetcher, clock: Clock, after: str, slept: list[float], tries: int
):
    site.pages["/a"] = (429, {"Retry-After": after} if after else {}, b"")
    assert cause(fetcher.fetch(f"{site.address}/a")) == "network: the server answered with status 429"
    assert (clock.slept, len(site.paths())) == (slept, tries)


def test_a_host_that_asks_for_long_is_left_alone_so_long(site: Site, fetcher: Fetcher, clock: Clock):
    site.pages |= {"/a": (429, {"Retry-After": "3600"}, b""), "/b": (200, TYPE, HTML)}
    assert "status 429" in cause(fetcher.fetch(f"{site.address}/a"))
    clock.now += 3000
    assert "left alone, for another 10 minutes" in cause(fetcher.fetch(f"{site.address}/b"))
    assert site.paths() == ["/a"]
    clock.now += 601
    assert isinstance(fetcher.fetch(f"{site.address}/b"), Fetched)


def test_what_did_not_change_is_not_fetched_again(site: Site, fetcher: Fetcher, clock: Clock):
    def page(headers: dict[str, str]) -> Reply:
        known = (
            headers.get("if-none-match") == '"1"'
            and headers.get("if-modified-since") == "Sun, 04 May 2031 10:00:00 GMT"
        )
        return (
            (304, {}, b"")
            if known
            else (200, {**TYPE, "ETag": '"1"', "Last-Modified": "Sun, 04 May 2031 10:00:00 GMT"}, HTML)
        )

    site.pages |= {"/a": page, "/b": (200, TYPE, HTML)}
    answers: dict[str, Answer] = {}
    for path in ("/a", "/b"):
        found = fetcher.fetch(f"{site.address}{path}")
        assert isinstance(found, Fetched)
        answers[found.answer.url] = found.answer
    with make(clock, answers=answers) as again:
        assert isinstance(again.fetch(f"{site.address}/a"), Unchanged)
        assert isinstance(again.fetch(f"{site.address}/b"), Unchanged)
        assert isinstance(again.fetch(f"{site.address}/a", follow=True), Fetched)
        site.pages["/b"] = (200, TYPE, HTML + b"<p>More.</p>")
        assert isinstance(again.fetch(f"{site.address}/b"), Fetched)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((404, {}, b""), "network: the server answered with status 404"),
        ((304, {}, b""), "network: the server answered with status 304"),
        ((206, TYPE, HTML), "network: the server answered with status 206"),
        ((302, {}, b""), "network: the server answered with status 302"),
        ((200, {**TYPE, "Content-Length": "500"}, HTML), "network: the host gave no whole answer"),
        ((200, TYPE, b"x" * 300_000), "too-large: unpacked it is larger"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(190_000), mtime=0)), "bomb: its"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(HTML, mtime=0)[:-20]), "truncated: the answer is not whole"),
        ((200, {"Content-Encoding": "gzip"}, b"\x00\x01\x02"), "unreadable: it is said to be packed with gzip"),
    ],
)
def test_answers_that_hold_no_page(site: Site, clock: Clock, reply: Reply, said: str):
    site.pages["/a"] = reply
    with make(clock, Limits(page_bytes=200_000, unpacked_bytes=100_000)) as fetcher:
        assert cause(fetcher.fetch(f"{site.address}/a")).startswith(said)


def test_an_answer_has_so_much_time_and_no_more(site: Site, clock: Clock):
    def slow(_headers: dict[str, str]) -> Reply:
        time.sleep(3)
        return 200, TYPE, HTML

    site.pages["/a"] = slow
    with make(clock, Limits(fetch_seconds=1)) as fetcher:
        started = time.monotonic()
        assert "longer than 1 seconds" in cause(fetcher.fetch(f"{site.address}/a"))
        assert time.monotonic() - started < 2.5


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "localhost.",
    ],
)
def test_hosts_inside_the_own_network_are_never_asked(site: Site, host: str):
    with Fetcher(pace=Pace(lambda: 0.0, lambda _seconds: None)) as fetcher:
        found = fetcher.fetch(f"http://{host}:{site.address.rpartition(':')[2]}/a")
    assert isinstance(found, Failure)
    assert (found.code, "not on the public internet" in found.cause) == (ProblemCode.FORBIDDEN, True)
    assert site.asked == []


def test_a_name_is_looked_up_once_and_all_that_it_stands_for_is_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch):
    looked: list[str] = []

    def lookup(host: str, port: int, **_more: object) -> list[object]:
        looked.append(host)
        public = "93.184.216.34" if len(looked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in (public, "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with Fetcher(pace=Pace(lambda: 0.0, lambda _seconds: None)) as fetcher:
        found = fetcher.fetch(f"http://courier.example:{site.address.rpartition(':')[2]}/a")
    assert "not on the public internet" in cause(found)
    assert (looked, site.asked) == (["courier.example"], [])


def test_a_host_that_is_not_there_is_a_problem(clock: Clock):
    with socket.socket() as closed, make(clock) as fetcher:
        closed.bind(("127.0.0.1", 0))
        assert "network: its robots.txt could not be had" in cause(
            fetcher.fetch(f"http://127.0.0.1:{closed.getsockname()[1]}/a")
        )


# What lists and feeds link to.

FETCH, FOLLOW = Settings(fetch=True), Settings(fetch=True, follow=True)


def urlset(*addresses: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{address}</loc></url>' for address in addresses)}</urlset>".encode()


def index(*addresses: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f"<sitemapindex>{entries}</sitemapindex>".encode()


def blobs(items: Iterator[Offered]) -> tuple[list[Blob], list[Offered]]:
    every = list(items)
    return [item for item in every if isinstance(item, Blob)], [
        item for item in every if not isinstance(item, Blob | Reached)
    ]


def test_an_address_is_a_blob_with_what_http_says(site: Site, fetcher: Fetcher):
    site.pages["/news/a.html"] = (200, TYPE, HTML)
    address = f"{site.address}/news/a.html"
    blob, reached = web_blobs(address, FETCH, fetcher)
    assert isinstance(blob, Blob)
    assert isinstance(reached, Reached)
    assert reached.answer
    assert (blob.uri, blob.location, blob.name, blob.media, blob.charset) == (
        address,
        address,
        "a.html",
        "text/html",
        "utf-8",
    )
    assert blob.opener().read() == HTML
    assert [(hint.field, hint.value, hint.basis) for hint in blob.hints] == [
        (Field.URL, address, "http:address"),
        (Field.CRAWLED, "2031-05-04T10:00:00+00:00", "http:fetched"),
    ]


def test_a_problem_names_the_address(site: Site, fetcher: Fetcher):
    (item,) = web_blobs(f"{site.address}/none", FETCH, fetcher)
    assert isinstance(item, Problem)
    assert (item.code, item.uri, item.fatal) == (ProblemCode.NETWORK, f"{site.address}/none", True)


def test_sitemaps_inside_sitemaps_are_fetched_each_once(site: Site, fetcher: Fetcher):
    at = site.address
    site.pages |= {
        "/i.xml": (200, {"Content-Type": "text/xml"}, index(f"{at}/s.xml", f"{at}/i.xml", f"{at}/t.xml")),
        "/s.xml": (200, {}, urlset(f"{at}/1", f"{at}/2", f"{at}/1#top")),
        "/t.xml": (200, {}, urlset(f"{at}/2", f"{at}/3")),
        "/1": (200, TYPE, HTML),
        "/2": (200, TYPE, HTML),
    }
    found, told = blobs(web_blobs(f"{at}/i.xml", FETCH, fetcher))
    assert [blob.uri for blob in found] == [f"{at}/1", f"{at}/2"]
    assert [(item.code.value, item.place) for item in told if isinstance(item, Problem)] == [("network", "address 2")]
    assert len(site.paths()) == len(set(site.paths())) == 6


def test_sitemaps_have_a_depth(site: Site, fetcher: Fetcher):
    for level in range(6):
        site.pages[f"/{level}"] = (200, {"Content-Type": "text/xml"}, index(f"{site.address}/{level + 1}"))
    _, told = blobs(web_blobs(f"{site.address}/0", FETCH, fetcher))
    assert [item.code.value for item in told if isinstance(item, Problem)] == ["left-out"]
    assert len(site.paths()) == 1 + Limits().archive_depth


RSS = (
    "<rss><channel><title>Velm Courier</title>"
    "<item><title>One</title><link>{0}/1</link><description>Short.</description></item>"
    "<item><guid>g2</guid><link>{0}/gone</link><description>It stands here.</description></item>"
    "<item><guid>g3</guid><description>No link.</description></item></channel></rss>"
)
JSON_FEED = (
    '{{"version": "https://jsonfeed.org/version/1.1", "title": "Velm Courier", "items": ['
    '{{"title": "One", "url": "{0}/1", "content_text": "Short."}},'
    '{{"id": "g2", "url": "{0}/gone", "content_text": "It stands here."}},'
    '{{"id": "g3", "content_text": "No link."}}]}}'
)


@pytest.mark.parametrize(("name", "feed"), [("f.xml", RSS), ("f.json", JSON_FEED)])
def test_a_feeds_links_are_followed_with_its_word_on_them(site: Site, fetcher: Fetcher, name: str, feed: str):
    site.pages["/1"] = (200, TYPE, HTML)
    file = Blob.of_bytes(name, feed.format(site.address).encode(), f"wire/{name}", name)
    assert list(linked_blobs(file, FETCH, fetcher)) == [file]
    found, told = blobs(linked_blobs(file, FOLLOW, fetcher))
    (blob,) = found
    stated = {hint.field: hint.value for hint in blob.hints}
    assert (stated[Field.TITLE], stated[Field.OUTLET]) == ("One", "Velm Courier")
    pages = [item for item in told if isinstance(item, Page)]
    assert [page.uri for page in pages] == [f"wire/{name}#g2", f"wire/{name}#g3"]
    (gone,) = [item for item in told if isinstance(item, Problem)]
    assert (gone.code.value, gone.place, gone.fatal) == ("network", "item 2", False)


def test_a_list_of_addresses_is_fetched_and_its_bad_lines_are_told(site: Site, clock: Clock):
    site.pages |= {"/1": (200, TYPE, HTML), "/2": (200, TYPE, HTML)}
    text = f"\ufeff# pages to read\n\n{site.address}/1\nnot an address\n  {site.address}/2  \n{site.address}/1\n"
    file = Blob.of_bytes("list.txt", text.encode(), "wire/list.txt", "list.txt")
    with make(clock) as first:
        items = list(listed_blobs(file, FETCH, first))
    assert [item.uri for item in items if isinstance(item, Blob)] == [f"{site.address}/1", f"{site.address}/2"]
    assert [item.place for item in items if isinstance(item, Problem)] == ["line 4"]
    answers = {item.answer.url: item.answer for item in items if isinstance(item, Reached) and item.answer}
    with make(clock, answers=answers) as second:
        again = list(listed_blobs(file, FETCH, second))
    assert [item.text for item in again if isinstance(item, Notice)] == [
        "2 of its addresses are as they were when they were fetched last"
    ]
    assert not [item for item in again if isinstance(item, Blob)]
