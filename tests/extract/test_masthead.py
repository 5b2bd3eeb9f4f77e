"""Outlets named by a page's own furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.extract.masthead import mastheads
from onrecord.model.article import Block, BlockKind, Page
from onrecord.ontology.sources import Sources, load_sources

SOURCES = "sources:\n" + "".join(
    f"  - {{name: {name}, kind: {kind}}}\n"
    for name, kind in [
        ("Torsund Courier", "outlet"),
        ("Harbour Daily", "outlet"),
        ("Velpress", "agency"),
        ("The Anvil", "outlet"),
    ]
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    path = tmp_path / "actors.yaml"
    path.write_text(SOURCES, encoding="utf-8")
    return load_sources(path)


def block_lines(lines: list[tuple[str, BlockKind]]) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for line, kind in lines:
        blocks.append(Block(len(text), len(text) + len(line), kind))
        text += line + "\n"
    return text, blocks


MENU, TITLE, BODY = BlockKind.NAVIGATION, BlockKind.TITLE, BlockKind.BODY


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Home", MENU), ("Torsund Courier", MENU), ("A title", TITLE)], ["Torsund Courier"]),
        ([("Torsund Courier", MENU), ("Harbour Daily", MENU)], ["Torsund Courier", "Harbour Daily"]),
        ([("Velpress", MENU), ("A title", TITLE)], []),
        ([("A title", TITLE), ("Torsund Courier", MENU)], []),
        ([("Torsund Courier", BODY)], []),
        ([("Anvil", MENU), ("ANVIL", MENU)], []),
        ([("The Anvil", MENU)], ["The Anvil"]),
        ([("Read the Torsund Courier on the move", MENU)], []),
    ],
)
def test_lines_above_the_article(lines: list[tuple[str, BlockKind]], expected: list[str], sources: Sources) -> None:
    text, blocks = block_lines(lines)
    found = list(mastheads(text, blocks, sources))
    assert [candidate.value for candidate in found] == expected
    assert all(c.span is not None and c.span.of(text) == c.evidence for c in found)


STORY = "\n\n".join(
    f"The council of Torsund met on the {day} of the month and spoke for hours about the price of a new bridge."
    for day in ("first", "second", "third", "fourth")
)


@pytest.mark.parametrize(
    ("menu", "outlet"),
    [("Menu\nThe Torsund Courier\nHome", "Torsund Courier"), ("Torsund Courier\nHarbour Daily", None)],
)
def test_the_outlet_of_a_copied_page(menu: str, outlet: str | None, sources: Sources) -> None:
    content = f"{menu}\n\nCouncil quarrels over the bridge\n\n{STORY}\n".encode()
    found = extract(Page("a/b.txt", "a/b.txt", content, "text/plain"), sources)
    assert isinstance(found, Extracted)
    assert found.article.outlet == outlet
