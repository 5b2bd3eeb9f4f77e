"""How far the rules and the event heads agree about an event, and how sure that makes of it.

Confidence is the chance that actor, recipient and type are all right, from a logistic regression on what both found in
sentences that the heads were not trained on; `python -m train.events` fits its weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from onrecord.model.reading import Event, Role
from onrecord.model.span import Span
from onrecord.ontology.event_types import EventTypes
from onrecord.read.reader.event_heads import ACTOR, NONE, RECIPIENT
from onrecord.read.tellings import Telling

FEATURES = 12
"""How many features there are, of what the heads find and of what the rules find."""

_FLOOR = 1e-4
_LOW = 0.01


def heads_features(telling: Telling, events: Sequence[Event], types: EventTypes) -> list[float]:
    """Describe the event that the heads find in a sentence, beside the `events` that the rules find there."""
    actor, recipient = telling.sides
    same = [event for event in events if telling.is_of(types.coded(event.type, event.status))]
    acts = [event for event in events if overlap(event.actors, actor.span)]
    undergoes = [event for event in events if overlap(event.recipients, recipient.span)]
    return [
        1.0,
        math.log(telling.kinds[telling.kind] + _FLOOR),
        math.log(telling.kinds[NONE] + _FLOOR),
        math.log(actor.score + _LOW),
        math.log(recipient.score + _LOW),
        float(bool(same)),
        float(any(event in acts for event in same)),
        float(any(event in undergoes for event in same)),
        float(bool(events)),
        float(any(event in undergoes for event in acts)),
        float(actor.span.overlaps(recipient.span)),
        math.log(max((telling.chance(types.coded(e.type, e.status)) for e in events), default=0.0) + _FLOOR),
    ]


def rules_features(telling: Telling, event: Event, alone: bool, types: EventTypes) -> list[float]:
    """Describe an event that the rules find, beside what the heads make of its sentence.

    `alone` says whether the rules find no other event there.
    """
    type_ = types.coded(event.type, event.status)
    actor, recipient = telling.sides
    return [
        1.0,
        math.log(telling.chance(type_) + _FLOOR),
        math.log(telling.kinds[NONE] + _FLOOR),
        math.log(telling.share(ACTOR, (role.span for role in event.actors)) + _LOW),
        math.log(telling.share(RECIPIENT, (role.span for role in event.recipients)) + _LOW),
        float(telling.is_of(type_)),
        float(overlap(event.actors, actor.span)),
        float(overlap(event.recipients, recipient.span)),
        float(bool(event.actors)),
        float(bool(event.recipients)),
        float(not alone),
        math.log(telling.kinds[telling.kind] + _FLOOR),
    ]


def confidence(features: Sequence[float], weights: Sequence[float]) -> float:
    """Return the chance in `[0, 1]` that a described event is right.

    >>> confidence([1.0, 2.0], [0.0, 0.0]), round(confidence([1.0, 2.0], [0.5, 1.0]), 3)
    (0.5, 0.924)
    """
    score = sum(feature * weight for feature, weight in zip(features, weights, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def base_of(telling: Telling, events: Sequence[Event], types: EventTypes) -> Event | None:
    """Return the event of the rules that the heads mean: of their kind, with their actor or recipient."""
    actor, recipient = telling.sides

    def shared(event: Event) -> int:
        return 2 * overlap(event.recipients, recipient.span) + overlap(event.actors, actor.span)

    same = [event for event in events if telling.is_of(types.coded(event.type, event.status)) and shared(event)]
    return max(same, key=shared, default=None)


def overlap(roles: Iterable[Role], span: Span) -> bool:
    """Say whether one of some roles shares words with a span."""
    return any(role.span.overlaps(span) for role in roles)
