"""Spellings of one person's name: by sound, as transliterations differ, or by a letter or two in both names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.ontology.people import load_people
from onrecord.ontology.states import plain

_SOUNDS = (
    (re.compile(r"(?<=[aeio])[iy](?![aeiou])|(?<=[eiy])y|iy$|ii$|ij$"), "i"),
    (re.compile(r"kh|ch|x"), "h"),
    (re.compile(r"sch|shch|sz|sj|sh"), "s"),
    (re.compile(r"dzh|zh|j"), "z"),
    (re.compile(r"ts|tz|cz|c"), "k"),
    (re.compile(r"yo|jo|io|^ye|^je"), "e"),
    (re.compile(r"ya|ja|ia"), "a"),
    (re.compile(r"yu|ju|iu"), "u"),
    (re.compile(r"ff|v|w"), "f"),
    (re.compile(r"[yi]+"), "i"),
    (re.compile(r"['’ʼ`-]"), ""),
)
_KNOWN = 1 << 16
_LEAST = 4
_FAR = 2
_VOWELS = frozenset("aeiou")
_CONSONANTS = (
    (re.compile(r"ch|ck|kh|c|q"), "k"),
    (re.compile(r"ph|v|w"), "f"),
    (re.compile(r"th|d"), "t"),
    (re.compile(r"z|sz|sh"), "s"),
    (re.compile(r"[aeiouyh'’-]"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)


def same_sound(a: str, b: str) -> bool:
    """Say whether two words can be transliterations of one name.

    >>> same_sound("sergey", "sergei"), same_sound("torvik", "tarvok")
    (True, False)
    """
    return sound(a) == sound(b)


@lru_cache(maxsize=_KNOWN)
def sound(word: str) -> str:
    """Return a word of a name as transliterations of it have in common."""
    return _rewritten(word, _SOUNDS)


def _rewritten(word: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, letters in rules:
        word = pattern.sub(letters, word)
    return word


def surname_of(name: str) -> str:
    """Return the last word of a name, as names are compared.

    >>> surname_of("Davit ORHEL")
    'orhel'
    """
    return plain(name).rpartition(" ")[2]


def ways_to_spell(name: str) -> frozenset[str]:
    """Return what a full name has in common with every other that can be a spelling of it (`one_person`).

    >>> ways_to_spell("Davit Orhel") & ways_to_spell("David Orrel")
    frozenset({'written o rl'})
    """
    surname = surname_of(name)
    return frozenset({f"said {sound(surname)}", f"written {surname[:1]} {_frame(surname)}"})


@lru_cache(maxsize=_KNOWN)
def one_person(a: str, b: str) -> bool:
    """Say whether two full names are spellings of one: the given names are near, and the surnames, which differ.

    >>> one_person("Davit Orhel", "David Orrel"), one_person("Mikael Drun", "Michael Druhn")
    (True, True)
    >>> one_person("Ivan Petrov", "Ivana Petrova"), one_person("Maria Renn", "Marta Renn")
    (False, False)
    """
    left, right = plain(a).split(), plain(b).split()
    if not left or len(left) != len(right) or left[-1] == right[-1]:
        return False
    givens = zip(left[:-1], right[:-1], strict=True)
    return all(_one_given(one, other) for one, other in givens) and _one_surname(left[-1], right[-1])


def _one_given(a: str, b: str) -> bool:
    people = load_people()
    if a == b or people.given(a) == people.given(b) or same_sound(a, b):
        return True
    if min(len(a), len(b)) < _LEAST or a[0] != b[0] or a.startswith(b) or b.startswith(a):
        return False
    # "Mario" and "Maria" are two persons, "Mikael" and "Michael" can be one.
    gendered = a[:-1] == b[:-1] and _VOWELS & {a[-1], b[-1]}
    return not gendered and _frame(a) == _frame(b)


@lru_cache(maxsize=_KNOWN)
def _frame(name: str) -> str:
    """Return the consonants of a given name, those that languages write for each other as one.

    >>> _frame("mikael") == _frame("michael"), _frame("davit") == _frame("david"), _frame("maria") == _frame("marta")
    (True, True, False)
    """
    return _rewritten(name, _CONSONANTS)


def _one_surname(a: str, b: str) -> bool:
    """Say whether two surnames differ in spelling alone.

    >>> _one_surname("orhel", "orrel"), _one_surname("mcfaul", "mccaul"), _one_surname("petrov", "petrova")
    (True, False, False)
    """
    if same_sound(a, b):
        return True
    gendered = {a[len(b) :], b[len(a) :]} & {"a", "ova", "aya"} and (a.startswith(b) or b.startswith(a))
    if min(len(a), len(b)) < _LEAST or a[0] != b[0] or gendered:
        return False
    # "McFaul" and "McCaul" are two names: a consonant that languages do not write for each other tells them apart.
    return _frame(a) == _frame(b) and Levenshtein.distance(a, b) <= _FAR
