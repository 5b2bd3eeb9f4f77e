"""Every picture is drawn from the table that stands beside it: its geometry against the table's values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser import made_up
from tests.browser.looks import meeting, nodes, outside, sideways
from tests.browser.visits import Visits

Open = Callable[..., Page]
MONTHS, BARS, DOTS, TIES = made_up.months(), made_up.bars(), made_up.dots(), made_up.ties()
PLACES, FAR_PLACES = made_up.places("places")[:-1], made_up.places("places", "far")[:-1]
LONG = made_up.long_ties()
NARROW = 390
FIGURES = 6
BOXES = """(figure, selector) => [...figure.querySelectorAll(selector)].map((shape) => {
    const box = shape.getBBox();
    return {x: box.x, y: box.y, width: box.width, height: box.height, fill: getComputedStyle(shape).fill};
})"""
NETWORK = """(canvas) => {
    const cy = canvas._cyreg.cy;
    const drawn = ["line-style", "line-color", "target-arrow-shape", "width"];
    return {
        nodes: cy.nodes().map((node) => ({label: node.data("label"), ...node.renderedPosition()})),
        edges: cy.edges().map((edge) => Object.fromEntries(drawn.map((name) => [name, edge.style(name)]))),
        width: canvas.clientWidth, height: canvas.clientHeight,
    };
}"""
PAINTED = """(canvas) => {
    const seen = new Set();
    for (const layer of canvas.querySelectorAll("canvas")) {
        const {data} = layer.getContext("2d").getImageData(0, 0, layer.width, layer.height);
        for (let at = 0; at < data.length; at += 4) if (data[at + 3]) seen.add(data.slice(at, at + 3).join());
    }
    return seen.size;
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) =>
    parseFloat(getComputedStyle(one).transitionDuration) || getComputedStyle(one).animationName !== "none").length"""
COLOUR = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"


@pytest.fixture(scope="module")
def drawn(browser: Browser, pictures: str) -> Iterator[Page]:
    """The page with every picture, opened once for the tests that only look at it."""
    visits = Visits(browser)
    yield opened(visits.open, f"{pictures}/all.html")
    visits.close()
    assert not visits.complaints


def opened(open_page: Open, address: str, figures: int = FIGURES, **how: object) -> Page:
    """Open a page and wait until its pictures are drawn."""
    page = open_page(address, **how)
    expect(page.locator("figure.drawn")).to_have_count(figures)
    return page


def boxes(page: Page, figure: str, shapes: str) -> list[dict[str, Any]]:
    """Return the boxes of the shapes in a figure, in the picture's own units."""
    return list(page.locator(figure).evaluate(BOXES, shapes))


def test_bars_of_months_are_as_high_as_the_numbers(drawn: Page) -> None:
    found = boxes(drawn, "#by-month", ".bars rect")
    ups, downs = found[0::2], found[1::2]
    assert len(ups) == len(downs) == len(MONTHS)
    line = ups[0]["y"] + ups[0]["height"]
    unit = ups[0]["height"] / MONTHS[0]["cooperation"]
    assert unit > 2
    for up, down, row in zip(ups, downs, MONTHS, strict=True):
        assert up["height"] == pytest.approx(unit * row["cooperation"], abs=0.1)
        assert down["height"] == pytest.approx(unit * row["conflict"], abs=0.1)
        assert up["y"] + up["height"] == pytest.approx(line)
        assert down["y"] == pytest.approx(line)
    assert [box["x"] for box in ups] == sorted({box["x"] for box in ups})


def test_bars_are_as_long_as_the_numbers_and_say_them(drawn: Page) -> None:
    found = boxes(drawn, "#by-actor", ".bars rect")
    unit = found[0]["width"] / BARS[0]["n"]
    assert [box["width"] for box in found] == pytest.approx([unit * row["n"] for row in BARS], abs=0.1)
    assert drawn.locator("#by-actor .values text").all_text_contents() == [f"{row['n']:,}" for row in BARS]
    shown = drawn.locator("#by-actor .names text").evaluate_all("(all) => all.map((one) => one.firstChild.data)")
    assert all(row["name"].startswith(name.rstrip("…")) for name, row in zip(shown, BARS, strict=True))
    assert drawn.locator("#by-actor .names a").first.evaluate("(link) => link.href.baseVal").endswith(BARS[0]["href"])


