"""What is stated of an element's style, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Stated(NamedTuple):
    """The value that won for a property, in lower case, and where it stands: "style sheet", "style attribute"."""

    value: str
    origin: str


Style = Mapping[str, Stated]

_BOX = "display content-visibility position left right top bottom margin-left margin-top overflow overflow-x overflow-y"
_SIZE = "width height max-width max-height clip clip-path transform translate rotate scale zoom opacity filter"
_MOVING = "animation animation-name animation-fill-mode animation-iteration-count backface-visibility mask-image"
_TEXT = "visibility font font-size text-indent text-shadow color background background-color background-image"
_LETTERS = "-webkit-text-fill-color -webkit-text-security line-height white-space unicode-bidi direction content"
_REST = "background-clip -webkit-background-clip grid-template-rows padding-top padding-bottom"
PROPERTIES = frozenset(f"{_BOX} {_SIZE} {_MOVING} {_TEXT} {_LETTERS} {_REST}".split())
"""The properties that can hide text, or keep what others hide in sight."""
AS_AROUND = frozenset({"inherit", "unset", "revert", "revert-layer"})
"""Values by which a property that is handed down is what it is around the element."""


def value_of(style: Style, name: str) -> str:
    """Return the value of a property, "" where none is stated."""
    stated = style.get(name)
    return stated.value if stated else ""


def say(style: Style, name: str) -> str:
    """Return a stated property as the reason of hiding."""
    stated = style[name]
    return f"{name}:{stated.value} ({stated.origin})"
