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
from functools import cache
from itertools import combinations

from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.ontology.calendar_words import calendar_file
from onrecord.ontology.wording import load_wording
from onrecord.resolve.nearness import (
    Common,
    Weigh,
    count_otherwise,
    counts,
    in_common,
    is_light,
    keeps_order,
    looks_ahead,
    turned_round,
)
from onrecord.resolve.pairing import Match
from onrecord.resolve.phrasing import phrased
from onrecord.resolve.units import Unit
from onrecord.resolve.voices import voices
from onrecord.resolve.wording import Word, longest_run

_PIECES = re.compile(r"[”\"»][^“\"«]*[“\"«]")

TRANSLATED = "another translation"
"""How the reason begins by which two translations are one utterance."""

RETOLD = "retold in other words"
"""How it begins where at least one of the two is no quotation."""

_PRESS = frozenset({EntityKind.OUTLET, EntityKind.AGENCY})
_LIGHT = 0.4
_NAMED = 0.5
_BUSIEST = 60
_PAIR = 2
_TELLING = 2
_MANY = 12
_OWN = 0.5
_OTHERS = 0.15
_CLAUSE = 5
_IN_ORDER = 0.75
_MOST = 0.6
_RIVAL = 0.75
_ENOUGH = 3.0
_SHORTER = 0.65
_DIFFERS = 0.7
_BOTH_RETOLD = 0.08
_ELSEWHERE = 1.7
_FEW = 5
_TURN = 5
_NAME = 4
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


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much two groups have in common, whether they can be one utterance, in how many ways they differ.

    One that looks ahead or counts differs from one that does not. `telling` counts the pairs of words in common that
    are neither names nor light.
    """

    common: Common
    can: bool
    differs: int
    telling: int

    @property
    def score(self) -> float:
        """How good a partner each is for the other."""
        return _share(self.common) * min(1.0, self.common.weight / _ENOUGH) * _DIFFERS**self.differs


Alike = dict[tuple[int, int], _Likeness]
"""What groups have in common, by their numbers, the smaller one first."""


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
    yield from _found(groups, _alike(groups, quoted, spread), len(quoted))
    if len(quoted) < len(at):
        retold = _found(groups, _alike(groups, at, spread), len(at))
        yield from (pair for pair in retold if not (groups[pair.a][0].quoted and groups[pair.b][0].quoted))


def _found(groups: Sequence[Sequence[Unit]], alike: Alike, sentences: int) -> Iterator[Pair]:
    """Give the pairs that are alike enough and have no rival."""
    asked = next((least for most, least in _ASKED if sentences <= most), _ASKED_OF_MANY)
    partners = _partners(alike)
    for (a, b), likeness in sorted(alike.items()):
        told = groups[a][0].quoted, groups[b][0].quoted
        if all(told) and any(_in_english(groups[one][0]) for one in (a, b)):
            continue
        least, enough = asked if any(told) else asked + _BOTH_RETOLD, _TELLING + (sentences > _MANY and not all(told))
        if all(told) and _to_one_alone(groups[a], groups[b]):
            least *= _ELSEWHERE
        if not all(told) and sentences <= _FEW and _turn_in_common(groups[a][0], groups[b][0]):
            least, enough = least * _WORDED_ALIKE, 1
        if likeness.can and likeness.score >= least and likeness.telling >= enough and not _rivalled(partners, a, b):
            run = longest_run(groups[a][0].forms, groups[b][0].forms)[2]
            rule = f"{TRANSLATED if all(told) else RETOLD}: no other sentence of the speaker is as near"
            yield Pair(a, b, Match(run, round(min(1.0, likeness.score), 4), rule))


def _to_one_alone(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Say whether only one of two groups was said to a paper or agency, as far as the reports tell."""
    heard = [any(unit.hearer and unit.hearer.kind in _PRESS for unit in group) for group in (a, b)]
    return heard[0] is not heard[1]


def _turn_in_common(a: Unit, b: Unit) -> bool:
    """Say whether a sentence and what is retold have a turn in common but for endings ("known anything about an inquiry")."""
    one, other = phrased(a.words), phrased(b.words)
    at, _, run = longest_run([word.stem for word in one], [word.stem for word in other])
    content = [word for word in one[at : at + run] if word.content]
    return run >= _TURN and len(content) > 1 and any(not is_light(word) for word in content)


def _in_english(unit: Unit) -> bool:
    """Say whether a speaker speaks English at home, so that two quotations of him are no translations."""
    return unit.speaker is not None and unit.speaker.state in load_wording().english


def _share(common: Common) -> float:
    return _SHORTER * common.share + (1 - _SHORTER) * common.of_longer


