from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.reading import Status
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.status import noun_status, verb_status, worse

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "verb", "status"),
    [
        ("The king visited the port.", "visited", Status.OCCURRED),
        ("The king is visiting the port.", "visiting", Status.ONGOING),
        ("The king will visit the port.", "visit", Status.PLANNED),
        ("The king is expected to visit the port.", "visit", Status.PLANNED),
        ("The king is going to visit the port.", "visit", Status.PLANNED),
        ("The palace said the king would visit the port.", "visit", Status.PLANNED),
        ("The palace announced a plan to visit the port.", "visit", Status.PLANNED),
        ("King to visit the port", "visit", Status.PLANNED),
        ("The king promised that he would visit the port.", "visit", Status.PLANNED),
        ("The king announced that he is visiting the port.", "visiting", Status.ONGOING),
        ("The king agreed to visit the port.", "visit", Status.PLANNED),
        ("The junta threatened to expel the envoys.", "expel", Status.THREATENED),
        ("The junta warned it would expel the envoys.", "expel", Status.THREATENED),
        ("The junta could expel the envoys.", "expel", Status.CONDITIONAL),
        ("If the junta expels the envoys, trade will stop.", "expels", Status.CONDITIONAL),
        ("The king travelled to visit the port.", "visit", Status.CONDITIONAL),
        ("The king went on to accuse the port.", "accuse", Status.OCCURRED),
        ("The king will go on to accuse the port.", "accuse", Status.PLANNED),
        ("The junta did not expel the envoys.", "expel", Status.DENIED),
        ("The junta denied that it expelled the envoys.", "expelled", Status.DENIED),
        ("The king failed to visit the port.", "visit", Status.DENIED),
        ("The junta is accused of poisoning the judge.", "poisoning", Status.ALLEGED),
        ("The junta allegedly poisoned the judge.", "poisoned", Status.ALLEGED),
        ("The palace rejected calls to cancel the summit.", "cancel", Status.CONDITIONAL),
        ("“Cancel your summit,” the senator said.", "Cancel", Status.CONDITIONAL),
        ("The guards who cancel the summit are old.", "cancel", Status.OCCURRED),
    ],
)
def test_status_of_verbs(nlp: Language, text: str, verb: str, status: Status):
    token = next(token for token in nlp(text) if token.text == verb)
    assert verb_status(token, load_event_lexicon().status)[0] is status


@pytest.mark.parametrize(
    ("text", "noun", "status"),
    [
        ("The visit to the port was short.", "visit", Status.OCCURRED),
        ("The planned visit to the port is short.", "visit", Status.PLANNED),
        ("The king unveiled plans for a visit to the port.", "visit", Status.PLANNED),
        ("The visit to the port will take place in June.", "visit", Status.PLANNED),
        ("The visit to the port began in June.", "visit", Status.OCCURRED),
        ("Allegations of an attack by the junta spread.", "attack", Status.ALLEGED),
        ("He spoke ahead of talks with the junta.", "talks", Status.PLANNED),
        ("In the talks with the junta he could not win.", "talks", Status.OCCURRED),
    ],
)
def test_status_of_nouns(nlp: Language, text: str, noun: str, status: Status):
    token = next(token for token in nlp(text) if token.text == noun)
    assert noun_status(token, load_event_lexicon().status)[0] is status


def test_the_reading_further_from_having_occurred_wins():
    assert worse((Status.PLANNED, "will"), (Status.DENIED, "not")) == (Status.DENIED, "not")
    assert worse((Status.OCCURRED, ""), (Status.ONGOING, "is")) == (Status.ONGOING, "is")
