"""The colours that style declarations name: whether text can be told from what is behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tinycss2 import parse_component_value_list
from tinycss2.ast import Node
from tinycss2.color4 import Color, parse_color

_SAME = 8 / 255
_CLEAR, _SOLID = 0.05, 0.9
_PICTURE = ("url(", "gradient(", "image-set(", "element(")


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float

    @property
    def clear(self) -> bool:
        """Whether nothing of it can be seen."""
        return self.alpha <= _CLEAR

    def same_as(self, other: Colour) -> bool:
        """Say whether an eye can't tell one from the other."""
        return all(abs(a - b) <= _SAME for a, b in zip(self[:3], other[:3], strict=True))


@lru_cache(maxsize=4096)
def read_colour(value: str) -> Colour | None:
    """Return a colour by name, hexadecimal digits, rgb(), hsl() and the like; None where a value is none of these.

    >>> read_colour("#fff") == read_colour("White") == read_colour("hsl(0, 0%, 100%)")
    True
    """
    return _colour(value)


@lru_cache(maxsize=4096)
def read_background(value: str) -> Colour | None:
    """Return the solid colour that a `background` names; None where it names none, or a picture lies over it.

    >>> read_background("#000 url(night.png)") is None
    True
    """
    if any(mark in value for mark in _PICTURE):
        return None
    colours = (_colour(token) for token in parse_component_value_list(value))
    found = next((colour for colour in colours if colour), None)
    return found if found and found.alpha >= _SOLID else None


def _colour(value: str | Node) -> Colour | None:
    found = parse_color(value)
    if not isinstance(found, Color):  # "currentcolor", or no colour at all
        return None
    try:
        return Colour._make((*found.to("srgb").coordinates, found.alpha))
    except (NotImplementedError, ValueError):  # a space that has no way to red, green and blue
        return None
