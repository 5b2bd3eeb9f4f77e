"""The persons that a byline names: never an agency, an outlet, a desk or an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from onrecord.ontology.furniture import load_furniture, plain_line
from onrecord.ontology.page_words import load_page_words
from onrecord.ontology.sources import Sources

_NO_NAME = re.compile(r"https?:|www\.|[@\d|<>()\[\]{}:_#=+*…!?\"“”„«»]|\.(?:com|org|net|co|de|info)\b", re.IGNORECASE)
# "JON SMITHVelm News": markup that ran name and employer together.
_SEAM = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{3})")
_PARTS = re.compile(r"\s*[,;/|]\s*|\s+[-–—]\s+")
_NAME_WORDS, _PERSON_WORDS = 14, 6
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_EDGES = " ,.;|/·•–—-"


def person_of(value: str, sources: Sources, sites: Collection[str] = ()) -> tuple[str | None, str]:
    """Return the persons of a byline and "", or None and the reason why it names none.

    `sites` are names of the page's own site, as `key_of` gives them.

    >>> from onrecord.ontology.sources import load_sources
    >>> person_of("By Ada Torvik, Associated Press", load_sources())
    ('Ada Torvik', '')
    >>> person_of("Reuters", load_sources())
    (None, 'it names the agency Reuters')
    """
    words = load_page_words()
    opening = words.byline.match(value) or words.loose_byline.match(value)
    name = _SEAM.sub(", ", value[opening.end() :] if opening else value)
    if found := sources.find(name):
        return None, f"it names the {found.kind} {found.name}"
    if key_of(name) in sites:
        return None, "it names the outlet"
    named = next((named for named in sources.scan(name) if len(name[: named.span.start].split()) >= 2), None)
    name = (name[: named.span.start] if named else name).strip(_EDGES)
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    while len(parts) > 1 and _is_no_person(parts[-1], sources, sites):
        parts.pop()
    unfit = not parts or len(name.split()) > _NAME_WORDS or any(_is_no_person(part, sources, sites) for part in parts)
    return (None, "it names no person") if unfit else (", ".join(parts), "")


def key_of(name: str) -> str:
    """Return the letters and digits of a name without their marks, by which two ways of writing it are alike.

    >>> key_of("The Velm-Courier") == key_of("velmcourier")
    True
    """
    return letters_of(name).removeprefix("the")


def letters_of(words: str) -> str:
    """Return the letters and digits of words in lower case, without their marks."""
    if words.isascii():
        return words.lower().encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", words).casefold()))


def _is_no_person(words: str, sources: Sources, sites: Collection[str]) -> bool:
    """Say whether a part of a byline is anything but names; one word alone is too often a place, a site or a label."""
    plain, furniture = plain_line(words), load_furniture()
    if _NO_NAME.search(words) or sources.find(words) or key_of(words) in sites or not words[0].isalpha():
        return True
    if any(not _is_person(name.strip()) for name in _joint().split(words)):
        return True
    return furniture.byline_role.found_in(plain) or any(word in furniture.staff for word in plain.split())


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, sorted(load_page_words().joints)))})\s+")


def _is_person(name: str) -> bool:
    """Say whether words have the form of one person's name: capital letters, at most a few small words between them."""
    words, known = name.split(), load_page_words()
    if not 2 <= len(words) <= _PERSON_WORDS or words[0].lower() in known.nobody or words[-1].lower() in known.nobody:
        return False
    if any(word.lower().strip(".") in known.nobody for word in words if word.lower() not in known.particles):
        return False
    return all(
        not word[0].islower() or word in known.particles or word.startswith(("al-", "d'", "d’")) for word in words
    )
