"""Where the participants of an event stand in its clause: objects, possessors, prepositions, borrowed clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import EventLexicon, Sense, Slot
from onrecord.read.arguments import Arguments
from onrecord.read.clause_reach import clause_tokens
from onrecord.read.clauses import (
    children,
    content_head,
    datives,
    doer,
    governor,
    obliques,
    possessor,
    subject,
    undergoer,
)
from onrecord.read.couples import NAMED, beside, listed_before
from onrecord.read.noun_doers import authors, bound, caught, controller, holders, own_deed
from onrecord.read.uses import Use

PLACES = frozenset({"in", "across", "inside", "outside", "near", "along", "at"})
_MODIFIERS = ("compound", "amod", "nmod")
_BORROWED = ("dative", "to", "with", "against", "on", "for", "from", "obj", "in", "into")
"""Where the recipient of an event stands in the clause that a verb like "refuse" takes."""

_LOOSE = frozenset({"against", "in"})
_THIRD = frozenset({"he", "she", "it", "they"})
_UNCLEAR = frozenset({"its", "his", "her", "their", "my", "our", "your"})


class Slots:
    """Finds who fills the slots of the events of one doc."""

    def __init__(self, lexicon: EventLexicon, arguments: Arguments) -> None:
        self._nouns = lexicon.nouns
        self._status_nouns = lexicon.status.nouns
        self._arguments = arguments

    def actors(self, verb: Token, by: Iterable[str] = ()) -> tuple[Token, ...]:
        """Return who does what `verb` says; `by` are prepositions that name the actor of a passive without one."""
        actor = doer(verb)
        if actor is not None:
            named = (*listed_before(actor), *beside(actor), *self._behind(self._reporter(actor)))
            return tuple(who for who in named if self._may_act(who))
        return tuple(obj for place in by for obj in obliques(verb, place))

    def recipients(self, use: Use, sense: Sense, actors: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return what fills the first slot of the sense that anything fills."""
        for slot in sense.to:
            places: Iterable[Token] = self._place(use, slot.place)
            if slot.inner and slot.inner != "poss":
                # "backed Senator Lund of Karsia": the person is the party, not the state behind the person.
                places = [place for place in places if self._arguments.sort(content_head(place)) != "person"]
            if slot.inner:
                places = (inner for place in [*places] for inner in _inside(place, slot.inner))
            kept = tuple(token for token in places if self._may_receive(token, slot, actors))
            if sense.mutual and (actors or slot.place != "obj" or sense.needs != {"recipient"}):
                kept = tuple(token for token in kept if self._may_act(token))
            if kept:
                return kept
        return ()

    def below(self, clause: Token) -> tuple[Token, ...]:
        """Return the participant in the clause under a verb like "refuse", persons and states before things."""
        use = Use(clause, undergoer(clause), clause)
        places = [token for place in _BORROWED for token in self._place(use, place)]
        parties = [self._party(token) for token in places if not self._arguments.is_time(token)]
        parties.sort(key=lambda token: self._arguments.sort(content_head(token)) == "thing")
        return tuple(parties[:1])

    def noun_actors(self, noun: Token, sense: Sense) -> tuple[Token, ...]:
        """Return who does what an event noun without a supporting verb says."""
        for place in sense.by:
            found = tuple(
                t for t in self._noun_place(noun, place) if self._may_act(t) and not self._arguments.is_time(t)
            )
            if found:
                return found
        above = governor(noun)
        if above is not None and above.pos_ == "NOUN" and above.lemma_ in self._status_nouns:
            return holders(above)
        owners = own_deed(noun, above)
        return tuple(who for who in owners if self._may_act(who))

    def pair(self, noun: Token) -> tuple[Token, ...]:
        """Return the two states or more that modify a noun: "the X-Y talks"."""
        named = sorted(self._naming(noun), key=lambda word: word.i)
        both = {self._arguments.state_of(word): word for word in named if word.ent_type_ in NAMED}
        return tuple(both.values()) if len(both) > 1 else ()

    def parties(self, noun: Token) -> tuple[Token, ...]:
        """Return whom an agreement binds by its own words: "a deal under which X will supply Y with gas"."""
        clauses = children(noun, "relcl", "acl")
        named = (who for clause in clauses for who in (doer(clause), undergoer(clause), *obliques(clause, "to")))
        both = {who.i: who for who in named if who is not None and who != noun and who.pos_ == "PROPN"}
        found = tuple(who for who in both.values() if self._may_act(who))
        return found if len(found) > 1 else ()

    def _may_act(self, token: Token) -> bool:
        """Say whether a phrase may name an actor: persons, groups, places that stand for people, arms; not storms."""
        arguments = self._arguments
        if arguments.belongs(token, "nature"):
            return False
        if token.tag_ == "CD" or arguments.belongs(token, "=crowd"):
            return token.ent_type_ in ("", "CARDINAL")
        return arguments.sort(content_head(token)) != "thing" or arguments.belongs(token, "agent")

    def _noun_place(self, noun: Token, place: str) -> Iterator[Token]:
        if place == "poss":
            owner = possessor(noun)
            if owner is not None:
                yield bound(owner, noun)
        elif place == "mod":
            yield from self._naming(noun)
        elif place == "pair":
            yield from self.pair(noun)
        elif place == "control":
            yield from controller(noun)
        elif place == "caught":
            yield from caught(noun)
        elif place == "including":
            yield from controller(noun) if noun.head.lower_ == "including" else ()
        elif place == "by":
            yield from authors(noun)
        else:
            yield from obliques(noun, place)

    def _behind(self, actor: Token) -> tuple[Token, ...]:
        """Return who did what acts in the sentence: of "an airstrike by Velmark killed ...", Velmark."""
        head = content_head(actor)
        if head.lemma_.lower() not in self._nouns or self._arguments.sort(head) != "thing":
            return (actor,)
        for place in ("poss", "by", "mod"):
            found = tuple(self._noun_place(head, place))
            if found:
                return found
        return ()

    def _reporter(self, token: Token) -> Token:
        """Return who an unresolved pronoun means as the subject of somebody's own words: "Velmark said it would"."""
        verb = token.head
        if token.lower_ not in _THIRD or verb.dep_ != "ccomp" or self._arguments.index.at(token) is not None:
            return token
        who = subject(verb.head)
        return who if who is not None and who.pos_ in ("NOUN", "PROPN") else token

    def _place(self, use: Use, place: str) -> Iterator[Token]:
        if place == "obj":
            if use.object is not None:
                yield use.object
        elif place == "subj":
            who = subject(use.token)
            if who is not None:
                yield who
        elif place == "dative":
            yield from datives(use.token)
        elif place == "comp":
            yield from (whom for clause in children(use.token, "acl", "ccomp") for whom in self._of_clause(clause))
        elif place == "help":
            yield from _helped(use)
        elif place == "mod":
            if use.object is not None:
                yield from self._naming(content_head(use.object))
        else:
            own = {use.object, content_head(use.object)} if use.object is not None else set()
            after = (obj for obj in self._after(use, place) if not use.token.i <= obj.i <= use.last.i)
            yield from (obj for obj in after if obj not in own)

    def _of_clause(self, clause: Token) -> Iterator[Token]:
        """Give whom the clause of a noun is about: "the demand that X resign", "the refusal to meet X"."""
        yield from children(clause, "nsubj", "nsubjpass") or self.below(clause)

    def _after(self, use: Use, place: str) -> Iterator[Token]:
        """Give what stands after a preposition on the verb, its object, or what the object counts."""
        yield from obliques(use.token, place)
        if use.object is not None:
            yield from obliques(use.object, place)
            inside = dict.fromkeys((content_head(use.object), *_measures(use.object)))
            yield from (obj for part in inside if part != use.object for obj in obliques(part, place))
            yield from (obj for part in children(use.object, "acl") for obj in obliques(part, place))
        if place in _LOOSE:
            # The parse hangs these on what stands before: "filed a suit in the high court against X".
            inner = (prep for prep in clause_tokens(use.token) if prep.lower_ == place and prep.i > use.last.i)
            found = (obj for prep in inner for obj in children(prep, "pobj"))
            yield from (obj for obj in found if place == "against" or obj.ent_type_ == "GPE")

    def _naming(self, noun: Token) -> Iterator[Token]:
        """Give the modifiers of a noun that name a state, also within "Velmark-led"."""
        for modifier in children(noun, *_MODIFIERS):
            for word in (modifier, *children(modifier, "npadvmod", "compound")):
                if self._arguments.state_of(word):
                    yield word

    def _may_receive(self, token: Token, slot: Slot, actors: tuple[Token, ...]) -> bool:
        """Leave out times, places that are none, the actor, and possessive pronouns that point back at the actor."""
        arguments = self._arguments
        if token in actors or arguments.is_time(token) or token.lower_.endswith(("self", "selves")):
            return False
        if (slot.inner or slot.place in ("by", "to")) and _is_tally(token):
            return False
        nowhere = slot.place in PLACES and not slot.inner and arguments.sort(content_head(token)) == "thing"
        if nowhere and not arguments.belongs(token, "=target"):
            return False
        if slot.inner == "poss" and token.lower_ in _UNCLEAR:
            entity = arguments.entity_of(token)
            return entity is not None and entity not in {arguments.entity_of(actor) for actor in actors}
        return True

    def _party(self, token: Token) -> Token:
        """Return who is behind a thing: whose offer or request it is, else the thing itself."""
        if self._arguments.sort(content_head(token)) != "thing":
            return token
        behind = (inner for place in ("poss", "from", "by") for inner in _inside(token, place))
        return next((who for who in behind if who.lower_ not in _UNCLEAR), token)


