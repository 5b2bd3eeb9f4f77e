"""The words for bodies, papers, media and unnamed people that a report may rest on, and for the ways to name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.ontology.data_files import bundled_yaml

_POLICE = re.compile(r"\b(?:police|border guard|coast ?guard|customs)\b", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r",|\s(?:of|from|in|at|for|with|to|on|close|by|who|whom|that|familiar|near|inside)\b")


@dataclass(frozen=True, slots=True)
class Conduits:
    """Patterns over a phrase for each sort of conduit, and the words of the ways in which one is named."""

    official: re.Pattern[str]
    tellers: re.Pattern[str]
    document: re.Pattern[str]
    spoken_paper: re.Pattern[str]
    unnamed: re.Pattern[str]
    nameless: re.Pattern[str]
    recordings: re.Pattern[str]
    secret: re.Pattern[str]
    anonymity: re.Pattern[str]
    own: re.Pattern[str]
    occasions: re.Pattern[str]
    taking_up: re.Pattern[str]
    cited: re.Pattern[str]
    social: dict[str, str]
    posts: dict[str, str]
    relay: frozenset[str]
    going_on: frozenset[str]
    words: dict[str, tuple[str, ...]]

    def alternatives(self, name: str) -> str:
        """Return the words of a list as the alternatives of a pattern, the longest first."""
        return any_of(self.words[name])


_PATTERNS = (
    "official",
    "tellers",
    "document",
    "spoken_paper",
    "unnamed",
    "nameless",
    "recordings",
    "secret",
    "anonymity",
    "own",
    "occasions",
    "taking_up",
    "cited",
)


@cache
def load_conduits() -> Conduits:
    """Load the bundled words.

    >>> bool(load_conduits().official.search("the Velmark Ministry of Trade"))
    True
    """
    content = bundled_yaml("conduits.yaml")
    patterns = {name: re.compile(rf"\b(?:{any_of(content[name])})\b", re.IGNORECASE) for name in _PATTERNS}
    relay, going_on = (frozenset(cast(list[str], content[name])) for name in ("relay", "going_on"))
    social, posts = (cast(dict[str, str], content[name]) for name in ("social", "posts"))
    words = {name: tuple(map(str, listed)) for name, listed in content.items() if isinstance(listed, list)}
    return Conduits(**patterns, social=social, posts=posts, relay=relay, going_on=going_on, words=words)


def is_nameless(phrase: str) -> bool:
    """Say whether a phrase names nobody: people who hold no office; officers of the police are the police.

    >>> [is_nameless(phrase) for phrase in ("two officials", "people in the government", "police officers")]
    [True, True, False]
    """
    head = _BEHIND_HEAD.split(phrase, 1)[0].strip()
    words = load_conduits()
    last = head.rsplit(maxsplit=1)[-1] if head else ""
    return words.nameless.fullmatch(last) is not None and _POLICE.search(head) is None


def any_of(words: Iterable[str]) -> str:
    """Return a pattern's alternatives for some words, the longest first.

    >>> any_of(["news", "newswire"])
    'newswire|news'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
