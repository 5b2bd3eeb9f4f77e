"""Joining names into groups, one pair after the other (union-find)."""

from __future__ import annotations


class Groups:
    """Names in groups, each group under the first of its names by sorting; a name not yet joined is its own group.

    >>> groups = Groups()
    >>> groups.join("b", "c"), groups.join("c", "a"), groups.root("b"), groups.root("d")
    ('b', 'a', 'a', 'd')
    """

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        """Return the name that stands for the group of another."""
        while (above := self._above.get(name, name)) != name:
            self._above[name] = name = self._above.get(above, above)
        return name

    def join(self, one: str, other: str) -> str:
        """Make the groups of two names one; return the name that stands for it."""
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._above[second] = first
        return first
