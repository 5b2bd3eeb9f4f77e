"""Stretches of time as people type them: 30s, 15m, 2h."""

from __future__ import annotations

import re

_UNITS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}
_FORM = re.compile(r"(\d{1,6})\s*([smhd])")


def seconds_of(text: str) -> int:
    """Return the seconds that a text stands for; raises `ValueError` for one that says none.

    >>> seconds_of("15m"), seconds_of("2h")
    (900, 7200)
    """
    match = _FORM.fullmatch(text.strip().lower())
    if not match or not int(match[1]):
        raise ValueError(f"{text!r} is no stretch of time; give a whole number and s, m, h or d, such as 30s, 15m, 2h")
    return int(match[1]) * _UNITS[match[2]]


def shown(seconds: float) -> str:
    """Return a stretch of time as it is typed, in the largest unit that says it whole.

    >>> shown(900), shown(5400), shown(0.2)
    ('15m', '90m', '0s')
    """
    whole = round(seconds)
    fits = [(size, unit) for unit, size in _UNITS.items() if whole and not whole % size]
    size, unit = max(fits, default=(1, "s"))
    return f"{whole // size}{unit}"
