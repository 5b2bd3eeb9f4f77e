"""What the style of an element does to its text: whether it can be seen, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.colours import Colour, read_background, read_colour

_FAR, _OFF_RIGHT = -999, 9000
"""Pixels: no page reaches as far to the left, and few screens are as wide."""
_DOT = 1
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|em|rem|pt|ex|ch|in|cm|mm|)$")
_PIXELS = {"": 1, "px": 1, "em": 16, "rem": 16, "pt": 4 / 3, "ex": 8, "ch": 8, "in": 96, "cm": 38, "mm": 3.8}
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_SCALE_0 = re.compile(r"\bscale(?:3d|x|y)?\(\s*-?0*\.?0*\s*[,)]")
_MOVED = re.compile(r"\btranslate(?:3d|x|y)?\(\s*([^,)]+)")
_CUT_AWAY = re.compile(r"\b(?:inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|ellipse\(\s*0)")
_CUT_TO_DOT = re.compile(r"rect\(\s*[01](?:px|em)?[\s,]+[01](?:px|em)?[\s,]+[01](?:px|em)?[\s,]+[01](?:px|em)?\s*\)")
_RELATIVE_SIZE = re.compile(r"(?:[\d.]+(?:em|%)|larger|smaller|inherit)$")
_FONT_SIZE = re.compile(r"(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|em|rem|pt|ex|%)?)(?:\s*/|\s)")


class Stated(NamedTuple):
    """The value that won for a property, in lower case, and where it stands: "style sheet", "style attribute"."""

    value: str
    origin: str


Style = Mapping[str, Stated]
KEPT_CHARACTERS = 500
"""The longest style whose sight is remembered: hostile ones may be a megabyte each."""
_BOX = "display content-visibility position left right top bottom margin-left margin-top overflow overflow-x overflow-y"
_SIZE = "width height max-width max-height clip clip-path transform scale opacity animation animation-name"
_TEXT = "visibility font font-size text-indent text-shadow color background background-color background-image"
_VENDOR = "background-clip -webkit-background-clip -webkit-animation"
PROPERTIES = frozenset(f"{_BOX} {_SIZE} {_TEXT} {_VENDOR}".split())
"""The properties that can hide text, or keep what others hide in sight."""


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

    @property
    def reason(self) -> str:
        """Why the element's own text can't be seen; "" where it can."""
        return self.gone or self.unseen or self.tiny or self.away or self.inked

    def without(self, reasons: Collection[str]) -> Sight:
        """Return the same, some reasons not counted."""
        gone, unseen, tiny, away, inked = ("" if reason in reasons else reason for reason in self[:5])
        return Sight(gone, unseen, tiny, away, inked, self.ink, self.paper)


def inside(sight: Sight, style: Style) -> Sight:
    """Return what is seen of an element with this style, inside something that hands down `sight`.

    >>> inside(Sight(), {"display": Stated("none", "style attribute")}).reason
    'display:none (style attribute)'
    """
    gone = sight.gone or next((said for test in _TESTS if (said := test(style))), "")
    ink, paper, inked = _colours(sight, style)
    return Sight(gone, _unseen(sight, style), _tiny(sight, style), _away(sight, style), inked, ink, paper)


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
    with_others = {**values, "position": "absolute", "overflow": "hidden"}
    if "width" in values or "height" in values:
        with_others = {"width": "1px", "height": "1px"} | with_others
    reason = alone({name: Stated(value, "") for name, value in with_others.items()}).reason
    return re.split(r"[: ]", reason, maxsplit=1)[0]


def as_link(sight: Sight) -> Sight:
    """Return what is seen of a link without a style of its own: browsers give links their own colour."""
    return sight._replace(ink=None, inked="")


def _value(style: Style, name: str) -> str:
    stated = style.get(name)
    return stated.value if stated else ""


def _say(style: Style, name: str) -> str:
    stated = style[name]
    return f"{name}:{stated.value} ({stated.origin})"


def _pixels(value: str) -> float | None:
    match = _LENGTH.match(value)
    return float(match[1]) * _PIXELS[match[2]] if match else None


def _animated(style: Style) -> bool:
    """Say whether an animation runs: what it starts from is not what stays."""
    names = ("animation", "animation-name", "-webkit-animation")
    return any(_value(style, name) not in {"", "none", "initial"} for name in names)


def _display(style: Style) -> str:
    return _say(style, "display") if _value(style, "display") == "none" else ""


def _content(style: Style) -> str:
    return _say(style, "content-visibility") if _value(style, "content-visibility") == "hidden" else ""


def _opacity(style: Style) -> str:
    number = _NUMBER.match(_value(style, "opacity"))
    return _say(style, "opacity") if number and float(number[0]) <= 0.01 and not _animated(style) else ""


def _scaled(style: Style) -> str:
    if _animated(style):
        return ""
    moved = _MOVED.search(_value(style, "transform"))
    far = _pixels(moved[1].strip()) if moved else None
    if _SCALE_0.search(_value(style, "transform")) or (far is not None and far <= _FAR):
        return _say(style, "transform")
    return _say(style, "scale") if re.match(r"0*\.?0*(?:\s|$)", _value(style, "scale") or "1") else ""


def _clipped(style: Style) -> str:
    if _CUT_AWAY.search(_value(style, "clip-path")):
        return _say(style, "clip-path")
    taken_out = _value(style, "position") in {"absolute", "fixed"}
    return _say(style, "clip") if taken_out and _CUT_TO_DOT.match(_value(style, "clip")) else ""


def _sized(style: Style) -> str:
    """Say where an element has no size, or that of a dot, and cuts off what does not fit."""
    cut = {_value(style, name).partition(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if not cut & {"hidden", "clip"}:
        return ""
    sizes = {name: _pixels(_value(style, name)) for name in ("width", "height", "max-width", "max-height")}
    none = next((name for name, size in sizes.items() if size == 0), "")
    dot = all(size is not None and size <= _DOT for size in (sizes["width"], sizes["height"]))
    return _say(style, none or "width") if none or dot else ""


def _outside(style: Style) -> str:
    for name in ("margin-left", "margin-top"):
        if (_pixels(_value(style, name)) or 0) <= _FAR:
            return _say(style, name)
    if _value(style, "position") not in {"absolute", "fixed", "relative"}:
        return ""
    for name in ("left", "top", "right", "bottom"):
        far = _pixels(_value(style, name)) or 0
        if far <= _FAR or (far >= _OFF_RIGHT and name != "top"):
            return _say(style, name)
    return ""


_TESTS: tuple[Callable[[Style], str], ...] = (
    _display,
    _content,
    _opacity,
    _scaled,
    _clipped,
    _sized,
    _outside,
)


def _unseen(sight: Sight, style: Style) -> str:
    value = _value(style, "visibility")
    if value in {"hidden", "collapse"}:
        return "" if _animated(style) else _say(style, "visibility")
    return "" if value in {"visible", "initial"} else sight.unseen


def _tiny(sight: Sight, style: Style) -> str:
    name = "font-size" if "font-size" in style else "font"
    value = _value(style, name)
    if name == "font" and value:
        size = _FONT_SIZE.search(f"{value} ")
        value = size[1] if size else ""
    if not value or (_RELATIVE_SIZE.match(value) and not _is_zero(value)):
        return sight.tiny
    return _say(style, name) if _is_zero(value) else ""


def _is_zero(value: str) -> bool:
    number = _NUMBER.match(value)
    return bool(number) and float(number[0]) == 0 if number else False


def _away(sight: Sight, style: Style) -> str:
    if "text-indent" not in style:
        return sight.away
    far = _pixels(_value(style, "text-indent"))
    return _say(style, "text-indent") if far is not None and far <= _FAR else ""


def _colours(sight: Sight, style: Style) -> tuple[Colour | None, Colour | None, str]:
    """Return the text's colour, the one behind it, and why the text can't be told from what is behind it."""
    ink, paper = sight.ink, _paper(sight, style)
    inked = sight.inked
    if "color" in style and _value(style, "color") not in {"inherit", "currentcolor"}:
        ink = read_colour(_value(style, "color"))
    if ink == sight.ink and paper == sight.paper:
        return ink, paper, inked
    if ink is None or _value(style, "text-shadow") not in {"", "none"} or _filled(style):
        return ink, paper, ""
    name = "color" if "color" in style else "background"
    origin = style[name].origin if name in style else next(iter(style.values())).origin
    if ink.clear:
        return ink, paper, f"color:transparent ({origin})"
    if paper and ink.same_as(paper):
        return ink, paper, f"color as its background ({origin})"
    return ink, paper, ""


def _paper(sight: Sight, style: Style) -> Colour | None:
    """Return the colour behind the text: a stated one, none known under a picture, else what is behind the element."""
    if _value(style, "background-image") not in {"", "none"}:
        return None
    for name in ("background-color", "background"):
        if name not in style:
            continue
        value = _value(style, name)
        colour = read_background(value)
        if colour or value not in {"none", "transparent", "inherit", "initial", "unset"}:
            return colour
    return sight.paper


def _filled(style: Style) -> bool:
    """Say whether a picture or gradient fills the letters themselves."""
    return any("text" in _value(style, name) for name in ("background-clip", "-webkit-background-clip"))
