"""One text, read by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.export.rows import TABLES
from onrecord.model.errors import OnrecordError, SourceError
from onrecord.model.problem import ProblemCode
from onrecord.notebook import read_text as module
from onrecord.notebook.read_text import ReadText
from tests.notebook.test_shown import ATTRIBUTES, TAGS, Seen

pytestmark = pytest.mark.model

TEXT = (
    "Velmark closes the strait\n\n"
    "“We will not open it before the winter,” Ada Torvik, the foreign minister of Velmark, said, according to the "
    "Velpress news agency.\n\n"
    "Ostania attacked the harbour of Velmark on Tuesday. <script>alert(1)</script>\n"
)
ACTORS = """
states:
  - {code: XVM, name: Velmark, demonyms: [Velmarkian], capital: Torsund}
sources:
  - {name: Velpress, kind: agency, aliases: [Velpress News Agency], state: XVM}
"""


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "actors.yaml"
    path.write_text(ACTORS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def read(actors: Path) -> ReadText:
    return onrecord.read_text(TEXT, outlet="The Post", published="2031-05-02", actors_file=actors, reader="rules")


def test_everything_that_is_read_stands_in_the_text(read: ReadText) -> None:
    assert read.text == TEXT
    (said,) = read.statements
    assert [TEXT[start:end] for start, end in said["spans"]] == ["We will not open it before the winter,"]
    assert (said["speaker"]["name"], said["speaker"]["state"], said["claim"]) == ("Ada Torvik", "XVM", None)
    (event,) = [event for event in read.events if event["type"] == "ASSAULT"]
    assert TEXT[slice(*event["trigger"])] == "attacked"
    assert (event["date"]["from"], event["date"]["anchor"]) == ("2031-04-29", "published")
    assert [citation["name"] for citation in read.citations] == ["Velpress"]
    for name in ("statements", "events", "citations"):
        (table,) = (table for table in TABLES if table.name == name)
        assert all(tuple(row) == table.columns for row in getattr(read, name))


def test_what_is_given_is_known(read: ReadText) -> None:
    assert (read.article.outlet, read.article.published) == ("The Post", "2031-05-02")
    known = onrecord.read_text(
        TEXT, title="Strait shut", byline="By Runa Falk", url="https://post.example/strait", reader="rules"
    )
    assert (known.article.title, known.article.byline) == ("Strait shut", "Runa Falk")
    assert known.article.url == "https://post.example/strait"
    assert known.article.published is None


def test_it_is_shown_with_its_marks(read: ReadText) -> None:
    seen = Seen(read._repr_html_())
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert "We will not open it before the winter," in seen.marked
    assert "<script>alert(1)</script>" in seen.words
    assert "Ostania attacked the harbour of Velmark" in re.sub(r"\s+", " ", seen.words)
    assert repr(read) == f"<text of {len(TEXT)} characters: 1 statement, {len(read.events)} events, 1 citation>"


@pytest.mark.parametrize(
    "text", ["“We are here,” Ada Torvik said.", "Velmark attacked Ostania", "  \r\nVelmark attacked Ostania\r\n"]
)
def test_a_sentence_is_read_as_it_is(text: str) -> None:
    found = onrecord.read_text(text, reader="rules", published="2031-05-02", outlet="The Post")
    assert found.text == text
    assert found.statements or found.events
    assert (found.article.published, found.article.outlet) == ("2031-05-02", "The Post")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the text cannot be read"),
        (" \n\t", "the text cannot be read"),
        ("a\0b", "NUL"),
        ("a\ud800", "half a char"),
    ],
)
def test_what_is_no_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(OnrecordError, match=message):
        onrecord.read_text(text, reader="rules")


def test_another_language_is_said_and_not_read() -> None:
    text = "Der Minister sagte am Dienstag, die Brücke werde nicht wieder geöffnet, bevor der Winter vorbei ist. " * 3
    found = onrecord.read_text(text, reader="rules")
    assert [one.code for one in found.problems] == [ProblemCode.LANGUAGE]
    assert found.statements == found.events == []
    assert "only English is read" in Seen(found._repr_html_()).words


def test_files_of_the_users_own_are_read_with(actors: Path, tmp_path: Path) -> None:
    text = "Velmark attacked Ostania."
    for file, code in ((actors, "XVM"), (str(actors), "XVM"), (None, None)):
        found = onrecord.read_text(text, actors_file=file, reader="rules")
        assert [role["state"] for event in found.events for role in event["actors"]] == [code]
    with pytest.raises(SourceError, match="could not be read"):
        onrecord.read_text(text, actors_file=tmp_path / "none.yaml", reader="rules")
    onrecord.read_text(text, actors_file=actors, reader="rules")
    loaded = module._pipeline.cache_info().misses
    onrecord.read_text(TEXT, actors_file=actors, reader="rules")
    assert module._pipeline.cache_info().misses == loaded, "the model is loaded once"


def test_a_reader_that_is_none_is_refused() -> None:
    with pytest.raises(OnrecordError, match="no reader 'magic'; choose one of learned, rules"):
        onrecord.read_text(TEXT, reader="magic")


@settings(max_examples=15)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = onrecord.read_text(text, reader="rules")
    except OnrecordError:
        return
    assert found.text == text
    for statement in found.statements:
        assert statement["text"] == " … ".join(text[start:end] for start, end in statement["spans"])
    Seen(found._repr_html_())
