"""What a sense of a verb or noun asks of the words around it before it counts."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from onrecord.ontology.event_lexicon import Entry, EventLexicon, Sense
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import children, doer, obliques
from onrecord.read.uses import Use, complements, goes_with

_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})


class Restrictions:
    """Checks the restricting fields of event_verbs.yaml and event_nouns.yaml in one doc."""

    def __init__(self, lexicon: EventLexicon, arguments: Arguments) -> None:
        self._lexicon = lexicon
        self._arguments = arguments
        self._around: dict[int, frozenset[str]] = {}

    def allow(self, use: Use, sense: Sense) -> bool:
        """Check the restrictions that a sense puts on the verb's object, clause and sentence."""
        belongs = self._arguments.belongs
        if sense.objects and not belongs(use.object, sense.objects):
            return False
        if sense.excepted and use.object is not None and belongs(use.object, sense.excepted, modifiers=False):
            return False
        if sense.near and not self._stands_near(use.token, sense.near):
            return False
        if sense.about and not self._has_reason(use):
            return False
        return self._clause_fits(use, sense, complements(use.token)) and not self._is_away(use.token, sense)

    def _is_away(self, verb: Token, sense: Sense) -> bool:
        return bool(sense.away) and self._stands_near(verb, sense.away)

    def _clause_fits(self, use: Use, sense: Sense, clauses: list[Token]) -> bool:
        if sense.plain and (_is_called(use.token) or (sense.plain == "true" and clauses)):
            return False
        if sense.plain in ("alone", "bare") and children(use.token, "dobj"):
            return False
        if sense.plain == "bare" and clauses:
            return False
        if sense.made and not self._is_made(use, sense.made):
            return False
        if sense.bar and any(self._is_among(clause, sense.bar) for clause in clauses):
            return False
        if sense.infinitive and not any(self._is_among(clause, sense.infinitive) for clause in clauses):
            return False
        if sense.must == "abroad":
            return self._is_abroad(use)
        if sense.must == "infinitive":
            return any(clause.dep_ == "xcomp" for clause in clauses)
        return not sense.must or bool(clauses) or use.object is not None

    def _is_made(self, use: Use, name: str) -> bool:
        """Say whether a verb makes its object one of a class: "named her minister", "was elected as its chief"."""
        verb = use.token
        after = [*children(verb, "oprd", "attr"), *obliques(verb, "as"), *children(verb, "dobj", "ccomp")]
        after += [role for obj in children(verb, "dobj") for role in (*obliques(obj, "as"), *children(obj, "appos"))]
        return any(self._arguments.belongs(role, name) for role in after if role != use.object)

    def _is_among(self, token: Token, name: str) -> bool:
        return token.lemma_.lower() in self._lexicon.classes[name].words

    def _stands_near(self, verb: Token, name: str) -> bool:
        wanted = self._lexicon.classes[name]
        if not wanted.words.isdisjoint(self._lemmas_around(verb)):
            return True
        return "score" in wanted.sorts and _SCORE.search(verb.sent.text) is not None

    def _lemmas_around(self, verb: Token) -> frozenset[str]:
        """Return the lemmas of the verb's sentence, alone and by twos; several senses of one verb ask for them."""
        if verb.i not in self._around:
            lemmas = [token.lemma_.lower() for token in verb.sent]
            self._around[verb.i] = frozenset((*lemmas, *map(" ".join, pairwise(lemmas))))
        return self._around[verb.i]

    def _has_reason(self, use: Use) -> bool:
        reasons = (obj for word in ("for", "over") for obj in obliques(use.token, word))
        return use.object is not None and any(not self._arguments.is_time(reason) for reason in reasons)

    def _is_abroad(self, use: Use) -> bool:
        """Say whether somebody is in another state for a purpose ("was in Velmark from May 1 to 3 to attend ...")."""
        who = doer(use.token)
        if who is None or use.object is None or not children(use.token, "advcl", "xcomp"):
            return False
        where, home = self._arguments.state_of(use.object), self._arguments.state_of(who)
        return where is not None and where != home

    def allow_noun(self, noun: Token, entry: Entry) -> bool:
        """Check the further words, the modifier and the object of "of" that a sense of a noun asks for."""
        sense = entry.sense
        if entry.extra and not goes_with(noun, entry.extra):
            return False
        of = [*obliques(noun, "of")]
        if sense.of and not any(self._arguments.belongs(obj, sense.of) for obj in of):
            return False
        if sense.excepted and any(self._arguments.belongs(obj, sense.excepted, modifiers=False) for obj in of):
            return False
        return not sense.marked or any(self._is_among(m, sense.marked) for m in children(noun, *_ATTRIBUTIVE))


def _is_called(verb: Token) -> bool:
    """Say whether a verb says of its object what it is: "called her a traitor", "held them responsible"."""
    said = [c for c in children(verb, "ccomp") if c.pos_ == "ADJ" and children(c, "nsubj")]
    after = [word for obj in children(verb, "dobj") for word in children(obj, "amod") if word.i > obj.i]
    return bool(children(verb, "oprd", "acomp") or said or after)
