"""Whatever an article says, in a brief in Markdown it is words and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.model.snapshot import Snapshot
from onrecord.web.brief import brief
from onrecord.web.brief_markdown import escaped, markdown
from onrecord.web.quoting import harmless
from tests.web.test_report import spoiled

if TYPE_CHECKING:
    from coverage_kit import Coverage

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = (
    "](javascript:alert(1)) [x][y] ![i](https://evil.example/i.png) <img src=x onerror=alert(1)> </p><script>alert(1)"
    "</script> **bold** __b__ *it* _it_ `code` ``two`` ~~gone~~ $x$ &lt; &#60; www.evil.example https://evil.example "
    "<https://evil.example> mail@evil.example @who :smile: a@@b `@` @`@ ``@ [^1] | a | b | {{ 7*7 }} "
    "\\ \\* # x ## \u202e \x1b[31m end"
)


def every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from every(token.children or [])


def plain(source: str) -> str:
    """Return what a reader of Markdown shows, without its markup."""
    return "".join(
        token.content if token.type in {"text", "code_inline", "text_special"} else "\n" * (token.type == "softbreak")
        for token in every(READER.parse(source))
    )


@pytest.mark.parametrize("text", HOSTILE.split(" "))
def test_a_sign_of_markup_is_shown_as_it_is(text: str) -> None:
    tokens = list(every(READER.parse(f"- {escaped(text)}")))
    assert plain(f"- “{escaped(text)}”") == f"“{harmless(text)}”"
    assert {token.type for token in tokens} <= LIST | {"text", "code_inline"}


LIST = {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close",
        "bullet_list_close"}  # fmt: skip
ALLOWED = LIST | {
    "heading_open", "heading_close", "hr", "text", "text_special", "softbreak", "strong_open", "strong_close",
    "em_open", "em_close", "link_open", "link_close", "code_inline",
}  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_shown_as_it_is_and_on_one_line(text: str) -> None:
    source = f"- **Name** “{escaped(text)}” end"
    assert "\n" not in source
    assert plain(source) == f"Name “{harmless(text)}” end"
    assert {token.type for token in every(READER.parse(source))} <= LIST | {"text", "code_inline", "strong_open",
                                                                             "strong_close"}  # fmt: skip


def hostile(kit: ModuleType) -> Snapshot:
    coverage: Coverage = kit.Coverage()
    coverage.actor("Ada Torvik", state="VEL")
    for key in "ab":
        draft = coverage.article(key, f"“{HOSTILE},” said Ada Torvik.", outlet=f"Post {key} {HOSTILE}", title=HOSTILE,
                                 published="2031-04-03")  # fmt: skip
        coverage.says(draft, "Ada Torvik", HOSTILE)
        draft.article = replace(draft.article, url=f"https://post-{key}.example/><script>`x`", uri=HOSTILE)
    facts = coverage.facts()
    return Snapshot(facts, coverage.resolution(facts), coverage.trace())


def test_a_hostile_story_has_no_markup_link_or_html(kit: ModuleType) -> None:
    snapshot = hostile(kit)
    source = markdown(brief(snapshot, snapshot.resolution.stories[0]))
    tokens = list(every(READER.parse(source)))
    assert {token.type for token in tokens} <= ALLOWED
    assert not [token for token in tokens if token.type == "link_open"]
    assert harmless(HOSTILE)[:150] in plain(source)
    assert not re.search(r"(?<!\\):(?://)|(?<!`)@(?!`)|www\.", source)
    assert "\u202e" not in source
    assert "\x1b" not in source


def test_hostile_names_everywhere_give_only_the_links_of_articles(snapshot: Snapshot) -> None:
    bad = spoiled(snapshot)
    source = markdown(brief(bad, bad.resolution.stories[0]))
    tokens = list(every(READER.parse(source)))
    assert {token.type for token in tokens} <= ALLOWED
    assert not [token for token in tokens if token.type == "link_open"]


def test_only_addresses_of_articles_are_links(snapshot: Snapshot) -> None:
    tokens = every(READER.parse(markdown(brief(snapshot, snapshot.resolution.stories[0]))))
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == ["https://courier.example/base"]


def test_every_quotation_of_the_brief_is_in_its_markdown(snapshot: Snapshot) -> None:
    made = brief(snapshot, snapshot.resolution.stories[0])
    shown = plain(markdown(made))
    for source in made.sources:
        for place in source.places:
            assert harmless(place.text) in shown
            assert f"[{place.mark}]" in shown
