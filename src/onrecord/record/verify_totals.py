"""Whether what is said of a claim as a whole adds up: its origins, and the reports that it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.damage import DERIVE, Damage


@dataclass(frozen=True, slots=True)
class _Sum:
    """A question for the claims that do not add up: the claim, what is told of it, and what there is."""

    table: str
    query: str
    words: str


_BEHIND = "SELECT count(*) FROM origin WHERE origin.claim = standing.claim"
_TOLD = "SELECT standing.claim AS claim, told.value AS article FROM standing, json_each(standing.articles) AS told"
_HELD = "SELECT claim, article FROM member"

_SUMS = (
    _Sum("claim", "SELECT id, 'nothing', 'one' FROM claim WHERE id NOT IN (SELECT claim FROM standing)", "standings"),
    _Sum(
        "standing",
        f"SELECT claim, at_most, ({_BEHIND}) AS there FROM standing WHERE at_most <> there",
        "origins at most",
    ),
    _Sum(
        "standing",
        f"SELECT claim, at_least, ({_BEHIND} AND counted = 'least') AS there FROM standing WHERE at_least <> there",
        "origins at least",
    ),
    _Sum("standing", f"SELECT claim, article, 'none' FROM ({_TOLD} EXCEPT {_HELD})", "reports"),
    _Sum("standing", f"SELECT claim, 'none', article FROM ({_HELD} EXCEPT {_TOLD})", "reports"),
)


def totals_damage(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Find the claims of which other numbers or other reports are told than there are."""
    for one in _SUMS:
        for claim, told, there in connection.execute(one.query):
            yield Damage(one.table, claim, f"of its {one.words} it tells {told}, where there is {there}", DERIVE)
