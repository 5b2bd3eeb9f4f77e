"""What is worth telling about a source without anything being wrong with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A line for the person who adds coverage: which columns were taken for what, what was left alone.

    `location` is the source as the user gave it. A notice is told and not stored.
    """

    location: str
    text: str
