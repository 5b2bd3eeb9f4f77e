"""Where the units taken so far are found again, so that each new one is compared with few others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.resolve.pairing import CUT, LONG_RUN, Match
from onrecord.resolve.units import Unit

_NEAR = 3
_SHARED_PAIRS = 2
_BUSIEST = 400
_COMPARED = 24


class UtteranceIndex:
    """The units taken so far, by what they can be found again with."""

    def __init__(self) -> None:
        self._postings: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._taken: list[tuple[Unit, int]] = []
        self._twins: dict[tuple[str, str, tuple[str, ...], bool], tuple[int, Match]] = {}

    def twin(self, unit: Unit) -> tuple[int, Match] | None:
        """Return the group of a unit with exactly these words, speaker and story: the copies of viral coverage."""
        return self._twins.get(self._same(unit))

    def near(self, unit: Unit) -> list[tuple[Unit, int]]:
        """Return the units worth comparing, those that share most keys first."""
        votes: defaultdict[int, int] = defaultdict(int)
        for key in _keys(unit):
            weight = 1 if key[0] == "pair" else _SHARED_PAIRS
            for at in self._postings.get(key, ()):
                votes[at] += weight
        ranked = sorted((-count, at) for at, count in votes.items() if count >= _SHARED_PAIRS)
        return [self._taken[at] for _, at in ranked[:_COMPARED]]

    def add(self, unit: Unit, group: int) -> None:
        """Take a unit in, unless one with the same words, speaker and story is there already."""
        if self._same(unit) in self._twins:
            return
        self._twins[self._same(unit)] = group, Match(len(unit.forms), 1.0, "same words")
        self._taken.append((unit, group))
        for key in _keys(unit):
            if len(self._postings[key]) < _BUSIEST:
                self._postings[key].append(len(self._taken) - 1)

    @staticmethod
    def _same(unit: Unit) -> tuple[str, str, tuple[str, ...], bool]:
        speaker = unit.speaker.key if unit.speaker else ""
        return speaker, unit.story or "", unit.forms, unit.quoted


def _keys(unit: Unit) -> set[tuple[str, ...]]:
    """Return pairs of near content words under the speaker's state or key, and runs of words under nobody's.

    Of quotations short runs, too, in their story: what is cut short has few words left.
    """
    runs = (unit.forms[at : at + LONG_RUN] for at in range(len(unit.forms) - LONG_RUN + 1))
    keys: set[tuple[str, ...]] = {("run", *run) for run in runs}
    if unit.speaker:
        owner = unit.speaker.state or unit.speaker.key
        keys |= {("pair", owner, *pair) for pair in _pairs(unit.senses)}
    if unit.quoted and unit.story and (unit.speaker or unit.post):
        starts = range(len(unit.forms) - CUT + 1)
        keys |= {("cut", unit.story, *unit.forms[at : at + CUT]) for at in starts}
    return keys


def _pairs(senses: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(senses):
        for other in senses[at + 1 : at + 1 + _NEAR]:
            yield (one, other) if one < other else (other, one)
