"""What readers do with the pages: turn pictures to tables, go by keyboard, copy; and that nothing bars them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_charts import FIGURES, NETWORK, PLACES, opened

Open = Callable[..., Page]
PLACE = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const part = at.closest(".chart-table") ? "table" : at.closest(".places") ? "place" : at.className || at.tagName;
    return [part, box.width, box.height];
}"""
FOCUSED = "() => document.activeElement.id"


def test_the_button_turns_picture_into_table_and_back(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html")
    figure = page.locator("#by-month")
    button = figure.get_by_role("button", name="Show as table")
    assert_shown(figure, "picture")
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert_shown(figure, "table")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert_shown(figure, "picture")


def assert_shown(figure: Locator, what: str) -> None:
    """Assert that a figure shows its picture or its table, and that screen readers have the table either way."""
    expect(figure.locator(".chart-picture")).to_be_visible(visible=what == "picture")
    box = figure.locator(".chart-table").bounding_box()
    assert box is not None
    assert (box["height"] > 100) == (what == "table")
    expect(figure.get_by_role("table")).to_have_count(1)


def test_the_tab_key_meets_nothing_unseen(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html")
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place[0] == "BODY":
            break
        seen.append(place)
    assert len(seen) < 80
    assert not [place for place in seen if place[0] == "table" or min(place[1:]) < 3]
    assert len([place for place in seen if place[0] == "place"]) >= len(PLACES)
    assert [place for place in seen if "chart-canvas" in str(place[0])]


def test_a_network_is_walked_with_arrow_keys_and_told_in_words(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html")
    canvas, said = page.locator("#ties .chart-canvas"), page.locator("#ties .chart-said")
    canvas.press("ArrowRight")
    expect(said).to_contain_text("Velmark: cooperation to Ostravia 62; cooperation from Ostravia 48")
    canvas.press("ArrowRight")
    expect(said).to_contain_text("Dunmoor: ")
    canvas.press("Escape")
    expect(said).to_be_empty()
    canvas.press("End")
    canvas.press("Home")
    canvas.press("Enter")
    expect(page.get_by_text("The page of Velmark")).to_be_visible()


def test_a_click_on_a_node_opens_its_page(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html")
    canvas = page.locator("#ties .chart-canvas")
    node = canvas.evaluate(NETWORK)["nodes"][0]
    canvas.hover(position={"x": node["x"], "y": node["y"]})
    expect(page.locator("#ties .chart-said")).to_contain_text("Velmark: ")
    canvas.click(position={"x": node["x"], "y": node["y"]})
    expect(page.get_by_text("The page of Velmark")).to_be_visible()


def test_keys_lead_to_the_search_box_and_along_lists(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/keys.html")
    for key, at in [("j", "item-0"), ("j", "item-1"), ("k", "item-0"), ("k", "item-0")]:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == at
    page.keyboard.press("Control+j")
    assert page.evaluate(FOCUSED) == "item-0"
    page.keyboard.press("/")
    page.keyboard.type("j/k?")
    expect(page.get_by_role("searchbox")).to_have_value("j/k?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_dialog_lists_the_keys_and_switches_them_off_for_good(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/keys.html")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Use these keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.reload()
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    for key in ("?", "j", "/"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    assert page.evaluate("() => document.activeElement.tagName") == "BODY"


def test_the_button_copies_and_says_so(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/keys.html")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_have_attribute("role", "status")
    page.get_by_role("searchbox").press("Control+v")
    expect(page.get_by_role("searchbox")).to_have_value(
        "Torsund Courier, “New minister tells Ostravia”, 12 March 2031."
    )


def test_where_pages_may_not_copy_the_text_is_selected(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/keys.html")
    # As on an address that is not secure: the desk on another machine of the house.
    page.evaluate("() => { delete Navigator.prototype.clipboard; }")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("The text is selected")).to_be_visible()
    assert page.evaluate("() => getSelection().toString()").startswith("Torsund Courier, “New minister")


@pytest.mark.parametrize(("name", "figures"), [("all", FIGURES), ("hostile", 5)])
def test_nothing_bars_readers(
    open_page: Open, pictures: str, axe: Callable[[Page], None], name: str, figures: int
) -> None:
    page = opened(open_page, f"{pictures}/{name}.html", figures)
    axe(page)
    page.emulate_media(color_scheme="dark")
    for button in page.get_by_role("button", name="Show as table").all():
        button.click()
    axe(page)


def test_nothing_bars_readers_of_the_dialog(open_page: Open, pictures: str, axe: Callable[[Page], None]) -> None:
    page = open_page(f"{pictures}/keys.html")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)


def test_on_paper_both_picture_and_table_stand(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html")
    page.emulate_media(media="print")
    for figure in ("#by-month", "#by-actor", "#by-day", "#places"):
        expect(page.locator(f"{figure} svg")).to_be_visible()
        box = page.locator(f"{figure} .chart-table").bounding_box()
        assert box is not None
        assert box["height"] > 100
    expect(page.locator("#ties .chart-canvas")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
