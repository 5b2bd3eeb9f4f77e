"""What the heads tell, by hand-made chances, joined to what the rules find in parsed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Event, Status
from onrecord.model.run import StatementsBy
from onrecord.model.span import Span
from onrecord.read.agreement import FEATURES
from onrecord.read.deeds import phrase_head
from onrecord.read.doc import events_of, make_doc
from onrecord.read.events import Events
from onrecord.read.pipeline import EVENTS, make_pipeline
from onrecord.read.reader.event_heads import KINDS, EventHeads
from onrecord.read.reader.reader import Study
from onrecord.read.reader.spans import BEGIN, INSIDE
from onrecord.read.reader.weights import EventModel
from tests.read.reader.kit import number_of, pieces_of

pytestmark = pytest.mark.model

OWN_STATES = """
states:
  - {code: VLM, name: Velmark, demonyms: [Velmarkian], capital: Torhaven}
  - {code: OST, name: Ostania, demonyms: [Ostanian], capital: Ostgard}
"""
HEADS = (0.0, 5.0, -2.0, *([0.0] * (FEATURES - 3)))
"""Weights by which the heads are believed where they find a kind likelier than none."""

RULES = (-1.0, 1.0, -1.0, *([0.0] * (FEATURES - 3)))


@dataclass(frozen=True)
class Says:
    """Heads that find one kind, with its sides among the words of a sentence; the states are the words' numbers."""

    kind: str
    actor: str = ""
    recipient: str = ""

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[np.float32]]) -> Sequence[object]:
        assert output_names == ["tags", "kinds"]
        numbers = input_feed["states"][0, :, 0].tolist()
        tags = np.zeros((1, len(numbers), 2, 3), np.float32)
        tags[..., 0] = 4
        for side, words in enumerate((self.actor, self.recipient)):
            for place, word in enumerate(words.split()):
                at = numbers.index(number_of(word))
                tags[0, at, side, INSIDE if place else BEGIN] = 9
        kinds = np.zeros((1, len(KINDS)), np.float32)
        kinds[0, KINDS.index(self.kind)] = 9
        return [tags.reshape(1, -1, 6), kinds]


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    own = tmp_path_factory.mktemp("actors") / "actors.yaml"
    own.write_text(OWN_STATES, encoding="utf-8")
    return make_pipeline(actors_file=own, statements_by=StatementsBy.RULES)


def judged(nlp: Language, text: str, heads: Says) -> tuple[Event, ...]:
    doc = make_doc(nlp, Article("art-1", "a", text, "d", (Block(0, len(text), BlockKind.BODY),)))
    for name, pipe in nlp.pipeline:
        if name != EVENTS:
            doc = pipe(doc)
    pieces = pieces_of(text)
    model = EventModel(EventHeads(heads), HEADS, RULES, 0.35, 0.5)
    doc._.onrecord_study = Study((), pieces, pieces.ids[:, None].astype(np.float32), model)
    component = nlp.get_pipe(EVENTS)
    assert isinstance(component, Events)
    found = events_of(component(doc))
    assert doc._.onrecord_study.states is None
    return found


def names(event: Event) -> tuple[list[str], list[str]]:
    return [role.text for role in event.actors], [role.text for role in event.recipients]


def test_an_event_that_both_find_keeps_what_the_rules_know_of_it(nlp: Language) -> None:
    (event,) = judged(nlp, "Ostania expelled two Velmarkian envoys.", Says("SANCTION", "Ostania", "Velmarkian envoys"))
    assert (event.type, event.subtype, event.status) == ("SANCTION", "expulsion", Status.OCCURRED)
    assert event.confidence is not None
    assert event.confidence > 0.9
    assert "network: SANCTION" in event.reason


def test_an_event_that_the_heads_deny_is_left_out(nlp: Language) -> None:
    assert judged(nlp, "Ostania expelled two Velmarkian envoys.", Says("NONE")) == ()


def test_an_event_that_only_the_heads_find_has_its_words_from_the_parse(nlp: Language) -> None:
    text = "Ostania has flumrated the harbours of Velmark."
    (event,) = judged(nlp, text, Says("SANCTION", "Ostania", "Velmark"))
    assert (event.type, event.subtype, event.status) == ("SANCTION", None, Status.OCCURRED)
    assert text[event.trigger.start : event.trigger.end] == "flumrated"
    assert names(event) == (["Ostania"], ["Velmark"])
    assert event.reason.startswith("network: 'flumrated'")


