from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Polarity, Statement
from onrecord.ontology.cues import load_cues
from onrecord.ontology.sources import load_sources
from onrecord.read.contents import paragraphs_of
from onrecord.read.doc import make_doc, statements_of
from onrecord.read.statements import Statements

pytestmark = pytest.mark.model

_PIECES = ["Torvik said", "“We go,”", "she said.", '"', "that", "\n", "«", "‘No’", ":", "according to Velpress,"]


def _read(
    nlp: Language, text: str, published: str | None = None, kind: BlockKind = BlockKind.BODY
) -> tuple[Statement, ...]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    article = Article("art-1", "a.txt", text, "", tuple(blocks), published=published)
    found = statements_of(nlp(make_doc(nlp, article)))
    for statement in found:
        roles = [role for role in (statement.speaker, statement.addressee, statement.cue) if role]
        assert all(text[role.start : role.end] == role.text for role in roles)
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        ("“The law is bad for us,” President Ada Torvik said.", "Ada Torvik", ["The law is bad for us,"], "direct"),
        ("“The law is bad for us,” said Ada Torvik.", "Ada Torvik", ["The law is bad for us,"], "direct"),
        ("“The law is bad,” she said, “and it must go.”", "she", ["The law is bad,", "and it must go."], "direct"),
        ("“The law is bad,” she said. “It must go now.”", "she", ["The law is bad,", "It must go now."], "direct"),
        ("Ada Torvik explained – “The law must go home.”", "Ada Torvik", ["The law must go home."], "direct"),
        ("Ada Torvik said: “The law must go home.”", "Ada Torvik", ["The law must go home."], "direct"),
        ("Ada Torvik said the law was “a joke” to her.", "Ada Torvik", ["the law was “a joke” to her"], "mixed"),
        ("Ada Torvik said that the law was bad.", "Ada Torvik", ["the law was bad"], "indirect"),
        ("The law was bad, Ada Torvik said.", "Ada Torvik", ["The law was bad"], "indirect"),
        ("The law was bad, according to Ada Torvik.", "Ada Torvik", ["The law was bad"], "indirect"),
        ("Ada Torvik promised to repeal the law.", "Ada Torvik", ["to repeal the law"], "indirect"),
        ("TORSUND (Reuters) - The war was over, Ada Torvik said.", "Ada Torvik", ["The war was over"], "indirect"),
        ("Ada Torvik left, adding that the law was bad.", "Ada Torvik", ["the law was bad"], "indirect"),
    ],
)
def test_one_statement_with_its_speaker(nlp: Language, text: str, speaker: str, content: list[str], kind: str):
    found = _read(nlp, text)
    assert [[span.of(text) for span in s.spans] for s in found] == [content]
    assert found[0].kind == kind
    assert found[0].speaker is not None
    assert speaker in found[0].speaker.text


def test_the_parts_of_a_statement_are_spans_of_the_doc(nlp: Language):
    doc = nlp("“The law is bad,” said Ada Torvik, “and it must go.”")
    (statement,) = statements_of(doc)
    parts = [(span.label_, span.text) for span in doc.spans["onrecord_statements"]]
    assert parts == [
        ("CONTENT", "The law is bad,"),
        ("CONTENT", "and it must go."),
        ("CUE", "said"),
        ("SPEAKER", "Ada Torvik"),
    ]
    assert {span.id_ for span in doc.spans["onrecord_statements"]} == {statement.id}


def test_the_one_quoted_speaks_not_the_one_who_quotes(nlp: Language):
    found = _read(nlp, "“The law must go home,” Ada Torvik was quoted as saying by Velpress.")
    assert [s.speaker.text for s in found if s.speaker] == ["Ada Torvik"]


def test_a_quotation_of_two_paragraphs_is_one_statement(nlp: Language):
    text = "“The law is bad,” Ada Torvik said. “It hurts us.\n“It must go now.”"
    found = _read(nlp, text)
    assert [[span.of(text) for span in s.spans] for s in found] == [
        ["The law is bad,", "It hurts us.", "It must go now."]
    ]


def test_a_paragraph_of_quotation_goes_on_with_the_speaker(nlp: Language):
    text = "“The law is bad for us,” Ada Torvik said.\n“It must go right now.”\nThe house rose."
    found = _read(nlp, text)
    assert [s.speaker.text for s in found if s.speaker] == ["Ada Torvik", "Ada Torvik"]
    assert found[1].cue is None


