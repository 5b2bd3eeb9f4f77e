"""Pictures of pages are taken at the size and in the scheme that is asked for, when what they show is drawn."""

from __future__ import annotations

import struct

from playwright.sync_api import Browser

from bench.screens import Shot, take


def test_a_picture_has_the_size_and_the_scheme_that_are_asked_for(browser: Browser, pictures: str) -> None:
    light = take(browser, Shot("a", "desk", "keys.html", 500, 400), pictures)
    dark = take(browser, Shot("a", "desk", "keys.html", 500, 400, "dark"), f"{pictures}/")
    for png in (light, dark):
        assert png.startswith(b"\x89PNG")
        assert struct.unpack(">II", png[16:24]) == (500, 400)
    assert light != dark


def test_a_link_is_followed_to_the_page(browser: Browser, pictures: str) -> None:
    plain = take(browser, Shot("a", "desk", "all.html", 500, 2600), pictures)
    followed = take(browser, Shot("a", "desk", "all.html", 500, 2600, follow="Velmark"), pictures)
    assert len(followed) < len(plain) / 2
