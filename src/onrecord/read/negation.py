"""Whether the words around a verb say that its deed was not done, beside "not" and the verbs above it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.read.clauses import children

_NO = frozenset({"no", "neither"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")


def negation(verb: Token) -> str:
    """Return the words that negate a verb: of its own, of its subject or object, or before its gerund; else "".

    "Neither X nor Y attacked", "no envoys were expelled", "stopped short of attacking", "without attacking".
    """
    own = next((neg.lower_ for neg in children(verb, "neg") if not _is_more(neg)), "")
    return own or _of_argument(verb) or _before_gerund(verb)


def _is_more(neg: Token) -> bool:
    """Recognise "not only", which denies nothing."""
    return neg.i + 1 < len(neg.doc) and neg.nbor(1).lower_ in ("only", "just", "merely")


def _of_argument(verb: Token) -> str:
    words = (word.lower_ for part in children(verb, *_ARGUMENTS) for word in children(part, "det", "preconj", "cc"))
    return next((word for word in words if word in _NO), "")


def _before_gerund(verb: Token) -> str:
    if verb.dep_ != "pcomp" or not verb.head.i:
        return ""
    prep, before = verb.head, verb.head.nbor(-1)
    if prep.lower_ == "without":
        return prep.lower_
    apart = prep.lower_ in ("of", "from", "than") and before.lower_ in load_clause_words().instead
    return f"{before.lower_} {prep.lower_}" if apart else ""
