"""How much two sentences say the same in other words: their content words paired by meaning and weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from onrecord.ontology.near_words import load_near_words
from onrecord.ontology.word_kin import load_word_kin
from onrecord.ontology.wording import load_wording
from onrecord.read.numerals import number_of
from onrecord.resolve.wording import Word

Weigh = Callable[[Word], float]
"""How telling a content word is, from 0 to 1."""

_SYNONYM = 0.6
_KIN = 0.9
_AKIN = 1.2
_WORTH_ASKING = 0.2
_CHANCE = 2
_TEN = 10
_TENS = frozenset(map(float, range(20, 100, 10)))
_YEARS = (1900, 2100)
_BESIDE = 3
"""How far apart, over both sentences, words stand that change places within a phrase ("a man lost", "a lost man")."""
_ENDINGS = re.compile(r"(?P<base>.{2,}?)(?:(?P<ies>ies|ied)|es|ed|ing|s|d|er|ly)$")


@dataclass(frozen=True, slots=True)
class Common:
    """What two sentences have in common: pairs of word numbers, their weight, and the weight of each sentence."""

    pairs: tuple[tuple[int, int], ...]
    weight: float
    whole: tuple[float, float]

    @property
    def share(self) -> float:
        """The share of the sentence that has less content."""
        return self.weight / max(1.0, min(self.whole))

    @property
    def of_longer(self) -> float:
        """The share of the sentence that has more content."""
        return self.weight / max(1.0, *self.whole)


def in_common(a: Sequence[Word], b: Sequence[Word], weigh: Weigh) -> Common:
    """Pair the content words of two sentences one to one, the nearest first, and weigh what is paired.

    Kin is asked for only where the sentences have something of a sentence in common without it: it takes time.
    """
    found = _paired(a, b, weigh, _surely_near)
    return _paired(a, b, weigh, nearness) if found.share >= _WORTH_ASKING else found


def _paired(a: Sequence[Word], b: Sequence[Word], weigh: Weigh, near: Callable[[Word, Word], float]) -> Common:
    one, other = ([(at, word) for at, word in enumerate(words) if word.content] for words in (a, b))
    values = ((near(x, y), i, j) for (i, x), (j, y) in product(one, other))
    ranked = sorted(((value, i, j) for value, i, j in values if value), key=lambda row: (-row[0], row[1:]))
    taken: tuple[set[int], set[int]] = set(), set()
    pairs, weight = [], 0.0
    for value, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
            weight += value * min(weigh(a[i]), weigh(b[j]))
    whole = sum(weigh(word) for _, word in one), sum(weigh(word) for _, word in other)
    return Common(tuple(sorted(pairs)), weight, whole)


def nearness(a: Word, b: Word) -> float:
    """Return how well one word can stand for another: 1 the same or a synonym, 0 where it hardly can."""
    return _surely_near(a, b) or _kinship(*sorted((a.form, b.form)))


def _surely_near(a: Word, b: Word) -> float:
    """Return how near two words are by their spelling, their number, or the lists of near words."""
    if a.sense == b.sense or a.stem == b.stem:
        return 1.0
    value = _number(a.form)
    if value is not None and value == _number(b.form):
        return 1.0
    return 0.8 if load_near_words().near(a.stem, b.stem) else 0.0


@lru_cache(maxsize=1 << 16)
def _kinship(form: str, other: str) -> float:
    kin = load_word_kin()
    ways = (kin.apart(one, "X", two, "X") for one in bases(form) for two in bases(other))
    apart = min(ways, default=_AKIN + 1)
    return 0.9 if apart <= _SYNONYM else 0.7 if apart <= _KIN else 0.4 if apart <= _AKIN else 0.0


@lru_cache(maxsize=1 << 14)
def bases(form: str) -> tuple[str, ...]:
    """Return the words of the word list of which a form can be an inflection.

    >>> bases("ships"), bases("carried"), bases("robbed")
    (('ship',), ('carry',), ('rob',))
    """
    known = load_word_kin().knows
    base = load_wording().irregular.get(form, form)
    if known(base):
        return (base,)
    match = _ENDINGS.match(form)
    if not match:
        return ()
    return tuple(dict.fromkeys(word for word in _shortened(match) if known(word)))[:1]


def _shortened(match: re.Match[str]) -> Iterator[str]:
    base = match["base"]
    if match["ies"]:
        yield base + "y"
    yield base
    yield base + "e"
    if len(base) > 2 and base[-1] == base[-2]:
        yield base[:-1]


@lru_cache(maxsize=1 << 12)
def _number(form: str) -> float | None:
    return float(form) if form.isdigit() else number_of(form) if form in load_wording().numbers else None


def numbers(words: Sequence[Word]) -> frozenset[float]:
    """Return the numbers that stand in a sentence; "sixty-one" is one number.

    >>> from onrecord.resolve.wording import words_in
    >>> sorted(numbers(words_in("sixty-one of the 120 members")))
    [61.0, 120.0]
    """
    found: list[float] = []
    tens = -2
    for at, word in enumerate(words):
        value = _number(word.form)
        if value is not None and tens == at - 1 and 0 < value < _TEN:
            found[-1] += value
        elif value is not None and word.form != "one":
            found.append(value)
            tens = at if value in _TENS and not word.form.isdigit() else tens
    return frozenset(found)


def count_otherwise(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Say whether both sentences have numbers, and not one in common.

    A year that only one of them names is no count: the other may have it as "two years ago".
    """
    one, other = numbers(a), numbers(b)
    if any(map(_is_year, one)) is not any(map(_is_year, other)):
        one, other = (frozenset(value for value in found if not _is_year(value)) for found in (one, other))
    return bool(one and other) and not one & other


def _is_year(value: float) -> bool:
    return _YEARS[0] <= value <= _YEARS[1]


def looks_ahead(words: Sequence[Word]) -> bool:
    """Say whether a sentence is about what is to come, or holds only if something happens."""
    return any(word.form in load_near_words().ahead for word in words)


def counts(words: Sequence[Word]) -> bool:
    """Say whether a sentence says how many."""
    return bool(numbers(words)) or any(word.form in load_near_words().counts for word in words)


def is_light(word: Word) -> bool:
    """Say whether a word goes with nearly every subject."""
    return word.stem in load_near_words().light


def keeps_order(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the share of the pairs that stand in one order in both sentences (1 for two: that may be chance).

    Two neighbours may change places: "a fisherman who is lost", "a lost fisherman".

    >>> keeps_order([(0, 3), (1, 1), (2, 2), (3, 0)]), keeps_order([(1, 2), (3, 1), (6, 4)])
    (0.5, 1.0)
    """
    best: list[int] = []
    places = _neighbours_in_order(pairs)
    for at, place in enumerate(places):
        best.append(1 + max((best[before] for before in range(at) if places[before] < place), default=0))
    return max(best) / len(pairs) if len(pairs) > _CHANCE else 1.0


def _neighbours_in_order(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return the places in the second sentence, by rank, where two that only changed places are put back."""
    ranked = {place: rank for rank, place in enumerate(sorted(place for _, place in pairs))}
    ranks = [ranked[place] for _, place in pairs]
    at = 0
    while at + 1 < len(pairs):
        (i, j), (after, before) = pairs[at], pairs[at + 1]
        if ranks[at] == ranks[at + 1] + 1 and (after - i) + (j - before) <= _BESIDE:
            ranks[at : at + 2] = ranks[at + 1], ranks[at]
            at += 1
        at += 1
    return ranks
