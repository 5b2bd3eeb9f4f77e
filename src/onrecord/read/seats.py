"""Whether a seat of government stands for its state ("Moscow expelled") or is only a place ("in Moscow")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.read.sight import Hit, Sight

_ACTING = frozenset({"nsubj", "nsubjpass", "csubj", "agent", "dative", "expl"})
_SURE = frozenset({"with", "against", "by", "between", "on", "among", "than", "upon", "versus"})
_AIMED = frozenset({"to", "from", "for", "of", "toward", "towards"})
_MOVING = frozenset(
    (
        "visit",
        "leave",
        "reach",
        "enter",
        "tour",
        "capture",
        "seize",
        "bomb",
        "shell",
        "hit",
        "cross",
        "quit",
        "approach",
        "depart",
        "travel",
    )
)
_RELATIONS = frozenset(
    (
        "message",
        "warning",
        "threat",
        "response",
        "signal",
        "aid",
        "support",
        "letter",
        "alternative",
        "sale",
        "pressure",
        "demand",
        "pledge",
        "backing",
        "request",
        "assurance",
        "concession",
        "offer",
        "reply",
        "challenge",
        "rebuke",
        "blow",
        "victory",
        "ally",
        "friend",
        "enemy",
        "rival",
        "opponent",
        "critic",
        "ambassador",
        "ties",
        "hostility",
        "approach",
        "proposal",
        "ultimatum",
        "accusation",
        "benefit",
        "behalf",
        "part",
        "favor",
        "favour",
        "interest",
        "relation",
        "policy",
        "stance",
        "attitude",
        "criticism",
        "condemnation",
        "permission",
        "approval",
        "answer",
        "denial",
        "complaint",
        "loan",
        "help",
        "weapon",
        "invitation",
    )
)
_TELLING = frozenset(
    (
        "say",
        "give",
        "sell",
        "offer",
        "respond",
        "listen",
        "supply",
        "hand",
        "present",
        "complain",
        "protest",
        "apologize",
        "apologise",
        "lend",
        "provide",
    )
)


def acts(sight: Sight, hit: Hit) -> bool:
    """Say whether the seat of government at `hit` stands for its state, as its place in the parse tells."""
    return _acts(sight, sight.doc[hit.start : hit.end].root)


def _acts(sight: Sight, token: Token) -> bool:
    if token.dep_ in _ACTING:
        return True
    if token.dep_ == "poss":
        return token.head.lemma_.lower() not in ("mayor", "street", "airport", "suburb", "district", "centre", "center")
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() not in _MOVING
    if token.dep_ == "pobj":
        return _prepositional(token.head)
    if token.dep_ == "conj" and token.head is not token:
        return _acts(sight, token.head)
    return token.dep_ in ("compound", "nmod", "amod") and _paired(sight, token)


def _prepositional(link: Token) -> bool:
    """Read the preposition and what it hangs on: "pressure on Moscow", "a message to Beijing", not "fly to Beijing"."""
    word, governor = link.lower_, link.head.lemma_.lower()
    if word == "on" and governor in ("march", "advance", "descend"):
        return False
    if word in _SURE:
        return True
    return word in _AIMED and (governor in _RELATIONS or governor in _TELLING)


def _paired(sight: Sight, token: Token) -> bool:
    """Say whether the word is one of two states joined by a hyphen ("Washington-Beijing relations")."""
    before, after = token.i - 1, token.i + 1
    if sight.is_hyphen(before):
        return sight.state_of(before - 1) is not None
    return sight.is_hyphen(after) and sight.state_of(after + 1) is not None
