"""The lemma of a verb, mended where the model's is no word: its rules make "stag" of "staged" and "hop" of "hoped"."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # tracing asks for stems, and listing a record must not load a language model for it
    from spacy.tokens import Token

_INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})


def lemma_in(verb: Token, *tables: Container[str]) -> str:
    """Return the lemma of a verb in small letters: the model's, or where no table has that, a stem that one has."""
    lemma = verb.lemma_.lower()
    for table in tables:
        if lemma in table:
            return lemma
    if verb.tag_ not in _INFLECTED:
        return lemma
    return next((stem for stem in stems(verb.lower_) if any(stem in table for table in tables)), lemma)


def stems(form: str) -> tuple[str, ...]:
    """Return what an inflected form may come from.

    >>> stems("staged")
    ('stage', 'stag')
    >>> stems("swapped")
    ('swappe', 'swapp', 'swap')
    >>> stems("embargoing")
    ('embargo', 'embargoe', 'embarg')
    """
    if form.endswith("ing"):
        return form[:-3], f"{form[:-3]}e", form[:-4]
    doubled = (form[:-3],) if form.endswith("ed") and form[-4:-3] == form[-3:-2] else ()
    return form[:-1], form[:-2], *doubled