def _alike(groups: Sequence[Sequence[Unit]], at: Sequence[int], spread: Mapping[str, int]) -> Alike:
    """Compare the groups of one speaker and story that share a telling word and that no article prints both."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in at:
        for sense in {word.sense for word in groups[number][0].words if word.content and not is_light(word)}:
            holders[sense].append(number)
    tells = {sense: _tells(len(held), spread[sense]) for sense, held in holders.items()}
    shared = Counter(pair for held in holders.values() if len(held) <= _BUSIEST for pair in combinations(held, 2))
    if len(at) <= _MANY:
        shared |= Counter(combinations(at, 2))
    least = 1 + (len(at) > _MANY)
    printed = {number: {unit.article for unit in groups[number]} for number in at}
    near = (pair for pair, n in sorted(shared.items()) if n >= least and not printed[pair[0]] & printed[pair[1]])
    return {(a, b): _likeness(groups[a], groups[b], tells) for a, b in near}


def _tells(own: int, all_: int) -> float:
    """Return how telling a word is that stands in some sentences of the speaker, and of all speakers of the story."""
    return 1 / (1 + _OWN * max(0, own - _PAIR) + _OTHERS * max(0, all_ - own - _PAIR))


def _likeness(a: Sequence[Unit], b: Sequence[Unit], tells: Mapping[str, float]) -> _Likeness:
    names = _names(a[0]) | _names(b[0])
    one, other = phrased(a[0].words), phrased(b[0].words)
    common = in_common(one, other, _weigh(names, tells))
    differs = (looks_ahead(one) is not looks_ahead(other)) + (counts(one) is not counts(other))
    telling = [(i, j) for i, j in common.pairs if not is_light(one[i]) and one[i].sense not in names]
    retold = not (a[0].quoted and b[0].quoted)
    told = 1 if retold and _are_one_name(one, other, telling) else len(telling)
    return _Likeness(common, _can_be_one(a, b, common), differs, told)


def _are_one_name(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether all that two sentences share is one run of the same words: "the chief of police", what both are about."""
    if not pairs:
        return False
    one, other = ([word.form for word in words[first : last + 1]] for words, first, last in _reach(a, b, pairs))
    return 1 < len(one) <= _NAME and one == other


def _reach(
    a: Sequence[Word], b: Sequence[Word], pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[Sequence[Word], int, int], ...]:
    """Return each sentence with the first and the last place that has a partner."""
    ends = ((min(own), max(own)) for own in zip(*pairs, strict=True))
    return tuple((words, first, last) for words, (first, last) in zip((a, b), ends, strict=True))


def _weigh(names: set[str], tells: Mapping[str, float]) -> Weigh:
    """Weigh a word by how much it tells; what goes with every subject, and names, tell little."""

    def weight(word: Word) -> float:
        general = _LIGHT if is_light(word) else _NAMED if word.sense in names else 1.0
        return general * tells.get(word.sense, 1.0)

    return weight


def _names(unit: Unit) -> set[str]:
    """Return the words that are names, which tell what is spoken about and not what is said of it; no day is one."""
    start = unit.span.start
    named = (word for word in unit.words[1:] if unit.text[word.start - start].isupper())
    capital = {word.sense for word in named if word.form not in _weekdays()}
    return capital | {sense for sense in unit.senses if sense.startswith("=")}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for names in calendar_file()["english"]["weekdays"] for name in names)


def _can_be_one(a: Sequence[Unit], b: Sequence[Unit], common: Common) -> bool:
    """Say whether nothing speaks against it: no other occasion, no denial, no other number or opposite of it."""
    if not common.pairs or _other_occasion(a, b):
        return False
    one, other = phrased(a[0].words), phrased(b[0].words)
    if count_otherwise(one, other):
        return False
    retold = not (a[0].quoted and b[0].quoted)
    if retold and a[0].statement.polarity is not b[0].statement.polarity:
        return False
    if turned_round(one, other, common.pairs, (not a[0].quoted, not b[0].quoted)):
        return False
    telling = [pair for pair in common.pairs if not is_light(one[pair[0]])]
    return keeps_order(telling) >= _IN_ORDER or _share(common) >= _MOST


def _other_occasion(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Say whether two groups were said on different days, or to different papers or agencies, as all that tell say."""
    days = [{unit.statement.date for unit in group if unit.statement.date} for group in (a, b)]
    heard = [{unit.hearer.key for unit in group if unit.hearer and unit.hearer.kind in _PRESS} for group in (a, b)]
    return any(all(told) and not told[0] & told[1] for told in (days, heard))


def _partners(alike: Alike) -> Mapping[int, Mapping[int, _Likeness]]:
    """Return what each group has in common with others, by both their numbers."""
    found: defaultdict[int, dict[int, _Likeness]] = defaultdict(dict)
    for (a, b), likeness in alike.items():
        found[a][b] = found[b][a] = likeness
    return found


def _rivalled(partners: Mapping[int, Mapping[int, _Likeness]], a: int, b: int) -> bool:
    """Say whether another sentence is nearly as good a partner for either, and is not one with both."""
    least = _RIVAL * partners[a][b].score
    for own, far in ((a, b), (b, a)):
        for third, likeness in partners[own].items():
            if third == far or likeness.score < least:
                continue
            whole = partners[far].get(third)
            if whole is None or not whole.can or whole.score < least or not likeness.can:
                return True
    return False
