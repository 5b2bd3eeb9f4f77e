"""What personal names are made of: titles, surnames, short forms of given names, spellings of one name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from onrecord.ontology.data_files import bundled_yaml
from onrecord.ontology.states import plain

_JUNIOR = {"jr": "jr", "jr.": "jr", "junior": "jr", "sr": "sr", "sr.": "sr", "senior": "sr"}
_INITIAL = re.compile(r"^[a-z]\.?$")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A personal name in its parts, folded (`surname` holds its particles); a single word is a surname.

    `junior` is "jr" or "sr" where the name says so: a father and his son are two.
    """

    given: tuple[str, ...]
    surname: str
    junior: str = ""


@dataclass(frozen=True)
class People:
    """The lists of `people.yaml`."""

    titles: Mapping[str, str | None]
    suffixes: frozenset[str]
    particles: frozenset[str]
    nicknames: Mapping[str, str]
    transliteration: tuple[tuple[re.Pattern[str], str], ...]
    family_first: frozenset[str]
    kin: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    names_too: frozenset[str]

    def parts(self, name: str) -> NameParts:
        """Divide a name into given names and surname.

        >>> people = load_people()
        >>> people.parts("Ada van der Torvik Jr.").surname, people.parts("Wei Lin").surname
        ('van der torvik', 'wei')
        """
        everything = [word.strip(",") for word in plain(name).split()]
        words = everything[:1] + [word for word in everything[1:] if word not in self.suffixes]
        junior = next((_JUNIOR[word] for word in everything[1:] if word in _JUNIOR), "")
        if len(words) < 2:
            return NameParts((), words[0] if words else "", junior)
        if self.is_family_first(words):
            return NameParts(tuple(words[1:]), words[0], junior)
        start = len(words) - 1
        while start > 1 and words[start - 1] in self.particles:
            start -= 1
        return NameParts(tuple(words[:start]), " ".join(words[start:]), junior)

    def is_family_first(self, words: list[str]) -> bool:
        """Say whether a folded name puts the surname first: a known East Asian surname, no western given name."""
        known = words[0] in self.family_first and len(words) <= 3
        return known and words[0] not in self.female | self.male and words[-1] not in self.family_first_only

    @cached_property
    def family_first_only(self) -> frozenset[str]:
        """Surnames that close a western order name ("Lucy Liu"), long enough not to be a given syllable."""
        return frozenset(name for name in self.family_first if len(name) > 3 and name not in {"hong", "ming", "feng"})

    def spelling(self, name: str) -> str:
        """Return the form under which spellings of one name from another script agree.

        >>> people = load_people()
        >>> people.spelling("Sergey") == people.spelling("Sergei"), people.spelling("Anna") == people.spelling("Ivan")
        (True, False)
        """
        return _spelling(self.transliteration, plain(name).replace("'", "").replace("’", ""))

    def given(self, name: str) -> str:
        """Return the full given name a short form stands for, in one spelling."""
        folded = plain(name).rstrip(".")
        return self.spelling(self.nicknames.get(folded, folded))

    def same_given(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Say whether two runs of given names can belong to one person; initials and missing names fit any.

        >>> load_people().same_given(("george", "w."), ("george",)), load_people().same_given(("bill",), ("hillary",))
        (True, False)
        >>> load_people().same_given(("george", "w."), ("george", "h."))
        False
        """
        if not one or not other or self._joined(one) == self._joined(other):
            return True
        return all(self._same_word(a, b) for a, b in zip(one, other, strict=False))

    def _joined(self, words: tuple[str, ...]) -> str:
        return self.spelling("".join(words).replace("-", ""))

    def _same_word(self, one: str, other: str) -> bool:
        if _INITIAL.match(one) or _INITIAL.match(other):
            return one[0] == other[0]
        return self.given(one) == self.given(other)

    def gender(self, name: str) -> str | None:
        """Return m or f where a given name of `name` tells it, else None."""
        given = self.parts(name).given
        first = given[0] if given else ""
        if first in self.female:
            return "f"
        return "m" if first in self.male else None


@lru_cache(maxsize=100_000)
def _spelling(rules: tuple[tuple[re.Pattern[str], str], ...], name: str) -> str:
    for pattern, replacement in rules:
        name = pattern.sub(replacement, name)
    return name


@cache
def load_people() -> People:
    """Load the lists that personal names are read with."""
    data = bundled_yaml("people.yaml")
    return People(
        {str(title): gender for title, gender in data["titles"].items()},
        frozenset(data["suffixes"]),
        frozenset(data["particles"]),
        dict(data["nicknames"]),
        tuple((re.compile(pattern), replacement) for pattern, replacement in data["transliteration"]),
        frozenset(data["family_first"]),
        frozenset(data["kin"]),
        frozenset(data["female"]),
        frozenset(data["male"]),
        frozenset(data["names_too"]),
    )
