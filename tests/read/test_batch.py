from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import (
    Citation,
    CitationKind,
    CitationScope,
    Entity,
    EntityKind,
    Event,
    Mention,
    MentionForm,
    Polarity,
    Reading,
    Statement,
    StatementKind,
    Status,
    Tenure,
)
from onrecord.model.span import Span
from onrecord.read import batch
from onrecord.read.batch import read_batch, reading_of
from onrecord.read.doc import article_of, make_doc

POISON = "arsenic"


@Language.component("onrecord_test_taster")
def taste(doc: Doc) -> Doc:
    """Fails on one word and names the first word of every other doc."""
    if POISON in doc.text:
        raise RuntimeError("it tastes of almonds")
    article = article_of(doc)
    name = doc.text.split(" ")[0]
    doc._.onrecord_entities = (Entity(f"ent-{article.id}", article.id, EntityKind.PERSON, name),)
    return doc


@pytest.fixture(scope="module")
def taster() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_test_taster")
    return nlp


def article(name: str, text: str, language: str | None = "en") -> Article:
    blocks = (Block(0, len(text), BlockKind.BODY),) if text else ()
    return Article(f"art-{name}", f"paper/{name}.txt", text, "", blocks, language=language)


def test_every_article_has_a_reading(taster: Language) -> None:
    articles = [article("a", "Torvik spoke."), article("b", "Skarn listened.")]
    readings, problems = read_batch(taster, articles)
    assert [(r.article, r.entities[0].name) for r in readings] == [("art-a", "Torvik"), ("art-b", "Skarn")]
    assert problems == []


def test_one_failing_article_costs_no_other(taster: Language) -> None:
    articles = [article("a", "Torvik spoke."), article("b", f"Some {POISON} was found."), article("c", "Skarn slept.")]
    readings, problems = read_batch(taster, articles)
    assert [reading.article for reading in readings] == ["art-a", "art-c"]
    (found,) = problems
    assert (found.code, found.fatal, found.uri) == (ProblemCode.READ_FAILED, True, "paper/b.txt")
    assert "RuntimeError: it tastes of almonds" in found.cause


@pytest.mark.parametrize(
    ("language", "read"),
    [("en", True), ("en-GB", True), ("EN_us", True), ("eng", True), (None, True), ("de", False), ("enm", False)],
)
def test_only_english_is_read(taster: Language, language: str | None, read: bool) -> None:
    readings, problems = read_batch(taster, [article("a", "Torvik spoke.", language)])
    assert [reading.article for reading in readings] == ["art-a"]
    assert bool(readings[0].entities) is read
    assert [(p.code, p.fatal) for p in problems] == ([] if read else [(ProblemCode.LANGUAGE, False)])


def test_a_very_long_article_is_kept_unread(taster: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MAX_CHARACTERS", 20)
    long = article("a", "Torvik spoke at length.")
    unread = replace(long, id="art-b", blocks=(Block(0, 6, BlockKind.BODY), Block(7, 23, BlockKind.COMMENT)))
    readings, problems = read_batch(taster, [long, unread])
    assert [(r.article, bool(r.entities)) for r in readings] == [("art-b", True), ("art-a", False)]
    assert [(p.code, p.fatal) for p in problems] == [(ProblemCode.TOO_LARGE, False)]


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [([5] * 7, [3, 3, 1]), ([9, 9, 1], [1, 2]), ([10, 10], [1, 1]), ([1, 9, 1], [2, 1]), ([0, 0], [2]), ([], [])],
)
def test_what_the_model_takes_together_is_limited(
    taster: Language, monkeypatch: pytest.MonkeyPatch, lengths: list[int], groups: list[int]
) -> None:
    monkeypatch.setattr(batch, "MAX_CHARACTERS", 10 if max(lengths, default=0) > 5 else 100)
    monkeypatch.setattr(batch, "DOCS_AT_ONCE", 3)
    real, seen = taster.pipe, []

    def pipe(docs: Iterable[Doc], batch_size: int) -> Iterable[Doc]:
        together = list(docs)
        seen.append(len(together))
        return real(together, batch_size=batch_size)

    monkeypatch.setattr(taster, "pipe", pipe)
    read_batch(taster, [article(str(n), "x" * length) for n, length in enumerate(lengths)])
    assert seen == groups


