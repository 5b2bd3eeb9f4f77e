from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from onrecord.model.reading import Status
from onrecord.ontology.event_lexicon import Sense
from onrecord.ontology.event_types import Kind, load_event_types
from onrecord.read.findings import Found, as_offer, as_refusal, completed, is_joint

pytestmark = pytest.mark.model

MEETING = Sense(Kind("CONSULT", None, "meeting"), (), mutual=True)


def words(nlp: Language, text: str) -> dict[str, Token]:
    return {token.text: token for token in nlp(text)}


def found(verb: Token, actors: tuple[Token, ...], recipients: tuple[Token, ...], status: Status, sense: Sense) -> Found:
    return Found(sense.kind, verb, verb, verb, actors, recipients, status, sense, "verb")


def test_both_parties_of_a_mutual_event_act(nlp: Language):
    token = words(nlp, "The king and the queen met the bishop.")
    event = completed(found(token["met"], (token["king"],), (token["bishop"],), Status.OCCURRED, MEETING))
    assert event is not None
    assert event.actors == (token["king"], token["queen"], token["bishop"])
    assert event.recipients == (token["bishop"],)


def test_a_joint_subject_is_enough(nlp: Language):
    token = words(nlp, "The king and the queen met.")
    event = completed(found(token["met"], (token["king"],), (), Status.OCCURRED, MEETING))
    assert event is not None
    assert event.recipients == (token["queen"],)
    assert is_joint((token["king"],), MEETING)
    assert completed(found(token["met"], (token["queen"],), (), Status.OCCURRED, MEETING)) is None


def test_both_names_before_a_plural_are_parties(nlp: Language):
    token = words(nlp, "French and German ministers met.")
    event = completed(found(token["met"], (token["ministers"],), (), Status.OCCURRED, MEETING))
    assert event is not None
    assert (event.actors, event.recipients) == ((token["French"], token["German"]), (token["German"],))


def test_those_between_whom_it_happens_are_parties(nlp: Language):
    token = words(nlp, "A deal was reached between France and Germany.")
    event = completed(found(token["reached"], (), (token["France"],), Status.OCCURRED, MEETING))
    assert event is not None
    assert (event.actors, event.recipients) == ((token["France"], token["Germany"]), (token["Germany"],))


def test_permission_that_is_not_given_is_refused(nlp: Language):
    token = words(nlp, "The king did not allow it.")
    allowed = found(token["allow"], (), (), Status.DENIED, Sense(Kind("CONCEDE", None, "permission"), ()))
    assert as_refusal(allowed, token["allow"], load_event_types()).kind == Kind("REJECT", None, "refusal")


def test_will_not_is_a_refusal_only_of_what_is_cooperative(nlp: Language):
    token = words(nlp, "The king will not meet the bishop.")
    types = load_event_types()
    met = found(token["meet"], (token["king"],), (token["bishop"],), Status.DENIED, MEETING)
    assert as_refusal(met, token["meet"], types).kind == Kind("REJECT", None, "refusal")
    attack = found(token["meet"], (), (), Status.DENIED, Sense(Kind("ASSAULT"), ()))
    assert as_refusal(attack, token["meet"], types) is attack


def test_troops_that_are_offered_are_aid(nlp: Language):
    verb = words(nlp, "The king sent troops.")["sent"]
    sent = found(verb, (), (), Status.PLANNED, Sense(Kind("MOBILIZE", "troops", "deployment"), ()))
    assert as_offer(sent, "offered").kind.type == "AID"
    assert as_offer(sent, "will") is sent
