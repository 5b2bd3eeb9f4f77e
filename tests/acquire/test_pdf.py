"""The text of PDF documents, paragraph by paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.model.article import Field, Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem
from tests.acquire.pdf_kit import Placed, column, pdf

FULL = """The bridge at Kelstadt opened on Monday after nine years of work, and
the first lorries crossed it before noon, the Transport Ministry of Velmark
said."""
NEXT = """President Ada Torvik called it the longest road in the country, and its
shortest argument, in a speech to the workers who had built both halves."""


def read(content: bytes, **limits: int) -> list[Acquired]:
    blob = Blob.of_bytes("a.pdf", content, "press/a.pdf", "in/a.pdf")
    return list(read_blob(blob, Settings(limits=Limits(**limits))))


def lines(*pages: list[Placed]) -> list[str]:
    (page,) = read(pdf(pages))
    assert isinstance(page, Page)
    assert page.media == "text/plain"
    return page.content.decode("utf-8").splitlines()


def joined(text: str) -> str:
    return text.replace("\n", " ")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (column(FULL), column(NEXT, top=700 - 3 * 14 - 10)),
        (column(FULL), column(NEXT, top=700 - 3 * 14)),
        (column(FULL), column(NEXT, top=700 - 3 * 14, size=9, step=11)),
        (column(FULL), [(70, *column(NEXT, top=658)[0][1:]), column(NEXT, top=658)[1]]),
        (column(FULL, top=60, step=14), column(NEXT)),
    ],
    ids=["gap", "short last line", "other size", "indent", "next column"],
)
def test_where_a_paragraph_ends(first: list[Placed], second: list[Placed]):
    assert lines(first + second) == [joined(FULL), joined(NEXT)]


def test_a_headline_of_two_lines_is_one():
    head = column("Bridge opens after\nnine years", size=24, step=28, top=760)
    assert lines(head + column(FULL)) == ["Bridge opens after nine years", joined(FULL)]


def test_running_heads_and_page_numbers_do_not_cut_a_paragraph():
    start, end = FULL.rsplit("\n", 1)
    pages = [
        [(50, 780, 9, "Velm Courier 4 May 2031"), *column(start), (300, 20, 9, "1")],
        [(50, 780, 9, "Velm Courier 5 May 2031"), *column(end + "\n\n" + NEXT), (300, 20, 9, "Page 2 of 2")],
    ]
    assert lines(*pages) == [
        "Velm Courier 4 May 2031",
        joined(FULL),
        "1",
        "Velm Courier 5 May 2031",
        joined(NEXT),
        "Page 2 of 2",
    ]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The government said so.", "the government of"),
        ("The govern-ment and the government said so.", "the govern-ment of"),
        ("Nothing else.", "the govern-ment of"),
    ],
)
def test_hyphens_are_taken_out_only_where_the_document_shows_the_word(other: str, expected: str):
    text = "A decision of the highest importance was taken this morning by the govern-\nment of Velmark at Kelstadt."
    found = lines(column(text) + column(other, top=600))
    assert expected in found[0]


def test_only_a_title_that_looks_like_one_is_a_hint():
    def hints(title: str) -> list[tuple[Field, str]]:
        (page,) = read(pdf([column(FULL)], title=title))
        assert isinstance(page, Page)
        return [(hint.field, hint.value) for hint in page.hints]

    assert hints("Bridge opens after nine years") == [(Field.TITLE, "Bridge opens after nine years")]
    assert (
        hints("Microsoft Word - bridge final new.doc")
        == hints("bridge_v2.indd")
        == hints("Untitled")
        == hints("")
        == []
    )


@pytest.mark.parametrize(
    ("content", "code", "cause"),
    [
        (pdf([column(FULL)], encrypt=True), "unreadable", "password"),
        (pdf([[]], picture=True), "empty", "pictures of text only"),
        (pdf([[]]), "empty", "no text"),
        (pdf([column(FULL)])[:300], "unreadable", "broken PDF"),
        (b"%PDF-1.7\nnothing", "unreadable", "broken PDF"),
    ],
)
def test_documents_that_give_no_text(content: bytes, code: str, cause: str):
    (found,) = read(content)
    assert isinstance(found, Problem)
    assert found.code.value == code
    assert cause in found.cause


@pytest.mark.parametrize("limits", [{"page_bytes": 100}, {"text_characters": 150}, {"text_characters": 500}])
def test_limits(limits: dict[str, int]):
    (found,) = read(pdf([column(FULL + NEXT)] * 4), **limits)
    assert isinstance(found, Problem)
    assert found.code.value == "too-large"


@given(st.integers(0, 1500), st.binary(min_size=1, max_size=8))
@settings(max_examples=150)
def test_damage_gives_a_page_or_a_problem(at: int, damage: bytes):
    content = bytearray(pdf([column(FULL), column(NEXT)]))
    content[at : at + len(damage)] = damage
    assert len(read(bytes(content))) == 1