def test_nothing_in_nothing_out(taster: Language) -> None:
    assert read_batch(taster, []) == ([], [])


def test_a_reading_is_in_the_order_of_the_text_and_without_repetitions() -> None:
    nlp = spacy.blank("en")
    text = "Ada Torvik, president, said “go” and Ida Holm said “stay” to Velpress."
    doc = make_doc(nlp, article("a", text))

    def mention(words: str, id_: str) -> Mention:
        start = text.index(words)
        return Mention(id_, "art-a", "ent-1", start, start + len(words), words, MentionForm.NAME)

    def statement(words: str) -> Statement:
        span = Span(text.index(words), text.index(words) + len(words))
        return Statement(f"sta-{words}", "art-a", StatementKind.DIRECT, "body", (span,), words, Polarity.AFFIRMS)

    def citation(id_: str, start: int) -> Citation:
        words = text[start : start + 3]
        kind, scope = CitationKind.AGENCY, CitationScope.ARTICLE
        return Citation(id_, "art-a", kind, words, start, start + 3, words, scope, "art-a")

    def event(start: int) -> Event:
        spans = (Span(0, len(text)),)
        return Event(f"eve-{start}", "art-a", "AID", Status.OCCURRED, "body", Span(start, start + 2), spans, text)

    torvik, holm = mention("Ada Torvik", "men-2"), mention("Ida Holm", "men-1")
    entity = Entity("ent-1", "art-a", EntityKind.PERSON, "Ada Torvik")
    tenures = [Tenure(f"ten-{n}", "art-a", "ent-1", "president", n, n + 1, text[n]) for n in (7, 3)]
    doc._.onrecord_entities = (entity, entity)
    doc._.onrecord_mentions = (holm, torvik, holm)
    doc._.onrecord_tenures = tuple(tenures)
    doc._.onrecord_statements = (statement("stay"), statement("go"))
    doc._.onrecord_citations = (citation("cit-2", 9), citation("cit-1", 9), citation("cit-3", 0))
    doc._.onrecord_events = (event(9), event(4))
    assert reading_of(doc) == Reading(
        "art-a",
        (entity,),
        (torvik, holm),
        tuple(reversed(tenures)),
        (statement("go"), statement("stay")),
        (citation("cit-3", 0), citation("cit-1", 9), citation("cit-2", 9)),
        (event(4), event(9)),
    )


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "One.",
        "\u00a0\u200b",
        "“",
        "🛳️ Skarn",
        f"Velmark threatened to refuse to {'agree to refuse to ' * 120}send envoys to Ostravia.",
    ],
    ids=range(7),
)
def test_the_whole_pipeline_reads_odd_texts(nlp: Language, text: str) -> None:
    readings, problems = read_batch(nlp, [article("a", text, None)])
    assert [reading.article for reading in readings] == ["art-a"]
    assert problems == []


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        (None, "The minister said that the strait would be open to all of the ships in the spring. " * 3, True),
        (
            None,
            "Der Minister sagte, dass die Meerenge im Frühling wieder für alle Schiffe offen sein werde. " * 3,
            False,
        ),
        (None, "大臣は火曜日に海峡を封鎖すると述べた。" * 30, False),
        (
            None,
            "The minister said that the strait would be open to all. " * 20
            + "Der Minister sagte, die Enge bleibe. " * 2,
            True,
        ),
        (None, "Torvik wins.", True),
        ("en", "Torvik 3, Skarn 2. " * 20, True),
    ],
)
def test_only_english_is_read_also_where_no_language_is_stated(
    taster: Language, language: str | None, text: str, read: bool
) -> None:
    readings, problems = read_batch(taster, [article("a", text, language)])
    assert bool(readings[0].entities) is read
    assert [(p.code, p.fatal) for p in problems] == ([] if read else [(ProblemCode.LANGUAGE, False)])
