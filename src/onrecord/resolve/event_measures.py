"""What speaks for and against two mentions' naming one happening, as numbers that weights can be put on."""

from __future__ import annotations

import math
from functools import cache

from rapidfuzz.distance import Prefix

from onrecord.ontology.word_kin import FAR, load_word_kin
from onrecord.resolve.event_mention import Backdrop, EventMention, at_odds, contained, shared
from onrecord.resolve.terms import stem

Measures = dict[str, float]

_SYNONYM, _AKIN, _RELATED = 0.8, 1.5, 4.0
"""Distances in the word list up to which words are taken for derived forms or synonyms, for near kin, for related."""

_LEAD_SENTENCES = 2
_FAR_DOWN = 8
_FEWEST, _MOST = 40, 250
"""Between so many mentions lie the stories that the weights were fitted to; smaller and larger ones count as these."""

_NAMING = frozenset({"VERB", "NOUN"})


def measures(a: EventMention, b: EventMention, backdrop: Backdrop) -> Measures:
    """Return the measurements of a pair by name; their order makes no difference, and all lie about between -1 and 8.

    What they mean stands in `event_weights.csv`, beside the weights.
    """
    return {
        **_words(a, b),
        **_arguments(a, b),
        **_surroundings(a, b, backdrop),
        **_circumstances(a, b),
        **_standing(a, b, backdrop),
    }


def _words(a: EventMention, b: EventMention) -> Measures:
    same = a.head == b.head
    apart = 0.0 if same else _apart(a.names_it, b.names_it)
    return {
        "same_word": same,
        "same_stem": not same and stem(a.head) == stem(b.head),
        "same_beginning": 0.0 if same else Prefix.normalized_similarity(a.head, b.head),
        "related": 0.0 if same else max(0.0, 1 - apart / _RELATED),
        "akin": not same and apart <= _AKIN,
        "synonym": not same and apart <= _SYNONYM,
        "shared_words": shared(a.words, b.words),
        "contained_words": contained(a.words, b.words),
        "word_in_other": not same and (a.head in b.words or b.head in a.words),
    }


@cache
def _apart(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> float:
    kin = load_word_kin()
    return min((kin.apart(*x, *y) for x in one for y in other), default=FAR)


def _arguments(a: EventMention, b: EventMention) -> Measures:
    all_a, all_b = a.doers | a.undergoers, b.doers | b.undergoers
    return {
        "shared_doers": shared(a.doers, b.doers),
        "shared_undergoers": shared(a.undergoers, b.undergoers),
        "shared_arguments": shared(all_a, all_b),
        "contained_arguments": contained(all_a, all_b),
        "other_doers": at_odds(a.doers, b.doers),
        "other_undergoers": at_odds(a.undergoers, b.undergoers),
    }


def _surroundings(a: EventMention, b: EventMention, backdrop: Backdrop) -> Measures:
    different = a.head != b.head
    return {
        "shared_near": shared(a.near, b.near),
        "shared_sentence": shared(a.around, b.around),
        "shared_rare": _shared_rare(a, b, backdrop),
        "named_near_other": float(different and a.head in b.near) + float(different and b.head in a.near),
        "shared_names": shared(a.names, b.names),
    }


def _shared_rare(a: EventMention, b: EventMention, backdrop: Backdrop) -> float:
    """Return the share of the words of both sentences that both have, a word counting the more the rarer it is."""
    common, either = a.around & b.around, a.around | b.around
    return _rarity(common, backdrop) / _rarity(either, backdrop) if common else 0.0


def _rarity(words: frozenset[str], backdrop: Backdrop) -> float:
    # A sum that no order of the words changes, to the last bit.
    return math.fsum(math.log((backdrop.sentences + 1) / backdrop.frequency.get(word, 1)) for word in words)


def _circumstances(a: EventMention, b: EventMention) -> Measures:
    return {
        "other_names": at_odds(a.names, b.names),
        "other_numbers": at_odds(a.numbers, b.numbers),
        "other_times": at_odds(a.times, b.times),
        "other_places": at_odds(a.places, b.places),
        "one_negated": a.negated is not b.negated,
        "one_unreal": a.unreal is not b.unreal,
        "one_several": a.several is not b.several,
    }


def _standing(a: EventMention, b: EventMention, backdrop: Backdrop) -> Measures:
    same, article = a.head == b.head, a.article == b.article
    often = math.log(backdrop.heads.get(a.head, 1) * backdrop.heads.get(b.head, 1)) / 2
    return {
        "same_article": article,
        "same_sentence": a.at == b.at,
        "same_part": a.part == b.part,
        "other_parts": float(a.part not in _NAMING) + float(b.part not in _NAMING),
        "both_lead": max(a.sentence, b.sentence) < _LEAD_SENTENCES,
        "sentences_apart": min(abs(a.sentence - b.sentence), _FAR_DOWN),
        "often": often,
        "often_same": often * same,
        "together": 0.0 if same else _together(a.head, b.head, backdrop),
        "told": float(a.told) + float(b.told),
        "mentions": math.log(min(max(backdrop.mentions, _FEWEST), _MOST)),
    }


def _together(one: str, other: str, backdrop: Backdrop) -> float:
    """Return how often one sentence has both words, as a share: what is named side by side is not one thing."""
    both = backdrop.together.get((min(one, other), max(one, other)), 0)
    return both / math.sqrt(backdrop.holding.get(one, 1) * backdrop.holding.get(other, 1))
