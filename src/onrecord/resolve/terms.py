"""What an article is about: its content words, each with a weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model.article import Article
from onrecord.model.reading import MentionForm, Reading
from onrecord.ontology.function_words import function_words
from onrecord.resolve.words import Words, key

NAME_WEIGHT = 2.0
"""A word with a capital: stories differ in who and where more than in what."""

NUMBER_WEIGHT = 2.0
"""Days, years, tolls and scores, which tell one happening from the next of its kind."""

LEAD_WEIGHT = 1.5
"""A word that also stands in one of the first `LEAD_BLOCKS` blocks, where news says what happened."""

LEAD_BLOCKS = 2

_SHORTEST_INFLECTED = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one article: weight by term, and for each term the word to show for it."""

    weights: dict[str, float]
    shown: dict[str, str]


def terms_of(article: Article, words: Words, reading: Reading) -> Terms:
    """Return the weighted terms of an article; how often a term occurs is no part of its weight.

    >>> from onrecord.model.article import Block, BlockKind
    >>> from onrecord.resolve.words import words_of
    >>> text = "Velmark bans the ferries"
    >>> article = Article("a", "", text, "", (Block(0, len(text), BlockKind.TITLE),))
    >>> terms_of(article, words_of(article), Reading("a")).weights
    {'velmark': 3.0, 'ban': 1.5, 'ferry': 1.5}
    """
    weights: defaultdict[str, float] = defaultdict(float)
    shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for at, term in _terms(words):
        shown[term][article.text[words.starts[at] : words.ends[at]]] += 1
    for term, _, weight in weighted_terms(article, words, reading):
        weights[term] = max(weights[term], weight)
    forms = {term: min(counts, key=lambda form: (-counts[form], form)) for term, counts in shown.items()}
    return Terms(dict(weights), forms)


def weighted_terms(article: Article, words: Words, reading: Reading) -> Iterator[tuple[str, int, float]]:
    """Yield the terms of an article once for each block they stand in, with what they weigh there."""
    named = _named(words, reading)
    weights: defaultdict[str, float] = defaultdict(float)
    places: dict[tuple[str, int], None] = {}
    for at, term in _terms(words):
        surface = article.text[words.starts[at] : words.ends[at]]
        weights[term] = max(weights[term], _weight(surface, at in named))
        places[term, words.blocks[at]] = None
    for term, block in places:
        yield term, block, weights[term] * (LEAD_WEIGHT if block < LEAD_BLOCKS else 1)


def _named(words: Words, reading: Reading) -> set[int]:
    """Return the words that stand in a name of an actor."""
    names = (m.span for m in reading.mentions if m.form is MentionForm.NAME)
    return {at for name in names for at in range(*words.within(name))}


def _terms(words: Words) -> Iterator[tuple[int, str]]:
    """Yield the content words with their numbers; letters by themselves and function words say nothing."""
    dull = _dull()
    for at, word in enumerate(words.keys):
        if word not in dull and (len(word) > 1 or word.isdigit()):
            yield at, stem(word)


@cache
def _dull() -> frozenset[str]:
    return frozenset(map(key, function_words()))


def _weight(surface: str, named: bool) -> float:
    if surface[0].isdigit():
        return NUMBER_WEIGHT
    return NAME_WEIGHT if named or surface[0].isupper() else 1.0


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Take the commonest endings off a folded word, so that its forms meet; what is left need not be a word.

    >>> [stem(w) for w in ("ministers", "ministry's", "talking", "talked", "agrees", "agreed", "stopped")]
    ['minister', 'ministry', 'talk', 'talk', 'agre', 'agre', 'stop']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > _SHORTEST_INFLECTED and word.endswith("ies"):
        return word[:-3] + "y"
    for ending, shortest in (("ing", 6), ("eed", 6), ("ed", 5), ("s", 4)):
        if len(word) >= shortest and word.endswith(ending) and not word.endswith("ss"):
            word = word.removesuffix(ending) + ("ee" if ending == "eed" else "")
            break
    if len(word) >= _SHORTEST_INFLECTED:
        word = word.removesuffix("e")
    doubled = len(word) >= _SHORTEST_INFLECTED and word[-1] == word[-2] and word[-1] != "s"
    return word[:-1] if doubled else word
