"""Verbs beside a quotation: those that only stand for a word of saying, and the one whose subject speaks."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.ontology.cues import Cues
from onrecord.read.lexicon import cue_word

_LINKING = frozenset({"be", "have", "do"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "dative", "attr", "acomp", "oprd"})
_PERSONS = frozenset({"he", "she", "i"})


def stands_for_saying(verb: Token) -> bool:
    """Say whether a verb that is no cue stands for one: a person does it, and to nothing ("“…,” gloats Ada Renn")."""
    parts = [child.dep_ for child in verb.children if child.i > verb.i]
    if verb.lemma_ in _LINKING or any(part in _OBJECTS for part in parts):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is not None and (subject.ent_type_ == "PERSON" or subject.lower_ in _PERSONS)


def reporting(token: Token, cues: Cues) -> Token:
    """Return "saying" of "was quoted as saying" and "paraphrased her as saying"; its subject is the one quoted."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            inner = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if inner is not None and cue_word(cues, inner):
                return inner
    return token
