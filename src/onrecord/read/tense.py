"""Whether the clause around some words looks ahead."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.read.clauses import announced
from onrecord.read.stretches import head_of

_MODALS = frozenset(
    {"will", "'ll", "’ll", "shall", "would", "wo", "may", "might", "must", "should", "can", "could", "ca"}
)
_AHEAD = frozenset(
    [
        "expect",
        "schedule",
        "plan",
        "slate",
        "intend",
        "hope",
        "prepare",
        "aim",
        "set",
        "due",
        "poise",
        "vow",
        "pledge",
        "agree",
        "promise",
        "decide",
        "propose",
    ]
)
_PRESENT = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re", "'m", "’m"})
_STEPS = 12


def is_future(doc: Doc, start: int, end: int) -> bool:
    """Say whether the verb over the characters `[start, end)` is told as still to come ("will visit", "is due to")."""
    head = head_of(doc, start, end)
    verb = _verb(head) if head is not None else None
    if verb is None:
        return False
    if verb.lower_ in _MODALS or _is_arranged(verb):
        return True
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helping & _MODALS:
        return "have" not in helping  # "must have left" looks back
    infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)
    return verb.lemma_ in ("expect", "schedule", "slate") or (infinitive and _promised(verb))


def _verb(token: Token) -> Token | None:
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head is token:
            return None
        token = token.head
    return None


def _is_arranged(verb: Token) -> bool:
    """Say whether a dated verb is in the present progressive, which tells an appointment ("is meeting X on Monday")."""
    return verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lower_ in _PRESENT for child in verb.children)


def _promised(verb: Token) -> bool:
    """Say whether an infinitive hangs on a word that looks ahead ("is expected to", "plans to") or heads a headline."""
    head = verb.head
    if verb.dep_ == "ROOT" or announced(verb) is not None:
        return True
    return head.lemma_.lower() in _AHEAD or head.lemma_ == "be" or head.lower_ in ("due", "ready", "likely", "going")
