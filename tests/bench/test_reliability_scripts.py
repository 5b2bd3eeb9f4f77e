"""The check of scripts sees each way in which a text can act, in a page that does not escape it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader
from playwright.sync_api import Browser

from bench.chromium import MISSING, find_chromium
from bench.reliability.scripts.check import outcome
from bench.reliability.scripts.payloads import Payload, payloads
from bench.reliability.scripts.watching import Beacon, Seen, browser, watched
from onrecord.web.report import environment
from tests.browser.folders import served

NAMES = ("script 1", "script 2", "script 3", "script 8")
"""One for each way to be noticed: a dialog, the console, the title, a request."""
ESCAPED = "<p>{{ words }}</p>"
UNESCAPED = "<p>{{ words | safe }}</p>"
PAGE = "{% extends 'base.html' %}{% block main %}{{ BODY }}{% endblock %}"


@pytest.fixture(scope="module")
def found() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip(f"left out: {MISSING}")
    with browser(path) as started:
        yield started


def seen(found: Browser, folder: Path, given: tuple[Payload, ...], body: str, *, policy: bool) -> Seen:
    """Open a page for each text, made by a template that escapes it or not."""
    made = environment()
    assert made.loader
    made.loader = ChoiceLoader([DictLoader({"one.html": PAGE.replace("{{ BODY }}", body)}), made.loader])
    for at, one in enumerate(given):
        html = made.get_template("one.html").render(root="", address="one.html", made="", words=one.text)
        (folder / f"{at}.html").write_text(html, encoding="utf-8")
    shutil.copytree(str(files("onrecord.web").joinpath("static")), folder / "static", dirs_exist_ok=True)
    with served(folder) as home:
        return watched(found, home, [f"{home}/{at}.html" for at in range(len(given))], policy=policy)


@pytest.mark.browser
def test_a_page_that_does_not_escape_is_found_out(found: Browser, tmp_path: Path) -> None:
    with Beacon().listening() as beacon:
        given = tuple(one for one in payloads(beacon.address) if one.name in NAMES)
        twin = seen(found, tmp_path, tuple(Payload("plain", "q0q", "plain q0q") for _ in given), ESCAPED, policy=True)
        kept = seen(found, tmp_path, given, ESCAPED, policy=False)
        barred = seen(found, tmp_path, given, UNESCAPED, policy=True)
        ran = seen(found, tmp_path, given, UNESCAPED, policy=False)
    assert outcome(given, [twin], [kept], []).held
    assert barred.refused
    assert not barred.ran
    assert len(ran.ran) + len(beacon.asked) == len(given)
    told = outcome(given, [twin], [ran], beacon.asked)
    assert told.figures["elements or attributes that no harmless page has"]
    assert any("script 1" in line for line in told.broken)


def test_there_are_many_texts_each_with_its_own_mark() -> None:
    given = payloads("http://127.0.0.1:1")
    assert len(given) >= 300
    assert len({one.mark for one in given}) == len({one.name for one in given}) == len(given)
    assert all(one.mark in one.text and "«" not in one.text for one in given)


def test_a_text_that_is_never_shown_and_a_page_that_fails_break_the_promise() -> None:
    given = (Payload("one", "q1q", "q1q"), Payload("two", "q2q", "q2q"))
    page = Seen(1, {"q1q"}, {"p": "/a", "script src": "/a"}, failed=["/b: status 500"])
    told = outcome(given, [Seen(1, set(), {"p": "/a"})], [page], [])
    assert told.figures["texts that were shown as text"] == 1
    assert [line.partition(":")[0] for line in told.broken] == [
        "elements or attributes that no harmless page has",
        "pages that failed",
        "never shown",
    ]
