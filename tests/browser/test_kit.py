"""The kit notices what it is there for: a page that reaches elsewhere, errs, breaks its policy or bars readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from onrecord.web.guard import POLICY
from tests.browser.visits import Visits

HEAD = '<!DOCTYPE html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">'


@pytest.mark.parametrize(
    ("head", "body", "complaint"),
    [
        ('<meta http-equiv="refresh" content="0;url=http://elsewhere.invalid/">', "", "request elsewhere: http://elsewhere.invalid/"),
        ("", '<img alt="" src="http://elsewhere.invalid/dot.png">', "refused by the policy: img-src http://elsewhere.invalid/dot.png"),
        ("<style>p { color: red }</style>", "", "refused by the policy: style-src-elem inline"),
        ("", '<p style="color: red">Red</p>', "refused by the policy: style-src-attr inline"),
        ("<script>document.title = 1</script>", "", "refused by the policy: script-src-elem inline"),
        ('<script src="errs.js"></script>', "", "error: spilt"),
        ('<script src="evals.js"></script>', "", "refused by the policy: script-src eval"),
        ('<script src="warns.js"></script>', "", "warning: careful"),
    ],
)  # fmt: skip
def test_what_a_page_may_not_do_is_noticed(
    visits: Visits, serve: Callable[[Path], str], tmp_path: Path, head: str, body: str, complaint: str
) -> None:
    (tmp_path / "page.html").write_text(f"{HEAD}{head}</head><body>{body}</body></html>", encoding="utf-8")
    (tmp_path / "errs.js").write_text("throw new Error('spilt')", encoding="utf-8")
    (tmp_path / "evals.js").write_text("try { eval('1') } catch {}", encoding="utf-8")
    (tmp_path / "warns.js").write_text("console.warn('careful')", encoding="utf-8")
    page = visits.open(f"{serve(tmp_path)}/page.html")
    page.wait_for_timeout(200)
    found, visits.complaints[:] = list(visits.complaints), []
    assert any(complaint in one for one in found), found


def test_a_page_without_fault_has_no_complaint(
    visits: Visits, serve: Callable[[Path], str], tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    (tmp_path / "page.html").write_text(
        f"{HEAD}</head><body><main><h1>Fine</h1></main></body></html>", encoding="utf-8"
    )
    axe(visits.open(f"{serve(tmp_path)}/page.html"))
    assert visits.complaints == []


def test_barriers_are_found_in_spite_of_the_policy(
    open_page: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path, axe: Callable[[Page], None]
) -> None:
    body = '<main><h1>Barred</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input></main>'
    (tmp_path / "page.html").write_text(f"{HEAD}</head><body>{body}</body></html>", encoding="utf-8")
    page = open_page(f"{serve(tmp_path)}/page.html")
    with pytest.raises(AssertionError, match=r"image-alt \(critical\)(?s:.)*label \(critical\)"):
        axe(page)


def test_the_docs_tell_the_policy_that_pages_are_tested_with() -> None:
    page = Path(__file__).parents[2] / "docs/pictures.md"
    assert f"```text\n{POLICY}\n```" in page.read_text(encoding="utf-8")
