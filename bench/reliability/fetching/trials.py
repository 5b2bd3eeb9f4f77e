"""Ways in which an address that is not public may reach the fetcher: given, named, redirected to, listed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.reliability.fetching.net import PUBLIC, Answers, Net
from onrecord.acquire.blob import Blob
from onrecord.acquire.fetcher import Fetcher
from onrecord.acquire.settings import Settings
from onrecord.acquire.web import linked_blobs, listed_blobs, web_blobs

COURIER = "courier.example"
"""A host with a public address."""
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_PAGE = (200, _HTML, b"<p>The bridge at Kelstadt opened on Monday.</p>")
_FOLLOW = Settings(fetch=True, follow=True)
_STATUSES = (301, 302, 303, 307, 308)
_CHAIN = 4
Way = Callable[[Net, Fetcher, str], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """One address on one way; `names` are what hosts stand for."""

    name: str
    address: str
    way: Way
    names: Mapping[str, Answers]


def trials() -> Iterator[Trial]:
    """Yield every way with what is sent along it: all forms are given and redirected to, some of them listed."""
    public: Mapping[str, Answers] = {COURIER: [[PUBLIC]]}
    held = yaml.safe_load(Path(__file__).with_name("forms.yaml").read_text(encoding="utf-8"))
    for name, address in held["addresses"].items():
        yield Trial(f"given: {name}", address, _given, public)
        yield Trial(f"redirected to: {name}", address, _redirected, public)
    for name, answer in held["names"].items():
        named = {**public, "inside.example": [answer]}
        ways: Mapping[str, Way] = {"named": _given, "redirected to the name": _redirected}
        for prefix, way in ways.items():
            yield Trial(f"{prefix}: {name}", "http://inside.example:{port}/a", way, named)
    for name, answers in _REBOUND.items():
        yield Trial(f"named anew: {name}", "http://turning.example/a", _turned, {"turning.example": answers})
    for name, way in _LISTED.items():
        for which in ("loopback", "loopback of IPv6", "private of class A", "metadata of a cloud", "a file", "gopher"):
            yield Trial(f"{name}: {which}", held["addresses"][which], way, public)


_REBOUND: Mapping[str, Sequence[Sequence[str]]] = {
    "public, then private": [[PUBLIC], ["127.0.0.1"]],
    "public, then private, of IPv6": [[PUBLIC], ["::1"]],
    "public, then public and private": [[PUBLIC], [PUBLIC, "127.0.0.1"]],
    "public, then metadata": [[PUBLIC], ["169.254.169.254"]],
    "public twice, then private": [[PUBLIC], [PUBLIC], ["10.0.0.1"]],
    "private, then public": [["127.0.0.1"], [PUBLIC]],
}


def _given(_net: Net, fetcher: Fetcher, address: str) -> None:
    fetcher.fetch(address)


def _turned(net: Net, fetcher: Fetcher, address: str) -> None:
    """Ask again and again on new connections, as the name comes to stand for something else."""
    net.public.pages["/a"] = (200, {**_HTML, "Connection": "close"}, b"<p>One.</p>")
    for number in range(4):
        fetcher.fetch(f"{address}?{number}")


def _redirected(net: Net, fetcher: Fetcher, address: str) -> None:
    for status in _STATUSES:
        net.public.pages[f"/{status}"] = (status, {"Location": _sendable(address)}, b"")
        fetcher.fetch(f"http://{COURIER}/{status}")


def _sendable(address: str) -> str:
    """Return an address as a header can hold it."""
    return address.replace("\n", "").replace("\0", "").encode("utf-8").decode("latin-1")


def _chained(net: Net, fetcher: Fetcher, address: str) -> None:
    for number in range(_CHAIN):
        net.public.pages[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    net.public.pages[f"/{_CHAIN}"] = (302, {"Location": address}, b"")
    fetcher.fetch(f"http://{COURIER}/0")


def _by_robots(net: Net, fetcher: Fetcher, address: str) -> None:
    net.public.pages |= {"/robots.txt": (302, {"Location": address}, b""), "/a": _PAGE}
    fetcher.fetch(f"http://{COURIER}/a")


def _by_robots_of_sitemaps(net: Net, fetcher: Fetcher, address: str) -> None:
    net.public.pages |= {"/robots.txt": (200, {}, f"Sitemap: {address}\n".encode()), "/a": _PAGE}
    list(web_blobs(f"http://{COURIER}/a", _FOLLOW, fetcher))


def _in_a_sitemap(net: Net, fetcher: Fetcher, address: str) -> None:
    listed = f"<urlset><url><loc>{address}</loc></url></urlset>".encode()
    net.public.pages["/s.xml"] = (200, {"Content-Type": "text/xml"}, listed)
    list(web_blobs(f"http://{COURIER}/s.xml", _FOLLOW, fetcher))


def _in_a_list_of_sitemaps(net: Net, fetcher: Fetcher, address: str) -> None:
    listed = f"<sitemapindex><sitemap><loc>{address}</loc></sitemap></sitemapindex>".encode()
    net.public.pages["/s.xml"] = (200, {"Content-Type": "text/xml"}, listed)
    list(web_blobs(f"http://{COURIER}/s.xml", _FOLLOW, fetcher))


def _in_a_feed(net: Net, fetcher: Fetcher, address: str) -> None:
    net.public.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, _feed(address))
    list(web_blobs(f"http://{COURIER}/feed", _FOLLOW, fetcher))


def _in_a_feed_by_a_redirect(net: Net, fetcher: Fetcher, address: str) -> None:
    net.public.pages |= {
        "/feed": (200, {"Content-Type": "application/rss+xml"}, _feed(f"http://{COURIER}/on")),
        "/on": (302, {"Location": address}, b""),
    }
    list(web_blobs(f"http://{COURIER}/feed", _FOLLOW, fetcher))


def _in_a_feed_file(_net: Net, fetcher: Fetcher, address: str) -> None:
    blob = Blob.of_bytes("feed.xml", _feed(address), "wire/feed.xml", "feed.xml")
    list(linked_blobs(blob, _FOLLOW, fetcher))


def _in_a_json_feed(_net: Net, fetcher: Fetcher, address: str) -> None:
    version = "https://jsonfeed.org/version/1.1"
    held = json.dumps({"version": version, "title": "a", "items": [{"id": "1", "url": address}]})
    blob = Blob.of_bytes("feed.json", held.encode(), "wire/feed.json", "feed.json")
    list(linked_blobs(blob, _FOLLOW, fetcher))


def _in_a_list(_net: Net, fetcher: Fetcher, address: str) -> None:
    blob = Blob.of_bytes("list.txt", f"{address}\n".encode(), "wire/list.txt", "list.txt")
    list(listed_blobs(blob, _FOLLOW, fetcher))


def _feed(address: str) -> bytes:
    item = f"<item><title>One</title><link>{address}</link><description>Short.</description></item>"
    return f"<rss><channel><title>Velm Courier</title><link>{address}</link>{item}</channel></rss>".encode()


_LISTED: Mapping[str, Way] = {
    "at the end of redirects": _chained,
    "instead of robots.txt": _by_robots,
    "as robots.txt's sitemap": _by_robots_of_sitemaps,
    "in a sitemap": _in_a_sitemap,
    "in a list of sitemaps": _in_a_list_of_sitemaps,
    "in a feed": _in_a_feed,
    "in a feed, by a redirect": _in_a_feed_by_a_redirect,
    "in a feed's file": _in_a_feed_file,
    "in a JSON feed": _in_a_json_feed,
    "in a list of addresses": _in_a_list,
}
