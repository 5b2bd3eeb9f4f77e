"""The word by which a report names an event, and how near two such words are in meaning.

A report's kind of event is a guess at what its verb or noun means; where two guesses differ, the words decide:
"pledged" and "promised", "expelled" and "the expulsion" name one thing. Nearness is that of the learned measure of
event mentions (docs/event-mentions.md), which says why no more of it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.model.folding import folded
from onrecord.model.reading import Event
from onrecord.ontology.word_kin import FAR, load_word_kin
from onrecord.ontology.wording import load_wording

Named = tuple[str, str]
"""A word in its plain form, or a verb with its particle joined by "_", and its Universal Dependencies tag."""

AKIN = 0.7
"""How far apart two words may be that can name one event."""

_LONGEST = 3
_BY_NOUN = ("noun", "support")
"""How the reason of an event begins that was found by a noun ("held … talks" supports one)."""

_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


def name_of(event: Event, text: str) -> Named | None:
    """Return the word by which an event of an article's text is named, a noun or a verb as it was read."""
    return named(event.trigger.of(text), noun=event.reason.startswith(_BY_NOUN))


@lru_cache(maxsize=1 << 14)
def named(trigger: str, noun: bool) -> Named | None:
    """Return the word by which a trigger names its event, or None where the word list does not have it.

    >>> named("called off", noun=False), named("expulsions", noun=True), named("met", noun=False)
    (('call_off', 'VERB'), ('expulsion', 'NOUN'), ('meet', 'VERB'))
    """
    words = folded(trigger).split()
    if not words or len(words) > _LONGEST:
        return None
    kin, part = load_word_kin(), "NOUN" if noun else "VERB"
    chosen = words[-1] if noun else words[0]
    for particle in ("", *words[1:2])[::-1]:
        for plain in _plain(chosen):
            word = f"{plain}_{particle}" if particle else plain
            if kin.has(word, part):
                return word, part
    return None


def _plain(word: str) -> Iterator[str]:
    """Give what the plain form of an inflected word may be, the likeliest first."""
    if word in load_wording().irregular:
        yield load_wording().irregular[word]
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            left = word[: -len(ending)]
            yield left + instead
            if not instead and left[-1] == left[-2]:
                yield left[:-1]


def apart(a: Named | None, b: Named | None) -> float:
    """Return how far two names of events are apart: 0 for one word or synonyms, `FAR` where one is not known.

    >>> apart(("pledge", "VERB"), ("promise", "VERB")) < AKIN < apart(("attack", "VERB"), ("visit", "VERB"))
    True
    """
    if a is None or b is None:
        return FAR
    return load_word_kin().apart(*a, *b)
