"""Every kind of page, whatever it holds: it bars nobody, fits wide screens and narrow ones, and is read to its end."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.looks import boxes, lines_overlap, sideways
from tests.browser.shown import Shown
from tests.browser.visits import Scheme

Open = Callable[..., Page]
LISTS = {"claim": "claims", "story": "stories", "article": "articles", "actor": "actors", "outlet": "outlets"}
PLACES = ("", *(f"{name}.html" for name in LISTS.values()), "statements.html", "events.html", "discrepancies.html",
          "problems.html", "network.html", "map.html", "sql.html", "nowhere.html")  # fmt: skip
THINGS = (*LISTS, "dyad", "brief")
LINES = "main h1, main h2, main .lede, main .verdict, main p.words"
SECONDS = 10
"""Far more than any page takes on an idle machine: one that is slower is not answered as it should be."""


def first(open_page: Open, shown: Shown, kind: str) -> str:
    """Return the address of the first thing of a kind in its list: of most kinds the largest."""
    if kind == "brief":
        return first(open_page, shown, "story").replace("/story/", "/brief/")
    page = open_page(f"{shown.address}/{LISTS.get(kind, 'network')}.html")
    link = page.locator(f"main a[href^='{kind}/']").first
    return f"{shown.address}/{link.get_attribute('href')}"


def searched(shown: Shown) -> str:
    """Return the address of a search for the longest word of the claim that most articles report."""
    (claim,) = shown.claims("event")
    title = shown.value("SELECT title FROM claim WHERE id = ?", claim)
    return f"{shown.address}/search.html?words={max(filter(str.isalpha, title.split()), key=len)}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PLACES)
def test_no_page_bars_anybody(
    open_page: Open,
    shown: Shown,
    axe: Callable[[Page], None],
    path: str,
    scheme: Scheme,
    request: pytest.FixtureRequest,
) -> None:
    page = open_page(f"{shown.address}/{path}", scheme=scheme)
    axe(page)
    if path == "nowhere.html":  # the browser itself complains of a 404
        request.getfixturevalue("visits").complaints.clear()


@pytest.mark.parametrize("path", PLACES[:-1])
def test_no_page_is_wider_than_a_narrow_screen(open_page: Open, shown: Shown, path: str) -> None:
    page = open_page(f"{shown.address}/{path}", width=390)
    assert sideways(page) == 0
    assert lines_overlap(page, LINES) == []


@pytest.mark.parametrize("kind", THINGS)
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_things_fit_and_bar_nobody(
    open_page: Open, shown: Shown, axe: Callable[[Page], None], kind: str, width: int
) -> None:
    page = open_page(first(open_page, shown, kind), width=width, scheme="light" if width > 390 else "dark")
    axe(page)
    assert sideways(page) == 0
    assert lines_overlap(page, LINES) == []


def test_the_key_of_an_article_looks_as_its_marks_do(open_page: Open, shown: Shown) -> None:
    page = open_page(first(open_page, shown, "article"))
    high = [box.bottom - box.top for box in boxes(page.locator(".key.marks li"))]
    assert len(high) == 4
    assert max(high) < 1.3 * min(high)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_found_fits_and_bars_nobody(
    open_page: Open, shown: Shown, axe: Callable[[Page], None], width: int
) -> None:
    page = open_page(searched(shown), width=width)
    assert page.locator("ol.claims > li").count() > 0
    axe(page)
    assert sideways(page) == 0
    assert lines_overlap(page, LINES) == []


@pytest.mark.parametrize("kind", THINGS)
def test_the_largest_pages_are_there_soon_and_are_read_to_their_end(open_page: Open, shown: Shown, kind: str) -> None:
    address = first(open_page, shown, kind)
    page = open_page(shown.address)
    start = time.monotonic()
    answer = page.goto(address)
    assert isinstance(answer, Response)
    assert answer.ok
    assert time.monotonic() - start < SECONDS
    page.wait_for_load_state("networkidle")  # pictures that are still being drawn move the end
    page.keyboard.press("End")
    expect(page.locator("footer p").last).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
