"""What the learned reader finds, as hand-made spans, becomes statements tied to the parse."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Statement
from onrecord.model.span import Span
from onrecord.ontology.cues import load_cues
from onrecord.ontology.sources import load_sources
from onrecord.read.attributions import readable_text
from onrecord.read.doc import make_doc, statements_of
from onrecord.read.reader.found import Attribution, Scores
from onrecord.read.reader.reader import Study
from onrecord.read.statements import Statements
from tests.read.reader.kit import pieces_of

pytestmark = pytest.mark.model

SCORES = Scores(0.9, 0.8, 0.9, 0.9, 0.7, 0.9)


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def read(
    nlp: Language,
    text: str,
    content: list[str],
    source: list[str],
    cue: str | None,
    *,
    topics: bool = False,
    blocks: tuple[Block, ...] | None = None,
) -> list[Statement]:
    """Read a text in which the reader found one attribution; each line is a block where none are given."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    doc = make_doc(nlp, Article("art-1", "a.txt", text, "", blocks or tuple(lines)))
    for name, pipe in nlp.pipeline:
        if name not in {"onrecord_statements_v1", "onrecord_events_v1", "onrecord_citations_v1", "onrecord_reader_v1"}:
            doc = pipe(doc)
    found = Attribution(spans(text, *content), spans(text, *source), spans(text, cue)[0] if cue else None, SCORES)
    doc._.onrecord_study = Study((found,), pieces_of(""))
    return list(statements_of(Statements(load_cues(), load_sources(), topics)(doc)))


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "expected"),
    [
        (
            "“The strait stays open,” said Ada Torvik.",
            ["“The strait stays open,”"],
            ["Ada Torvik"],
            "said",
            ("direct", "says", "Ada Torvik", "The strait stays open,"),
        ),
        (
            "Ada Torvik said that the strait “stays open” all year.",
            ["that the strait “stays open” all year"],
            ["Ada Torvik"],
            "said",
            ("mixed", "says", "Ada Torvik", "the strait “stays open” all year"),
        ),
        (
            "The strait stays open, Ada Torvik was quoted as saying.",
            ["The strait stays open"],
            ["Ada Torvik"],
            "was quoted as saying",
            ("indirect", "says", "Ada Torvik", "The strait stays open"),
        ),
        (
            "The strait stays open, according to Ada Torvik.",
            ["The strait stays open"],
            ["Ada Torvik"],
            "according to",
            ("indirect", "says", "Ada Torvik", "The strait stays open"),
        ),
        (
            "Ada Torvik asked them to leave.",
            ["them to leave"],
            ["Ada Torvik"],
            "asked",
            ("indirect", "asks", "Ada Torvik", "them to leave"),
        ),
        (
            "The strait is closed, two officials who asked not to be named said.",
            ["The strait is closed"],
            ["two officials who"],
            "said",
            ("indirect", "says", "two officials", "The strait is closed"),
        ),
        (
            "“The strait stays open.”",
            ["“The strait stays open.”"],
            [],
            None,
            ("direct", None, None, "The strait stays open."),
        ),
    ],
)
def test_an_attribution_becomes_a_statement(
    nlp: Language,
    text: str,
    content: list[str],
    source: list[str],
    cue: str | None,
    expected: tuple[str, str | None, str | None, str],
) -> None:
    (statement,) = read(nlp, text, content, source, cue)
    said = statement.cue.type.value if statement.cue else None
    speaker = statement.speaker.text if statement.speaker else None
    assert (statement.kind.value, said, speaker, statement.text) == expected
    assert statement.reason.startswith("reader 0.90, speaker 0.70")


def test_a_marked_quotation_is_never_cut(nlp: Language) -> None:
    text = "“The strait stays open, and the port too,” said Ada Torvik."
    (statement,) = read(nlp, text, ["The strait stays open"], ["Ada Torvik"], "said")
    assert statement.text == "The strait stays open, and the port too,"


def test_a_quotation_that_the_reader_left_is_found_by_its_marks(nlp: Language) -> None:
    text = "Ada Torvik said that the strait was open.\n“We shall never close it,” said Jon Moe."
    found = read(nlp, text, ["that the strait was open"], ["Ada Torvik"], "said")
    assert [s.speaker.name for s in found if s.speaker] == ["Ada Torvik", "Jon Moe"]


def test_what_is_only_passed_on_is_its_speaker_s(nlp: Language) -> None:
    text = "“We shall never close it,” Ada Torvik said at a meeting in Torsund, according to the Velpress news agency."
    told = text[: text.index(", according")]
    (statement,) = read(nlp, text, [told], ["the Velpress news agency"], "according to")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.text) == ("Ada Torvik", "We shall never close it,")


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "speaker"),
    [
        (
            "Odo Brann replied to the letter in which Ada Torvik said the strait would be closed.",
            "the strait would be closed",
            "Odo Brann",
            "replied",
            "Ada Torvik",
        ),
        ("“We shall never close it,” Brann told lawyer Ada Torvik.", "“We shall never close it,”", "lawyer Ada Torvik",
         "Brann", "Brann"),
        ("“We shall never close it,” Brann told lawyer Ada Torvik.", "“We shall never close it,”", "Brann", "told",
         "Brann"),
    ],
)  # fmt: skip
def test_neither_who_answers_nor_who_listens_speaks(
    nlp: Language, text: str, content: str, source: str, cue: str, speaker: str
) -> None:
    (statement,) = read(nlp, text, [content], [source], cue)
    assert statement.speaker is not None
    assert statement.speaker.text == speaker


