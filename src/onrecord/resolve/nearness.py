"""How much two sentences say the same in other words: their content words paired by meaning and weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from onrecord.ontology.near_words import load_near_words
from onrecord.ontology.word_kin import load_word_kin
from onrecord.ontology.wording import load_wording, stem
from onrecord.read.numerals import number_of
from onrecord.resolve.wording import Word

Weigh = Callable[[Word], float]
"""How telling a content word is, from 0 to 1."""

Embedded = tuple[bool, bool]
"""Of each of two sentences, whether it stands in a reporter's sentence."""

_SYNONYM = 0.6
_KIN = 0.9
_AKIN = 1.2
_WORTH_ASKING = 0.2
_BEFORE = 3
_TAKEN_BACK = 2
_BOUND = 5
_RELATIVES = frozenset({"that", "who", "which", "whom", "whose"})
_JOINING = frozenset({"and", "but", "or", "because", "so", "if", "when", "until"})
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "it", "you", "that", "this", "there"})
_CHANCE = 2
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
    """Return the numbers that stand in a sentence."""
    return frozenset(value for word in words if (value := _number(word.form)) is not None and word.form != "one")


def count_otherwise(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Say whether both sentences have numbers, and not one in common."""
    one, other = numbers(a), numbers(b)
    return bool(one and other) and not one & other


def looks_ahead(words: Sequence[Word]) -> bool:
    """Say whether a sentence is about what is to come, or holds only if something happens."""
    return any(word.form in load_near_words().ahead for word in words)


def counts(words: Sequence[Word]) -> bool:
    """Say whether a sentence says how many."""
    return bool(numbers(words)) or any(word.form in load_near_words().counts for word in words)


def is_light(word: Word) -> bool:
    """Say whether a word goes with nearly every subject."""
    return word.stem in load_near_words().light


def opposite(a: Sequence[Word], b: Sequence[Word], pairs: Collection[tuple[int, int]] = ()) -> bool:
    """Say whether one sentence has a word where the other has its opposite, and neither is paired with another."""
    paired = {i for i, _ in pairs}, {j for _, j in pairs}
    one, other = (
        {word.stem for at, word in enumerate(words) if at not in taken}
        for words, taken in zip((a, b), paired, strict=True)
    )
    return any(_turns(word, one, other) for word in one - other)


def _turns(word: str, own: Collection[str], others: Collection[str]) -> bool:
    against = load_near_words().opposites.get(word, frozenset())
    return any(turned in others and turned not in own for turned in against)


def denials(words: Sequence[Word], told: Collection[int], embedded: bool = False) -> int:
    """Return how the part of a sentence up to its last word `told` denies: 0 not at all, 1 once or oddly, 2 evenly.

    What stands further before or after, another sentence need not have. In what is `embedded` in a reporter's sentence
    a denial at its beginning goes for all of it ("had not thought of asking him to leave"). "Shall not forget" denies
    nothing, nor does "as long as no court has ruled", which only says until when.
    """
    since = _begins(words, min(told)) if told and not embedded else 0
    part = words[since : _ends(words, max(told))] if told else words
    here = {at - since for at in told}
    found = sum(_denies(part, at) and not _bounds(part, at) and not _aside(part, at, here) for at in range(len(part)))
    return found and 2 - found % 2


def _begins(words: Sequence[Word], told: int) -> int:
    """Return where the phrase of the first word told begins: "not one of the prisoners"."""
    before = next((at for at in range(told - 1, -1, -1) if words[at].content), -1)
    return max(0, min(before + 1, told - _BEFORE))


def _ends(words: Sequence[Word], told: int) -> int:
    """Return where the clause of the last word told goes on: behind the "no" of "the insurers will no longer …"."""
    after = range(told + 1, len(words))
    stop = next((at for at in after if words[at].content or words[at].form in _JOINING | _SUBJECTS), told + 1)
    return stop if any(_denies_verb(words, at) for at in range(told + 1, stop)) else told + 1


def _denies_verb(words: Sequence[Word], at: int) -> bool:
    """Say whether a word denies a verb: "not", or the "no" of "no longer", but not that of "no interference"."""
    after = words[at + 1].form if at + 1 < len(words) else ""
    return words[at].form in ("not", "never") or (words[at].form == "no" and after in ("longer", "more"))


def _bounds(words: Sequence[Word], at: int) -> bool:
    """Say whether a denial stands behind "as long as" or "until", where it only says until when."""
    before = tuple(word.form for word in words[max(0, at - _BOUND) : at])
    turns = load_near_words().bounding
    return any(before[i : i + len(turn)] == turn for turn in turns for i in range(len(before)))


def _aside(words: Sequence[Word], at: int, told: Collection[int]) -> bool:
    """Say whether a denial stands in a relative clause of which the other sentence tells nothing."""
    opens = next((i for i in range(at - 1, max(-1, at - _BEFORE - 1), -1) if words[i].form in _RELATIVES), None)
    if opens is None or not told:
        return False
    closes = next((i for i in range(at + 1, len(words)) if words[i].form in _JOINING), len(words))
    return not any(opens < i < closes for i in told)


def _denies(words: Sequence[Word], at: int) -> bool:
    """Say whether a word denies: neither does in "not forget", where one takes the other back, nor "no" in "No, he"."""
    before, after = words[max(0, at - _TAKEN_BACK) : at], words[at + 1 : at + 1 + _TAKEN_BACK]
    if _is_denial(words[at]):
        answers = words[at].form == "no" and bool(after) and after[0].form in _SUBJECTS
        return not answers and not any(map(_is_denying, after))
    return _is_denying(words[at]) and not any(map(_is_denial, before))


def _is_denial(word: Word) -> bool:
    return word.form in load_wording().negations


def _is_denying(word: Word) -> bool:
    return stem(load_wording().irregular.get(word.form, word.form)) in load_near_words().denying


def turned_round(a: Sequence[Word], b: Sequence[Word], pairs: Collection[tuple[int, int]], embedded: Embedded) -> bool:
    """Say whether one sentence says the opposite of the other.

    It does where only one of them denies, or only one has an opposite of the other's words. One that denies and one
    that has an opposite ("we will not leave", "we stay") say the same, and so do "not" and a word for what is not had.
    `embedded` says of each whether it stands in a reporter's sentence.
    """
    one, other = denials(a, [i for i, _ in pairs], embedded[0]), denials(b, [j for _, j in pairs], embedded[1])
    against = opposite(a, b, pairs)
    if one == other:
        return against
    paired = {i for i, _ in pairs} if one < other else {j for _, j in pairs}
    plain = (word for at, word in enumerate(a if one < other else b) if at not in paired)
    return not against and not any(word.stem in load_near_words().lacking for word in plain)


def denied_by_cue(a: Sequence[Word], b: Sequence[Word], pairs: Collection[tuple[int, int]], first: bool) -> bool:
    """Say whether one sentence denies in its own words what of the other only the cue denies.

    "I never took a crown" and, of what he is said to deny, "had taken money". `first` says that the cue of `a` denies.
    """
    plain, turned = (a, b) if first else (b, a)
    here, there = ([pair[at] for pair in pairs] for at in ((0, 1) if first else (1, 0)))
    return denials(plain, here, True) == 0 and denials(turned, there) == 1


def keeps_order(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the share of the pairs that stand in one order in both sentences (1 for two: that may be chance).

    >>> keeps_order([(0, 3), (1, 1), (2, 2), (3, 0)])
    0.5
    """
    best: list[int] = []
    for at, (_, place) in enumerate(pairs):
        best.append(1 + max((best[before] for before in range(at) if pairs[before][1] < place), default=0))
    return max(best) / len(pairs) if len(pairs) > _CHANCE else 1.0
