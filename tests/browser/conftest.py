"""What tests in a real browser share. They are skipped where no Chromium is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import ARGUMENTS, MISSING, find_chromium
from onrecord.cli.add import examples_folder
from onrecord.engine.local import add
from tests.browser.folders import served
from tests.browser.kept import kept
from tests.browser.made_up import write_pages
from tests.browser.shown import Shown, showing
from tests.browser.visits import Visits

_HERE = Path(__file__).parent
_SERIOUS = {"serious", "critical"}
_REAL = "data/crossdoc/helsinki.docs.jsonl"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.browser)
    if "real" not in config.option.markexpr.split():
        real = [item for item in items if item.get_closest_marker("real")]
        config.hook.pytest_deselected(items=real)
        items[:] = [item for item in items if item not in real]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of this folder alone: while it runs, this thread counts as running an event loop."""
    path = find_chromium()
    if path is None:
        pytest.skip(f"left out: {MISSING}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Open pages; the test fails if one asked for anything elsewhere, met an error or broke its policy."""
    found = Visits(browser)
    yield found
    found.close()
    assert not found.complaints


@pytest.fixture
def open_page(visits: Visits) -> Callable[..., Page]:
    """The function that opens a page: `open_page(address, width=390, scheme="dark", script=False)`."""
    return visits.open


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """The function that asserts that a page, as it stands, has no serious or critical barrier."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        serious = [
            f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:160]}"
            for one in found
            if one["impact"] in _SERIOUS
            for node in one["nodes"]
        ]
        assert not serious, "\n".join(serious)

    return check


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """The function that serves a folder with the desk's headers until the tests end, and gives its address."""
    with ExitStack() as running:
        yield lambda folder: running.enter_context(served(folder))


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A desk that shows the bundled coverage."""
    path = tmp_path_factory.mktemp("desk") / "record.db"
    add([examples_folder() / "coverage"], path, actors_file=examples_folder() / "actors.yaml")
    with showing(path) as desk:
        yield desk


@pytest.fixture(scope="package")
def real(shared: Path) -> Iterator[Shown]:
    """A desk that shows real coverage: three hundred pages on one summit, whose record is made once and kept."""
    if not (shared / _REAL).is_file():
        pytest.skip(f"left out: no {_REAL} at ONRECORD_DATA or ../shared")
    with showing(kept(shared / _REAL)) as desk:
        yield desk


@pytest.fixture(scope="package", params=["demo", pytest.param("real", marks=pytest.mark.real)])
def shown(request: pytest.FixtureRequest) -> Shown:
    """Each desk in turn; that of real coverage where `make browse` asks for it."""
    found: Shown = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="package")
def pictures(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the pages put together from the macros."""
    return serve(write_pages(tmp_path_factory.mktemp("pictures")))
