"""Lengths, shares and plain numbers of style declarations, sums of them too, as they come out on a usual screen."""

from __future__ import annotations

import re

_UNITS = {"": 1, "px": 1, "em": 16, "rem": 16, "pt": 4 / 3, "pc": 16, "ex": 8, "ch": 8, "ic": 16, "lh": 20, "rlh": 20}
_INCHES = {"in": 96, "cm": 38, "mm": 3.8, "q": 0.95}
_SCREENS = {
    f"{kind}{side}": pixels
    for kind in ("", "s", "l", "d")
    for side, pixels in (("vw", 12.8), ("vi", 12.8), ("vh", 8), ("vb", 8), ("vmin", 8), ("vmax", 12.8))
}
_PIXELS = _UNITS | _INCHES | _SCREENS
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?"
_ONE = re.compile(rf"({_NUMBER})(%|[a-z]*)$")
_TOKEN = re.compile(r"\s*(?:((?:\d+\.?\d*|\.\d+))(%|[a-z]*)|(calc|min|max|clamp)?\(|([-+*/),]))")
_LONGEST = 100
"""Longer ones are nobody's; sums nest as deep as they are long."""


def measure(value: str, whole: float | None = None) -> float | None:
    """Return a number, a length in pixels, or the share of `whole`; None where a value is nothing of the kind.

    >>> measure("2em"), measure("calc(1px - 10px)"), measure("50%", 1), measure("auto")
    (32.0, -9.0, 0.5, None)
    """
    if len(value) > _LONGEST:
        return None
    match = _ONE.match(value)
    try:
        if match:
            return _worth(match[1], match[2], whole)
        return _Sum(value, whole).run() if "(" in value else None
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def _worth(number: str, unit: str, whole: float | None) -> float:
    if unit == "%":
        if whole is None:
            raise ValueError(unit)
        return float(number) * whole / 100
    if unit not in _PIXELS:
        raise ValueError(unit)
    return float(number) * _PIXELS[unit]


class _Sum:
    """Works out `calc()` and its kin; raises `ValueError` for what is no sum."""

    def __init__(self, text: str, whole: float | None) -> None:
        self._text, self._whole, self._at = text, whole, 0

    def run(self) -> float:
        """Return what the whole text comes to."""
        found = self._atom()
        if self._text[self._at :].strip():
            raise ValueError(self._text)
        return found

    def _next(self, *signs: str) -> str:
        """Step over the next sign if it is one of these."""
        match = _TOKEN.match(self._text, self._at)
        if match is None or match[4] not in signs:
            return ""
        self._at = match.end()
        return match[4]

    def _added(self) -> float:
        found = self._multiplied()
        while sign := self._next("+", "-"):
            found += self._multiplied() * (1 if sign == "+" else -1)
        return found

    def _multiplied(self) -> float:
        found = self._atom()
        while sign := self._next("*", "/"):
            found = found * self._atom() if sign == "*" else found / self._atom()
        return found

    def _atom(self) -> float:
        if sign := self._next("-", "+"):
            return self._atom() * (1 if sign == "+" else -1)
        match = _TOKEN.match(self._text, self._at)
        if match is None or match[4]:
            raise ValueError(self._text)
        self._at = match.end()
        return _worth(match[1], match[2], self._whole) if match[1] else self._called(match[3] or "calc")

    def _called(self, name: str) -> float:
        values = [self._added()]
        while self._next(","):
            values.append(self._added())
        if not self._next(")"):
            raise ValueError(self._text)
        if name == "clamp" and len(values) == 3:
            return max(values[0], min(values[1], values[2]))
        return {"calc": values[0], "min": min(values), "max": max(values)}[name]
