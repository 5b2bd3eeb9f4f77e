"""What kind of thing a phrase is by its own build: the name of a ship, a sum of money."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from onrecord.read.clauses import children, obliques

_ROUND = frozenset({"thousand", "million", "billion", "trillion"})
_CASH = frozenset({"cash", "banknote", "note", "coin"})
_NAME_PARTS = ("compound", "nmod")


def is_ship_name(head: Token, vessels: Collection[str], people: Collection[str]) -> bool:
    """Recognise a ship by what stands before its name: "the tanker Lady Corin", "the Orla Belle".

    A person's name has neither a kind of ship nor, without a title ("the late", "President"), "the" before it.
    """
    if head.pos_ != "PROPN":
        return False
    before = children(head, *_NAME_PARTS)
    if any(word.lemma_.lower() in vessels for word in before if word.pos_ == "NOUN"):
        return True
    article = [word for word in head.lefts if word.dep_ == "det"]
    named = [word for word in before if word.pos_ == "PROPN" and word.lemma_.lower() not in people]
    whole = len(named) + len(article) == len([*head.lefts])
    return bool(named) and whole and any(word.lower_ == "the" for word in article) and head.tag_ == "NNP"


def is_sum(head: Token) -> bool:
    """Recognise a sum of money, also in a coin that nobody knows: "eight million crowns", "420,000 sols in cash"."""
    if head.ent_type_ == "MONEY" or any(thing.lemma_.lower() in _CASH for thing in obliques(head, "in")):
        return True
    counts = [word for count in children(head, "nummod") for word in (count, *count.children)]
    return head.tag_ == "NNS" and any(word.lower_ in _ROUND for word in counts)