@pytest.mark.parametrize(
    "text", ["They watched “The Long Winter” at home.", "The “reform” hurt the isles.", "Torvik's state isn't big."]
)
def test_titles_scare_quotes_and_apostrophes_are_no_statements(nlp: Language, text: str):
    assert _read(nlp, text) == ()


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Torvik said the law was bad.", Polarity.AFFIRMS),
        ("Ada Torvik denied that the law was bad.", Polarity.DENIES),
        ("Ada Torvik declined to comment on the law.", Polarity.DECLINES),
        ("Ada Torvik does not believe that the law is bad.", Polarity.DENIES),
    ],
)
def test_polarity_is_read_from_the_cue(nlp: Language, text: str, polarity: Polarity):
    assert [s.polarity for s in _read(nlp, text)] == [polarity]


def test_who_was_told_and_on_which_day(nlp: Language):
    found = _read(nlp, "Ada Torvik told reporters on Tuesday that the law was bad.", published="2031-03-06")
    assert found[0].addressee is not None
    assert found[0].addressee.text == "reporters"
    assert found[0].date == "2031-03-04"


def test_a_relative_pronoun_stands_for_its_noun(nlp: Language):
    found = _read(nlp, "Ada Torvik, who said the law was bad, left the house.")
    assert found[0].speaker is not None
    assert (found[0].speaker.text, found[0].speaker.name) == ("who", "Ada Torvik")


def test_the_block_is_kept(nlp: Language):
    found = _read(nlp, "The law is bad, Ada Torvik says", kind=BlockKind.TITLE)
    assert [s.in_block for s in found] == ["title"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Velmark ‘will not wait’ for the isles", ["will not wait"]),
        (
            'A promise to the isles: "The ferries will sail again this spring"',
            ["The ferries will sail again this spring"],
        ),
        ("Torvik’s ‘reform’ of the isles", []),
    ],
)
def test_what_a_title_quotes_counts_without_a_cue(nlp: Language, text: str, content: list[str]):
    found = _read(nlp, text, kind=BlockKind.TITLE)
    assert [s.text for s in found] == content
    assert all(s.speaker is None for s in found)


def test_topics_are_kept_only_when_asked_for(nlp: Language):
    text = "Ada Torvik praised the fishermen of Ostrava."
    doc = nlp(text)
    assert statements_of(doc) == ()
    Statements(load_cues(), load_sources(), topics=True)(doc)
    assert [s.text for s in statements_of(doc)] == ["the fishermen of Ostrava"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(_PIECES), max_size=8))
def test_broken_marks_never_lose_an_article(nlp: Language, parts: list[str]):
    text = " ".join(parts)
    found = _read(nlp, text)
    assert found == _read(nlp, text)
    for statement in found:
        assert " … ".join(span.of(text) for span in statement.spans) == statement.text
        assert all(span.of(text).strip() for span in statement.spans)


def test_paragraphs_are_the_lines_of_readable_blocks():
    text = "  One.\nTwo. \nMenu"
    article = Article("a", "a", text, "", (Block(0, 12, BlockKind.BODY), Block(13, 17, BlockKind.NAVIGATION)))
    assert [span.of(text) for span in paragraphs_of(article)] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The law was bad, according to Ada Torvik.", "according to"),
        ("According to Ada Torvik, the law was bad.", "According to"),
        ("Ada Torvik pointed out that the law was bad.", "pointed out"),
        ("Ada Torvik said on Monday that the law was bad.", "said"),
    ],
)
def test_a_cue_has_the_words_that_belong_to_it(nlp: Language, text: str, cue: str) -> None:
    (statement,) = _read(nlp, text)
    assert statement.cue
    assert statement.cue.text == cue
    assert statement.speaker
    assert statement.speaker.text == "Ada Torvik"


def test_ids_say_what_they_are_of(nlp: Language) -> None:
    one, other = _read(nlp, "Ada Torvik said the law was bad. Ada Torvik said the tax was worse.")
    assert one.id != other.id
    assert all(statement.id.startswith("sta-") for statement in (one, other))


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ada Torvik told reporters that the law was bad.", "reporters"),
        ("Ada Torvik said to Joran Tal that the law was bad.", "Joran Tal"),
        ("Ada Torvik said that the law gave power to judges.", None),
        ("Ada Torvik said that the law was bad.", None),
    ],
)
def test_who_was_spoken_to(nlp: Language, text: str, addressee: str | None) -> None:
    found = _read(nlp, text)
    assert found
    assert (found[0].addressee.text if found[0].addressee else None) == addressee
