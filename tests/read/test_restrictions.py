from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.ontology.event_lexicon import Sense, load_event_lexicon
from onrecord.ontology.event_types import Kind
from onrecord.ontology.sources import load_sources
from onrecord.ontology.states import load_states
from onrecord.read.arguments import Arguments, Registries
from onrecord.read.restrictions import Restrictions
from onrecord.read.uses import use_of

pytestmark = pytest.mark.model

KIND = Kind("ASSAULT")


@pytest.mark.parametrize(
    ("text", "verb", "sense", "allowed"),
    [
        ("The army sold tanks.", "sold", Sense(KIND, (), objects="weapon"), True),
        ("The army sold bread.", "sold", Sense(KIND, (), objects="weapon"), False),
        ("The army executed the spy.", "executed", Sense(KIND, (), excepted="project"), True),
        ("The army executed the plan.", "executed", Sense(KIND, (), excepted="project"), False),
        ("The guard beat the rebel in the yard.", "beat", Sense(KIND, (), away="contest"), True),
        ("The mayor beat the rebel in the election.", "beat", Sense(KIND, (), away="contest"), False),
        ("The mayor attacked the king over his record.", "attacked", Sense(KIND, (), about=True), True),
        ("The mayor attacked the king for his record.", "attacked", Sense(KIND, (), about=True), True),
        ("The rebels attacked the king for three days.", "attacked", Sense(KIND, (), about=True), False),
        ("The rebels attacked the king.", "attacked", Sense(KIND, (), about=True), False),
        ("They failed to agree.", "failed", Sense(KIND, (), infinitive="agreeing"), True),
        ("They failed to sleep.", "failed", Sense(KIND, (), infinitive="agreeing"), False),
    ],
)
def test_what_a_sense_asks_of_the_words_around_a_verb(nlp: Language, text: str, verb: str, sense: Sense, allowed: bool):
    doc = nlp(text)
    lexicon = load_event_lexicon()
    arguments = Arguments(doc, lexicon, Registries(load_states(), load_sources()), ())
    use = use_of(next(token for token in doc if token.text == verb), "")
    assert use is not None
    assert Restrictions(lexicon, arguments).allow(use, sense) is allowed
