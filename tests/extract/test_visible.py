"""The lines of a page: where they end, and what the markup says about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.tree import parse_html
from onrecord.extract.visible import Mark, Visible, read_lines


def read(markup: str) -> Visible:
    tree = parse_html(markup).tree
    assert tree is not None
    return read_lines(tree)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The  <b>new</b>\n bridge</p><p>opened</p>", "The new bridge\nopened"),
        ("<div>One<br>Two</div>Three", "One\nTwo\nThree"),
        ("<title>T</title><p>Body</p>", "Body"),
        ("<h1>Bridge<br>opens</h1><p>On<br>Monday</p>", "Bridge opens\nOn\nMonday"),
        ("<p>Seen</p><script>not()</script><style>p{}</style><svg><text>no</text></svg>", "Seen"),
        ("<p>a<iframe>x</iframe>b<object>y</object>c<canvas>z</canvas>d</p>", "abcd"),
        ("<select><option>1<option>2</select><textarea>t</textarea><p>a</p>", "a"),
        ("<pre>One\nTwo</pre>", "One\nTwo"),
        ("<ul><li>A</li><li>B</li></ul>", "A\nB"),
        ("<p>AT&amp;T said &ldquo;no&rdquo;<!-- never --></p>", "AT&T said “no”"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("<blockquote>a</blockquote><dl><dt>b<dd>c</dl>", "a\nb\nc"),
        ("<p>10&nbsp;000&nbsp; tons har&shy;bour</p>", "10\xa0000\xa0 tons har\xadbour"),
        ("<p>un<wbr>broken <img alt='A quay' src=x></p>", "unbroken"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", "漢(kan)"),
        ("<details><summary>More</summary>Closed words</details>", "More\nClosed words"),
        ("<frameset><frame src=a><noframes>Old</noframes></frameset>", ""),
        ("<style amp-custom>p{}</style><amp-img alt=x></amp-img><article><p>a</p></article>", "a"),
        ("<base href=x><p>a</p>", "a"),
    ],
)
def test_text(markup: str, text: str):
    assert read(markup).text == text


def test_lines_know_their_markup():
    page = read(
        "<nav>Menu</nav><h1>Bridge</h1><h3>Quay</h3><figcaption>Ship</figcaption><div class='comments'>No!</div>"
        "<div id='related'>More</div><p>It opened</p>"
    )
    marks = [Mark.MENU, Mark.HEADING, Mark.SUBHEADING, Mark.CAPTION, Mark.COMMENT, Mark.RELATED, None]
    assert [line.mark for line in page.lines] == marks
    assert [line.span.of(page.text) for line in page.lines][-1] == "It opened"


def test_the_share_of_links_is_known():
    page = read("<p><a href=x>all link</a></p><p>half <a>link</a></p><p>none</p>")
    assert [round(line.linked, 2) for line in page.lines] == [1.0, 0.44, 0.0]


def test_the_tree_is_measured():
    page = read("<div><div><p>a</p></div></div>")
    assert page.elements == 5
    assert page.depth == 5


@given(st.text(max_size=100), st.text(max_size=100))
def test_line_ranges_hold(a: str, b: str):
    tree = parse_html(f"<p>{a}</p><p hidden>{b}</p><i>x</i>").tree
    if tree is not None:
        page = read_lines(tree)
        assert "\n".join(line.span.of(page.text) for line in page.lines) == page.text
