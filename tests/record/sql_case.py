"""A question in SQL and how it may end.

REFUSED: the question is of a kind that is never answered. WRONG: it is no question, or more than one. TIME, BIG, FULL:
it wants more time, longer texts or more memory than it may; BOMB leaves open which, since that depends on the machine
and on SQLite's version. ROWS: it is answered, with rows. ANY: any of these.
"""

from __future__ import annotations

from dataclasses import dataclass

REFUSED = "not authorized|authorization denied|prohibited|vtable constructor failed|no such table|may not be modified"
WRONG = (
    "syntax error|one statement|there is none|no text|no such|unrecognized token|incomplete input|bytes and may have|"
    "number of bindings|circular reference|too many|too large|malformed|parser stack|variable number|mismatch|"
    "did not supply|misused|must be|parse error|ambiguous column"
)
BIG = "too big|too long|overflow|too large|too complex"
TIME = "longer than"
FULL = "out of memory"
BOMB = f"{TIME}|{BIG}|{FULL}|{WRONG}"
ROWS = "rows"
ANY = f"{ROWS}|{REFUSED}|{BOMB}"


@dataclass(frozen=True, slots=True)
class Case:
    """One question and how it may end; one that is `slow` is given the time that all have by default."""

    query: str
    ends: str
    slow: bool = False
