"""What a page hides, and what it only seems to hide."""

from __future__ import annotations

import time

import pytest

from onrecord.extract.styles import find_styles
from onrecord.extract.tree import parse_html
from onrecord.extract.visible import read_lines


def seen(markup: str) -> dict[str, str]:
    """Return the lines of a page with the reason why each is hidden, "" where it is not."""
    tree = parse_html(markup).tree
    assert tree is not None
    page = read_lines(tree, find_styles(tree).of)
    return {line.span.of(page.text): line.hidden for line in page.lines}


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : none",
        "display:none !important",
        "d\\69splay:none",
        "visibility:hidden",
        "visibility:collapse",
        "opacity:0",
        "opacity:0.0",
        "content-visibility:hidden",
        "transform:scale(0)",
        "transform:translateX(-9999px)",
        "scale:0",
        "height:0;overflow:hidden",
        "max-height:0px;overflow-y:hidden",
        "width:1px;height:1px;overflow:hidden",
        "position:absolute;clip:rect(0,0,0,0)",
        "position:absolute;clip:rect(1px 1px 1px 1px)",
        "clip-path:inset(100%)",
        "position:absolute;left:-9999px",
        "position:fixed;top:-999em",
        "margin-left:-5000px",
        "text-indent:-9999px",
        "font-size:0",
        "font:0/0 a",
        "color:transparent",
        "color:#fff;background:white",
        "color:rgb(255,255,255);background-color:hsl(0,0%,100%)",
        "background:#010101 none;color:rgba(0,0,0,1)",
    ],
)
def test_styles_that_hide(style: str):
    both = f"<p style='{style}'>a</p><p>b</p>"
    assert seen(both)["a"]
    assert not seen(both)["b"]
    sheet = f"<style>.x {{ {style} }}</style><p class='x'>a</p><p>b</p>"
    assert seen(sheet)["a"].endswith("(style sheet)")
    assert not seen(sheet)["b"]


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "opacity:0.5",
        "visibility:visible",
        "max-height:0",
        "height:0;overflow:visible",
        "left:-9999px",
        "position:absolute;left:-20px",
        "text-indent:-2em",
        "transform:scale(0.5)",
        "clip-path:inset(10%)",
        "width:100px;height:1px;overflow:visible",
        "width:0;padding:20px;height:0;overflow:visible",
        "height:0;padding-bottom:56%;overflow:hidden",
        "font-size:0.8em",
        "font:bold 12px/0 a",
        "color:#eee",
        "color:#fff;color-scheme:dark",
        "color:#fff;background:#333",
        "color:#fff;background:#fff url(dark.png)",
        "color:transparent;background-clip:text",
        "color:transparent;text-shadow:0 0 1px #000",
        "color:nonsense;background:nonsense",
    ],
)
def test_styles_that_do_not_hide(style: str):
    assert seen(f"<p style='{style}'>a</p>") == {"a": ""}
    assert seen(f"<style>.x {{ {style} }}</style><p class='x'>a</p>") == {"a": ""}


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p hidden>a</p>", True),
        ("<p aria-hidden='true'>a</p>", True),
        ("<p aria-hidden='false'>a</p>", False),
        ("<template><p>a</p></template>", True),
        ("<noscript><p>a</p></noscript>", True),
        ("<dialog>a</dialog>", True),
        ("<dialog open>a</dialog>", False),
        ("<div popover>a</div>", True),
        ("<details>a</details>", False),
        ("<p inert>a</p>", False),
        ("<font size='0'>a</font>", True),
        ("<font size='1'>a</font>", False),
        ("<layer visibility='hide'>a</layer>", True),
        ("<span class='sr-only'>a</span>", True),
        ("<span class='screen-reader-text big'>a</span>", True),
        ("<span class='screening'>a</span>", False),
        ("<body bgcolor='#FFFFFF'><font color='white'>a</font></body>", True),
        ("<style>p{display:flex}</style><p hidden>a</p>", False),
    ],
)
def test_tags_and_attributes(markup: str, hidden: bool):
    assert bool(seen(markup)["a"]) is hidden


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        ("p{display:none}", True),
        ("#i{display:none}", True),
        ("p.x.y{display:none}", True),
        ("p.x.z{display:none}", False),
        ("div p{display:none}", True),
        ("body > div > p{display:none}", True),
        ("body > p{display:none}", False),
        ("section div p{display:none}", False),
        ("p[data-k=v]{display:none}", True),
        ("div p:first-child{display:none}", True),
        ("h2 + p{display:none}", False),
        ("p:hover{display:none}", False),
        ("p::before{display:none}", False),
        (".x:not(:focus){display:none}", True),
        (".x:not(.y){display:none}", False),
        ("p:not(.a, .b){display:none}", True),
        (".no, .x{display:none}", True),
        (".\\79{display:none}", True),
        ("p{display:none} .x{display:block}", False),
        (".x{display:none} p{display:block}", True),
        (".x{display:none} .y{display:block}", False),
        (".x{display:none !important} #i{display:block}", True),
        ("div .x{display:none} .x{display:block}", True),
        ("@media print{p{display:none}}", False),
        ("@media screen{p{display:none}}", True),
        ("@media only screen and (max-width:600px){p{display:none}}", False),
        ("@media (min-width:1000px){p{display:none}}", True),
        ("@media (min-width:80.1em){p{display:none}}", False),
        ("@media (width >= 800px){p{display:none}}", True),
        ("@media not print{p{display:none}}", True),
        ("@media print, screen{p{display:none}}", True),
        ("@media (prefers-color-scheme:dark){p{display:none}}", False),
        ("@supports (display:grid){p{display:none}}", True),
        ("@supports not (display:grid){p{display:none}}", False),
        ("@layer a{p{display:none}}", True),
        ("@keyframes k{from{opacity:0}} @font-face{src:x} p{top:0}", False),
        ("p{content:'}'; display:none}", True),
        ("/* p{display:none} */ p{top:0}", False),
        ("p{display:/* no */none}", True),
        ("p{display:none", True),
        (".y{position:absolute} .x{left:-9999px}", True),
        (".x{width:0} .y{overflow:hidden}", True),
        (".x{opacity:0} .y{animation:k 1s}", True),
        ("@keyframes k{to{opacity:1}} .x{opacity:0} .y{animation:k 1s}", True),
        ("@keyframes k{to{opacity:1}} .x{opacity:0} .y{animation:k 1s forwards}", False),
        ("@keyframes k{from{opacity:0} 90%,100%{opacity:1}} .x{opacity:0} .y{animation:k 1s both}", False),
        ("@keyframes k{to{opacity:0}} .y{animation:k 1s forwards}", True),
        ("@keyframes k{to{opacity:0}} .y{animation:k 1s}", False),
        ("<!-- p{display:none} -->", True),
        ("@import url(x); p{display:none}", True),
        ("p{((((display:none}", False),
    ],
)
def test_style_sheets(css: str, hidden: bool):
    found = seen(f"<style>{css}</style><div><p class='x y' id='i' data-k='v'>a</p></div>")
    assert bool(found["a"]) is hidden


