"""Whether a real browser hides what the techniques hide: its pictures of a page stay the same when the words change."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.chromium import ARGUMENTS, find_chromium
from bench.reliability.hidden.pages import FORGED, Technique

_OTHER = re.sub("[a-z]", "x", FORGED)
_SIZE: ViewportSize = {"width": 1280, "height": 800}
_WAIT = 30
"""Milliseconds: the longest animation of the pages takes one."""
_SAME = 8
"""How much two colours may differ, of 255: letters on their own colour leave an edge of one or two."""
_DIFFERENCE = """async ([one, other]) => {
  const draw = async (data) => {
    const picture = new Image(); picture.src = "data:image/png;base64," + data; await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0); return pen.getImageData(0, 0, picture.width, picture.height);
  };
  const [a, b] = [await draw(one), await draw(other)];
  if (a.width !== b.width || a.height !== b.height) return 255;
  let most = 0; for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i] - b.data[i]));
  return most;
}"""


def complaints(hidden: Sequence[Technique], shown: Sequence[Technique]) -> Iterator[str]:
    """Yield the techniques that a browser does not draw as they say; nothing at all where there is no browser."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport=_SIZE)
        for technique in (*hidden, *shown):
            seen = _is_seen(page, Path(folder) / "page.html", technique)
            if seen is not (technique in shown or technique.backwards):
                yield f"{technique.name}: Chromium {'draws' if seen else 'does not draw'} it"
        browser.close()


def _is_seen(page: Page, file: Path, technique: Technique) -> bool:
    """Say whether other words give another picture."""
    pictures = [_picture(page, file, technique.page(1, words)) for words in (FORGED, _OTHER)]
    if pictures[0] == pictures[1]:
        return False
    page.goto("about:blank")
    most: int = page.evaluate(_DIFFERENCE, [_encoded(picture) for picture in pictures])
    return most > _SAME


def _picture(page: Page, file: Path, markup: str) -> bytes:
    file.write_text(markup, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_timeout(_WAIT)
    return page.screenshot(full_page=True)


def _encoded(picture: bytes) -> str:

    return base64.b64encode(picture).decode()
