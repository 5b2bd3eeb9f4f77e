from __future__ import annotations

import pytest

from onrecord.model.reading import Status
from onrecord.ontology import event_lexicon
from onrecord.ontology.event_lexicon import Slot, load_event_lexicon
from onrecord.ontology.event_types import Kind, load_event_types


def test_it_is_broad():
    lexicon = load_event_lexicon()
    assert lexicon.senses() > 1200
    covered = {entry.sense.kind.type for entries in lexicon.verbs.values() for entry in entries}
    assert covered == set(lexicon.types.types)


def test_entries_with_a_second_word_are_tried_first():
    nouns = load_event_lexicon().nouns
    assert nouns["sale"][0].extra
    assert not nouns["sale"][-1].extra


def test_prepositions_and_determiners_are_words():
    lexicon = load_event_lexicon()
    assert Slot("on", "poss") in lexicon.nouns["tariff"][0].sense.to
    assert lexicon.status.modifiers["no"] is Status.DENIED


def test_supports_know_which_verbs_only_a_noun_names():
    supports = load_event_lexicon().supports
    assert supports["hold"][""] == "do"
    assert supports["pay"][""] == "named"
    assert supports["call"]["off"] == "undo"


@pytest.mark.parametrize(
    ("words", "part", "key"),
    [
        ("call off", "verbs", ("call", "off")),
        ("arms sale", "nouns", ("sale", "arms")),
        ("state of siege", "nouns", ("state", "of siege")),
        ("visit", "nouns", ("visit", "")),
    ],
)
def test_keys(words: str, part: str, key: tuple[str, str]):
    assert event_lexicon._key(words, part) == key


@pytest.mark.parametrize(
    "group",
    [
        {"as": "visit", "verbs": ["visit"], "objekts": "person"},
        {"as": "visit", "verbs": ["visit"], "objects": "no such class"},
        {"as": "no such subtype", "verbs": ["visit"]},
    ],
)
def test_slips_in_the_data_are_told(group: dict[str, object]):
    with pytest.raises(ValueError, match="event lexicon: unknown"):
        event_lexicon._table([group], "verbs", load_event_types(), {"person": event_lexicon._word_class(["man"])})


def test_a_group_may_override_the_type_of_its_subtype():
    group = {"as": "extradition", "type": "COERCE", "mode": "deport", "verbs": ["extradite"]}
    assert event_lexicon._kind(group, load_event_types()) == Kind("COERCE", "deport", "extradition")
