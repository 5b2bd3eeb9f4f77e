"""Pages put together from the macros, with invented rows: each kind of picture, too many ties, hostile names."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from jinja2 import ChoiceLoader, FileSystemLoader

from onrecord.web.report import environment

_HERE = Path(__file__).parent
_ROWS: dict[str, Any] = yaml.safe_load((_HERE / "rows.yaml").read_text(encoding="utf-8"))

MARKUP = "<img src=x onerror=\"document.title='broken'\"></title><script>document.title='broken'</script>{{7*7}}\u202e"
SCRIPT_LINKS = (
    "javascript:document.title='broken'",
    " JaVaScRiPt:document.title='broken'",
    "data:text/html,<script>document.title='broken'</script>",
)

Row = dict[str, Any]
Tie = tuple[str, str, int, str]


def months() -> list[Row]:
    """Return the rows of months, each with a link."""
    first = _ROWS["months"]["first"]
    return [
        {"month": f"{first + at // 12}-{at % 12 + 1:02d}", "href": f"#{at}", "cooperation": up, "conflict": down}
        for at, (up, down) in enumerate(_ROWS["months"]["rows"])
    ]


def bars() -> list[Row]:
    """Return the rows of bars."""
    return [{"name": name, "href": f"actor/{at}.html", "n": n} for at, (name, n) in enumerate(_ROWS["bars"].items())]


def dots() -> list[Row]:
    """Return an article an hour, and one of unknown time."""
    hours = [(day, hour) for day, many in _ROWS["days"].items() for hour in range(1, many + 1)]
    undated = {"when": None, "shown": "not known", "outlet": "Inland Gazette", "title": "Undated", "href": "#"}
    dated = [
        {
            "when": f"2031-04-{day:02d}T{hour:02d}:10:00",
            "shown": f"{day} April 2031",
            "outlet": f"Outlet {hour}",
            "title": f"Report {day}-{hour}",
            "href": f"#{day}-{hour}",
            "origin": (day, hour) == (3, 1),
        }
        for day, hour in hours
    ]
    return [*dated, undated | {"origin": False}]


def ties(rows: list[Tie] | None = None) -> list[Row]:
    """Give ties the keys that the macro asks for, with a link for each name."""
    return [
        {
            "source": source,
            "source_href": f"actor/{source}.html",
            "target": target,
            "target_href": f"actor/{target}.html",
            "n": n,
            "kind": kind,
            "label": kind,
        }
        for source, target, n, kind in rows or _ROWS["ties"]
    ]


def many_ties(number: int) -> list[Tie]:
    """Return that many ties between invented names, every weight once."""
    kinds = ("cooperation", "conflict", "other")
    pairs = list(combinations(range(101), 2))[:number]
    return [(f"Actor {a}", f"Actor {b}", number - at, kinds[at % 3]) for at, (a, b) in enumerate(pairs)]


def long_ties() -> list[Tie]:
    """Return ties of two names with everybody; all names are long, and some begin alike."""
    ends = ("officers", "officials", "agents", "ministers")
    states = ("Velmarkian", "Ostravian", "Dunmoorish", "Estholmian", "Liranian")
    names = [f"{state} intelligence {end}" for state in states for end in ends]
    return [(hub, name, 90 - at, "conflict") for at, name in enumerate(names) for hub in ("Ada Torvik", "Oskar Tveldt")]


def places(*parts: str) -> list[Row]:
    """Give places the keys that the macro asks for; one more has no coordinates."""
    rows = [row for part in parts for row in _ROWS[part]]
    made: list[Row] = [{"name": name, "href": f"#{name}", "lat": lat, "lon": lon, "n": n} for name, lat, lon, n in rows]
    return [*made, {"name": "the Inner Sea", "href": None, "lat": None, "lon": None, "n": 5}]


def hostile() -> Row:
    """Return rows whose every text is markup and whose every link is a script."""
    link, other = SCRIPT_LINKS[:2]
    named = [{"name": f"{MARKUP}{at}", "href": href, "n": 5 + at} for at, href in enumerate(SCRIPT_LINKS)]
    tie = {"source": MARKUP, "source_href": link, "target": f"{MARKUP}2", "target_href": other, "n": 3}
    dot = {"when": "2031-04-03", "shown": MARKUP, "outlet": MARKUP, "title": MARKUP, "href": link, "origin": False}
    return {
        "bad": MARKUP,
        "months": [{"month": "2031-04", "href": link, "cooperation": 3, "conflict": 4}],
        "bars": named,
        "dots": [dot],
        "ties": [tie | {"kind": "constructor", "label": MARKUP}],
        "places": [row | {"lat": 50.0 + at, "lon": 9.0} for at, row in enumerate(named)],
    }


@dataclass(frozen=True, slots=True)
class Made:
    """A page to write: its template, its address, its rows."""

    template: str
    address: str
    rows: Row


def _made() -> list[Made]:
    everything = {"months": months(), "bars": bars(), "dots": dots(), "ties": ties()}
    everything |= {"places": places("places"), "far": places("places", "far")}
    return [
        Made("all.html", "all.html", everything),
        Made("many.html", "many.html", {"ties": ties(many_ties(5000))}),
        Made("network.html", "network.html", {"ties": ties()}),
        Made("many.html", "long.html", {"ties": ties(long_ties())}),
        Made("hostile.html", "hostile.html", hostile()),
        *(Made(name, name, {}) for name in ("keys.html", "empty.html", "swapped.html", "nothing.html")),
        Made("actor.html", "actor/Velmark.html", {}),
    ]


def write_pages(folder: Path) -> Path:
    """Write the test pages with the static files of the package beside them."""
    shutil.copytree(str(files("onrecord.web").joinpath("static")), folder / "static")
    templates = environment()
    assert templates.loader
    templates.loader = ChoiceLoader([templates.loader, FileSystemLoader(_HERE)])
    for made in _made():
        target = folder / made.address
        target.parent.mkdir(exist_ok=True)
        root = "../" * made.address.count("/")
        html = templates.get_template(f"pages/{made.template}").render(root=root, **made.rows)
        target.write_text(html, encoding="utf-8")
    return folder
