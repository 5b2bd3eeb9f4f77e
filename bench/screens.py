"""The pictures of pages that README and docs show: `python -m bench.screens --to docs/images [--desk URL]`.

Takes them in the system's own Chromium, from SHOTS. Pages of the report come from `--report FOLDER`, or from `onrecord
demo`, which is run where no folder is given; pages of the desk from `--desk URL`, an `onrecord serve` on this machine,
and are left out without it. Nothing is asked of a network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from bench.chromium import ARGUMENTS, MISSING, find_chromium

Where = Literal["report", "desk"]
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its file's name, the page's path in the report or on the desk, and the size in pixels.

    `follow` names a link that is followed from there, by words in it, for pages whose address changes with the record.
    """

    name: str
    where: Where
    path: str
    width: int
    height: int
    scheme: Scheme = "light"
    follow: str | None = None


SHOTS = (
    Shot("claim", "report", "claims.html", 1180, 950, follow="the close bonds between the navies"),
    Shot("desk", "desk", "", 1180, 900),
    Shot("desk-dark", "desk", "discrepancies.html", 1180, 800, scheme="dark"),
    Shot("desk-search", "desk", "search.html?words=navies", 1180, 900),
    Shot("desk-network", "desk", "network.html", 1180, 950),
    Shot("desk-article", "desk", "articles.html", 1180, 900, follow="flex their naval muscles"),
)


def take(browser: Browser, shot: Shot, base: str) -> bytes:
    """Return the picture of a page, as PNG; a desk's pictures are waited for.

    Raises playwright's TimeoutError where the link to follow is not there.
    """
    context = browser.new_context(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme)
    try:
        page = context.new_page()
        page.goto(f"{base.rstrip('/')}/{shot.path}", wait_until="networkidle")
        if shot.follow:
            page.get_by_role("link", name=shot.follow).first.click()
            page.wait_for_load_state("networkidle")
        for figure in page.locator("figure[data-chart]:has(tbody tr)").all():
            figure.locator(".chart-turn").wait_for()
        return page.screenshot()
    finally:
        context.close()


def take_all(shots: Sequence[Shot], bases: Mapping[Where, str], to: Path) -> list[Path]:
    """Write the pictures into a folder and return their paths; those of a place that has no address are left out.

    Raises FileNotFoundError where there is no browser.
    """
    chromium = find_chromium()
    if chromium is None:
        raise FileNotFoundError(MISSING)
    written = []
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for shot in shots:
            if shot.where in bases:
                written.append(to / f"{shot.name}.png")
                written[-1].write_bytes(take(browser, shot, bases[shot.where]))
        browser.close()
    return written


def demo_report(folder: Path) -> Path:
    """Run the demo in a folder and return where its report lies."""
    command = [sys.executable, "-c", "from onrecord.cli.start import main; main()", "demo", "--to", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "report"


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures; the exit code is 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--report", type=Path, help="a report's folder; without it the demo is run")
    parser.add_argument("--desk", help="the address of a desk")
    parser.add_argument("--only", action="append", choices=[shot.name for shot in SHOTS], help="only this picture")
    given = parser.parse_args(arguments)
    shots = [shot for shot in SHOTS if not given.only or shot.name in given.only]
    bases: dict[Where, str] = {"desk": given.desk} if given.desk else {}
    with ExitStack() as stack:
        if any(shot.where == "report" for shot in shots):
            report = given.report or demo_report(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo")
            bases["report"] = report.resolve().as_uri()
        try:
            written = take_all(shots, bases, given.to)
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
    for path in written:
        print(f"{path}  {path.stat().st_size:,} bytes")
    for shot in shots:
        if shot.where not in bases:
            print(f"{shot.name}: left out, no --desk given", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
