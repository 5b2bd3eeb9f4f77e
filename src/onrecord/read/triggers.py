"""Finding events: verbs, verbs that support an event noun, and event nouns by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model.reading import Status
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import Entry, EventLexicon, Sense, Slot
from onrecord.ontology.event_types import Kind
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import (
    children,
    conjuncts,
    content_head,
    is_passive,
    obliques,
    possessor,
    subject,
    undergoer,
)
from onrecord.read.couples import couple
from onrecord.read.findings import (
    Found,
    as_joint,
    as_offer,
    as_refusal,
    as_threat,
    completed,
    is_joint,
    reason_of,
    without_repeats,
)
from onrecord.read.lemmas import lemma_in
from onrecord.read.restrictions import Restrictions
from onrecord.read.slots import Slots
from onrecord.read.status import modifier_status, noun_status, verb_status, worse
from onrecord.read.unnamed import SUBJECT, TO_ONE, is_beyond, is_told, takes_effect, without_doer
from onrecord.read.uses import Use, complements, use_beyond, use_of

_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
_INTENDED = {"threaten": Status.THREATENED, "consider": Status.CONDITIONAL}
_DYING = frozenset({"die", "perish"})
_BODILY = frozenset({"ASSAULT"})
_REACH = 40
"""How many words behind a verb its further words are looked for; in real sentences they stand within a dozen."""

_DEEPEST = 12
"""Clauses in one another through which a recipient is looked for: far more than anybody writes, fewer than overflow."""

_SOURCES = (Slot("from"), Slot("by"))


class Finder:
    """Finds the events of one doc."""

    def __init__(self, doc: Doc, lexicon: EventLexicon, arguments: Arguments) -> None:
        self._doc = doc
        self._small = [token.lower_ for token in doc]
        self._lexicon = lexicon
        self._arguments = arguments
        self._slots = Slots(lexicon, arguments)
        self._restrictions = Restrictions(lexicon, arguments)
        self._of_verb: dict[int, tuple[Found, ...]] = {}
        self._depth = 0
        self._taken: set[int] = set()
        """Verbs and nouns that are part of another event."""

    def find(self) -> list[Found]:
        """Return the events in the order of their triggers."""
        verbs, nouns = self._lexicon.verbs, self._lexicon.nouns
        supports = self._lexicon.supports
        found: list[Found] = []
        named: list[Token] = []
        for token in self._doc:
            if self._small[token.i] == "must" and token.dep_ == "aux":
                found.extend(self._obligation(token))
            part = token.pos_
            if part in ("VERB", "AUX") and token.dep_ not in _ATTRIBUTIVE:
                lemma = self._lemma(token)
                found.extend(self._verb(token) if lemma in verbs or lemma in supports else ())
            elif part in ("NOUN", "PROPN") and token.lemma_.lower() in nouns:
                named.append(token)
        used = {event.trigger.i for event in found}
        found.extend(event for noun in named if noun.i not in used for event in self._noun(noun))
        kept = [event for event in found if event.trigger.i not in self._taken and event.clause.i not in self._taken]
        told = {event.key(): event for event in reversed(kept)}.values()
        return sorted(without_repeats(told), key=lambda event: event.trigger.i)

    def _verb(self, verb: Token) -> tuple[Found, ...]:
        """Return the events that a verb names or supports; asked again, the same."""
        if verb.i not in self._of_verb:
            self._of_verb[verb.i] = ()
            self._of_verb[verb.i] = tuple(self._read_verb(verb))
        return self._of_verb[verb.i]

    def _read_verb(self, verb: Token) -> list[Found]:
        """Try senses that ask for an object, then support of an event noun, then the verb by itself."""
        entries = self._within_reach(verb, self._lexicon.verbs.get(self._lemma(verb), ()))
        narrow = self._first(verb, (entry for entry in entries if entry.sense.objects))
        if narrow:
            return narrow
        return [*self._supported(verb)] or self._first(verb, (entry for entry in entries if not entry.sense.objects))

    def _within_reach(self, verb: Token, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Leave out entries whose further words do not stand behind the verb at all, which is most of them."""
        if not any(entry.extra for entry in entries):
            return entries
        behind = set(self._small[verb.i + 1 : verb.i + _REACH])
        return tuple(e for e in entries if not e.extra or e.extra.partition(" ")[0] in behind)

    def _lemma(self, verb: Token) -> str:
        return lemma_in(verb, self._lexicon.verbs, self._lexicon.supports)

    def _first(self, verb: Token, entries: Iterator[Entry]) -> list[Found]:
        events = (self._by_entry(verb, entry) for entry in entries)
        return next(([event] for event in events if event is not None), [])

    def _by_entry(self, verb: Token, entry: Entry) -> Found | None:
        sense = entry.sense
        use = use_of(verb, entry.extra)
        if use is None or not self._restrictions.allow(use, sense):
            return None
        if sense.clause == "yield" and any(self._verb(child) for child in complements(verb)):
            return None
        actors = self._doers(verb, use, sense)
        if sense.subject and actors and not self._arguments.is_among(actors[0], sense.subject):
            return None
        held = sense if actors else without_doer(verb, use, sense, self._arguments)
        if held is None:
            return None
        status, why = verb_status(verb, self._lexicon.status)
        recipients, sense = self._whom(use, held, actors)
        last = use.last if use.last.i == verb.i + 1 or entry.extra.count(" ") else verb
        reason = reason_of("verb", self._doc[verb.i : last.i + 1].text, status, why)
        event = Found(sense.kind, verb, last, verb, actors, recipients, status, sense, reason)
        event = as_threat(as_offer(event, why), why, self._lexicon.types)
        complete = completed(as_refusal(event, verb, self._lexicon.types))
        if complete is not None:
            self._absorb(use, sense)
            self._absorb_help(verb, recipients)
        return complete

    def _doers(self, verb: Token, use: Use, sense: Sense) -> tuple[Token, ...]:
        """Return who does what a verb says, of a mutual event also whom "they" means or an agreement binds."""
        befallen = SUBJECT in sense.to and not (sense.by and is_passive(verb))
        actors = () if befallen else self._slots.actors(verb, sense.by)
        if not sense.mutual:
            return actors
        noun = content_head(use.object) if use.object is not None else None
        both = tuple(who for one in actors for who in couple(one))
        return both or (self._slots.pair(noun) or self._slots.parties(noun) if noun is not None else ())

    def _whom(self, use: Use, sense: Sense, actors: tuple[Token, ...]) -> tuple[tuple[Token, ...], Sense]:
        """Return the recipients, also from the verb's clause; a borrowed one is no party of a mutual event."""
        recipients = self._slots.recipients(use, sense, actors)
        clauses = complements(use.token)
        if sense.clause == "says" and clauses and use.object is None:
            whom = subject(clauses[0])
            return ((whom,) if whom is not None else ()), sense
        if sense.clause == "keep" or recipients or is_joint(actors, sense):
            return recipients, sense
        return self._borrowed(use.token), replace(sense, mutual=sense.mutual and sense.clause != "yield")

    def _borrowed(self, verb: Token) -> tuple[Token, ...]:
        """Return the recipient in the clause below `verb`: "refused to send envoys to Velmark"."""
        if self._depth == _DEEPEST:
            return ()
        self._depth += 1
        found = next(filter(None, map(self._recipients, complements(verb))), ())
        self._depth -= 1
        return found

    def _recipients(self, clause: Token) -> tuple[Token, ...]:
        known = next((event.recipients for event in self._verb(clause) if event.recipients), ())
        return known or self._slots.below(clause)

    def _absorb(self, use: Use, sense: Sense) -> None:
        """Keep what is part of a verb's own event from counting again: its clause, and its object if an event noun."""
        if sense.clause in ("take", "says"):
            for clause in complements(use.token):
                self._taken.update(part.i for part in conjuncts(clause))
                self._taken.update(content_head(part).i for obj in children(clause, "dobj") for part in conjuncts(obj))
        if SUBJECT in sense.to:
            who = subject(use.token)
            self._taken.update([who.i] if who is not None and who.lemma_.lower() in self._lexicon.nouns else [])
        if use.object is None or (sense.clause == "keep" and (sense.plain or not sense.objects)):
            return
        for part in conjuncts(use.object):
            head = content_head(part)
            owner = possessor(head)
            if (owner is None or owner.pos_ == "PRON") and not [*obliques(head, "by")]:
                self._taken.add(head.i)

    def _absorb_help(self, verb: Token, recipients: tuple[Token, ...]) -> None:
        """Keep "to help X" from counting again where X is the recipient of what `verb` gives or sends."""
        above = (whom.head for whom in recipients if whom.dep_ == "dobj" and whom.head != verb)
        self._taken.update(help_.i for help_ in above if help_.lemma_ in load_clause_words().helping)

    def _supported(self, verb: Token) -> Iterator[Found]:
        """Read a verb that supports event nouns: "held talks with", "lifted the embargo on"."""
        lemma = self._lemma(verb)
        for extra, effect in self._lexicon.supports.get(lemma, {}).items():
            beyond = effect == "hit" or (effect == "threaten" and extra == "with")
            use = use_beyond(verb, extra) if beyond else use_of(verb, extra)
            if use is None or use.object is None:
                continue
            words = f"{lemma} {extra}".strip()
            for part in conjuncts(use.object):
                noun = content_head(part)
                sense = None if self._arguments.is_time(noun) else self._noun_sense(noun, words, effect)
                event = sense and self._by_support(replace(use, object=part), noun, sense, effect, words)
                if event:
                    yield event

    def _noun_sense(self, noun: Token, words: str, effect: str) -> Sense | None:
        for entry in self._lexicon.nouns.get(noun.lemma_.lower(), ()):
            named = words in entry.sense.supports
            if (named or effect != "named") and self._restrictions.allow_noun(noun, entry):
                return entry.sense
        return None

    def _by_support(self, use: Use, noun: Token, sense: Sense, effect: str, words: str) -> Found | None:
        kind, status = self._effect(sense, effect, words)
        actors = self._slots.actors(use.token)
        if sense.mutual:
            actors = tuple(who for one in actors for who in couple(one))
        if kind is None or (sense.subject and actors and not self._arguments.is_among(actors[0], sense.subject)):
            return None
        recipients = self._slots.recipients(use, sense, actors)
        if not recipients and use.object is not None and is_beyond(use) and effect in ("hit", "threaten"):
            hit = undergoer(use.token)
            recipients = (hit,) if hit is not None else ()
        if effect == "undergo" and words not in sense.supports:
            if use.token.lemma_ in _DYING and (sense.kind.type not in _BODILY or sense.mutual):
                return None
            doers = self._slots.recipients(use, replace(sense, to=_SOURCES), ()) or self._slots.noun_actors(noun, sense)
            recipients, actors = actors, doers
        if not actors and is_passive(use.token):
            # "sanctions were imposed on X", "charges were brought against X"; "talks were held", by whom nobody says
            told = (sense.mutual or "recipient" not in sense.needs) and noun.dep_ == "nsubjpass"
            recipients = recipients or ((noun,) if told else ())
            sense = replace(sense, needs=TO_ONE)
        own = verb_status(use.token, self._lexicon.status)
        status, why = worse(worse((status, words), own), modifier_status(noun, self._lexicon.status))
        reason = reason_of("support", f"{use.token.text} … {noun.text}", status, why)
        event = as_joint(
            Found(kind, noun, noun, use.token, actors, recipients, status, sense, reason), self._lexicon.types
        )
        self._absorb_help(use.token, recipients)
        if not self._is_literal(event):
            event = replace(event, kind=self._lexicon.types.subtypes["criticism"].kind)
        return completed(as_refusal(event, use.token, self._lexicon.types))

    def _effect(self, sense: Sense, effect: str, words: str) -> tuple[Kind | None, Status]:
        """Return what a supporting verb makes of its noun: which kind of event, and how far it has come."""
        if words in sense.supports or effect in ("do", "undergo", "hit"):
            return sense.kind, Status.OCCURRED
        if effect == "undo":
            return self._undone(sense.kind), Status.OCCURRED
        return sense.kind, _INTENDED.get(effect, Status.PLANNED)

    def _undone(self, kind: Kind) -> Kind | None:
        """Return what it is to end or cancel an event of this kind; to cancel a meeting has a subtype of its own."""
        cancelled = self._lexicon.types.subtypes["cancellation"].kind
        return cancelled if kind.type == "CONSULT" else self._lexicon.types.types[kind.type].undone

    def _obligation(self, must: Token) -> list[Found]:
        """Read "X said that Y must ..." as X's demand on Y."""
        verb = must.head
        own, said = children(verb, "nsubj", "nsubjpass"), verb.head
        if verb.dep_ != "ccomp" or said.lemma_ not in load_clause_words().saying or not own or own[0].pos_ == "PRON":
            return []
        sense = Sense(self._lexicon.types.subtypes["demand"].kind, ())
        status, why = verb_status(said, self._lexicon.status)
        reason = reason_of("said-must", f"{said.text} … {must.text}", status, why)
        actors = self._slots.actors(said)
        event = completed(Found(sense.kind, must, must, said, actors, (own[0],), status, sense, reason))
        if event is None:
            return []
        self._taken.add(verb.i)
        return [event]

    def _noun(self, noun: Token) -> list[Found]:
        """Read an event noun without a supporting verb."""
        entries = (
            e
            for e in self._lexicon.nouns[noun.lemma_.lower()]
            if (e.sense.alone or is_told(noun, e.sense)) and self._restrictions.allow_noun(noun, e)
        )
        events = (self._by_noun(noun, entry.sense) for entry in entries)
        return next(([event] for event in events if event is not None), [])

    def _by_noun(self, noun: Token, sense: Sense) -> Found | None:
        actors = self._slots.noun_actors(noun, sense)
        recipients = self._slots.recipients(Use(noun, None, noun), sense, actors)
        status, why = noun_status(noun, self._lexicon.status)
        reason = reason_of("noun", noun.text, status, why)
        if not actors and takes_effect(noun):
            sense = replace(sense, needs=TO_ONE)
        event = Found(sense.kind, noun, noun, noun, actors, recipients, status, sense, reason, nominal=True)
        return completed(event) if self._is_literal(event) else None

    def _is_literal(self, event: Found) -> bool:
        """Leave out figures of speech: a "war on drugs", an "attack on the plan" unless in words."""
        belongs = self._arguments.belongs
        unreal = event.kind.type in _BODILY and bool(event.recipients)
        return not (unreal and all(belongs(whom, "=scourge") or belongs(whom, "=policy") for whom in event.recipients))
