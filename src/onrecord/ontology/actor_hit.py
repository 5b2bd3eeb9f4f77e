"""Words of a noun phrase that tell whose an actor is or what part of society it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ontology.actor_words import Kind
from onrecord.ontology.states import Form


@dataclass(frozen=True, slots=True)
class Hit:
    """Words at tokens `[start, end)` with what they tell; `forms` says of a state in which way it is named.

    `like` is what the sector of an unlisted noun was taken from.
    """

    start: int
    end: int
    text: str
    kind: Kind = Kind.NOUN
    state: str | None = None
    sector: str | None = None
    also: str | None = None
    forms: frozenset[Form] = frozenset()
    name: bool = False
    leader: bool = False
    like: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it names a state, or what acts as one, and nothing else."""
        return self.state is not None and self.sector is None
