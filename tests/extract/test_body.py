"""Which lines of a page are its article, also where the extractor finds little of it."""

from __future__ import annotations

import pytest

from onrecord.extract.body import Shown, find_body
from onrecord.extract.tree import parse_html
from onrecord.extract.visible import Visible, read_lines

SENTENCES = (
    "The new bridge over the Velm opened on Monday after a year of repairs.",
    "President Ada Torvik said that the crossing would bring the two shores together again.",
    "Engineers from the port of Kelstadt checked every one of the forty arches before the opening.",
    "The ferry, which had carried the workers since last winter, made its last journey in the evening.",
    "Shopkeepers on the quay told the Velm Courier that they had waited for this day.",
    "The repairs cost the republic nine million marks, twice what had been planned.",
    "A second bridge farther down the river will be closed from next month for the same work.",
    "The council has promised that buses will run every ten minutes until it is done.",
)
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul>"


def body_of(markup: str, deep: bool = False) -> list[str]:
    tree = parse_html(markup).tree
    assert tree is not None
    page: Visible = read_lines(tree)
    shown = Shown.of(page.text, page.lines)
    found = find_body(None if deep else tree, shown)
    return [text for text, inside in zip(shown.texts, found, strict=True) if inside]


PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@pytest.mark.parametrize(
    "article",
    [
        f"<article>{PARAGRAPHS}</article>",
        f"<div class='story'>{PARAGRAPHS}</div>",
        "<div>" + "<br><br>".join(SENTENCES) + "</div>",
        "<table><tr><td>" + "</td></tr><tr><td>".join(SENTENCES) + "</td></tr></table>",
        "<velm-story>" + "".join(f"<velm-text>{s}</velm-text><br>" for s in SENTENCES) + "</velm-story>",
        "<div>" * 300 + PARAGRAPHS + "</div>" * 300,
        "<center><font size='2'>" + "<br>".join(SENTENCES) + "</font></center>",
        "<blockquote>" + PARAGRAPHS + "</blockquote>",
    ],
)
def test_an_article_is_found_in_any_markup(article: str):
    page = f"<body>{MENU}<h1>Bridge opens</h1>{article}<footer>All rights reserved</footer></body>"
    assert [line for line in body_of(page) if line in SENTENCES] == list(SENTENCES)
    assert not any(line.startswith("Section") for line in body_of(page))


def test_a_tree_too_deep_for_the_extractor_is_left_to_the_labeller():
    page = f"<body>{MENU}<h1>Bridge opens</h1>{PARAGRAPHS}</body>"
    assert list(SENTENCES[1:]) == [line for line in body_of(page, deep=True) if line in SENTENCES[1:]]


def test_one_huge_paragraph_is_found():
    huge = " ".join(SENTENCES) * 200
    assert body_of(f"<body>{MENU}<p>{huge}</p></body>") == [huge]


def test_captions_and_lists_of_links_are_left_out():
    links = "".join(
        f"<li><a href='/{n}'>What the harbour of Kelstadt was like {n} years ago</a></li>" for n in range(4)
    )
    figure = "<figure><img src=a><figcaption>The arches of the bridge seen from the quay</figcaption></figure>"
    page = f"<body>{MENU}<article>{PARAGRAPHS[:300]}{figure}{PARAGRAPHS}<ul>{links}</ul></article></body>"
    found = body_of(page)
    assert not any("years ago" in line or "seen from the quay" in line for line in found)
    assert SENTENCES[-1] in found


def test_a_page_without_text_has_no_body():
    assert body_of(f"<body>{MENU}</body>") == []
