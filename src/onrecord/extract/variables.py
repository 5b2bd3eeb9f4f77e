"""The custom properties of a page's styles (`--name`), and values with them put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from onrecord.extract.selectors import OverBudgetError

_NAME = re.compile(r"var\(\s*(--[\w-]+)")
_CALL = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)")
_STATED = re.compile(r"(?:^|[;{\s])(--[\w-]+)\s*:\s*([^;{}]*)")
_ROUNDS, _LONGEST = 8, 500
_STEPS_MAX = 1_000_000
"""How many elements may be looked at on the way up from those that ask; a quarter of a second."""
Weight = tuple[bool, tuple[int, ...], int]


def names_in(values: Iterable[str]) -> set[str]:
    """Return the custom properties that values ask for.

    >>> names_in(["var(--a, var(--b))", "none"]) == {"--a", "--b"}
    True
    """
    return {name for value in values if "var(" in value for name in _NAME.findall(value)}


def custom_properties(declarations: str) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that declarations state.

    >>> list(custom_properties("top:0; --ink : #fff ;--b:none"))
    [('--ink', '#fff'), ('--b', 'none')]
    """
    for match in _STATED.finditer(declarations):
        yield match[1], match[2].partition("!")[0].strip()


@dataclass(slots=True)
class Variables:
    """What is stated of custom properties, and the values that they have for an element."""

    _stated: dict[etree._Element, dict[str, list[tuple[Weight, str]]]] = field(default_factory=dict)
    _steps: int = 0

    def state(self, element: etree._Element, declarations: str, weight: Weight) -> None:
        """Take in what declarations state of an element."""
        for name, value in custom_properties(declarations):
            self._stated.setdefault(element, {}).setdefault(name, []).append((weight, value))

    def put_in(self, element: etree._Element, value: str) -> str | None:
        """Return a value with its variables put in; None where there is none of that name and nothing instead of it."""
        for _ in range(_ROUNDS):
            call = _CALL.search(value)
            if call is None:
                return value.strip()
            found = self._value(element, call[1])
            found = call[2] if found is None else found
            if found is None or len(value) + len(found) > _LONGEST:
                return None
            value = value[: call.start()] + found + value[call.end() :]
        return None

    def _value(self, element: etree._Element, name: str) -> str | None:
        at: etree._Element | None = element
        while at is not None:
            self._steps += 1
            if stated := self._stated.get(at, {}).get(name):
                return max(stated)[1]
            at = at.getparent()
            if self._steps > _STEPS_MAX:
                raise OverBudgetError
        return None
