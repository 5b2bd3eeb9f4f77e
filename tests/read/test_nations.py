from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Role
from onrecord.read.mentions import MentionIndex
from onrecord.read.nations import Nations

pytestmark = pytest.mark.model

STATES = {"Velmark": "VLM", "Ostania": "OST", "Karsia": "KAR"}


def with_states(doc: Doc) -> Doc:
    """Put every invented state that the text names into the doc, as the actors component would."""
    mentions = [
        Mention(f"m{token.i}", "a", token.text, token.idx, token.idx + len(token), token.text, MentionForm.NAME)
        for token in doc
        if token.text in STATES
    ]
    doc._.onrecord_mentions = tuple(mentions)
    names = sorted({mention.entity for mention in mentions})
    doc._.onrecord_entities = tuple(Entity(name, "a", EntityKind.STATE, name, STATES[name]) for name in names)
    return doc


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Velmark criticised Ostania and threatened the country.", "the country", "Ostania"),
        ("Ostania protested. Velmark then threatened the country.", "the country", "Ostania"),
        ("Ostania protested. Velmark then threatened the republic.", "the republic", "Ostania"),
        ("Ostania protested. Rain fell. Velmark then threatened the country.", "the country", "the country"),
        ("Ostania and Karsia protested. Velmark threatened the country.", "the country", "the country"),
        ("Velmark protested. Velmark threatened the country.", "the country", "the country"),
        ("Ostania protested. Velmark threatened the village.", "the village", "the village"),
    ],
)
def test_the_one_state_that_can_be_meant(parse: Callable[..., Doc], text: str, phrase: str, name: str):
    doc = with_states(parse(text))
    start = text.index(phrase)
    role = Role(phrase, start, start + len(phrase), phrase)
    [found] = Nations(doc, MentionIndex(doc)).resolved([role], [Role("Velmark", 0, 7, "Velmark", "Velmark", "VLM")])
    assert (found.name, found.text, found.start) == (name, phrase, start)


def test_without_a_known_actor_nothing_is_resolved(parse: Callable[..., Doc]):
    text = "Ostania protested. They threatened the country."
    doc = with_states(parse(text))
    role = Role("the country", 35, 46, "the country")
    assert Nations(doc, MentionIndex(doc)).resolved([role], []) == (role,)