def test_animations_may_be_in_a_sheet_that_is_not_here():
    moving = "<p style='opacity:0;animation:k 1s forwards'>a</p>"
    assert seen(moving)["a"]
    assert not seen("<link rel=stylesheet href=more.css>" + moving)["a"]


def test_only_sheets_for_screens_with_scripts_count():
    assert not seen("<style media=print>p{display:none}</style><p>a</p>")["a"]
    assert not seen("<noscript><style>p{display:none}</style></noscript><p>a</p>")["a"]
    assert not seen("<style type='text/less'>p{display:none}</style><p>a</p>")["a"]


def test_the_style_attribute_outweighs_the_sheet_unless_that_is_important():
    assert not seen("<style>p{display:none}</style><p style='display:block'>a</p>")["a"]
    assert seen("<style>p{display:none!important}</style><p style='display:block'>a</p>")["a"]
    assert not seen("<style>p{display:block!important}</style><p style='display:none'>a</p>")["a"]


@pytest.mark.parametrize(
    ("outer", "inner", "hidden"),
    [
        ("visibility:hidden", "visibility:visible", False),
        ("visibility:hidden", "top:0", True),
        ("display:none", "display:block", True),
        ("opacity:0", "opacity:1", True),
        ("font-size:0", "font-size:14px", False),
        ("font-size:0", "font-size:2em", True),
        ("text-indent:-9999px", "text-indent:0", False),
        ("background:#fff", "color:#fff", True),
        ("background:#fff", "color:#fff;background:#000", False),
        ("color:#fff", "background:#fff", True),
        ("color:#fff;background:#fff", "color:#000", False),
    ],
)
def test_what_children_can_undo(outer: str, inner: str, hidden: bool):
    assert bool(seen(f"<div style='{outer}'><p style='{inner}'>a</p></div>")["a"]) is hidden
    sheet = f"<style>.o{{{outer}}} .i{{{inner}}}</style><div class=o><p class=i>a</p></div>"
    assert bool(seen(sheet)["a"]) is hidden