def test_a_stance_is_taken_by_the_words_that_make_its_object_uncertain(nlp: Language) -> None:
    text = "Ostania will not flumrate its duties on goods of Velmark."
    (event,) = judged(nlp, text, Says("REJECT", "Ostania", "Velmark"))
    assert (event.type, event.status) == ("REJECT", Status.OCCURRED)


@pytest.mark.parametrize(
    ("words", "head"), [("the Ostanian", "envoys"), ("Ostanian envoys of", "envoys"), ("Velmark", "Velmark")]
)
def test_a_phrase_is_known_by_any_of_its_words(nlp: Language, words: str, head: str) -> None:
    text = "Officials met the Ostanian envoys of Velmark."
    doc = nlp(make_doc(nlp, Article("art-1", "a", text, "d", (Block(0, len(text), BlockKind.BODY),))))
    found = phrase_head(doc, Span(text.index(words), text.index(words) + len(words)))
    assert found is not None
    assert found.text == head


def test_a_side_that_the_rules_miss_comes_from_the_heads(nlp: Language) -> None:
    text = "Ostania expelled two envoys, a blow for Velmark."
    (event,) = judged(nlp, text, Says("SANCTION", "Ostania", "Velmark"))
    assert names(event) == (["Ostania"], ["Velmark"])
    assert event.subtype == "expulsion"


def test_what_the_text_tells_as_possible_is_not_made_to_have_happened(nlp: Language) -> None:
    text = "If Ostania expelled two Velmarkian envoys, the talks would fail."
    events = judged(nlp, text, Says("SANCTION", "Ostania", "Velmarkian envoys"))
    found = [event for event in events if event.subtype == "expulsion"]
    assert [(event.status, event.confidence) for event in found] == [(Status.CONDITIONAL, None)]


def test_sentences_that_name_nobody_are_not_asked(nlp: Language) -> None:
    assert judged(nlp, "It was cold and wet for most of the day.", Says("AID", "It", "day")) == ()


def test_a_further_event_of_a_sentence_stays_unjudged(nlp: Language) -> None:
    text = "Ostania expelled two Velmarkian envoys after Velmark arrested three Ostanian sailors."
    events = judged(nlp, text, Says("SANCTION", "Ostania", "Velmarkian envoys"))
    assert [event.subtype for event in events] == ["expulsion", "arrest"]
    assert [event.confidence is None for event in events] == [False, True]


def test_words_that_name_a_deed_are_nobody(nlp: Language) -> None:
    text = "The expulsion of two Velmarkian envoys angered the north."
    (event,) = judged(nlp, text, Says("SANCTION", "The expulsion", "Velmarkian envoys"))
    assert names(event) == ([], ["two Velmarkian envoys"])


def test_reports_are_the_same_whatever_is_read_before(nlp: Language) -> None:
    text = "Ostania expelled two Velmarkian envoys."
    heads = Says("SANCTION", "Ostania", "Velmarkian envoys")
    first = judged(nlp, text, heads)
    judged(nlp, "Velmark sent aid to Ostania.", Says("AID", "Velmark", "Ostania"))
    assert judged(nlp, text, heads) == first


def test_who_tells_of_a_deed_has_not_done_it(nlp: Language) -> None:
    text = "Ostania said two Velmarkian envoys were charged."
    (event,) = judged(nlp, text, Says("ACCUSE", "Ostania", "Velmarkian envoys"))
    assert names(event) == ([], ["two Velmarkian envoys"])


def test_nobody_is_made_the_doer_of_what_befell_him(nlp: Language) -> None:
    text = "Two Velmarkian envoys were charged in Ostania."
    (event,) = judged(nlp, text, Says("ACCUSE", "Velmarkian envoys", "Velmarkian envoys"))
    assert names(event) == ([], ["Two Velmarkian envoys"])


def test_a_deed_of_one_party_goes_before_what_only_the_heads_find_by_its_words(nlp: Language) -> None:
    text = "Ostania moved its forces out of the town near Velmark."
    (event,) = judged(nlp, text, Says("AID", "Ostania", "Velmark"))
    assert (event.type, event.confidence) == ("MOBILIZE", None)
