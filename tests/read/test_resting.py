"""A paragraph over several lines is read as one, and every fact keeps the article's own characters."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.batch import read_batch
from onrecord.record.evidence import faults

pytestmark = pytest.mark.model

WRAPPED = (
    "Ada\n"
    "Torvik, the foreign minister of Velmark, told reporters on Monday that the strait would stay open. “We\n"
    "will not close it,” she said, and President Jonas\n"
    "Hald met the ambassador of Ostmark on Tuesday\n"
    "in Velmstad."
)


def article(text: str) -> Article:
    return Article("art-1", "in/a.txt", text, "", (Block(0, len(text), BlockKind.BODY),), published="2031-05-02")


def test_wrapped_lines_are_read_as_one_paragraph(nlp: Language) -> None:
    wrapped, plain = (read_batch(nlp, [article(text)])[0][0] for text in (WRAPPED, WRAPPED.replace("\n", " ")))
    assert not list(faults(article(WRAPPED), wrapped))
    assert [s.spans for s in wrapped.statements] == [s.spans for s in plain.statements]
    assert [e.spans for e in wrapped.events] == [e.spans for e in plain.events]
    assert [entity.name for entity in wrapped.entities] == [entity.name for entity in plain.entities]
    assert any("\n" in statement.text for statement in wrapped.statements)
    assert "Ada Torvik" in {entity.name for entity in wrapped.entities}
    assert "Ada\nTorvik" in {mention.text for mention in wrapped.mentions}
