"""What came out of trying one promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Scale(StrEnum):
    """How long a check takes: minutes for every change, or as long as the promise needs."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of one check, by what they count, and what broke its promise, if anything.

    >>> Outcome({"kills": 12, "damaged files": 0}).held
    True
    """

    figures: Mapping[str, int | float]
    broken: tuple[str, ...] = ()
    left_out: str = field(default="", kw_only=True)
    """Why the check could not run here, such as a browser that is not there."""

    @property
    def held(self) -> bool:
        """Whether the promise was kept."""
        return not self.broken


Measure = Callable[[Scale], Outcome]
