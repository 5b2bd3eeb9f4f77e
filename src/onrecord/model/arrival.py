"""A page that came in before, by which adding the same coverage again stops early."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page that came in and what became of it: `outcome` is the id of its article, or of the problem it ended as."""

    id: str
    uri: str
    outcome: str
