"""The macros of the pictures: a table with named columns and values for the script, which no row can break out of."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from lxml.etree import _Element

from onrecord.web.report import environment

HOSTILE = '"><img src=x onerror=alert(1)>'
MONTH = {"month": "2031-04", "href": "claims?m=2031-04", "cooperation": 1200, "conflict": 3}
TIE = {"source": "Velmark", "source_href": "a/1", "target": HOSTILE, "target_href": None, "n": 7, "kind": "other"}
DOT = {"when": None, "shown": "not known", "outlet": "Ostpress", "title": HOSTILE, "href": "a/2", "origin": True}
PLACE = {"name": HOSTILE, "href": None, "lat": None, "lon": 7.25, "n": 9}


def made(call: str, **values: Any) -> _Element:  # noqa: ANN401 - rows of every shape
    """Return the figure that a call of a macro makes."""
    page = '{% import "charts.html" as charts %}<main>{{ charts.' + call + " }}</main>"
    root = lxml.html.fromstring(environment().from_string(page).render(**values))
    figure = root.find(".//figure")
    assert figure is not None
    return figure


@pytest.mark.parametrize(
    ("call", "row", "columns", "values"),
    [
        ('months("one", bad, rows)', MONTH, ["month", "cooperation", "conflict"], ["2031-04", "1200", "3"]),
        ('bars("one", bad, rows)', {"name": "Velmark", "href": "a/1", "n": 7}, ["name", "n"], [None, "7"]),
        ('dots("one", bad, rows)', DOT, ["when", "outlet", "title", "origin"], ["", None, None, "yes"]),
        ('network("one", bad, rows)', TIE | {"label": "met"}, ["from", "kind", "to", "n"], [None, "other", None, "7"]),
        ('map("one", bad, rows)', PLACE, ["name", "lat", "lon", "n"], [None, "", "7.25", "9"]),
    ],
)
def test_a_macro_makes_a_table_that_the_script_can_read(
    call: str, row: dict[str, Any], columns: list[str], values: list[str | None]
) -> None:
    figure = made(call, rows=[row], bad=HOSTILE)
    assert figure.get("data-chart") == call.split("(", maxsplit=1)[0]
    assert [cell.get("data-col") for cell in figure.findall(".//thead//th")] == columns
    assert [cell.get("data-value") for cell in figure.findall(".//tbody/tr/*")] == values
    assert figure.findall(".//img") == []
    named = figure.get("aria-labelledby")
    assert figure.xpath("string(.//*[@id=$name])", name=named) == HOSTILE
    table = figure.find(".//table")
    assert table is not None
    assert table.get("aria-labelledby") == named


def test_numbers_are_written_for_people_and_links_only_where_there_are_some() -> None:
    figure = made('months("one", "Months", rows)', rows=[MONTH])
    assert figure.xpath("string(.//tbody//td)") == "1,200"
    assert figure.xpath("string(.//tbody//a/@href)") == "claims?m=2031-04"
    assert made('map("one", "Map", rows)', rows=[PLACE]).findall(".//tbody//a") == []


def test_series_and_headings_are_the_callers() -> None:
    series = (("articles", "Articles", "up"),)
    figure = made(
        'months("one", "Months", rows, series)', rows=[{"month": "2031-04", "href": "", "articles": 2}], series=series
    )
    assert figure.xpath("string(.//thead/tr)") == "MonthArticles"
    assert figure.findall(".//thead//th")[1].get("data-side") == "up"
