"""How much the sentences of one speaker have in common, two by two, and whether two of them can be one utterance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord.model.reading import EntityKind, Polarity, StatementKind
from onrecord.ontology.calendar_words import calendar_file
from onrecord.resolve.denials import denied_by_cue, turned_round
from onrecord.resolve.nearness import (
    Common,
    Weigh,
    count_otherwise,
    counts,
    in_common,
    is_light,
    keeps_order,
    looks_ahead,
    numbers,
)
from onrecord.resolve.phrasing import phrased
from onrecord.resolve.units import Unit
from onrecord.resolve.wording import Word, longest_run

MANY = 12
"""Sentences of a speaker up to which each is compared with each."""

_PRESS = frozenset({EntityKind.OUTLET, EntityKind.AGENCY})
_LIGHT = 0.4
_NAMED = 0.5
_BUSIEST = 60
_PAIR = 2
_OWN = 0.5
_OTHERS = 0.15
_IN_ORDER = 0.75
_MOST = 0.7
_MOST_RETOLD = 0.6
_ENOUGH = 3.0
_SHORTER = 0.65
_DIFFERS = 0.7
_NAME = 4
_MANY_PAIRS = 4
_NEARLY_ALL = 0.75


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two groups have in common, whether they can be one utterance, in how many ways they differ.

    One that looks ahead or counts differs from one that does not. `telling` counts the pairs of words in common that
    are neither names nor numbers nor light.
    """

    common: Common
    can: bool
    differs: int
    telling: int

    @property
    def score(self) -> float:
        """How good a partner each is for the other."""
        return _share(self.common) * min(1.0, self.common.weight / _ENOUGH) * _DIFFERS**self.differs


Alike = dict[tuple[int, int], Likeness]
"""What groups have in common, by their numbers, the smaller one first."""


def _share(common: Common) -> float:
    return _SHORTER * common.share + (1 - _SHORTER) * common.of_longer


def alike(groups: Sequence[Sequence[Unit]], at: Sequence[int], spread: Mapping[str, int]) -> Alike:
    """Compare the groups of one speaker and story that share a telling word and that no article prints both."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in at:
        for sense in {word.sense for word in groups[number][0].words if word.content and not is_light(word)}:
            holders[sense].append(number)
    tells = {sense: _tells(len(held), spread[sense]) for sense, held in holders.items()}
    shared = Counter(pair for held in holders.values() if len(held) <= _BUSIEST for pair in combinations(held, 2))
    if len(at) <= MANY:
        shared |= Counter(combinations(at, 2))
    least = 1 + (len(at) > MANY)
    printed = {number: {unit.article for unit in groups[number]} for number in at}
    near = (pair for pair, n in sorted(shared.items()) if n >= least and not printed[pair[0]] & printed[pair[1]])
    return {(a, b): _likeness(groups[a], groups[b], tells) for a, b in near}


def _tells(own: int, all_: int) -> float:
    """Return how telling a word is that stands in some sentences of the speaker, and of all speakers of the story."""
    return 1 / (1 + _OWN * max(0, own - _PAIR) + _OTHERS * max(0, all_ - own - _PAIR))


def _likeness(a: Sequence[Unit], b: Sequence[Unit], tells: Mapping[str, float]) -> Likeness:
    names = _names(a[0]) | _names(b[0])
    one, other = phrased(a[0].words), phrased(b[0].words)
    common = in_common(one, other, _weigh(names, tells))
    differs = (looks_ahead(one) is not looks_ahead(other)) + (counts(one) is not counts(other))
    weighty = [(i, j) for i, j in common.pairs if not (is_light(one[i]) and is_light(other[j]))]
    telling = [(i, j) for i, j in weighty if one[i].sense not in names and not numbers(one[i : i + 1])]
    retold = StatementKind.INDIRECT in {a[0].statement.kind, b[0].statement.kind}
    told = 1 if retold and _are_one_name(one, other, telling) else len(telling)
    return Likeness(common, _can_be_one(a, b, common), differs, told)


def _are_one_name(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether all that two sentences share is one run of words: "the chief of police", what both are about."""
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
    embedded = not a[0].quoted, not b[0].quoted
    denied = tuple(group[0].statement.polarity is Polarity.DENIES for group in (a, b))
    if any(embedded) and denied[0] is not denied[1]:
        if not denied_by_cue(one, other, common.pairs, denied[0]):
            return False
    elif turned_round(one, other, common.pairs, embedded) and (any(embedded) or not _misworded(one, other, common)):
        return False
    telling = [pair for pair in common.pairs if not is_light(one[pair[0]])]
    ordered = max(keeps_order(telling), keeps_order(common.pairs))
    return ordered >= _IN_ORDER or _share(common) >= (_MOST_RETOLD if any(embedded) else _MOST)


def _misworded(a: Sequence[Word], b: Sequence[Word], common: Common) -> bool:
    """Say whether two quotations begin alike and have nearly all in common, so that one of them has it wrong.

    "We shall drink, and what is left …" and "We shall drink, and nothing will be left …" are no two sentences.
    """
    at, place, run = longest_run([word.stem for word in a], [word.stem for word in b])
    telling = [word for word in a[at : at + run] if word.content and not is_light(word)]
    return (
        at == place == 0 and len(telling) > 1 and len(common.pairs) >= _MANY_PAIRS and common.of_longer >= _NEARLY_ALL
    )


def _other_occasion(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Say whether two groups were said on different days, or to different papers or agencies, as all that tell say."""
    days = [{unit.statement.date for unit in group if unit.statement.date} for group in (a, b)]
    heard = [{unit.hearer.key for unit in group if unit.hearer and unit.hearer.kind in _PRESS} for group in (a, b)]
    return any(all(told) and not told[0] & told[1] for told in (days, heard))


def to_one_alone(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Say whether only one of two groups was said to a paper or agency, as far as the reports tell."""
    heard = [any(unit.hearer and unit.hearer.kind in _PRESS for unit in group) for group in (a, b)]
    return heard[0] is not heard[1]
