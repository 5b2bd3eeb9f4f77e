"""What people decide on sameness: two entities are one actor or two, two reports are of one claim or of two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody decided on a pair; `undo` takes back what was decided on it before."""

    SAME = "same"
    DIFFERENT = "different"
    UNDO = "undo"

    @property
    def words(self) -> str:
        """What stands between the two of a pair where it is told.

        >>> Verdict.SAME.words
        'the same as'
        """
        return _WORDS[self]


_WORDS = {Verdict.SAME: "the same as", Verdict.DIFFERENT: "another than", Verdict.UNDO: "no longer judged with"}


class JudgedKind(StrEnum):
    """What a judgement is about."""

    ACTOR = "actor"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision on a pair, never changed: of several on one pair the last holds.

    `a` < `b` name two facts, which never change, while the ids of actors and claims may do so when coverage is added:
    for actors the ids of two entities, for claims two reports, each as `FACT:START-END`, a statement or event and the
    stretch of its article that carries the claim. `a_name` and `b_name` are what stood there when it
    was decided, for people to read. `made` is an ISO time in UTC, `software` the version that wrote it down.
    """

    id: str
    kind: JudgedKind
    verdict: Verdict
    a: str
    b: str
    a_name: str
    b_name: str
    note: str
    judge: str
    made: str
    software: str

    @property
    def pair(self) -> tuple[str, str]:
        """What it is about."""
        return self.a, self.b
