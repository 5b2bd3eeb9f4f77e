"""What the event heads make of the sentences of a doc, in the offsets of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from onrecord.model.span import Span
from onrecord.read.reader.event_heads import KINDS, NONE, EventHeads, kind_of
from onrecord.read.reader.reader import Study
from onrecord.read.reader.spans import Floats


@dataclass(frozen=True, slots=True)
class Side:
    """The words that the heads take for an actor or a recipient, with the mean chance of their pieces."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Telling:
    """What the heads make of a sentence.

    `kinds`: the chance of each kind of event, "NONE" for that it reports none; `pieces` (n, 2): starts and ends of its
    pieces; `inside` (n, 2): the chance of each to belong to the actor and to the recipient; `sides`: the
    likeliest actor and recipient.
    """

    kinds: dict[str, float]
    pieces: Floats
    inside: Floats
    sides: tuple[Side, Side]

    @property
    def kind(self) -> str:
        """The likeliest kind of event, if there is one at all."""
        return max((kind for kind in self.kinds if kind != NONE), key=lambda kind: self.kinds[kind])

    def chance(self, type_: str) -> float:
        """Return how likely an event of one of PLOVER's types is."""
        return self.kinds[kind_of(type_)]

    def is_of(self, type_: str) -> bool:
        """Say whether one of PLOVER's types is the likeliest kind."""
        return kind_of(type_) == self.kind

    def share(self, side: int, spans: Iterable[Span]) -> float:
        """Return how likely one side of the event has a part in some spans: the most of their pieces."""
        chances = [
            self.inside[(self.pieces[:, 0] < span.end) & (self.pieces[:, 1] > span.start), side].max(initial=0.0)
            for span in spans
        ]
        return float(max(chances, default=0.0))


def telling_of(study: Study, heads: EventHeads, sentence: Span) -> Telling | None:
    """Return what the heads make of a sentence, None where it is too short or too long for them."""
    pieces, states = study.pieces, study.states
    found = pieces.find(sentence.start, sentence.end)
    if states is None or found is None:
        return None
    at = slice(found[0], found[1] + 1)
    told = heads.told(states[at])
    if told is None:
        return None
    starts, ends = pieces.starts[at], pieces.ends[at]
    actor, recipient = (
        Side(Span(int(starts[side[0].first]), int(ends[side[0].last])), side[0].score) for side in told.sides
    )
    kinds = dict(zip(KINDS, told.kinds.tolist(), strict=True))
    return Telling(kinds, np.stack([starts, ends], axis=1), told.inside, (actor, recipient))