def test_every_dated_article_is_a_dot_and_no_two_lie_on_one_another(drawn: Page) -> None:
    found = boxes(drawn, "#by-day", ".dots circle, .dots path")
    assert len(found) == len(DOTS) - 1
    assert drawn.locator("#by-day .origins path").count() == 1
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in found]
    apart = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(middles) for b in middles[:at])
    assert apart >= 2 * 3.6
    expect(drawn.locator("#by-day .chart-note")).to_have_text("1 article of unknown time not drawn.")


def test_a_network_has_a_node_for_each_name_and_an_arrow_for_each_tie(drawn: Page) -> None:
    canvas = drawn.locator("#ties .chart-canvas")
    found = canvas.evaluate(NETWORK)
    assert len(found["edges"]) == len(TIES)
    assert len(found["nodes"]) == len({tie[end] for tie in TIES for end in ("source", "target")})
    assert found["nodes"][0]["label"] == "Velmark"
    for node in found["nodes"]:
        assert 0 < node["x"] < found["width"]
        assert 0 < node["y"] < found["height"]
    assert canvas.evaluate(PAINTED) > 100
    forms = {(edge["line-style"], edge["target-arrow-shape"]) for edge in found["edges"]}
    assert forms == {("solid", "triangle"), ("dashed", "vee"), ("dotted", "triangle")}


@pytest.mark.parametrize("width", [1280, 700, NARROW])
def test_names_in_a_network_lie_on_no_others_and_are_told_apart(open_page: Open, pictures: str, width: int) -> None:
    page = opened(open_page, f"{pictures}/long.html", 1, width=width)
    frame, drawn = nodes(page.locator(".chart-canvas"))
    assert len(drawn) == len({node.text for node in drawn}) == len({name for tie in LONG for name in tie[:2]})
    assert meeting(drawn) == []
    assert outside(drawn, frame) == []


