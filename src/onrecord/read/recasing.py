"""Headlines in capitals, in the letters of running text: "Velmark Expels Envoys" as "Velmark expels envoys"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from onrecord.ontology.clause_words import load_clause_words
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.ontology.function_words import function_words

_ENDINGS = ("s", "es", "d", "ed", "ing")
_MOST_WORDS = 40
_LEAST_WORDS = 3
_SHARE = 0.8
STOPS = (".", ";", ",")
"""Marks at the end of what is no headline."""


def is_capitalised(words: Sequence[Token]) -> bool:
    """Say whether a sentence is a headline in capitals: short, without a full stop, its content words in capitals."""
    plain = [word for word in words if word.is_alpha and not word.is_stop]
    if not _LEAST_WORDS <= sum(word.is_alpha for word in words) <= _MOST_WORDS or len(plain) < 2:
        return False
    capitals = sum(word.text[0].isupper() for word in plain)
    return words[-1].text not in STOPS and capitals >= _SHARE * len(plain) and _has_common(plain)


def _has_common(plain: Iterable[Token]) -> bool:
    """Leave out bare names ("Ada Torvik", "Karsian Institute of Peace"), which are as they should be."""
    return any(is_common(word.lower_) for word in plain)


def recased(words: Sequence[Token], common: frozenset[str], names: frozenset[str]) -> list[str]:
    """Return the words of a headline as in running text.

    `common` are words that the running text has in small letters, `names` those that it has in capitals; words of
    neither are small only where the event lexicon or the function words of English know them.
    """
    shouted = all(word.text.isupper() for word in words if word.is_alpha)
    found: list[str] = []
    for place, word in enumerate(words):
        small = word.lower_ in common or (word.lower_ not in names and is_common(word.lower_))
        if not word.is_alpha or (word.text.isupper() and not shouted):
            found.append(word.text)
        elif small and place and not _is_title(words, place):
            found.append(word.lower_)
        else:
            found.append(word.text.title() if shouted else word.text)
    return found


def _is_title(words: Sequence[Token], place: int) -> bool:
    """Say whether a word for a person stands before a name ("President Torvik"), where it keeps its capital."""
    after = words[place + 1] if place + 1 < len(words) else None
    titled = words[place].lower_ in load_event_lexicon().people and after is not None
    return titled and after is not None and after.text[:1].isupper() and not is_common(after.lower_)


@cache
def _common() -> frozenset[str]:
    lexicon, clause = load_event_lexicon(), load_clause_words()
    status = lexicon.status
    tables = (status.verbs, status.adjectives, status.nouns, status.modals, status.modifiers)
    words = {*lexicon.verbs, *lexicon.nouns, *lexicon.supports, *lexicon.people, *lexicon.groups, *lexicon.places}
    words |= {word for table in tables for word in table} | clause.saying | clause.happening | clause.sides
    words |= {word for name in lexicon.classes.values() for word in name.words}
    return frozenset(words | function_words())


def is_common(word: str) -> bool:
    """Say whether a word in small letters is an English word that names nobody.

    >>> is_common("expels"), is_common("torvik")
    (True, False)
    """
    known = _common()
    if word in known:
        return True
    if word.endswith("ies") and f"{word[:-3]}y" in known:
        return True
    stems = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return any(stem in known or f"{stem}e" in known or stem[:-1] in known for stem in stems if len(stem) > 2)
