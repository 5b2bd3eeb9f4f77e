"""The visible text of HTML, and where an extracted body lies in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.align import covered, lines_in_body
from onrecord.extract.tree import parse_html
from onrecord.extract.visible import Mark, Visible, visible_text


def shown(markup: str) -> Visible:
    tree = parse_html(markup)
    assert tree is not None
    return visible_text(tree)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The  <b>new</b>\n bridge</p><p>opened</p>", "The new bridge\nopened"),
        ("<div>One<br>Two</div>Three", "One\nTwo\nThree"),
        ("<title>T</title><p>Body</p>", "Body"),
        ("<p>Seen</p><p style='display: none'>Not</p><p hidden>Not</p><script>not()</script>", "Seen"),
        ("<div style='visibility:hidden'><p>Not <b>this</b></p>nor this</div>but this", "but this"),
        ("<pre>One\nTwo</pre>", "One\nTwo"),
        ("<ul><li>A</li><li>B</li></ul>", "A\nB"),
        ("<p>AT&amp;T said &ldquo;no&rdquo;<!-- never --></p>", "AT&T said “no”"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("<p>a\0b</p>", "a b"),
    ],
)
def test_visible_text(markup: str, text: str):
    assert shown(markup).text == text


def test_lines_know_their_markup():
    page = shown(
        "<nav>Menu</nav><h1>Bridge</h1><figcaption>Quay</figcaption><div class='comments'>No!</div><p>It opened</p>"
    )
    assert [line.mark for line in page.lines] == [Mark.MENU, Mark.HEADING, Mark.CAPTION, Mark.COMMENT, None]
    assert [line.span.of(page.text) for line in page.lines] == ["Menu", "Bridge", "Quay", "No!", "It opened"]


@pytest.mark.parametrize("depth", [100, 3_000, 50_000])
def test_deep_nesting_loses_nothing(depth: int):
    page = shown("<div>" * depth + "<p>Inner words.</p>" + "</div>" * depth + "<p>Outer words.</p>")
    assert page.text == "Inner words.\nOuter words."


@given(st.text(max_size=100), st.text(max_size=100))
def test_line_ranges_hold(a: str, b: str):
    tree = parse_html(f"<p>{a}</p><p>{b}</p><i>x</i>")
    if tree is not None:
        page = visible_text(tree)
        assert "\n".join(line.span.of(page.text) for line in page.lines) == page.text


def test_lines_of_the_body_are_found_in_order():
    lines = ["Menu", "The bridge opened on Monday.", "Share", "Ada Torvik was there.", "The ferry closed."]
    body = "The bridge “opened” on Monday.\nAda Torvik was there."
    assert lines_in_body(lines, body) == [False, True, False, True, False]
    assert covered(lines, body) == 1.0
    assert covered(lines, "Nothing of this") < 0.5


def test_a_huge_page_is_aligned_in_linear_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.extract.align._CELLS_MAX", 10)
    lines = ["Menu of the day", "The bridge at Kelstadt opened on Monday at noon."]
    assert lines_in_body(lines, "The bridge at Kelstadt opened on Monday at noon.") == [False, True]
