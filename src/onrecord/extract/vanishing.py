"""Why nothing of an element is seen, whatever is inside it: of no size, out of sight, cut away, clear, turned away."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.extract.declared import Style, say, value_of
from onrecord.extract.lengths import measure

_FAR, _OFF_RIGHT, _BELOW = -999, 9000, 1500
"""Pixels: no page reaches as far to the left, few screens are as wide, and none shows what is fixed so far below."""
_DOT, _SLIM = 1, 2
_CLEAR, _SMALL = 0.01, 0.01
_WIDE, _HIGH = 1280, 800
"""The screen, of whose sides percentages are reckoned."""
Room = tuple[float, float]
"""Width and height of a box, in pixels."""
_LOW, _ANY = 40, 1e9
_OWN_WIDTH = 400
"""Pixels that an element is taken to be wide where it is moved by shares of itself."""
_CALL = re.compile(r"(?<![a-z0-9])([a-z0-9]{1,20})\(((?:[^()]|\([^()]*\))*)\)")
_APART = re.compile(r"[\s,]+")
_CUT_TO_DOT = re.compile(r"rect\(\s*[01](?:px|em)?[\s,]+[01](?:px|em)?[\s,]+[01](?:px|em)?[\s,]+[01](?:px|em)?\s*\)")
_CLEAR_LAYERS = re.compile(
    r"linear-gradient\(\s*(?:(?:transparent|#0000|#00000000|rgba\(0,\s*0,\s*0,\s*0\))[\s\d,%]*)+\)"
)
_PICTURE_INSTEAD = re.compile(r"url\(")
_EDGE_ON = {90.0, 270.0}
_TURNS = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}


def why_gone(style: Style) -> str:
    """Return why an element with this style shows nothing of itself, "" where it may.

    >>> from onrecord.extract.declared import Stated
    >>> why_gone({"scale": Stated("0", "style attribute")})
    'scale:0 (style attribute)'
    """
    return next((said for test in _TESTS if (said := test(style))), "")


def cuts(style: Style) -> bool:
    """Say whether an element cuts off what does not fit into it."""
    words = {word for name in ("overflow", "overflow-x", "overflow-y") for word in value_of(style, name).split()}
    return not words.isdisjoint({"hidden", "clip", "auto", "scroll", "overlay"})


def room_of(style: Style) -> Room | None:
    """Return the size of a box that cuts off what does not fit, where it is as low as a line or as narrow as a column.

    Higher boxes are left alone: readers open them ("read more"), and what lies in them is theirs to see.
    """
    words = {word for name in ("overflow", "overflow-x", "overflow-y") for word in value_of(style, name).split()}
    if words.isdisjoint({"hidden", "clip"}):
        return None
    height = min((measure(value_of(style, name)) or _ANY for name in ("height", "max-height")), default=_ANY)
    width = min((measure(value_of(style, name)) or _ANY for name in ("width", "max-width")), default=_ANY)
    return (width, height) if height <= _LOW else None


def why_beyond(style: Style, room: Room | None) -> str:
    """Return why an element lies beyond the edges of the small box around it, "" where it does not."""
    if room is None:
        return ""
    width, height = room
    placed = value_of(style, "position") in {"absolute", "relative", "fixed"}
    sides = {"margin-top": height, "margin-left": width, **({"top": height, "left": width} if placed else {})}
    return next((say(style, name) for name, most in sides.items() if (measure(value_of(style, name)) or 0) >= most), "")


def animated(style: Style) -> bool:
    """Say whether an animation runs: what it starts from is not what stays."""
    return any(value_of(style, name) not in {"", "none", "initial"} for name in ("animation", "animation-name"))


def _display(style: Style) -> str:
    return say(style, "display") if value_of(style, "display") in _NEVER_DRAWN else ""


_NEVER_DRAWN = frozenset({"none", "table-column", "table-column-group"})


def _content(style: Style) -> str:
    if value_of(style, "content-visibility") == "hidden":
        return say(style, "content-visibility")
    return say(style, "content") if _PICTURE_INSTEAD.match(value_of(style, "content")) else ""


def _clear(style: Style) -> str:
    number = measure(value_of(style, "opacity"), 1)
    if number is not None and number <= _CLEAR and not animated(style):
        return say(style, "opacity")
    for name, inside in _CALL.findall(value_of(style, "filter")):
        share = measure(inside.strip(), 1)
        if name == "opacity" and share is not None and share <= _CLEAR:
            return say(style, "filter")
    return say(style, "mask-image") if _CLEAR_LAYERS.match(value_of(style, "mask-image")) else ""


def _discs(style: Style) -> str:
    named = value_of(style, "-webkit-text-security") not in {"", "none", "initial"}
    return say(style, "-webkit-text-security") if named else ""


def _backwards(style: Style) -> str:
    """Say where letters stand in the wrong order: what is read from such a page is not what its readers read."""
    turned = value_of(style, "unicode-bidi") in {"bidi-override", "isolate-override"}
    return say(style, "unicode-bidi") if turned and value_of(style, "direction") == "rtl" else ""


def _transformed(style: Style) -> str:
    if animated(style):
        return ""
    for name, inside in _CALL.findall(value_of(style, "transform")):
        if _loses_sight(name, _APART.split(inside.strip()), value_of(style, "backface-visibility") == "hidden"):
            return say(style, "transform")
    for name in ("translate", "scale", "rotate"):
        words = _APART.split(value_of(style, name))
        if words != [""] and _loses_sight(*_called(name, words), back_hidden=False):
            return say(style, name)
    zoom = measure(value_of(style, "zoom"), 1)
    return say(style, "zoom") if zoom is not None and 0 < zoom <= 0.05 else ""


def _called(name: str, words: list[str]) -> tuple[str, list[str]]:
    """Return a property of its own as the function of `transform` that does the same."""
    turned = name == "rotate" and len(words) == 2 and words[0] in {"x", "y"}
    return (f"rotate{words[0]}", words[1:]) if turned else (name, words)


def _loses_sight(name: str, words: list[str], back_hidden: bool) -> bool:
    if name.startswith("scale"):
        return any(size is not None and abs(size) <= _SMALL for size in (measure(word, 1) for word in words[:2]))
    if name.startswith("translate"):
        return any(far is not None and (far <= _FAR or far >= _OFF_RIGHT) for far in _moved(words))
    if name == "matrix" and len(words) == 6:
        a, b, c, d = (measure(word) or 0 for word in words[:4])
        return abs(a * d - b * c) <= _SMALL**2
    if name in {"rotatex", "rotatey"}:
        turn = _degrees(words[0])
        return turn in _EDGE_ON or (back_hidden and turn is not None and 90 < turn < 270)
    return False


def _moved(words: list[str]) -> list[float | None]:
    return [measure(word, _OWN_WIDTH) for word in words[:2]]


def _degrees(word: str) -> float | None:
    match = re.fullmatch(r"(-?[\d.]{1,12})([a-z]+)", word)
    if match is None or match[2] not in _TURNS or match[1].count(".") > 1 or not match[1].strip("-."):
        return None
    return round(float(match[1]) * _TURNS[match[2]], 1) % 360


def _clipped(style: Style) -> str:
    for name, inside in _CALL.findall(value_of(style, "clip-path")):
        if name in _SHAPES and _SHAPES[name](inside):
            return say(style, "clip-path")
    taken_out = value_of(style, "position") in {"absolute", "fixed"}
    return say(style, "clip") if taken_out and _CUT_TO_DOT.match(value_of(style, "clip")) else ""


def _is_inset_away(inside: str) -> bool:
    words = _APART.split(inside.partition("round")[0].strip())
    if not 1 <= len(words) <= 4:
        return False
    sides = [measure(word, 2 * -_FAR) or 0 for word in words]  # half of it from both sides is too far, as all from one
    top, right = sides[0], sides[min(1, len(sides) - 1)]
    bottom, left = sides[2] if len(sides) > 2 else top, sides[3] if len(sides) > 3 else right
    return top + bottom >= -_FAR * 2 - 1 or right + left >= -_FAR * 2 - 1 or max(sides) >= 4 * -_FAR


def _is_round_nothing(inside: str) -> bool:
    sizes = [measure(word, 1) for word in _APART.split(inside.partition("at")[0].strip())]
    return any(size == 0 for size in sizes)


def _is_flat(inside: str) -> bool:
    points = [_APART.split(point.strip()) for point in inside.split(",")]
    points = [point for point in points if point not in (["evenodd"], ["nonzero"])]
    return len({point[0] for point in points}) <= 1 or len({point[-1] for point in points}) <= 1


_SHAPES: dict[str, Callable[[str], bool]] = {
    "inset": _is_inset_away,
    "circle": _is_round_nothing,
    "ellipse": _is_round_nothing,
    "polygon": _is_flat,
}


def _sized(style: Style) -> str:
    """Say where an element has no size, or that of a dot or a line, and cuts off what does not fit."""
    if value_of(style, "display") == "grid" and value_of(style, "grid-template-rows") in {"0fr", "0", "0px"}:
        return say(style, "grid-template-rows")
    if not cuts(style):
        return ""
    sizes = {name: measure(value_of(style, name)) for name in ("width", "height", "max-width", "max-height")}
    none = next((name for name, size in sizes.items() if size == 0 and not _is_padded(style, name)), "")
    slim = next((name for name in ("height", "max-height") if (sizes[name] or _SLIM) < _SLIM), "")
    dot = all(size is not None and size <= _DOT for size in (sizes["width"], sizes["height"]))
    slim = "" if _is_padded(style, slim) else slim
    return say(style, none or ("width" if dot else slim)) if none or dot or slim else ""


def _is_padded(style: Style, name: str) -> bool:
    """Say whether a box without a height is as high as its padding, as boxes that keep their proportions are."""
    sides = (measure(value_of(style, side), _WIDE) or 0 for side in ("padding-top", "padding-bottom"))
    return "height" in name and sum(sides) > 10


def _indented(style: Style) -> str:
    """Say where text begins behind the edge of a box that cuts it off and keeps it on one line."""
    far = measure(value_of(style, "text-indent"), _WIDE) or 0
    one_line = value_of(style, "white-space") in {"nowrap", "pre"}
    return say(style, "text-indent") if far >= _WIDE and one_line and cuts(style) else ""


def _outside(style: Style) -> str:
    for name in ("margin-left", "margin-top"):
        if (measure(value_of(style, name), _WIDE) or 0) <= _FAR:
            return say(style, name)
    position = value_of(style, "position")
    if position not in {"absolute", "fixed", "relative", "sticky", "-webkit-sticky"}:
        return ""
    for name in ("left", "top", "right", "bottom"):
        far = measure(value_of(style, name), _WIDE if name in {"left", "right"} else _HIGH) or 0
        below = position == "fixed" and name in {"top", "bottom"} and far >= _BELOW
        if far <= _FAR or (far >= _OFF_RIGHT and name != "top") or below:
            return say(style, name)
    return ""


_TESTS: tuple[Callable[[Style], str], ...] = (
    _display,
    _content,
    _clear,
    _discs,
    _transformed,
    _clipped,
    _sized,
    _indented,
    _outside,
    _backwards,
)
