from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record.file import Record
from onrecord.record.find import quoted


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("terminal", {"article", "statement"}),
        ("TERMINALS opens", {"article", "statement"}),
        ("Ostmark", {"article", "event"}),
        ('"is open"', {"article", "statement"}),
        ('"open is"', set()),
        ("café", set()),
        ("NEAR(terminal", set()),
        ("terminal OR nothing", set()),
        ("title:terminal", set()),
        ("terminal -- *", {"article", "statement"}),
        ("ter*", set()),
        ("", set()),
        ('" "', set()),
        ("?!", set()),
        ('terminal"', {"article", "statement"}),
    ],
)
def test_search_finds_words_in_what_is_read(filled: Record, query: str, kinds: set[str]) -> None:
    assert {hit.kind for hit in filled.search(query)} == kinds


def test_hits_name_their_rows_best_first(filled: Record, invented: ModuleType) -> None:
    article = invented.article(2)
    hits = filled.search('"case 2"')
    assert [(hit.kind, hit.id, hit.article) for hit in hits] == [("article", article.id, article.id)]
    assert "in case 2." in hits[0].text
    many = filled.search("terminal", limit=-1)
    assert len(many) == 6
    assert [hit.score for hit in many] == sorted(hit.score for hit in many)
    assert filled.search("terminal", limit=4) == many[:4]
    statement = next(hit for hit in many if hit.kind == "statement")
    assert filled.get(statement.id).text == statement.text


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30) | st.text("\"*^():-+{}\0'; terminalANDORNOT", max_size=30))
def test_no_text_is_syntax(filled: Record, query: str) -> None:
    for hit in filled.search(query, 3):
        assert filled.get(hit.id)


@given(st.text(max_size=30))
def test_quotes_are_even(query: str) -> None:
    assert quoted(query).count('"') % 2 == 0
