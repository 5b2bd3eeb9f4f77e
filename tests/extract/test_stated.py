"""What the lines around an article say about it."""

from __future__ import annotations

import pytest

from onrecord.extract.stated import stated_candidates
from onrecord.model.article import Block, BlockKind, Candidate, Field

BODY, TITLE, MENU, DATE, BYLINE = (
    BlockKind.BODY,
    BlockKind.TITLE,
    BlockKind.NAVIGATION,
    BlockKind.DATE,
    BlockKind.BYLINE,
)
PARAGRAPH = "The government of Velmark opened the new bridge on Monday, ending a dispute of ten years with the board."


def stated(*lines: tuple[str, BlockKind]) -> list[Candidate]:
    text, blocks = "", []
    for line, kind in lines:
        blocks.append(Block(len(text), len(text) + len(line), kind))
        text += line + "\n"
    found = list(stated_candidates(text, blocks))
    assert all(c.span is None or c.span.of(text) == c.evidence for c in found)
    return found


def rows(found: list[Candidate], *fields: Field) -> list[tuple[str, str]]:
    return [(c.value, c.basis) for c in found if c.field in fields]


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("May 4, 2031", [("May 4, 2031", "text:date line")], []),
        ("Posted on May 4, 2031", [("May 4, 2031", "text:published line")], []),
        ("Updated: May 6, 2031", [], [("May 6, 2031", "text:date line")]),
        (
            "Veröffentlicht am 04.05.2031, zuletzt geändert am 06.05.2031, 15:07 Uhr",
            [("04.05.2031", "text:published line")],
            [("06.05.2031, 15:07 Uhr", "text:date line")],
        ),
        (
            "Publié le 4 mai 2031 | Mis à jour le 6 mai 2031",
            [("4 mai 2031", "text:published line")],
            [("6 mai 2031", "text:date line")],
        ),
        ("The harbour was closed by the council of the town on May 4, 2031", [], []),
    ],
)
@pytest.mark.parametrize("kind", [MENU, DATE])
def test_dates(line: str, published: list[tuple[str, str]], updated: list[tuple[str, str]], kind: BlockKind) -> None:
    found = stated(("A bridge opens", TITLE), (line, kind), (PARAGRAPH, BODY))
    assert rows(found, Field.PUBLISHED) == published
    assert rows(found, Field.UPDATED) == updated


def test_a_title_is_read_without_what_is_glued_to_it() -> None:
    lines = [("Road Traffic Velmark opens its new bridge", TITLE), ("World > Velmark opens its new bridge", MENU)]
    assert rows(stated(*lines), Field.TITLE) == [("Velmark opens its new bridge", "text:title line")]


def test_dates_of_comments_and_below_the_text_are_none() -> None:
    found = stated(
        (PARAGRAPH, BODY), ("May 9, 2031", BlockKind.COMMENT), ("May 8, 2031", BlockKind.RELATED), *[("x", MENU)] * 5,
        ("May 7, 2031", MENU),
    )  # fmt: skip
    assert rows(found, Field.PUBLISHED) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("By Ada Torvik", BYLINE)], [("Ada Torvik", "text:byline")]),
        ([("Ilse Brandt", MENU), ("May 4, 2031", DATE)], [("Ilse Brandt", "text:name line")]),
        ([("Ilse Brandt", MENU)], []),
        ([("By Ada Monday", BYLINE)], []),
    ],
)
def test_bylines(lines: list[tuple[str, BlockKind]], expected: list[tuple[str, str]]) -> None:
    paragraph = PARAGRAPH.replace("the board", "the board of Ada Monday")
    found = stated(("A bridge opens", TITLE), *lines, (paragraph, BODY))
    assert rows(found, Field.BYLINE) == expected


def test_a_line_below_the_text_may_name_the_author() -> None:
    found = stated((PARAGRAPH, BODY), ("Autorin: Ilse Brandt", MENU), ("By Ada Torvik", MENU))
    assert rows(found, Field.BYLINE) == [("Ilse Brandt", "text:sign-off")]


def test_the_language_of_the_body_is_stated_with_its_probability() -> None:
    (found,) = [c for c in stated((PARAGRAPH, BODY), (PARAGRAPH, BODY)) if c.field is Field.LANGUAGE]
    assert (found.value, found.basis) == ("en", "text:detected")
    assert found.evidence.startswith("en, probability ")


def test_titles_come_without_bullets() -> None:
    assert rows(stated(("• A bridge opens", TITLE), (PARAGRAPH, BODY)), Field.TITLE) == [
        ("A bridge opens", "text:title line")
    ]
