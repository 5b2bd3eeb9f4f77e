"""On which side what was done falls, cooperation or conflict, by the type that PLOVER's manual gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.model.reading import Status
from onrecord.ontology.event_types import REPORTED, load_event_types
from onrecord.web import phrases

COOPERATION, CONFLICT, OTHER = "cooperation", "conflict", "other"


@dataclass(frozen=True, slots=True)
class Sides:
    """How many claims are of cooperation and how many of conflict; `other` are not said to have happened or to come."""

    cooperation: int = 0
    conflict: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.cooperation + self.conflict + self.other

    @property
    def kind(self) -> str:
        """The side on which more are; `other` where neither has more.

        >>> Sides(2, 5, 9).kind, Sides(2, 2).kind
        ('conflict', 'other')
        """
        if self.cooperation == self.conflict:
            return OTHER
        return COOPERATION if self.cooperation > self.conflict else CONFLICT

    @property
    def words(self) -> str:
        """The counts in words, those of none left out.

        >>> Sides(2, 5).words
        '2 cooperation, 5 conflict'
        """
        named = ((self.cooperation, "cooperation"), (self.conflict, "conflict"), (self.other, "neither"))
        return ", ".join(f"{phrases.number(n)} {name}" for n, name in named if n)


@cache
def side_of(type_: str, status: str) -> str:
    """Return the side of what was done, by PLOVER's type and the status that the text gives it.

    What is planned or threatened counts as the manual codes it: an intention to cooperate as cooperation, an intention
    to harm and any threat as conflict. What is only alleged, denied, conditional or long past is on neither side.

    >>> side_of("CONSULT", "planned"), side_of("AID", "threatened"), side_of("ASSAULT", "denied")
    ('cooperation', 'conflict', 'other')
    """
    types = load_event_types()
    if type_ not in types.types or status not in REPORTED:
        return OTHER
    return types.types[types.coded(type_, Status(status))].quad.rpartition(" ")[2]


def sides(rows: Iterable[tuple[str, str, int]]) -> Sides:
    """Sum up claims that are counted by type and status.

    >>> sides([("AGREE", "occurred", 2), ("REJECT", "occurred", 1), ("REJECT", "denied", 4)])
    Sides(cooperation=2, conflict=1, other=4)
    """
    found: Counter[str] = Counter()
    for type_, status, claims in rows:
        found[side_of(type_, status)] += claims
    return Sides(found[COOPERATION], found[CONFLICT], found[OTHER])
