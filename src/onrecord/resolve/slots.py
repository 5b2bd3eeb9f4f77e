"""Who fills the slots of a report, apart from what it tells of them: the same object for the reports of the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.resolve.participants import Party
from onrecord.resolve.things import Thing

Side = tuple[Party, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """The participants of a report as they are compared, see `onrecord.resolve.deed.Deed`; `phrases` are its targets'.

    It is compared by identity, so that what was found of two of them is quickly found again.
    """

    actors: Side
    recipients: Side
    known: Side
    doers: Side
    targets: Side
    counted: tuple[float | None, float | None]
    things: tuple[frozenset[Thing], frozenset[Thing]]
    phrases: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def slots_of(
    actors: Side,
    recipients: Side,
    doers: Side,
    targets: Side,
    counted: tuple[float | None, float | None],
    things: tuple[frozenset[Thing], frozenset[Thing]],
    phrases: tuple[str, ...],
) -> Slots:
    """Return the slots filled like this; the copies and rewrites of a report share them."""
    known = tuple({party.key: party for party in (*actors, *recipients)}.values())
    return Slots(actors, recipients, known, doers, targets, counted, things, phrases)
