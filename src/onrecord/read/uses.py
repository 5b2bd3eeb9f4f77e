"""Matching the further words that an entry of the event lexicon needs beside its verb or noun."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.read.clauses import children, is_passive, undergoer


@dataclass(frozen=True, slots=True)
class Use:
    """A verb as one of its entries takes it: the object, and the last token of the words that matched; or a noun."""

    token: Token
    object: Token | None
    last: Token


def use_of(verb: Token, extra: str) -> Use | None:
    """Match the particle, preposition or further words that an entry needs after its verb; None where they lack."""
    if not extra:
        return Use(verb, undergoer(verb), verb)
    words = extra.split()
    if len(words) > 1:
        return _longer_use(verb, words)
    for child in verb.rights:
        if child.lower_ != extra or child.i < verb.i or (child.dep_ == "prep" and _is_far(verb, child)):
            continue
        objects = children(child, "pobj")
        if not objects or objects[0].ent_type_ not in ("DATE", "TIME"):
            object_ = objects[0] if objects else undergoer(verb)
            return Use(verb, None if object_ == child else object_, child)
    return None


def use_beyond(verb: Token, extra: str) -> Use | None:
    """Match a preposition after the verb's own object, with what follows it: "hit X with sanctions"."""
    for prep in children(verb, "prep", "dative"):
        objects = children(prep, "pobj") if prep.lower_ == extra else []
        if objects and undergoer(verb) is not None:
            return Use(verb, objects[0], prep)
    return None


def _is_far(verb: Token, prep: Token) -> bool:
    """Say whether a preposition follows the verb's own object, so that the two make no phrasal verb."""
    return any(obj.i < prep.i for obj in children(verb, "dobj"))


def _longer_use(verb: Token, words: list[str]) -> Use | None:
    at = verb.i + 1
    following = verb.doc[at : at + len(words)]
    if [token.lower_ for token in following] != words:
        return _around_object(verb, words)
    objects = children(following[-1], "pobj")
    befell = undergoer(verb) if is_passive(verb) else None
    return Use(verb, objects[0] if objects else befell, following[-1])


def _around_object(verb: Token, words: list[str]) -> Use | None:
    """Match words that follow the verb's object: "took X to court", "put X on notice"."""
    called = undergoer(verb) if children(verb, "ccomp") else None
    for obj in (*children(verb, "dobj", "nsubj"), *([called] if called is not None else ())):
        at = obj.right_edge.i + 1
        if obj.i > verb.i and [token.lower_ for token in verb.doc[at : at + len(words)]] == words:
            return Use(verb, obj, verb)
    return None


def complements(verb: Token) -> list[Token]:
    """Return the heads of the infinitives and that-clauses of `verb`."""
    return [child for child in children(verb, "xcomp", "ccomp") if child.pos_ in ("VERB", "AUX", "ADJ", "NOUN")]


def goes_with(noun: Token, words: str) -> bool:
    """Say whether a noun has the words before it ("arms" sale) or after it (state "of siege") that an entry needs."""
    length = len(words.split())
    if words.startswith("of "):
        return noun.doc[noun.i + 1 : noun.i + 1 + length].text.lower() == words
    before = noun.doc[max(0, noun.i - length) : noun.i]
    return words in (" ".join(t.lower_ for t in before), " ".join(t.lemma_.lower() for t in before))