def names(found: list[Statement]) -> list[tuple[str, str]]:
    return [(s.speaker.name if s.speaker else "", s.text) for s in found]


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "expected"),
    [
        (
            "“It stays open,” Ada Torvik was quoted by Velpress as saying.",
            ["“It stays open,”", "Ada Torvik", "as saying"],
            ["Velpress"],
            "was quoted by",
            [("Ada Torvik", "It stays open,")],
        ),
        (
            "Jon Moe told her that the strait was open, Ada Torvik recalled.",
            ["that the strait was open"],
            ["Ada Torvik"],
            "recalled",
            [("Ada Torvik", "Jon Moe told her that the strait was open"), ("Jon Moe", "the strait was open")],
        ),
        (
            "“No date was set,” Ada Torvik told her guest, the palace said.",
            ["“No date was set,” Ada Torvik told her guest"],
            ["the palace"],
            "said",
            [("the palace", "“No date was set,” Ada Torvik told her guest"), ("Ada Torvik", "No date was set,")],
        ),
        (
            "“It stays,” said Ada Torvik, according to Velpress, “open.”",
            ["“It stays,”"],
            ["Velpress"],
            "according to",
            [("Ada Torvik", "It stays, … open.")],
        ),
        (
            "There was no letter, Ada Torvik told her guest, “and no stamp”.",
            ["“and no stamp”"],
            ["Ada Torvik"],
            "told",
            [("Ada Torvik", "There was no letter … “and no stamp”")],
        ),
        (
            "Both Velmark and Osmar hope that the strait stays open.",
            ["that the strait stays open"],
            ["Both Velmark and Osmar"],
            "hope",
            [("Both Velmark and Osmar", "the strait stays open")],
        ),
    ],
)
def test_whose_words_they_are(
    nlp: Language, text: str, content: list[str], source: list[str], cue: str, expected: list[tuple[str, str]]
) -> None:
    assert names(read(nlp, text, content, source, cue)) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Osmar lies in the west. The strait is open, the harbour master said.", ["the harbour master"]),
        ("Osmar lies in the west. The visit suggested that the strait was open.", []),
        ("Osmar lies in the west. Documents seen by Velpress show that the strait is open.", ["Documents"]),
    ],
)
def test_rules_find_what_the_network_left(nlp: Language, text: str, found: list[str]) -> None:
    read_ = read(nlp, text, ["Osmar"], [], None)
    assert [s.speaker.name for s in read_ if s.speaker] == found


def test_a_content_ends_with_its_block(nlp: Language) -> None:
    text = "Torvik said that the strait stays openThe harbour is full."
    blocks = (Block(0, 38, BlockKind.CAPTION), Block(38, 58, BlockKind.BODY))
    content = [text[text.index("that") : -1]]
    (statement,) = read(nlp, text, content, ["Torvik"], "said", blocks=blocks)
    assert statement.text == "the strait stays open"


def test_a_dateline_is_nobody_s_words(nlp: Language) -> None:
    text = "TORSUND (Velpress) - The strait stays open, the harbour master said."
    (statement,) = read(nlp, text, [text[: text.index(", the")]], ["the harbour master"], "said")
    assert statement.text == "The strait stays open"


def test_words_that_no_lexicon_knows_bring_in_no_statement(nlp: Language) -> None:
    text = "Torvik angered them by closing what they had opened."
    parts = (["closing what they had opened"], ["Torvik"], "angered")
    assert read(nlp, text, *parts) == []
    assert [s.text for s in read(nlp, text, *parts, topics=True)] == ["closing what they had opened"]


def test_what_somebody_adds_to_another_s_words_is_their_own(nlp: Language) -> None:
    text = "The board wrote that it had no ships left, and that Ada Torvik said the strait was open."
    (statement,) = read(nlp, text, [text[len("The board wrote ") : -1]], ["The board"], "wrote")
    assert statement.speaker is not None
    assert statement.speaker.name == "The board"


def test_what_nobody_is_said_to_say_is_no_statement(nlp: Language) -> None:
    assert (
        read(nlp, "Torvik is expected to open the strait on Monday.", ["to open the strait on Monday"], [], "expected")
        == []
    )


def test_what_somebody_only_speaks_about_is_a_topic(nlp: Language) -> None:
    text = "Ada Torvik criticised the new law on Monday."
    parts = (["the new law"], ["Ada Torvik"], "criticised")
    assert read(nlp, text, *parts) == []
    assert [s.text for s in read(nlp, text, *parts, topics=True)] == ["the new law"]


def test_marks_alone_are_no_content(nlp: Language) -> None:
    assert read(nlp, "Ada Torvik said: “…”", ["“…”"], ["Ada Torvik"], "said") == []


def test_the_reader_sees_blocks_apart_and_menus_not_at_all() -> None:
    text = "Menu\nThe strait is open.\nReply"
    blocks = (Block(0, 4, BlockKind.NAVIGATION), Block(5, 24, BlockKind.BODY), Block(25, 30, BlockKind.COMMENT))
    seen = readable_text(Article("art-1", "a.txt", text, "", blocks))
    assert seen == "\n" * 5 + "The strait is open." + "\n" * 6
    assert len(seen) == len(text)
