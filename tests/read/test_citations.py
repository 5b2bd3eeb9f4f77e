from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Citation, CitationScope
from onrecord.ontology.sources import load_sources
from onrecord.read.citations import Citations
from onrecord.read.doc import citations_of, events_of, make_doc, statements_of

pytestmark = pytest.mark.model


def _cited(nlp: Language, text: str, outlet: str | None = None) -> list[Citation]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    article = Article("art-1", "a.txt", text, "", tuple(blocks), outlet=outlet)
    found = citations_of(nlp(make_doc(nlp, article)))
    assert all(text[c.start : c.end] == c.text for c in found)
    return [c for c in found if c.scope is not CitationScope.EVENT]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“We go home now,” Torvik said, according to the state-owned Xinhua News Agency.", [("agency", "Xinhua")]),
        ("“We go home now,” Torvik was quoted as saying on Tuesday by Tass.", [("agency", "TASS")]),
        ("“We go home now,” Torvik was quoted by Tass as saying.", [("agency", "TASS")]),
        ("Tass quoted Torvik as saying that the war was over.", [("agency", "TASS")]),
        ("Reuters reported: “We go home now,” Torvik said.", [("agency", "Reuters")]),
        ("“We go home now,” Torvik said, Tass reported.", [("agency", "TASS")]),
        ("Tass reported that the war was over.", [("agency", "TASS")]),
        ("According to Reuters, Torvik and Moe met in Torsund.", [("agency", "Reuters")]),
        ("Torvik told Reuters that the war was over.", [("agency", "Reuters")]),
        ("Torvik said in an interview with CNN that the war was over.", [("outlet", "CNN")]),
        (
            "“We go home now,” Torvik said, according to the Velmark Ministry of Defense.",
            [("official", "Velmark Ministry of Defense")],
        ),
        ("“We go home now,” the ministry readout paraphrased Torvik as saying.", [("official", "ministry readout")]),
        ("“We go home now,” Torvik tweeted.", [("social", "Twitter")]),
        ("Torvik said on Twitter that the war was over.", [("social", "Twitter")]),
        ("An official said on condition of anonymity that the war was over.", [("unnamed", "official")]),
        ("The war was over, according to sources close to Torvik.", [("unnamed", "sources")]),
        ("Torvik told this newspaper that the war was over.", [("own", "this newspaper")]),
        ("Torvik told reporters that the war was over.", []),
        ("The war was over, according to Ada Torvik.", []),
        ("The foreign ministry said the war was over.", []),
    ],
)
def test_statements_rest_on_whom_the_text_names(nlp: Language, text: str, cited: list[tuple[str, str]]):
    found = [(c.kind.value, c.name) for c in _cited(nlp, text) if c.scope is CitationScope.STATEMENT]
    assert [kind for kind, _ in found] == [kind for kind, _ in cited]
    assert all(name in got for (_, got), (_, name) in zip(found, cited, strict=True))


def test_told_the_article_s_own_outlet_is_own(nlp: Language):
    found = _cited(nlp, "Torvik told CNN that the war was over.", outlet="CNN")
    assert [(c.kind.value, c.name) for c in found] == [("own", "CNN")]


def test_a_chain_runs_outward_from_who_heard_it(nlp: Language):
    found = _cited(nlp, "Torvik told Reuters that the war was over, according to Newsweek.")
    chain = sorted((c.place, c.name) for c in found)
    assert chain == [(0, "Reuters"), (1, "Newsweek")]


def test_the_article_rests_on_its_credits(nlp: Language):
    found = _cited(nlp, "TORSUND (Reuters) - The war was over.\nSource: Newsweek")
    assert [(c.scope.value, c.name, c.target) for c in found] == [
        ("article", "Reuters", "art-1"),
        ("article", "Newsweek", "art-1"),
    ]


def test_events_rest_on_what_their_statement_rests_on(nlp: Language):
    doc = nlp("“I visited Velmark on Monday,” Ada Torvik said, according to Tass.")
    targets = {c.target for c in citations_of(doc) if c.scope is CitationScope.EVENT}
    assert targets <= {event.id for event in events_of(doc)}


def test_the_user_s_own_agencies_are_known(nlp: Language, tmp_path: Path):
    path = tmp_path / "actors.yaml"
    path.write_text("sources:\n  - {name: Velpress, kind: agency}\n")
    doc = nlp("Torvik told Velpress that the war was over.")
    Citations(load_sources(path))(doc)
    assert [(c.kind.value, c.name) for c in citations_of(doc)] == [("agency", "Velpress")]


@pytest.mark.parametrize(
    ("second", "handed_on"),
    [
        ("“They are tired,” she added.", True),
        ("“They are tired,” Moe added.", False),
        ("“They are tired,” Torvik told Reuters.", False),
        ("“They are tired,” she said.", True),
        ("“They are tired,” she told the council.", False),
        ("“They are tired,” she said at a rally.", False),
    ],
)
def test_who_goes_on_rests_on_the_same_source(nlp: Language, second: str, handed_on: bool):
    first = "“We go home now,” Ada Torvik said on Monday, according to Tass."
    text = f"{first}\n{second}\nIngrid Moe was there."
    doc = nlp(text)
    target = next(s.id for s in statements_of(doc) if "tired" in s.text)
    cited = [c for c in citations_of(doc) if c.target == target and c.name == "TASS"]
    assert [c.reason.startswith("goes on") for c in cited] == ([True] if handed_on else [])
    assert all(text[c.start : c.end] == c.text for c in cited)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“We go home now,” Torvik says on the tape, according to The Beacon.", ("outlet", "Beacon")),
        ("The Torsund Signal, citing Reuters, wrote that Torvik had resigned.", ("outlet", "Torsund Signal")),
        (
            "“We go home now,” Torvik told the judges. Our correspondent took the words down.",
            ("own", "Our correspondent"),
        ),
    ],
)
def test_papers_and_reporters_are_known_by_what_they_do(nlp: Language, text: str, cited: tuple[str, str]):
    assert cited in [(c.kind.value, c.name) for c in _cited(nlp, text)]


@pytest.mark.parametrize(("cue", "handed_on"), [("added", True), ("wrote", True), ("said", False)])
def test_a_post_ends_with_itself(nlp: Language, cue: str, handed_on: bool):
    doc = nlp(f"“We go home now,” Ada Torvik tweeted on Monday.\n“They are tired,” she {cue}.")
    target = next(s.id for s in statements_of(doc) if "tired" in s.text)
    assert any(c.target == target and c.name == "Twitter" for c in citations_of(doc)) is handed_on


def test_words_set_against_others_are_not_told_by_who_says_these(nlp: Language):
    text = "Ada Torvik said that the bridge would hold, while the engineer Ingrid Moe said that it was cracked."
    doc = nlp(text)
    target = next(s.id for s in statements_of(doc) if "cracked" in s.text and "hold" not in s.text)
    assert not [c.name for c in citations_of(doc) if c.target == target]


def test_a_fact_has_each_source_once(nlp: Language) -> None:
    text = (
        "About 90 farmers held a silent protest in front of the mill at noon on Tuesday, a reporter of the Torsund "
        "Courier observed."
    )
    article = Article("art-1", "a.txt", text, "", (Block(0, len(text), BlockKind.BODY),), outlet="Torsund Courier")
    found = citations_of(nlp(make_doc(nlp, article)))
    assert {citation.name for citation in found} == {"Torsund Courier"}
    assert len({(citation.target, citation.start, citation.name) for citation in found}) == len(found)
