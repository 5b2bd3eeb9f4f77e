"""Puts together what the rules and the event heads find: which events are believed, with whom, and how surely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.model.reading import Event, Role
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import EventLexicon
from onrecord.ontology.event_types import REPORTED
from onrecord.read.agreement import base_of, confidence, heads_features, overlap, rules_features
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import SUBJECTS
from onrecord.read.deeds import UNNAMED, deed_of, phrase_head
from onrecord.read.extents import beyond
from onrecord.read.reader.event_heads import NONE, SIDES
from onrecord.read.reader.reader import Study
from onrecord.read.reader.weights import EventModel
from onrecord.read.scene import Scene
from onrecord.read.tellings import Telling, telling_of

_NOTHING = 0.6
"""Where the heads hold it this likely that a sentence reports nothing, what only the rules find in it is left out."""

_APPEAL = "appeal"
"""The heads were trained on data that count appeals as statements and no events."""
_TOGETHER = frozenset({"treaty", "agreement", "joint-exercise"})
"""What parties do with each other, wherever they are."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the heads make of a sentence, and the events of the rules there: those that they can judge, and others."""

    telling: Telling
    events: tuple[Event, ...]
    others: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the events of one doc."""

    doc: Doc
    study: Study
    model: EventModel
    lexicon: EventLexicon
    arguments: Arguments
    scene: Scene

    def judged(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return the events to believe, in the order of their triggers, those judged with their confidence."""
        found: dict[str, Event] = {}
        for span, inside in by_sentence(self.doc, events):
            telling = telling_of(self.study, self.model.heads, span) if self._may_tell(span, inside) else None
            kept = self._believed(_sentence(telling, inside)) if telling else inside
            found.update({event.id: event for event in kept})
        return tuple(sorted(found.values(), key=lambda event: (event.trigger, event.id)))

    def _may_tell(self, span: Span, events: Sequence[Event]) -> bool:
        """Say whether a sentence can report an event: the rules find one there, or it names somebody."""
        return bool(events or self.arguments.index.within(span.start, span.end))

    def _believed(self, sentence: Sentence) -> Iterator[Event]:
        yield from sentence.others
        main = self._main(sentence)
        if main is not None:
            yield main
        if sentence.telling.kinds[NONE] < _NOTHING:
            yield from (event for event in sentence.events if main is None or not _same_deed(event, main))

    def _main(self, sentence: Sentence) -> Event | None:
        """Return what the sentence reports above all: what the heads find or what the rules find, the surer."""
        telling, events, types = sentence.telling, sentence.events, self.lexicon.types
        least = self.model.least
        # The weights know events of two parties: beside one, an event of a single party says nothing of it.
        dyads = [event for event in events if event.actors and event.recipients]
        own = confidence(heads_features(telling, dyads, types), self.model.heads_weights)
        scored = [(self._rules_confidence(telling, event, len(dyads) <= 1), event) for event in events]
        best, event = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        meant = own >= max(best, least) and base_of(telling, sentence.others, types) is None
        made = self._made(sentence, own) if meant else None
        if made is not None:
            return made
        return _sure(event, best, telling) if event is not None and best >= least else None

    def _made(self, sentence: Sentence, chance: float) -> Event | None:
        """Return the event of the heads: one of the rules with its actor and recipient, or a new one."""
        base = base_of(sentence.telling, sentence.events, self.lexicon.types)
        if base is None:
            return self._new(sentence, chance)
        actors, recipients = self._sides(sentence, base)
        own = (base.actors, base.recipients)
        others = {name: new for name, new, old in zip(SIDES, (actors, recipients), own, strict=True) if new != old}
        reason = base.reason + beyond(others, base.spans)
        return _sure(replace(base, actors=actors, recipients=recipients, reason=reason), chance, sentence.telling)

    def _new(self, sentence: Sentence, chance: float) -> Event | None:
        """Return an event that the rules do not find; what they find of one party by the same words goes before it.

        So does what they find of two, where the heads see no more than that somebody yields.
        """
        sure = chance >= self.model.least_alone
        deed = deed_of(self.doc, sentence.telling, self.lexicon) if sure else None
        made = self.scene.event(deed, self.arguments) if deed else None
        if made is not None and self._reports(sentence.telling):
            made = replace(made, actors=())
        if made is None or any(_same_deed(made, other) for other in sentence.others):
            return None
        alone = (event for event in sentence.events if not (event.actors and event.recipients))
        vague = made.type == UNNAMED["YIELD"] and made.subtype is None
        known = any(event.trigger.overlaps(made.trigger) for event in (sentence.events if vague else alone))
        return None if known else _sure(made, chance, sentence.telling)

    def _sides(self, sentence: Sentence, base: Event) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """Return actors and recipients of an event of the rules, from the heads where these find others.

        A side that the rules leave empty is not filled with the other side once more, nor the doer's with whoever
        tells of the deed: "X said that Y was charged".
        """
        actors = self._roles(sentence, 0, base.actors, base.trigger)
        recipients = self._roles(sentence, 1, base.recipients, base.trigger)
        if base.subtype in _TOGETHER and _is_where(phrase_head(self.doc, sentence.telling.sides[1].span)):
            recipients = base.recipients
        same = _shared(actors, recipients)
        if not base.actors and (same or self._tells(sentence.telling)):
            actors = ()
        return actors, () if same and not base.recipients else recipients

    def _tells(self, telling: Telling) -> bool:
        """Say whether whom the heads take for the doer is the one who tells of the deed."""
        who = phrase_head(self.doc, telling.sides[0].span)
        return who is not None and who.dep_ in SUBJECTS and who.head.lemma_ in load_clause_words().saying

    def _reports(self, telling: Telling) -> bool:
        """Say whether whom the heads take for the doer reported the deed of others: "X reported the arrest of Y"."""
        who = phrase_head(self.doc, telling.sides[0].span)
        return who is not None and who.dep_ in SUBJECTS and who.head.lemma_ == "report"

    def _roles(self, sentence: Sentence, side: int, roles: tuple[Role, ...], trigger: Span) -> tuple[Role, ...]:
        """Return the roles of the rules where they share words with the heads' side, else those of its words.

        The words that name the event are nobody.
        """
        span = sentence.telling.sides[side].span
        if overlap(roles, span):
            return roles
        head = phrase_head(self.doc, span)
        if head is None or trigger.start <= head.idx < trigger.end:
            return roles
        return self.arguments.roles((head,), acting=not side) or roles

    def _rules_confidence(self, telling: Telling, event: Event, alone: bool) -> float:
        return confidence(rules_features(telling, event, alone, self.lexicon.types), self.model.rules_weights)


