"""An event as found in a clause, and the readings that its words as a whole call for."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.model.reading import Status
from onrecord.model.snapshot import grouped
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import Sense
from onrecord.ontology.event_types import EventTypes, Kind
from onrecord.read.clauses import children, conjuncts, first_conjunct, obliques
from onrecord.read.slots import PLACES

_PARTIES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "would"})
_VOWING = frozenset({"vow", "vows", "vowed", "vowing", "swore", "swears"})
_OFFERING = frozenset(
    {"offered", "offers", "offering", "agreed", "pledged", "promised", "ready", "willing", "committed"}
)
_PAIR = frozenset({"two", "pair", "duo"})
_ALL = frozenset({"all", "both", "several", "many", "most", "dozen", "dozens"})
_BINDING = frozenset({"treaty", "agreement"})
"""What many bind themselves by at once, so that a plural subject is all its parties."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event as found: what it is, the words that name it, the head of its clause, and the heads of its slots.

    `trigger` to `last` are the words that name it; `clause` is the verb of its clause, or the noun itself where no verb
    supports it (`nominal`).
    """

    kind: Kind
    trigger: Token
    last: Token
    clause: Token
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    status: Status
    sense: Sense
    reason: str
    nominal: bool = False

    def key(self) -> tuple[object, ...]:
        """Return what makes two findings one: "held talks and discussions with X" is told once."""
        slots = (self.actors, self.recipients)
        return (self.kind, self.clause.i, *(tuple(token.i for token in slot) for slot in slots))


def completed(event: Found) -> Found | None:
    """Complete a mutual event; return an event only when its slots are filled as its sense asks."""
    event = _mutual(event) if event.sense.mutual else event
    if (
        event.sense.mutual
        and not event.recipients
        and any(_is_both(actor) or _signs(event, actor) for actor in event.actors)
    ):
        event = replace(event, sense=replace(event.sense, needs=frozenset({"actor"})))
    filled = {"actor": bool(event.actors), "recipient": bool(event.recipients)}
    return event if all(filled[slot] for slot in event.sense.needs) else None


def _is_both(actor: Token) -> bool:
    """Say whether a plural names both parties of a mutual event: "the two countries", "both leaders", "the pair"."""
    if actor.lower_ in _PAIR and any(child.lower_ == "the" for child in actor.children) and not _preps(actor):
        return True
    if actor.tag_ not in ("NNS", "NNPS") or actor.lemma_.lower() not in load_clause_words().sides:
        return False
    if any(_is_counted(whose, "two", "both") for whose in obliques(actor, "of")):
        return True  # "envoys of the two countries"
    counted = _is_counted(actor, "two", "both", "three", "four")
    return counted or actor.lemma_.lower() in ("side", "ally", "neighbour", "neighbor", "rival", "foe", "counterpart")


def _signs(event: Found, actor: Token) -> bool:
    """Say whether several bind themselves together, who are only counted or represented: "eight leaders signed"."""
    if event.kind.subtype not in _BINDING or actor.tag_ not in ("NNS", "NNPS", "CD"):
        return False
    counted = any(child.tag_ == "CD" or child.lower_ in _ALL for child in actor.children) or actor.tag_ == "CD"
    return counted or sum(prep.lower_ in ("of", "for", "from") for prep in _preps(actor)) > 1


def _preps(noun: Token) -> list[Token]:
    """Return the prepositions on a noun, joined ones too, one for each of what they join: "of X and Y"."""
    own = [prep for first in children(noun, "prep") for prep in conjuncts(first)]
    return own + [prep for prep in own for obj in children(prep, "pobj") for _ in conjuncts(obj)[1:]]


def _is_counted(noun: Token, *numbers: str) -> bool:
    return any(child.lower_ in numbers for child in noun.children)


def as_joint(event: Found, types: EventTypes) -> Found:
    """Read an exercise that two parties hold as a joint one."""
    if event.kind.subtype != "exercise" or len([part for actor in event.actors for part in _parties(actor)]) < 2:
        return event
    kind = types.subtypes["joint-exercise"].kind
    return replace(event, kind=kind, recipients=(), sense=replace(event.sense, mutual=True))


def as_threat(event: Found, why: str, types: EventTypes) -> Found:
    """Read a vow to do harm as a threat."""
    harmful = types.types[event.kind.type].future == "THREATEN"
    if event.status is not Status.PLANNED or not harmful or why not in _VOWING:
        return event
    return replace(event, status=Status.THREATENED, reason=event.reason.replace("planned:", "threatened:"))


def _mutual(event: Found) -> Found:
    """Make both parties actors, and the party named with "with" (or all but the first of "X and Y") recipients."""
    actors = [part for token in event.actors for part in _parties(token)]
    others = [part for token in event.recipients for part in conjuncts(token) if part not in actors]
    if not actors and any(token.head.lower_ == "between" for token in event.recipients):
        return replace(event, actors=tuple(others), recipients=tuple(others[1:]))
    if not actors or any(token.head.lower_ in PLACES for token in event.recipients):
        return event
    if others:
        return replace(event, actors=(*actors, *others), recipients=tuple(others))
    return replace(event, actors=tuple(actors), recipients=tuple(actors[1:]))


def is_joint(actors: tuple[Token, ...], sense: Sense) -> bool:
    """Say whether a coordinated subject is both parties of a mutual event."""
    return sense.mutual and any(len(_parties(actor)) > 1 for actor in actors)


def _parties(actor: Token) -> list[Token]:
    """Return what is coordinated in a phrase, also before its head: "Velmarkian and Ostanian envoys"."""
    before = children(actor, "nmod", "amod", "compound") if actor.tag_ in ("NNS", "NNPS") else []
    inner = [conjuncts(word) for word in before]
    if any(children(word, "cc") for word in before):
        inner.append([word for word in before if _is_name(word)])  # "X and Y soldiers" without a conjunct in the parse
    of = [prep for prep in children(actor, "prep") if prep.lower_ == "of" and actor.tag_ in ("NNS", "NNPS")]
    inner += [conjuncts(obj) for prep in of for obj in children(prep, "pobj")]
    inner += [[obj for prep in conjuncts(first) for obj in children(prep, "pobj")] for first in of]  # "of X and of Y"
    sent = actor.lemma_.lower() in load_clause_words().delegates
    named = (parts for parts in inner if len(parts) > 1 and (sent or all(_is_name(part) for part in parts)))
    return conjuncts(actor) if len(conjuncts(actor)) > 1 else next(named, [actor])


def _is_name(word: Token) -> bool:
    """Say whether a word names somebody; the model labels few names of states that it has never met."""
    return word.ent_type_ in _PARTIES or (not word.ent_type_ and word.is_title)


def as_offer(event: Found, why: str) -> Found:
    """Read troops that somebody offers or agrees to send as military aid, not as a threat."""
    if event.kind.type != "MOBILIZE" or why not in _OFFERING:
        return event
    return replace(event, kind=Kind("AID", None, "military-aid"))


def as_refusal(event: Found, verb: Token, types: EventTypes) -> Found:
    """Read "will not" do something cooperative as the refusal that it is."""
    cooperative = types.types[event.kind.type].future == "AGREE" or event.kind.type == "AGREE"
    will = any(child.lower_ in _FUTURE for child in children(verb, "aux"))
    withheld = event.kind.subtype == "permission" and bool(children(verb, "neg"))
    if event.status is not Status.DENIED or not ((cooperative and will) or withheld):
        return event
    kind = Kind("REJECT", None, "refusal")
    return replace(event, kind=kind, status=Status.OCCURRED, reason=f"{event.reason}: a refusal")


def reason_of(rule: str, words: str, status: Status, why: str) -> str:
    """Say which rule found an event, by which words, and which words gave its status.

    >>> reason_of("verb", "visit", Status.PLANNED, "will")
    "verb: 'visit'; planned: 'will'"
    """
    said = f"{rule}: '{words}'"
    return f"{said}; {status}: '{why}'" if why and status is not Status.OCCURRED else said


def without_repeats(events: Collection[Found]) -> list[Found]:
    """Leave out what joined verbs tell once more of the same participants: "was boarded and seized by X"."""
    told = [(_told(event), event) for event in events]
    alike = grouped(told)
    return [event for key, event in told if not any(_repeats(event, other) for other in alike[key])]


def _told(event: Found) -> Hashable:
    """Return what joined verbs that tell one deed have in common."""
    return first_conjunct(event.clause).i, event.kind, event.status, event.recipients


def _repeats(event: Found, other: Found) -> bool:
    """Say whether another event told alike is the same deed and names as much: the first, or that with a doer."""
    if event.clause == other.clause or not event.recipients:
        return False
    known = event.actors in ((), other.actors)
    return known and (len(other.actors) > len(event.actors) or other.trigger.i < event.trigger.i)
