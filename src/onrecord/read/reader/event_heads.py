"""The event heads: who does what to whom in one sentence, from the states that the encoder made of its pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.read.reader.encode import Session
from onrecord.read.reader.spans import BEGIN, INSIDE, OUT, Floats, Stretch

EVENTS = "events.onnx"
NONE = "NONE"
KINDS = (
    NONE,
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "YIELD",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""What a sentence can report: nothing, or a type of PLOVER's; YIELD is CONCEDE or RETREAT, which the data join."""

_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

SIDES = ("actor", "recipient")
ACTOR, RECIPIENT = range(len(SIDES))
_LEAST_PIECES, _MOST_PIECES = 4, 200
"""Shorter sentences report nothing, longer ones are lists; attention over them would take quadratic time."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the heads make of a sentence of n pieces.

    `kinds`: the chance of each of `KINDS`; `inside` (n, 2): the chance of each piece to belong to the actor and to the
    recipient; `sides`: the stretches of pieces that they take for these, likeliest first.
    """

    kinds: Floats
    inside: Floats
    sides: tuple[tuple[Stretch, ...], ...]


class EventHeads:
    """The layers over the encoder's states that find events."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def told(self, states: Floats) -> Told | None:
        """Read one sentence by its states (n, width); None where it is too short or too long to report an event."""
        if not _LEAST_PIECES <= len(states) <= _MOST_PIECES:
            return None
        tags, kinds = self._session.run(["tags", "kinds"], {"states": states.astype(np.float32)[None]})
        chances = _softmax(np.asarray(tags, np.float32)[0].reshape(len(states), len(SIDES), 3))
        sides = tuple(_stretches(chances[:, side]) for side in range(len(SIDES)))
        return Told(_softmax(np.asarray(kinds, np.float32)[0]), 1 - chances[:, :, OUT], sides)


def kind_of(type_: str) -> str:
    """Return the kind under which the heads know one of PLOVER's types.

    >>> kind_of("RETREAT"), kind_of("AID")
    ('YIELD', 'AID')
    """
    return _JOINED.get(type_, type_)


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return chances


def _stretches(chances: Floats) -> tuple[Stretch, ...]:
    """Return the stretches of one side by (n, 3) chances of outside, begin and inside, likeliest first.

    Where no piece is likelier to belong to one than not, the likeliest piece stands for it, with its low score.
    """
    states, found = chances.argmax(axis=-1).tolist(), list[list[int]]()
    for at, state in enumerate(states):
        if state == BEGIN or (state == INSIDE and (not at or states[at - 1] == OUT)):
            found.append([at, at])
        elif state == INSIDE:
            found[-1][1] = at
    if not found:
        best = int(chances[:, OUT].argmin())
        found = [[best, best]]
    inside = 1 - chances[:, OUT]
    scored = (Stretch(first, last, float(inside[first : last + 1].mean())) for first, last in found)
    return tuple(sorted(scored, key=lambda one: (-one.score, one.first)))
