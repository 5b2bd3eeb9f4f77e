"""Two translations of one utterance that have too few words in common to be known one by one.

What one agency translates as "share a table with him", another has as "sit down at one table with him". Within one
story, the words of one speaker, quoted by different articles, are one utterance where the few words that both have are
in no other of the speaker's utterances there, and where neither is as much like any third one. Articles that print both
say that they are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.reading import StatementKind
from onrecord.model.snapshot import grouped
from onrecord.resolve.pairing import Match
from onrecord.resolve.units import Unit
from onrecord.resolve.wording import in_order, longest_run

TRANSLATED = "another translation"
"""How the reason begins by which two translations are one utterance."""

_BOTH = 2
_LEAST_SHARED = 3
_SHARED = 0.4
_MOST = 0.6
_IN_ORDER = 0.75
_LONGER = 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups (by number) that are translations of one utterance, and why."""

    a: int
    b: int
    match: Match


def translated(groups: Sequence[Sequence[Unit]]) -> tuple[Pair, ...]:
    """Return the pairs of groups that are two translations; the first unit of a group is its head.

    A group is in one pair at most.
    """
    of_speaker = grouped(_quoted(groups))
    return tuple(pair for numbers in of_speaker.values() for pair in _pairs(groups, numbers))


def _quoted(groups: Sequence[Sequence[Unit]]) -> Iterator[tuple[tuple[str, str], int]]:
    """Give the groups whose head is a whole quotation, by the story and the speaker, where both are known."""
    for at, (head, *_) in enumerate(groups):
        if _whole(head) and head.speaker and head.story:
            yield (head.story, head.speaker.key), at


def _whole(unit: Unit) -> bool:
    """Say whether a unit is of a quotation with nothing of the reporter's before it; fragments say too little."""
    opens = unit.span.start - unit.statement.spans[0].start
    return unit.statement.kind is StatementKind.DIRECT or (unit.quoted and opens == 1)


def _pairs(groups: Sequence[Sequence[Unit]], numbers: Sequence[int]) -> Iterator[Pair]:
    found: dict[int, list[Pair]] = {}
    for a, b in _alike(groups, numbers):
        match = _match(groups[a], groups[b])
        if match:
            for one in (a, b):
                found.setdefault(one, []).append(Pair(a, b, match))
    best = {at: _alone(pairs) for at, pairs in found.items()}
    yield from (pair for at, pair in sorted(best.items()) if pair and at == pair.a and best.get(pair.b) == pair)


def _alike(groups: Sequence[Sequence[Unit]], numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of groups that share enough words which no third one of them has; each word makes one pair."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at in numbers:
        for sense in set(groups[at][0].senses) - _names(groups[at][0]):
            holders[sense].append(at)
    shared = Counter((held[0], held[1]) for held in holders.values() if len(held) == _BOTH)
    return sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)


def _alone(pairs: Iterable[Pair]) -> Pair | None:
    """Return the best pair, or None where two are equally good: it may be either then."""
    ranked = sorted(pairs, key=lambda pair: -pair.match.score)
    return None if len(ranked) > 1 and ranked[0].match.score == ranked[1].match.score else ranked[0]


def _names(unit: Unit) -> set[str]:
    """Return the words that are names, which tell what is spoken about and not what is said of it."""
    start = unit.span.start
    capital = {word.sense for word in unit.words[1:] if unit.text[word.start - start].isupper()}
    return capital | {sense for sense in unit.senses if sense.startswith("=")}


def _match(a: Sequence[Unit], b: Sequence[Unit]) -> Match | None:
    """Return the match of two groups that share enough rare words: in few other words, in order, in no one article."""
    one, other = a[0].senses, b[0].senses
    if {unit.article for unit in a} & {unit.article for unit in b}:
        return None
    if max(len(one), len(other)) > _LONGER * min(len(one), len(other)):
        return None
    names = _names(a[0]) | _names(b[0])
    telling = [set(senses) - names for senses in (one, other)]
    common = telling[0] & telling[1]
    share = len(common) / min(map(len, telling))
    ordered = in_order(*([s for s in senses if s in common] for senses in (one, other))) >= _IN_ORDER * len(common)
    if share < (_SHARED if ordered else _MOST) or (not ordered and len(common) <= _LEAST_SHARED):
        return None
    run = longest_run(a[0].forms, b[0].forms)[2]
    return Match(run, round(share, 4), f"{TRANSLATED}: content words that the speaker uses nowhere else here")
