"""What people know of a source: how reliable it is, in the letters of NATO's grading, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reliability(StrEnum):
    """How reliable a source is by AJP-2.1; a person gives the letter, nothing here proposes one."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """What the letter stands for.

        >>> Reliability.B.words
        'usually reliable'
        """
        return _WORDS[self]


_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Grading:
    """What somebody wrote down of a source at one time, never changed: of each field the last value given holds.

    None says nothing of a field. `state` is the ISO 3166 alpha-3 code of the state it belongs to, `state_controlled`
    says whether that state directs what it reports. `aliases` are other names that articles use for it.
    `made` is an ISO time in UTC, `software` the version that wrote it down.
    """

    id: str
    name: str
    reliability: Reliability | None
    state: str | None
    state_controlled: bool | None
    owner: str | None
    aliases: tuple[str, ...]
    note: str
    judge: str
    made: str
    software: str

    @property
    def tells_owner(self) -> bool:
        """Whether it says whose the source is, on which the counting of origins rests."""
        return bool(self.state or self.owner or self.aliases or self.state_controlled is not None)
