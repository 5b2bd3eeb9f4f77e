"""What a sense of a verb or noun asks of the words around it before it counts."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.ontology.event_lexicon import Entry, EventLexicon, Sense
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import children, doer, obliques
from onrecord.read.uses import Use, complements, goes_with

_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})


class Restrictions:
    """Checks the restricting fields of event_verbs.yaml and event_nouns.yaml in one doc."""

    def __init__(self, lexicon: EventLexicon, arguments: Arguments) -> None:
        self._lexicon = lexicon
        self._arguments = arguments

    def allow(self, use: Use, sense: Sense) -> bool:
        """Check the restrictions that a sense puts on the verb's object, clause and sentence."""
        belongs = self._arguments.belongs
        if sense.objects and not belongs(use.object, sense.objects):
            return False
        if sense.excepted and use.object is not None and belongs(use.object, sense.excepted, modifiers=False):
            return False
        if sense.near and not self._stands_near(use.token, sense.near):
            return False
        if (sense.away and self._stands_near(use.token, sense.away)) or (sense.about and not self._has_reason(use)):
            return False
        return self._clause_fits(use, sense, complements(use.token))

    def _clause_fits(self, use: Use, sense: Sense, clauses: list[Token]) -> bool:
        if sense.plain and (children(use.token, "oprd", "acomp") or (sense.plain == "true" and clauses)):
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

    def _is_among(self, token: Token, name: str) -> bool:
        return token.lemma_.lower() in self._lexicon.classes[name].words

    def _stands_near(self, verb: Token, name: str) -> bool:
        return any(self._is_among(token, name) for token in verb.sent)

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
