"""The event that the heads find where the rules find none: its words, its clause and its status, from the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.model.reading import Status
from onrecord.model.span import Span
from onrecord.ontology.event_lexicon import Entry, EventLexicon, Sense
from onrecord.ontology.event_types import Kind
from onrecord.read.findings import Found, reason_of
from onrecord.read.status import noun_status, verb_status
from onrecord.read.stretches import tokens_of
from onrecord.read.tellings import Telling
from onrecord.read.uses import use_of

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_INNER = frozenset({"det", "compound", "amod", "nummod", "nmod", "quantmod", "poss"})
_VERBS = frozenset({"VERB", "AUX"})
_STANCES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Kinds that are taken by the very words that make what they are about planned, possible or denied."""

UNNAMED = {"YIELD": "CONCEDE"}
"""What stands for a kind that is no type of PLOVER's, where no word says more."""


def deed_of(doc: Doc, telling: Telling, lexicon: EventLexicon) -> Found | None:
    """Return the event that the heads find in a sentence, None where the parse ties no word to its two sides."""
    actor, recipient = (phrase_head(doc, side.span) for side in telling.sides)
    if actor is None or recipient is None or actor == recipient:
        return None
    trigger = _trigger(actor, recipient, telling, lexicon)
    if trigger is None:
        return None
    nominal = trigger.pos_ not in _VERBS
    sense = Sense(_kind(trigger, telling, lexicon), ())
    status, why = (noun_status if nominal else verb_status)(trigger, lexicon.status)
    if sense.kind.type in _STANCES or not telling.is_of(lexicon.types.coded(sense.kind.type, status)):
        status = Status.OCCURRED
    reason = reason_of("network", trigger.text, status, why)
    return Found(sense.kind, trigger, trigger, trigger, (actor,), (recipient,), status, sense, reason, nominal=nominal)


def phrase_head(doc: Doc, span: Span) -> Token | None:
    """Return the head of the phrase that a span begins: of "the Ostanian" in "the Ostanian envoys", envoys."""
    words = tokens_of(doc, span.start, span.end)
    if words is None:
        return None
    inside = [token for token in words if token.head not in words or token.head == token]
    head = max(inside, key=lambda token: (token.pos_ in _NOUNS, token.dep_ not in _INNER), default=words.root)
    while head.dep_ in _INNER and head.head.pos_ in _NOUNS and (head.dep_ != "poss" or head.i == words[-1].i):
        head = head.head
    return head


def _trigger(actor: Token, recipient: Token, telling: Telling, lexicon: EventLexicon) -> Token | None:
    """Return the word over the recipient that names the deed.

    That is one that the lexicon has under the kind, or else the verb nearest to the recipient; it stands on the way
    from the recipient up to the word that holds both.
    """
    way = [token for token in _way(recipient, actor) if token not in (actor, recipient)]
    named = [token for token in way if _senses(token, telling, lexicon)]
    verbs = [token for token in way if token.pos_ in _VERBS]
    return next((found[0] for found in (named, verbs) if found), None)


def _way(low: Token, other: Token) -> Iterator[Token]:
    """Give the words from `low` up to the first that also stands over `other`, that one included."""
    above = {other.i, *(token.i for token in other.ancestors)}
    for token in (low, *low.ancestors):
        yield token
        if token.i in above:
            return


def _senses(token: Token, telling: Telling, lexicon: EventLexicon) -> list[Kind]:
    """Return what the lexicon has for a word under the kind that the heads find."""
    words = lexicon.verbs if token.pos_ in _VERBS else lexicon.nouns if token.pos_ == "NOUN" else {}
    entries: tuple[Entry, ...] = words.get(token.lemma_.lower(), ())
    fit = (entry for entry in entries if token.pos_ not in _VERBS or use_of(token, entry.extra) is not None)
    return [entry.sense.kind for entry in fit if telling.is_of(entry.sense.kind.type)]


def _kind(trigger: Token, telling: Telling, lexicon: EventLexicon) -> Kind:
    """Return the kind with mode and subtype, where all senses of the word under it have the same."""
    senses = set(_senses(trigger, telling, lexicon))
    if len(senses) == 1:
        return senses.pop()
    types = {sense.type for sense in senses}
    return Kind(types.pop() if len(types) == 1 else UNNAMED.get(telling.kind, telling.kind))
