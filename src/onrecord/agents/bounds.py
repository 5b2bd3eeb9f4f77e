"""Keeping answers small, and saying what was left out and how to ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from onrecord.record.codec import compact

Told: TypeAlias = dict[str, Any]
"""What an agent is told, in the terms of JSON."""

ANSWER = 24_000
"""Characters of the rows of one answer: some six thousand tokens."""

QUOTE = 600
"""Characters of one quotation."""

LINE = 200
"""Characters of a title or a name."""

FEW = 12
"""Values of a list inside a row."""


def line(text: str | None, most: int = LINE) -> str | None:
    r"""Return a text on one line, its beginning where it is long.

    >>> line("two\n words"), line("many words", 4), line(None)
    ('two words', 'many…', None)
    """
    if text is None:
        return None
    whole = " ".join(text.split())
    return whole if len(whole) <= most else f"{whole[:most].rstrip()}…"


def some(name: str, values: Sequence[object], most: int = FEW) -> Told:
    """Return the first values under a name, and how many more there are where not all are told.

    >>> some("outlets", ["A", "B", "C"], 2)
    {'outlets': ['A', 'B'], 'outlets_left_out': 1}
    """
    left = len(values) - most
    return {name: list(values[:most]), **({f"{name}_left_out": left} if left > 0 else {})}


def known(row: Mapping[str, Any]) -> Told:
    """Return what is known of a row: unknown values say nothing and cost characters.

    >>> known({"state": None, "sector": "GOV", "chain": []})
    {'sector': 'GOV'}
    """
    return {name: value for name, value in row.items() if value not in (None, "", [], {})}


def fitting(rows: Iterable[Told], most: int = ANSWER) -> list[Told]:
    """Return as many of the first rows as an answer takes, one at least.

    >>> len(fitting([{"a": "x" * 50}] * 10, 120))
    2
    """
    found: list[Told] = []
    left = most
    for row in rows:
        left -= len(compact(row))
        if found and left < 0:
            break
        found.append(row)
    return found


def place(offset: int, shown: int, total: int) -> Told:
    """Say which rows these are of how many, and how to ask for the next ones.

    >>> place(10, 5, 40)
    {'total': 40, 'shown': 'rows 11 to 15 of 40', 'next': 'ask again with offset=15'}
    >>> place(0, 0, 0)
    {'total': 0, 'shown': 'no rows'}
    """
    last = offset + shown
    told: Told = {"total": total, "shown": f"rows {offset + 1} to {last} of {total}" if shown else "no rows"}
    return {**told, "next": f"ask again with offset={last}"} if shown and last < total else told
