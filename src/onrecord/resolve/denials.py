"""What a sentence denies, and whether two sentences say the opposite of each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from onrecord.ontology.near_words import load_near_words
from onrecord.ontology.wording import load_wording, stem
from onrecord.resolve.wording import Word

Embedded = tuple[bool, bool]
"""Of each of two sentences, whether it stands in a reporter's sentence."""

_BEFORE = 3
_TAKEN_BACK = 2
_BOUND = 5
_RELATIVES = frozenset({"that", "who", "which", "whom", "whose"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_JOINING = frozenset({"and", "but", "or", "because", "so", "if", "when", "until"})
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "it", "you", "that", "this", "there"})


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


def denials(words: Sequence[Word], told: Collection[int], embedded: bool = False, wide: bool = False) -> int:
    """Return how the part of a sentence up to its last word `told` denies: 0 not at all, 1 once or oddly, 2 evenly.

    What stands further before or after, another sentence need not have. In what is `embedded` in a reporter's sentence
    a denial at its beginning goes for all of it ("had not thought of asking him to leave"); `wide` takes all of the
    clause of the first word told ("at no point did he say that the road …"). "Shall not forget" denies nothing, nor
    does "as long as no court has ruled", which only says until when.
    """
    since = _begins(words, min(told), wide) if told and not embedded else _named(words, told)
    part = range(since, _ends(words, max(told)) if told else len(words))
    found = sum(_denies(words, at) and not _bounds(words, at) and not _aside(words, at, told) for at in part)
    return found and 2 - found % 2


def _begins(words: Sequence[Word], told: int, wide: bool) -> int:
    """Return where the phrase of the first word told begins ("not one of the prisoners"), or `wide` its clause."""
    if wide:
        return next((at + 1 for at in range(told - 1, -1, -1) if words[at].form in _JOINING), 0)
    before = next((at for at in range(told - 1, -1, -1) if words[at].content), -1)
    return max(0, min(before + 1, told - _BEFORE))


def _named(words: Sequence[Word], told: Collection[int]) -> int:
    """Return where that begins of which something else is said: behind "had nothing to add to it, namely that …"."""
    first = min(told, default=0)
    return next((at for at in range(first - 1, -1, -1) if words[at].form == "namely"), 0)


def _ends(words: Sequence[Word], told: int) -> int:
    """Return where the clause of the last word told goes on: behind the "no" of "the insurers will no longer …".

    Also behind the object of a verb that denies: "they will carry no one".
    """
    if told + 1 < len(words) and words[told + 1].form in _NOBODY:
        return told + 2
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
    told = [i for i, _ in pairs], [j for _, j in pairs]
    one, other = denials(a, told[0], embedded[0]), denials(b, told[1], embedded[1])
    against = opposite(a, b, pairs)
    if one == other or denials(a, told[0], embedded[0], True) == denials(b, told[1], embedded[1], True) == 1:
        return against
    paired = set(told[0] if one < other else told[1])
    plain, denying = (a, b) if one < other else (b, a)
    if against:
        return not _denies_opposite(denying, {word.stem for word in plain})
    lacking = load_near_words().lacking
    return not any(word.stem in lacking for at, word in enumerate(plain) if at not in paired)


def _denies_opposite(words: Sequence[Word], others: Collection[str]) -> bool:
    """Say whether what a sentence denies is the opposite of a word of another one ("shall not leave", "stay")."""
    own = {word.stem for word in words}
    turned = (at for at, word in enumerate(words) if _turns(word.stem, own, others))
    return any(_denies(words, before) for at in turned for before in range(max(0, at - _BOUND), at))


def denied_by_cue(a: Sequence[Word], b: Sequence[Word], pairs: Collection[tuple[int, int]], first: bool) -> bool:
    """Say whether one sentence denies in its own words what of the other only the cue denies.

    "I never took a crown" and, of what he is said to deny, "had taken money". `first` says that the cue of `a` denies.
    """
    plain, turned = (a, b) if first else (b, a)
    here, there = ([pair[at] for pair in pairs] for at in ((0, 1) if first else (1, 0)))
    return denials(plain, here, True) == 0 and denials(turned, there) == 1
