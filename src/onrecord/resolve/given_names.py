"""Under which keys given names that can be one person's meet, so that not every name is compared with every other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from onrecord.ontology.people import NameParts, People

PREFIX = 3
"""Letters that a given name must keep to be one cut short."""

_INITIAL = re.compile(r"[a-z]\.?")

Key = tuple[str, ...]


class GivenNames:
    """The keys of given names: two names that agree share one of what the one lies under and what the other meets."""

    def __init__(self, people: People) -> None:
        self._people = people

    def lies(self, form: NameParts) -> Iterator[Key]:
        """Yield the keys under which a form lies: its first given name, with the second where it has one."""
        yield "joined", self._joined(form)
        yield "cut", "".join(form.given)[:PREFIX]
        first, *rest = (self._lies(word) for word in form.given[:2])
        for one in first:
            yield (("one", one), ("two", one))[bool(rest)]
            yield from (("both", one, two) for two in chain.from_iterable(rest))

    def meets(self, parts: NameParts) -> Iterator[Key]:
        """Yield the keys of the forms that a name can agree with; a given name that is missing on one side fits any."""
        yield "joined", self._joined(parts)
        if parts.surname in self._people.family_first:
            yield "cut", "".join(parts.given)[:PREFIX]
        first, *rest = (self._meets(word) for word in parts.given[:2])
        for one in first:
            yield "one", one
            yield from (("both", one, two) for two in chain.from_iterable(rest))
            if not rest:
                yield "two", one

    def _lies(self, word: str) -> tuple[str, ...]:
        """Return under what a given name lies: an initial by its letter, a name by itself and by its letter too."""
        return (f"{word[0]}.",) if _INITIAL.fullmatch(word) else (self._people.given(word), f"{word[0]}-")

    def _meets(self, word: str) -> tuple[str, ...]:
        """Return what a given name can meet: an initial any name of its letter, a name itself and its initial."""
        return (f"{word[0]}.", f"{word[0]}-") if _INITIAL.fullmatch(word) else (self._people.given(word), f"{word[0]}.")

    def _joined(self, parts: NameParts) -> str:
        return self._people.spelling("".join(parts.given).replace("-", ""))
