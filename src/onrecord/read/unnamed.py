"""Deeds whose doer nobody names: whom they befell tells them, or a thing, or the word for them as a subject."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import Sense, Slot
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import SUBJECTS, agent, children, is_passive, subject, undergoer
from onrecord.read.uses import Use

SUBJECT = Slot("subj")
OBJECT = Slot("obj")
TO_ONE = frozenset({"recipient"})
_STARTING = frozenset({"come", "take", "enter", "go"})


def without_doer(verb: Token, use: Use, sense: Sense, arguments: Arguments) -> Sense | None:
    """Return a sense as it holds where nobody is named as the doer, None where it then tells no event."""
    if SUBJECT in sense.to:
        who = subject(verb)
        fits = who is not None and (not sense.subject or arguments.is_among(who, sense.subject))
        return sense if fits else None
    if sense.passive and is_undergone(verb) and arguments.belongs(use.object, sense.passive):
        return _befallen(sense)
    if sense.needs != TO_ONE:
        return sense
    by = agent(verb) if sense.near and sense.subject and is_passive(verb) else None
    if by is not None and not arguments.belongs(by, sense.subject):
        return None
    return sense if _by_thing(verb, sense, arguments) or is_undergone(verb) else None


def _by_thing(verb: Token, sense: Sense, arguments: Arguments) -> bool:
    """Say whether a thing does it: "a bomb killed nine"; in "the bombs that killed nine" another deed is told."""
    thing = bool(sense.near and sense.subject) and verb.dep_ != "relcl"
    return thing and arguments.belongs(subject(verb), sense.subject)


def _befallen(sense: Sense) -> Sense:
    """Let a passive count by whom the deed befell, which is looked for before all others.

    Where both parties act and neither is named, what they made is all that is told: "an accord was signed".
    """
    if sense.mutual:
        return replace(sense, needs=TO_ONE, to=(*sense.to, OBJECT))
    places = sorted(sense.to, key=lambda slot: slot.place not in ("obj", "dative"))
    return replace(sense, needs=TO_ONE, to=tuple(places))


def is_undergone(verb: Token) -> bool:
    """Say whether a passive itself names whom its deed befell: "X was freed", "X, freed on Monday"."""
    whom = undergoer(verb) if is_passive(verb) else None
    loose = verb.dep_ == "advcl" and bool(children(verb, "aux", "auxpass", "mark", "advmod"))
    if whom is None:
        return False
    own = (*verb.children, *(child for aux in children(verb, "auxpass") for child in aux.children), verb.head)
    return verb.dep_ == "conj" or loose or whom in own or _is_heard(verb, whom)


def _is_heard(verb: Token, whom: Token) -> bool:
    """Say whether somebody is said to have undergone a deed: "X is reported to have been arrested"."""
    said = verb.head
    return verb.dep_ == "xcomp" and said.lemma_ in load_clause_words().hearsay and whom in said.children


def is_beyond(use: Use) -> bool:
    """Say whether a noun stands after the verb's own object, or after a passive: "X was placed under sanctions"."""
    return use.last.i > use.token.i + 1 or is_passive(use.token)


def is_told(noun: Token, sense: Sense) -> bool:
    """Say whether a protest is told as something done: "a march of strikers reached the square"."""
    verb = noun.head
    helping = {child.lemma_ for child in children(verb, "aux", "auxpass")}
    past = verb.tag_ == "VBD" or bool(helping & {"have", "be"})
    return sense.kind.type == "PROTEST" and noun.dep_ in SUBJECTS and verb.pos_ == "VERB" and past


def takes_effect(noun: Token) -> bool:
    """Recognise a measure that "came into force" or "took effect", whoever took it."""
    words = {word.lower_ for child in noun.head.children for word in (child, *children(child, "pobj"))}
    return noun.dep_ in SUBJECTS and noun.head.lemma_ in _STARTING and bool(words & {"force", "effect"})
