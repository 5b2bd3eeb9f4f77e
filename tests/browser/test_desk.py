"""What people come to the desk for, done in a real browser on the bundled coverage."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shown import Shown

Open = Callable[..., Page]
SENTENCE = "close bonds between the navies"


@pytest.fixture
def desk(demo: Shown) -> str:
    """The address of a desk that shows the bundled coverage."""
    return demo.address


def test_find_who_repeats_an_agency_and_reach_the_sentence(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/claims.html")
    page.get_by_text("More filters").click()
    page.get_by_label("Source").fill("Ostpress")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("source=Ostpress"))
    page.get_by_role("link", name=re.compile(SENTENCE)).first.click()
    picture = page.locator("figure.picture svg").first
    expect(picture.locator("g.source", has_text="Ostpress")).to_be_visible()
    reports, arrows = picture.locator("g.report"), picture.locator("g.tie path.line")
    assert reports.count() == 7
    assert arrows.count() >= 6
    middles = [box["y"] for one in reports.all() if (box := one.bounding_box())]
    assert middles == sorted(middles)  # in order of time, from above
    page.locator(".wording .context a").first.click()
    place = page.locator(f"[id='{unquote(page.url.partition('#')[2])}']")
    expect(place).to_be_attached()
    marked = page.locator(".m.statement", has_text="The Velmarkian side has come").first
    expect(marked).to_be_in_viewport()


def test_compare_two_wordings(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/search.html?words=navies")
    page.get_by_role("link", name=re.compile(SENTENCE)).first.click()
    expect(page.locator(".wording.head blockquote")).to_contain_text(SENTENCE)
    assert page.locator(".wording ins").count() + page.locator(".wording del").count() > 0
    gone = page.locator(".wording del").first
    assert "line-through" in gone.evaluate("element => getComputedStyle(element).textDecorationLine")


def test_filter_and_keep_the_address(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/statements.html")
    total = page.locator("ol.claims > li").count()
    page.get_by_label("Kind").select_option("direct")
    page.get_by_label("Since").fill("2024-03-13")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("kind=direct&.*since=2024-03-13"))
    narrowed = page.locator("ol.claims > li").count()
    assert 0 < narrowed < total
    again = open_page(page.url)
    assert again.locator("ol.claims > li").count() == narrowed
    assert again.get_by_label("Kind").input_value() == "direct"


def test_cite_a_claim(open_page: Open, desk: str, axe: Callable[[Page], None]) -> None:
    page = open_page(f"{desk}/search.html?words=navies")
    page.get_by_role("link", name=re.compile(SENTENCE)).first.click()
    page.get_by_role("link", name="Cite this").click()
    expect(page.locator("#cited-text")).to_contain_text(SENTENCE)
    expect(page.locator("#cited-bibtex")).to_contain_text(re.compile(r"^@\w+\{"))
    assert json.loads(page.locator("#cited-csl").inner_text())
    expect(page.get_by_role("button", name="Copy")).to_have_count(3)
    axe(page)


def test_take_a_narrowed_list_away(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/claims.html?kind=event")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == page.locator("ol.claims > li").count()
    assert {row["kind"] for row in rows} == {"event"}


def test_the_keyboard_alone_leads_from_search_to_the_sentence(open_page: Open, desk: str) -> None:
    page = open_page(desk)
    expect(page.locator("button[data-opens='keys']")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("navies")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html\?words=navies"))
    expect(page.locator("button[data-opens='keys']")).to_be_visible()  # shown by the script that hears the keys
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claim/clm-"))
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_reading_needs_no_script(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/claims.html?kind=event", script=False)
    assert page.locator("ol.claims > li").count() > 3
    page.get_by_label("Verdict").select_option("one-origin")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("verdict=one-origin"))
    assert page.locator("ol.claims > li").count() > 0


def test_a_picture_is_told_in_words_too(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/claims.html")
    page.locator("ol.claims a").first.click()
    ties = page.locator("table.ties tbody tr")
    assert ties.count() >= page.locator("figure.picture g.tie").count() > 0


def test_a_question_in_sql_is_answered(open_page: Open, desk: str) -> None:
    page = open_page(f"{desk}/sql.html")
    page.get_by_label("Question").fill("SELECT kind, count(*) AS n FROM claim GROUP BY kind ORDER BY kind")
    page.get_by_role("button", name="Ask").click()
    rows = [row.inner_text().split("\t") for row in page.locator("section.result tbody tr").all()]
    assert [row[0] for row in rows] == ["event", "utterance"]
    assert json.loads(rows[0][1]) > 0