def _is_tally(token: Token) -> bool:
    """Say whether a phrase is the count of a vote: "rejected the budget by 61 votes to 58"."""
    return (token.like_num and not [*token.rights]) or token.lemma_.lower() in ("vote", "percent", "margin", "majority")


def _measures(noun: Token) -> list[Token]:
    """Return how much a noun comes to, on which the parse hangs what follows: "a tariff of 22 percent on X"."""
    amounts = obliques(noun, "of")
    return [amount for amount in amounts if any(child.like_num for child in (amount, *children(amount, "nummod")))]


def _inside(place: Token, inner: str) -> Iterable[Token]:
    """Give what stands at `inner` of a phrase: its possessor, or the object of a preposition."""
    head = content_head(place)
    if inner == "mod":
        return [child for child in children(head, *_MODIFIERS) if child.ent_type_ in ("GPE", "NORP")]
    if inner == "poss":
        owner = possessor(head)
        return [owner] if owner is not None else []
    if inner == "of":
        return [obj for prep in children(head, "prep") if prep.lower_ == "of" for obj in children(prep, "pobj")]
    near = [*obliques(head, inner)]
    if near or inner not in ("from", "by"):
        return near
    # "repeated offers for talks by X": the preposition hangs on an inner noun.
    deep = (prep for prep in head.subtree if prep.lower_ == inner and prep.dep_ == "prep")
    return [obj for prep in deep for obj in children(prep, "pobj")]


def _helped(use: Use) -> Iterator[Token]:
    """Give whom a deed or its object is to help: "sent doctors to help X"."""
    for holder in (use.token, use.object):
        for clause in children(holder, "advcl", "xcomp", "relcl", "acl") if holder is not None else ():
            whom = undergoer(clause) if clause.lemma_ in load_clause_words().helping else None
            if whom is not None and clause.tag_ == "VB":
                yield whom