def can_judge(event: Event) -> bool:
    """Say whether an event is of those that the heads have learned to find."""
    return event.status in REPORTED and event.subtype != _APPEAL


def by_sentence(doc: Doc, events: Iterable[Event]) -> Iterator[tuple[Span, tuple[Event, ...]]]:
    """Yield the sentences of a doc, each with the events that have their trigger in it."""
    sentences = [Span(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    starts = [sentence.start for sentence in sentences]
    inside = grouped((bisect_right(starts, event.trigger.start), event) for event in events)
    for number, sentence in enumerate(sentences, start=1):
        yield sentence, inside.get(number, ())


def _sentence(telling: Telling, events: Iterable[Event]) -> Sentence:
    judged, others = (tuple(e for e in events if can_judge(e) is can) for can in (True, False))
    return Sentence(telling, judged, others)


def _sure(event: Event, chance: float, telling: Telling) -> Event:
    heard = f"network: {telling.kind} {telling.kinds[telling.kind]:.2f}, none {telling.kinds[NONE]:.2f}"
    return replace(event, confidence=round(chance, 2), reason=f"{event.reason}; {heard}")


def _same_deed(event: Event, main: Event) -> bool:
    """Say whether two findings are of one deed, told apart only by its kind: by the same words, or of the same two."""
    same_two = _shared(event.actors, main.actors) and _shared(event.recipients, main.recipients)
    return event.trigger.overlaps(main.trigger) or same_two


def _is_where(head: Token | None) -> bool:
    """Say whether a phrase tells where a deed was done: "signed the accord in Torhaven"."""
    return head is not None and head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")


def _shared(roles: Sequence[Role], others: Sequence[Role]) -> bool:
    return any(overlap(roles, other.span) for other in others)
