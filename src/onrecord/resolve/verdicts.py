"""What people's judgements come to: which facts are one, which are kept apart, and which judgements contradict others.

Everything here is a function of the judgements in their order. Of several on one pair the last holds, `undo` leaves
none. A judgement that contradicts those made before it, directly or through others, is not followed; `onrecord judge`
refuses it when it is made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model.groups import Groups
from onrecord.model.judgement import Judgement, Verdict
from onrecord.model.snapshot import grouped

Party = frozenset[int]
"""The numbers of the groups of facts judged to be one that a cluster holds; a fact nobody judged adds none."""

NOBODY: Party = frozenset()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the last judgement on each pair, without those taken back, in the order in which they were made."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        last.pop(judgement.pair, None)
        last[judgement.pair] = judgement
    return tuple(judgement for judgement in last.values() if judgement.verdict is not Verdict.UNDO)


class Verdicts:
    """The judgements that are followed, as groups of facts that are one and pairs of groups that are not.

    `against` gives for each judgement that is not followed the earlier ones that it contradicts.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self.followed: list[Judgement] = []
        self.against: dict[str, tuple[Judgement, ...]] = {}
        groups = _JudgedGroups()
        for judgement in in_force(judgements):
            if groups.take(judgement):
                self.followed.append(judgement)
            else:
                self.against[judgement.id] = _contradicted(self.followed, judgement)
        self._told = grouped((fact, judgement) for judgement in self.followed for fact in judgement.pair)
        numbers = {root: n for n, root in enumerate(sorted({groups.root(fact) for fact in self._told}))}
        self._number = {fact: numbers[groups.root(fact)] for fact in self._told}
        self._apart = {
            numbers[root]: frozenset(numbers[other] for other in others) for root, others in groups.apart.items()
        }

    def __bool__(self) -> bool:
        return bool(self.followed)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that were judged, in order."""
        return tuple(sorted(self._number))

    def party(self, fact: str) -> Party:
        """Return the group of a fact, empty where nobody judged it."""
        number = self._number.get(fact)
        return NOBODY if number is None else frozenset({number})

    def barred(self, one: Party, other: Party) -> bool:
        """Say whether a judgement keeps two clusters apart."""
        return bool(one and other) and any(self._apart.get(number, NOBODY) & other for number in one)

    def reason(self, fact: str) -> str:
        """Say what was decided on a fact, "" where nothing was."""
        return "; ".join(_words(judgement, fact) for judgement in self._told.get(fact, ()))


class _JudgedGroups(Groups):
    """Facts judged to be one, and the groups that are kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.apart: dict[str, set[str]] = {}

    def take(self, judgement: Judgement) -> bool:
        """Follow a judgement unless it contradicts those followed before; say whether it does not."""
        a, b = sorted(self.root(fact) for fact in judgement.pair)
        if judgement.verdict is Verdict.DIFFERENT:
            self._part(a, b)
            return a != b
        if b in self.apart.get(a, ()):
            return False
        if a != b:
            self.join(a, b)
            for other in self.apart.pop(b, ()):
                self.apart[other].discard(b)
                self._part(a, other)
        return True

    def _part(self, a: str, b: str) -> None:
        if a != b:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)


def _contradicted(followed: Sequence[Judgement], judgement: Judgement) -> tuple[Judgement, ...]:
    """Return the followed judgements, as few as may be, that together say the contrary of one."""
    near = _neighbours(followed)
    if judgement.verdict is Verdict.DIFFERENT:
        return _path(near, *judgement.pair) or ()
    for other in (j for j in followed if j.verdict is Verdict.DIFFERENT):
        for a, b in (other.pair, other.pair[::-1]):
            one, two = _path(near, judgement.a, a), _path(near, judgement.b, b)
            if one is not None and two is not None:
                return (other, *one, *two)
    return ()


def _words(judgement: Judgement, fact: str) -> str:
    other = judgement.b_name if fact == judgement.a else judgement.a_name
    note = f": {judgement.note}" if judgement.note else ""
    return f"judged {judgement.verdict.words} {other!r} by {judgement.judge} ({judgement.id}){note}"


def _neighbours(judgements: Iterable[Judgement]) -> Mapping[str, tuple[Judgement, ...]]:
    same = (judgement for judgement in judgements if judgement.verdict is Verdict.SAME)
    return grouped((fact, judgement) for judgement in same for fact in judgement.pair)


def _path(near: Mapping[str, Sequence[Judgement]], one: str, other: str) -> tuple[Judgement, ...] | None:
    """Return the judgements by which two facts are one, as few as may be; None where they are not."""
    reached: dict[str, tuple[Judgement, ...]] = {one: ()}
    ahead = deque([one])
    while ahead and other not in reached:
        at = ahead.popleft()
        for judgement in near.get(at, ()):
            end = judgement.b if judgement.a == at else judgement.a
            if end not in reached:
                reached[end] = (*reached[at], judgement)
                ahead.append(end)
    return reached.get(other)
