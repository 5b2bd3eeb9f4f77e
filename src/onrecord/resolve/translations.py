"""Two translations of one utterance that have too few words in common to be known one by one.

What one agency translates as "share a table with him", another has as "sit down at one table with him". Within one
story, the words of one speaker, quoted by different articles, are one utterance where most of their telling words pair
by meaning, where neither has another partner nearly as good, and where neither denies, counts or turns what the other
says. The more sentences of the speaker the story has, the more they must have in common. Articles that print both say
that they are two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.snapshot import grouped
from onrecord.ontology.wording import load_wording
from onrecord.resolve.nearness import is_light
from onrecord.resolve.pairing import Match
from onrecord.resolve.partners import MANY, Alike, Likeness, alike, to_one_alone
from onrecord.resolve.phrasing import phrased
from onrecord.resolve.units import Unit
from onrecord.resolve.voices import voices
from onrecord.resolve.wording import longest_run

_PIECES = re.compile(r"[”\"»][^“\"«]*[“\"«]")

TRANSLATED = "another translation"
"""How the reason begins by which two translations are one utterance."""

RETOLD = "retold in other words"
"""How it begins where at least one of the two is no quotation."""

_TELLING = 2
_CLAUSE = 5
_RIVAL = 0.75
_ALLIED = 0.55
_BOTH_RETOLD = 0.08
_ELSEWHERE = 1.7
_FEW = 5
_TURN = 5
_WORDED_ALIKE = 0.55


_ASKED = ((2, 0.28), (5, 0.3), (12, 0.34))
_ASKED_OF_MANY = 0.36
"""The least score by how many sentences of the speaker a story has at most, and where it has more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups (by number) that are translations of one utterance, and why."""

    a: int
    b: int
    match: Match


def translated(groups: Sequence[Sequence[Unit]]) -> tuple[Pair, ...]:
    """Return the pairs of groups that are two translations, the likeliest first; a group's first unit is its head."""
    at = [number for number, (head, *_) in enumerate(groups) if _whole(head) and head.story]
    heads, found = [head for head, *_ in groups], list[Pair]()
    for told in grouped((groups[number][0].story, number) for number in at).values():
        spread = Counter(sense for number in told for sense in set(groups[number][0].senses))
        for own in voices(heads, told):
            found.extend(_pairs(groups, own, spread))
    return tuple(sorted(found, key=lambda pair: (-pair.match.score, pair.a, pair.b)))


def _whole(unit: Unit) -> bool:
    """Say whether a unit is in one piece, with words enough for a clause; fragments and headings say too little."""
    return not unit.in_heading and len(unit.words) >= _CLAUSE and not _PIECES.search(unit.text)


def _pairs(groups: Sequence[Sequence[Unit]], at: Sequence[int], spread: Mapping[str, int]) -> Iterator[Pair]:
    """Give the pairs of one speaker: quotations among themselves first, then what is retold with all that he says.

    `spread` counts in how many sentences of the story a word stands.
    """
    quoted = [number for number in at if groups[number][0].quoted]
    yield from _found(groups, alike(groups, quoted, spread), len(quoted))
    if len(quoted) < len(at):
        retold = _found(groups, alike(groups, at, spread), len(at))
        yield from (pair for pair in retold if not (groups[pair.a][0].quoted and groups[pair.b][0].quoted))


def _found(groups: Sequence[Sequence[Unit]], near: Alike, sentences: int) -> Iterator[Pair]:
    """Give the pairs that are alike enough and have no rival."""
    asked = next((least for most, least in _ASKED if sentences <= most), _ASKED_OF_MANY)
    partners = _partners(near)
    for (a, b), likeness in sorted(near.items()):
        told = groups[a][0].quoted, groups[b][0].quoted
        if all(told) and any(_in_english(groups[one][0]) for one in (a, b)):
            continue
        least, enough = asked if any(told) else asked + _BOTH_RETOLD, _TELLING + (sentences > MANY and not all(told))
        if all(told) and to_one_alone(groups[a], groups[b]):
            least *= _ELSEWHERE
        if not all(told) and sentences <= _FEW and _turn_in_common(groups[a][0], groups[b][0]):
            least, enough = least * _WORDED_ALIKE, 1
        if likeness.can and likeness.score >= least and likeness.telling >= enough and not _rivalled(partners, a, b):
            run = longest_run(groups[a][0].forms, groups[b][0].forms)[2]
            rule = f"{TRANSLATED if all(told) else RETOLD}: no other sentence of the speaker is as near"
            yield Pair(a, b, Match(run, round(min(1.0, likeness.score), 4), rule))


def _turn_in_common(a: Unit, b: Unit) -> bool:
    """Say whether two sentences have a turn in common but for endings ("known anything about an inquiry")."""
    one, other = phrased(a.words), phrased(b.words)
    at, _, run = longest_run([word.stem for word in one], [word.stem for word in other])
    content = [word for word in one[at : at + run] if word.content]
    return run >= _TURN and len(content) > 1 and any(not is_light(word) for word in content)


def _in_english(unit: Unit) -> bool:
    """Say whether a speaker speaks English at home, so that two quotations of him are no translations."""
    return unit.speaker is not None and unit.speaker.state in load_wording().english


def _partners(near: Alike) -> Mapping[int, Mapping[int, Likeness]]:
    """Return what each group has in common with others, by both their numbers."""
    found: defaultdict[int, dict[int, Likeness]] = defaultdict(dict)
    for (a, b), likeness in near.items():
        found[a][b] = found[b][a] = likeness
    return found


def _rivalled(partners: Mapping[int, Mapping[int, Likeness]], a: int, b: int) -> bool:
    """Say whether another sentence is nearly as good a partner for either, and is not one with both."""
    least = _RIVAL * partners[a][b].score
    for own, far in ((a, b), (b, a)):
        for third, likeness in partners[own].items():
            if third == far or likeness.score < least:
                continue
            whole = partners[far].get(third)
            if whole is None or not whole.can or whole.score < _ALLIED * least or not likeness.can:
                return True
    return False
