"""The words by which pages state authors and dates, and the parts of addresses that say nothing about the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_yaml

_GAP = r"[\s|·•,–—(-]{0,4}"


@dataclass(frozen=True, slots=True)
class PageWords:
    """Patterns and word sets; `page_words.yaml` explains each. Patterns are tried on the line as it stands.

    `signing` finds a phrase that announces a name wherever it stands; `byline` and, where a name is known to be one,
    `loose_byline` do so only at the start of what they are tried on. Each ends where the name begins.
    """

    signing: re.Pattern[str]
    byline: re.Pattern[str]
    loose_byline: re.Pattern[str]
    sign_off: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    given: frozenset[str]
    nobody: frozenset[str]
    particles: frozenset[str]
    joints: frozenset[str]
    tracking: frozenset[str]
    tracking_starts: tuple[str, ...]
    fronts: frozenset[str]


@cache
def load_page_words() -> PageWords:
    """Load the bundled words.

    >>> words = load_page_words()
    >>> words.updated.search("Letzte Änderung: 3. Mai").group(), words.signing.search("4 May: posted by Ada").end()
    ('Letzte Änderung', 17)
    """
    data = bundled_yaml("page_words.yaml")
    sure, loose = data["byline"]["sure"], data["byline"]["loose"]
    names = [str(name) for name in data["tracking"]]
    return PageWords(
        _pattern([phrase for phrase in sure if " " in phrase], r"(?<![\w'’-])", r"[:\s]\s?"),
        _pattern(sure, _GAP, r"[:\s]\s?"),
        _pattern(loose, _GAP, r"[:\s]\s?"),
        _pattern(data["sign_off"], _GAP, r"(?!\w)"),
        _pattern(data["published"], r"(?<!\w)", r"(?!\w)"),
        _pattern(data["updated"], r"(?<!\w)", r"(?!\w)"),
        frozenset(data["given"]),
        frozenset(data["nobody"]),
        frozenset(data["particles"]),
        frozenset(data["joints"]),
        frozenset(name for name in names if not name.endswith("*")),
        tuple(name[:-1] for name in names if name.endswith("*")),
        frozenset(data["fronts"]),
    )


def _pattern(phrases: Iterable[str], before: str, after: str) -> re.Pattern[str]:
    """Return a pattern of all phrases, longer ones first; a colon that ends one is left to what comes after."""
    bare = sorted({str(phrase).removesuffix(":") for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in bare)
    return re.compile(f"{before}(?:{words}){after}", re.IGNORECASE)