def test_circles_of_a_map_have_areas_as_the_numbers_and_lie_where_they_should(drawn: Page) -> None:
    circles = boxes(drawn, "#places", ".places circle")
    unit = circles[0]["width"] ** 2 / PLACES[0]["n"]
    assert [box["width"] ** 2 for box in circles[:8]] == pytest.approx(
        [unit * place["n"] for place in PLACES[:8]], rel=0.01
    )
    middle = {
        place["name"]: (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for box, place in zip(circles, PLACES, strict=True)
    }
    assert middle["Merrow"][0] < middle["Dunmoor Roads"][0] < middle["Brenn"][0] < middle["Karsk"][0]
    assert middle["Torsund"][1] < middle["Brenn"][1] < middle["Merrow"][1] < middle["Lirn"][1]
    names = drawn.locator("#places .names text").all_text_contents()
    assert names[:3] == ["Brenn 144", "Port Hallin 96", "Marrec 51"]
    assert boxes(drawn, "#places", ".land")[0]["width"] > 900
    assert drawn.locator("#places a title").first.text_content() == "Brenn: 144"
    expect(drawn.locator("#places .chart-note")).to_have_text("1 place without coordinates not drawn.")


def test_places_far_apart_are_shown_on_the_whole_world(drawn: Page) -> None:
    assert drawn.locator("#far .sea").count() == 1
    assert drawn.locator("#places .sea").count() == 0
    assert drawn.locator("#far .places circle").count() == len(FAR_PLACES)


def test_nothing_moves(drawn: Page) -> None:
    assert drawn.evaluate("() => document.getAnimations().length") == 0
    assert drawn.evaluate(MOVING) == 0


def test_too_many_ties_are_thinned_by_a_rule_that_is_told_within_two_seconds(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/nothing.html")
    # The time of the page's own thread, not of the clock, which says how busy the machine is.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = seconds(devtools)
    page.goto(f"{pictures}/many.html")
    expect(page.locator("figure.drawn")).to_have_count(1)
    assert 0.1 < seconds(devtools) - before < 2
    found = page.locator(".chart-canvas").evaluate(NETWORK)
    assert (len(found["nodes"]), len(found["edges"])) == (60, 150)
    expect(page.locator(".chart-note")).to_have_text(
        "The 150 heaviest of 5,000 ties are drawn, between 60 of 101 names."
    )
    assert page.locator("tbody tr").count() == 5000
    page.set_viewport_size({"width": NARROW, "height": 900})
    expect(page.locator(".chart-note")).to_have_text(
        "The 48 heaviest of 5,000 ties are drawn, between 24 of 101 names."
    )
    assert sideways(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".chart-note")).to_contain_text("150")
    assert page.locator(".chart-canvas").evaluate(NETWORK) == found


def seconds(devtools: CDPSession) -> float:
    """Return how long the page's thread has worked since it began, reading the page included."""
    return next(
        float(m["value"]) for m in devtools.send("Performance.getMetrics")["metrics"] if m["name"] == "ThreadTime"
    )


def test_colours_are_those_of_the_sheet_and_follow_the_scheme(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/all.html", scheme="dark")
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        done, gone = page.evaluate(COLOUR, "--done"), page.evaluate(COLOUR, "--gone")
        lines = {edge["line-color"] for edge in page.locator("#ties .chart-canvas").evaluate(NETWORK)["edges"]}
        assert {rgb(done), rgb(gone)} <= lines
        circle = page.locator("#places circle").first.evaluate("(circle) => getComputedStyle(circle).fill")
        assert circle.replace(" ", "") == rgb(done)


def rgb(colour: str) -> str:
    """Return a colour of the sheet as browsers give it back."""
    return f"rgb({','.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(("name", "figures"), [("all", FIGURES), ("hostile", 5)])
def test_pictures_fit_a_narrow_screen_and_a_wide_one(open_page: Open, pictures: str, name: str, figures: int) -> None:
    page = opened(open_page, f"{pictures}/{name}.html", figures, width=NARROW)
    assert sideways(page) == 0
    lengths = [box["width"] for box in boxes(page, "#by-actor", ".bars rect")]
    for one in page.locator(".chart-picture svg, .chart-canvas").all():
        box = one.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW
    page.set_viewport_size({"width": 700, "height": 900})
    expect(page.locator("#by-actor svg")).to_have_attribute("width", "660")
    assert boxes(page, "#by-actor", ".bars rect")[0]["width"] > lengths[0]
    assert (
        page.locator(".chart-picture").count() == page.locator(".chart-picture > svg, .chart-canvas").count() == figures
    )


def test_hostile_names_and_links_do_nothing(open_page: Open, pictures: str) -> None:
    page = opened(open_page, f"{pictures}/hostile.html", 5)
    assert page.locator("figure :is(img, script, iframe)").count() == 0
    assert page.locator(".chart-picture a").count() == 0
    node = page.locator(".chart-canvas").evaluate(NETWORK)["nodes"][0]
    page.locator(".chart-canvas").click(position={"x": node["x"], "y": node["y"]})
    page.locator(".chart-canvas").press("Enter")
    page.locator("#places circle").last.click()
    assert page.title() == "Pictures"
    assert page.url.endswith("/hostile.html")
    expect(page.locator("#places title").first).to_contain_text("<img src=x onerror=")


def test_where_there_is_nothing_to_draw_the_table_stays(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/empty.html")
    page.wait_for_load_state("networkidle")
    assert page.locator("figure").count() == 5
    assert page.locator(".chart-turn, .chart-picture, .drawn").count() == 0
    for table in page.locator("table").all():
        expect(table).to_be_visible()


def test_where_a_script_is_missing_the_table_stays(visits: Visits, pictures: str) -> None:
    page = visits.open(f"{pictures}/empty.html")
    page.route("**/cytoscape.min.js", lambda route: route.abort())
    page.goto(f"{pictures}/all.html")
    expect(page.locator("figure.drawn")).to_have_count(FIGURES - 1)
    expect(page.locator("#ties table")).to_be_visible()
    assert page.locator("#ties").locator(".chart-turn, .chart-picture").count() == 0
    assert any("No picture of Who did what to whom" in one for one in visits.complaints)
    visits.complaints.clear()


def test_without_script_there_are_tables_and_no_idle_buttons(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/all.html", script=False)
    for table in page.locator("table").all():
        expect(table).to_be_visible()
    assert page.locator("button:visible, .chart .key:visible").count() == 0
    assert page.locator("#by-month tbody tr").count() == len(MONTHS)


def test_parts_that_htmx_puts_in_are_drawn_and_those_it_takes_out_are_let_go(open_page: Open, pictures: str) -> None:
    page = open_page(f"{pictures}/swapped.html")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#part figure.drawn .chart-canvas")).to_have_count(1)
    page.evaluate("() => { window.kept = document.querySelector('.chart-canvas')._cyreg.cy; }")
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("#part")).to_have_text("Nothing here")
    assert page.evaluate("() => window.kept.destroyed()")
    assert page.evaluate("() => localStorage.length || sessionStorage['htmx-history-cache']") is None
