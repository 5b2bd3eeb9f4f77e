"""What is drawn of any coverage: as much as the rules say, inside its frame and no name on another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from onrecord.web.picture import MOST_ROWS
from tests.browser.looks import boxes, meeting, nodes, outside, sideways
from tests.browser.shown import Shown
from tests.browser.test_tasks import KINDS, largest, number_of

Open = Callable[..., Page]
WIDTHS = (1280, 390)
NARROW = 560
MOST_DRAWN = {False: (60, 150), True: (24, 48)}  # names and ties of a network, on wide screens and narrow ones
EDGES = "(canvas) => canvas._cyreg.cy.edges().length"
ROWS = """(body) => [...body.rows].map((row) => [...row.cells].map((cell) => cell.dataset.value ?? cell.textContent))"""
CIRCLES = "(svg) => [...svg.querySelectorAll('.places circle')].map((one) => one.r.baseVal.value)"
BARS = """(svg) => [...svg.querySelectorAll('.bars rect')].map((one) => one.getBBox().height)"""


def number_after(text: str, words: str) -> int:
    """Return the number before some words of a caption, 0 where they are not there."""
    found = re.search(rf"([\d,]+) {words}", text)
    return number_of(found[1]) if found else 0


def dependences(shown: Shown, claim: str) -> tuple[set[str], set[frozenset[str]]]:
    """Return what a picture of a claim has to tell: the sources that are no report themselves, and what is joined."""
    articles = {row[0] for row in shown.rows("SELECT article FROM member WHERE claim = ?", claim)}
    ties = shown.rows("SELECT x, y, kind FROM dependence WHERE claim = ?", claim)
    taken: dict[str, set[str]] = {}
    for x, y, _ in ties:
        if x.startswith("source:") and y in articles:
            taken.setdefault(x, set()).add(y)
    own = {source: reports.pop() for source, reports in taken.items() if len(reports) == 1}
    joined = {frozenset((own.get(x, x), own.get(y, y))) for x, y, kind in ties if kind != "own"}
    ends = {end for tie in ties for end in tie[:2] if end.startswith("source:")}
    return ends - own.keys(), {pair for pair in joined if len(pair) > 1}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_who_repeats_whom_is_drawn_by_its_rule_and_listed(open_page: Open, shown: Shown, kind: str, width: int) -> None:
    page, claim = largest(open_page, shown, kind, width=width)
    sources, joined = dependences(shown, claim)
    reports = shown.value("SELECT reports FROM standing WHERE claim = ?", claim)
    figure = page.locator("figure.picture").first
    told = figure.locator("figcaption").inner_text()
    rows = figure.locator("g.report")
    assert rows.count() == min(reports, MOST_ROWS)
    assert rows.count() + number_after(told, "further report") == reports
    assert figure.locator("g.source").count() == len(sources)
    assert 0 < figure.locator("g.tie").count() <= len(joined)
    assert figure.locator("g.tie").count() + number_after(told, "further dependence") == len(joined)
    table = page.locator("section[aria-labelledby='ties']")
    listed = table.locator("tbody tr").count() + number_after(table.inner_text(), "more dependences")
    assert listed == shown.value("SELECT count(*) FROM dependence WHERE claim = ?", claim)
    assert re.search(r"\.\d", told) is None  # sentences stand apart


@pytest.mark.parametrize("kind", KINDS)
def test_the_letters_of_who_repeats_whom_lie_on_no_others(open_page: Open, shown: Shown, kind: str) -> None:
    page, _ = largest(open_page, shown, kind)
    picture = page.locator("figure.picture svg").first
    (frame,) = boxes(picture)
    letters = boxes(picture.locator("text"))
    assert len(letters) > 3
    assert meeting(letters) == []
    assert outside(letters, frame) == []
    pills = boxes(picture.locator("g.source rect.pill"))
    assert meeting(pills) == []
    for pill, name in zip(pills, boxes(picture.locator("g.source text")), strict=True):
        assert name.within(pill)


def test_the_picture_of_a_story_is_inside_its_frame(open_page: Open, shown: Shown) -> None:
    story = shown.value("SELECT id FROM story ORDER BY size DESC, id LIMIT 1")
    page = open_page(f"{shown.address}/story/{story}.html")
    picture = page.locator("figure.picture svg").first
    (frame,) = boxes(picture)
    letters = boxes(picture.locator("text"))
    assert letters
    assert meeting(letters) == []
    assert outside([*letters, *boxes(picture.locator("g.cell rect"))], frame) == []


def drawn_network(page: Page) -> Locator:
    expect(page.locator("figure.drawn .chart-canvas")).to_have_count(1)
    return page.locator("figure.drawn .chart-canvas")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_network_draws_what_its_rule_says_and_keeps_names_apart(
    open_page: Open, shown: Shown, width: int, scheme: str
) -> None:
    page = open_page(f"{shown.address}/network.html", width=width, scheme=scheme)
    canvas = drawn_network(page)
    table = page.locator("figure.drawn .chart-table tbody").evaluate(ROWS)
    most_names, most_ties = MOST_DRAWN[width < NARROW]
    frame, drawn = nodes(canvas)
    edges = canvas.evaluate(EDGES)
    assert 0 < len(drawn) <= most_names
    assert 0 < edges <= min(most_ties, len(table))
    names = {row[at] for row in table for at in (0, 2)}
    if len(table) <= most_ties and len(names) <= most_names:
        assert (len(drawn), edges) == (len(names), len(table))
    assert len({node.text for node in drawn}) == len(drawn)
    assert outside(drawn, frame) == []
    assert meeting(drawn) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_map_draws_every_place_and_names_the_largest(open_page: Open, shown: Shown, width: int) -> None:
    page = open_page(f"{shown.address}/map.html", width=width)
    figure = page.locator("figure[data-chart='map']")
    if not figure.count():
        pytest.skip("no town of this coverage has coordinates")
    expect(figure.locator("svg.map")).to_be_visible()
    rows: list[list[str]] = figure.locator(".chart-table tbody").evaluate(ROWS)
    placed = [row for row in rows if row[1]]
    radii = figure.locator("svg.map").evaluate(CIRCLES)
    assert len(radii) == len(placed)
    assert radii == sorted(radii, reverse=True)
    (frame,) = boxes(figure.locator("svg.map"))
    names = boxes(figure.locator("svg.map .names text"))
    assert outside([*names, *boxes(figure.locator("svg.map .places circle"))], frame) == []
    assert meeting(names) == []
    largest_place = max(placed, key=lambda row: int(row[3]))
    assert names[0].text.endswith(f" {int(largest_place[3]):,}")
    numbers = [number_of(name.text.rpartition(" ")[2]) for name in names]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_months_of_the_foremost_actor_are_as_high_as_its_table_says(
    open_page: Open, shown: Shown, width: int
) -> None:
    actor = shown.value("SELECT actor FROM prominence ORDER BY parts DESC, actor LIMIT 1")
    page = open_page(f"{shown.address}/actor/{actor}.html", width=width)
    figure = page.locator("figure.drawn").first
    expect(figure.locator("svg").first).to_be_visible()
    rows: list[list[str]] = figure.locator(".chart-table tbody").evaluate(ROWS)
    heights: list[float] = figure.locator("svg").first.evaluate(BARS)
    sizes = [int(n) for month, *both in rows if month for n in both if int(n)]
    assert len([high for high in heights if high > 0]) == len(sizes)
    assert max(heights) / sum(heights) == pytest.approx(max(sizes) / sum(sizes), abs=0.03)
    (frame,) = boxes(figure.locator("svg").first)
    letters = boxes(figure.locator("svg").first.locator("text"))
    assert outside(letters, frame) == []
    assert meeting(letters) == []


def test_the_days_of_every_story_lie_in_their_lines(open_page: Open, shown: Shown) -> None:
    page = open_page(f"{shown.address}/stories.html")
    lines: list[Any] = page.locator("svg.days").all()
    assert lines
    for line in lines:
        (frame,) = boxes(line)
        assert outside(boxes(line.locator("circle")), frame) == []