def test_links_keep_their_own_colour():
    assert seen("<p style='color:#fff;background:#fff'>a<br><a href=x>b</a></p>")["b"] == ""


def test_colours_of_sheets_do_not_count_beside_a_sheet_that_is_not_here():
    css = "<style>body{background:#fff} .x{color:#fff}</style><p class=x>a</p>"
    assert seen(css)["a"]
    assert not seen("<link rel=stylesheet href=more.css>" + css)["a"]


def test_a_hidden_run_stands_after_the_line_that_is_shown():
    found = seen("<div>The quay <b hidden>never</b>opened<span hidden>nor<br>this</span> late.</div><p>So.</p>")
    assert list(found) == ["The quay opened late.", "never", "nor", "this", "So."]


def test_hidden_blocks_stay_in_their_place():
    assert list(seen("<p>One</p><div hidden><p>two</p><p>three</p></div><p>Four</p>")) == [
        "One",
        "two",
        "three",
        "Four",
    ]


def test_reasons_name_the_statement_and_where_it_stands():
    assert seen("<p style='display:none'>a</p>")["a"] == "display:none (style attribute)"
    assert seen("<p hidden>a</p>")["a"] == "display:none (hidden attribute)"
    assert seen("<noscript>a</noscript>")["a"] == "<noscript>, shown only without scripts"


def test_reasons_that_are_set_aside_do_not_hide():
    tree = parse_html("<div style='opacity:0'><p>a</p><p hidden>b</p></div>").tree
    assert tree is not None
    page = read_lines(tree, find_styles(tree).of, ["opacity:0 (style attribute)"])
    assert [bool(line.hidden) for line in page.lines] == [False, True]


@pytest.mark.parametrize(
    "head",
    [
        "<style>" + "".join(f"p ~ p:nth-child({i}) ~ p{{display:none}}" for i in range(500)) + "</style>",
        "<style>" + "p," * 100_000 + "p{display:none}</style>",
        "<style>p{" + "display:none;" * 200_000 + "}</style>",
    ],
)
def test_styles_that_take_too_long_are_left_and_said(head: str):
    tree = parse_html(head + "<p>a</p>" * 1000).tree
    assert tree is not None
    start = time.process_time()  # of this process alone: others may keep the processors busy
    styles = find_styles(tree)
    assert styles.ignored
    assert not styles.of
    assert time.process_time() - start < 8


@pytest.mark.parametrize(
    "css",
    [
        "{" * 100_000,
        "'" * 100_001,
        "p{top:" + "(" * 50_000,
        ":not(" * 10_000 + "{x:y}",
        "p:not(.\x01){display:none}",
        ".x" + " " * 300 + "!{display:none}",
        ".x" + "\\abcdef" * 40 + "!{display:none}",
    ],
)
def test_broken_sheets_hide_nothing(css: str):
    assert seen(f"<style>{css}</style><p>a</p>")["a"] == ""
