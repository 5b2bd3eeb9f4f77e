"""How far a piece of work is, and telling it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: `done` of `total` items, the total None where it cannot be known yet.

    There may then be `about` so many, as far as what came so far tells.
    """

    stage: str
    done: int
    total: int | None = None
    about: int | None = None


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report to nobody."""
