"""What the style of an element does to its text: whether it can be seen, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.colours import Colour, read_background, read_colour
from onrecord.extract.declared import AS_AROUND, Stated, Style, say, value_of
from onrecord.extract.lengths import measure
from onrecord.extract.vanishing import Room, animated, room_of, why_beyond, why_gone

_FAR = -999
"""Pixels: no page reaches as far to the left."""
_UNREADABLE = 1
"""Pixels: letters of this size or less are no more than a line of dust."""
_FONT_SIZE = re.compile(r"(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|em|rem|pt|ex|%)?)(?:\s*/|\s)")
_FONT_LONGEST = 300
_RELATIVE_SIZE = re.compile(r"(?:[\d.]+(?:em|%)|larger|smaller)$")

KEPT_CHARACTERS = 500
"""The longest style whose sight is remembered: hostile ones may be a megabyte each."""


class Sight(NamedTuple):
    """What an element hands down to what is inside it: reasons why text can't be seen, "" where it can.

    `gone` holds for everything inside; children can undo the others.
    """

    gone: str = ""
    unseen: str = ""
    tiny: str = ""
    away: str = ""
    inked: str = ""
    ink: Colour | None = None
    paper: Colour | None = None
    room: Room | None = None

    @property
    def reason(self) -> str:
        """Why the element's own text can't be seen; "" where it can."""
        return self.gone or self.unseen or self.tiny or self.away or self.inked

    def without(self, reasons: Collection[str]) -> Sight:
        """Return the same, some reasons not counted."""
        gone, unseen, tiny, away, inked = ("" if reason in reasons else reason for reason in self[:5])
        return Sight(gone, unseen, tiny, away, inked, self.ink, self.paper, self.room)


def inside(sight: Sight, style: Style) -> Sight:
    """Return what is seen of an element with this style, inside something that hands down `sight`.

    >>> inside(Sight(), {"display": Stated("none", "style attribute")}).reason
    'display:none (style attribute)'
    """
    gone = sight.gone or why_gone(style) or why_beyond(style, sight.room)
    ink, paper, inked = _colours(sight, style)
    room = room_of(style) or sight.room
    return Sight(gone, _unseen(sight, style), _tiny(sight, style), _away(sight, style), inked, ink, paper, room)


def alone(style: Style) -> Sight:
    """Return what is seen of an element with this style inside something that hides nothing; many have the same style.

    >>> alone({"display": Stated("none", "style attribute")}).gone
    'display:none (style attribute)'
    """
    if sum(len(stated.value) for stated in style.values()) > KEPT_CHARACTERS:
        return inside(Sight(), style)
    return _alone(tuple(sorted(style.items())))


@lru_cache(maxsize=1024)
def _alone(style: tuple[tuple[str, Stated], ...]) -> Sight:
    return inside(Sight(), dict(style))


def would_hide(values: Mapping[str, str]) -> str:
    """Return the property by which declarations hide, or would together with others (a place, a size of nothing).

    >>> would_hide({"left": "-999em"})
    'left'
    """
    if unknown := next((name for name, value in values.items() if "var(" in value), ""):
        return unknown
    with_others = {**values, "position": "fixed", "overflow": "hidden", "white-space": "nowrap"}
    with_others |= dict.fromkeys(("animation", "animation-name"), "")
    with_others |= {"direction": "rtl", "display": values.get("display", "grid"), "backface-visibility": "hidden"}
    if "width" in values or "height" in values:
        with_others = {"width": "1px", "height": "1px"} | with_others
    reason = alone({name: Stated(value, "") for name, value in with_others.items()}).reason
    return re.split(r"[: ]", reason, maxsplit=1)[0]


def as_link(sight: Sight) -> Sight:
    """Return what is seen of a link without a style of its own: browsers give links their own colour."""
    return sight._replace(ink=None, inked="")


def _unseen(sight: Sight, style: Style) -> str:
    value = value_of(style, "visibility")
    if value in {"hidden", "collapse"}:
        return "" if animated(style) else say(style, "visibility")
    return "" if value in {"visible", "initial"} else sight.unseen


def _tiny(sight: Sight, style: Style) -> str:
    name = "font-size" if "font-size" in style else "font"
    value = value_of(style, name)
    if name == "font" and value:
        size = _FONT_SIZE.search(f"{value[:_FONT_LONGEST]} ")
        value = size[1] if size else ""
    size_in_pixels = measure(value, 16)
    if not value or value in AS_AROUND or (_RELATIVE_SIZE.match(value) and size_in_pixels != 0):
        return sight.tiny
    return say(style, name) if size_in_pixels is not None and size_in_pixels < _UNREADABLE else ""


def _away(sight: Sight, style: Style) -> str:
    if value_of(style, "text-indent") in {"", *AS_AROUND}:
        return sight.away
    far = measure(value_of(style, "text-indent"))
    return say(style, "text-indent") if far is not None and far <= _FAR else ""


def _colours(sight: Sight, style: Style) -> tuple[Colour | None, Colour | None, str]:
    """Return the text's colour, the one behind it, and why the text can't be told from what is behind it."""
    ink, paper = sight.ink, _paper(sight, style)
    inked = sight.inked
    name = "-webkit-text-fill-color" if value_of(style, "-webkit-text-fill-color") not in _NO_INK else "color"
    if value_of(style, name) not in _NO_INK:
        ink = read_colour(value_of(style, name))
    if ink == sight.ink and paper == sight.paper:
        return ink, paper, inked
    if ink is None or value_of(style, "text-shadow") not in {"", "none"} or _filled(style):
        return ink, paper, ""
    name = name if name in style else "background"
    origin = style[name].origin if name in style else next(iter(style.values())).origin
    if ink.clear:
        return ink, paper, f"color:transparent ({origin})"
    if paper and ink.same_as(paper):
        return ink, paper, f"color as its background ({origin})"
    return ink, paper, ""


_NO_INK = frozenset({"", "currentcolor", *AS_AROUND})
"""Values by which the colour stays that of the text around."""


def _paper(sight: Sight, style: Style) -> Colour | None:
    """Return the colour behind the text: a stated one, none known under a picture, else what is behind the element."""
    if value_of(style, "background-image") not in {"", "none"}:
        return None
    for name in ("background-color", "background"):
        if name not in style:
            continue
        value = value_of(style, name)
        colour = read_background(value)
        if colour or value not in {"none", "transparent", "inherit", "initial", "unset"}:
            return colour
    return sight.paper


def _filled(style: Style) -> bool:
    """Say whether a picture or gradient fills the letters themselves."""
    return any("text" in value_of(style, name) for name in ("background-clip", "-webkit-background-clip"))
