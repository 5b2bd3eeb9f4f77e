"""Whether a verb is told as history by words that give no day: "once", "decades ago", "during the Cold War"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.read.clauses import children

_AGAIN = frozenset({"again", "more", "a", "per", "every"})
_MARKS = ("mark", "advmod")


def bygone(verb: Token) -> str:
    """Return the words that put a past deed into history, "" where there are none."""
    return _once(verb) or _long_ago(verb) or _era(verb) or _long_after(verb)


def _once(verb: Token) -> str:
    found = (child for child in children(verb, "advmod") if child.lower_ == "once" and child.i < verb.i)
    real = verb.tag_ in ("VBD", "VBN") and any(child.nbor(1).lower_ not in _AGAIN for child in found)
    return "once" if real else ""


def _long_ago(verb: Token) -> str:
    for adverb in children(verb, "advmod"):
        if adverb.lower_ == "ago" and (adverb.nbor(-1).lower_ == "long" or any(map(_is_long, adverb.lefts))):
            return f"{adverb.nbor(-1).lower_} ago"
    return ""


def _is_long(unit: Token) -> bool:
    """Recognise a unit of years in the plural without a number, which no date can be worked out from."""
    counted = any(child.like_num for child in unit.children)
    return unit.tag_ == "NNS" and unit.lemma_ in load_clause_words().long_ago and not counted


def _era(verb: Token) -> str:
    for prep in children(verb, "prep"):
        if prep.lower_ in ("during", "in", "throughout", "before", "after"):
            named = " ".join(token.lower_ for token in prep.subtree)
            era = next((era for era in load_clause_words().eras if era in named), "")
            if era:
                return era
    return ""


def _long_after(verb: Token) -> str:
    """Recognise what happened years before the sentence's own time: "five years after X invaded, Y came"."""
    if verb.dep_ not in ("advcl", "pcomp"):
        return ""
    marks = [child for child in children(verb, *_MARKS) if child.lower_ == "after" and child.i]
    marks += [verb.head] if verb.dep_ == "pcomp" and verb.head.lower_ == "after" and verb.head.i else []
    units = (mark.nbor(-1) for mark in marks)
    return next(
        (f"{u.lower_} after" for u in units if u.tag_ == "NNS" and u.lemma_ in load_clause_words().long_ago), ""
    )
