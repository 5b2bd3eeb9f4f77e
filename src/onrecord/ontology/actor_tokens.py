"""The words of a noun phrase, cut so that phrases of the word lists can be found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.ontology.states import plain

LONGEST = 600
"""Characters of a phrase that are read: what is longer is no noun phrase, and its head stands at its beginning."""

CONJUNCTIONS = frozenset({"and", "or", "&", "/", "plus"})
"""Words between actors side by side."""

_OTHERS = """
to by near under into onto off outside around along beyond without as than like against among behind above below up down
through since until per upon beside opposite towards toward
"""
PREPOSITIONS = frozenset(_OTHERS.split())
"""Words that end a noun phrase's head, beside those of `actor_words.yaml` that lead to its own state or body."""

LINKS = CONJUNCTIONS | PREPOSITIONS
"""Words with which another noun phrase begins."""

_TOKEN = re.compile(r"['’]s\b|\w+(?:[.&]\w+|['’](?!s\b)\w+)*\.?|\S")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SPELLINGS = {"defense": "defence", "labor": "labour", "organization": "organisation", "organizations": "organisations"}
_DASHES = frozenset("-–—‐‑")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is written, its place, and the key under which word lists have it."""

    text: str
    start: int
    end: int
    key: str

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()

    @property
    def hyphen(self) -> bool:
        """Whether it is a hyphen or a dash."""
        return self.text in _DASHES

    @property
    def word(self) -> bool:
        """Whether it is a word, and no sign."""
        return self.text[:1].isalnum()


def readable(phrase: str) -> str:
    """Return the part of a phrase that is read, without what stands in brackets.

    >>> readable("the Central  Intelligence Agency (CIA)")
    'the Central Intelligence Agency'
    """
    return " ".join(_BRACKETS.sub(" ", phrase[:LONGEST]).split())


def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a text into words and signs; a possessive ending is a word of its own.

    >>> [token.key for token in tokens_of("Chile's U.S.-backed Defense Dept.")]
    ['chile', "'s", 'us', '-', 'backed', 'defence', 'dept']
    """
    return tuple(Token(m.group(), m.start(), m.end(), _key(m.group())) for m in _TOKEN.finditer(text))


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    folded = plain(word).replace("’", "'").replace(".", "") or word
    return _SPELLINGS.get(folded, folded)


Key = tuple[str, ...]


def key_of(text: str) -> Key:
    """Return the key of some words, for which hyphens are spaces.

    >>> key_of("Self-Defense Force")
    ('self', 'defence', 'force')
    """
    return tuple(_key(word) for word in _TOKEN.findall(text) if word not in _DASHES)


def reach_of(keys: Iterable[Key]) -> dict[str, int]:
    """Return how many words the longest key has that begins with a word, so that no more are tried.

    >>> reach_of([("riot", "police"), ("riot",), ("police",)])
    {'riot': 2, 'police': 1}
    """
    found: dict[str, int] = {}
    for key in keys:
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found
