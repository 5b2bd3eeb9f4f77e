"""Declarations as a browser takes them: shorthands and logical sides taken apart, values that are none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.extract.colours import read_colour
from onrecord.extract.declared import AS_AROUND, PROPERTIES
from onrecord.extract.lengths import measure

_SIDES = ("top", "right", "bottom", "left")
_PLACES: Mapping[int, tuple[int, ...]] = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
"""Which of one to four values of a shorthand is that of the top, right, bottom and left side."""
_FOUR = {"margin": "margin-{}", "inset": "{}", "padding": "padding-{}"}
_TWO = {
    f"{name}-{axis}": tuple(form.format(side) for side in sides)
    for name, form in _FOUR.items()
    for axis, sides in (("inline", ("left", "right")), ("block", ("top", "bottom")))
}
_LOGICAL = {
    f"{name}-{place}": form.format(side)
    for name, form in _FOUR.items()
    for place, side in (
        ("inline-start", "left"),
        ("inline-end", "right"),
        ("block-start", "top"),
        ("block-end", "bottom"),
    )
}
_SIZES = {
    f"{most}{old}-size": f"{most}{new}"
    for most in ("", "max-")
    for old, new in (("block", "height"), ("inline", "width"))
}
_RENAMED: Mapping[str, str] = {
    **_LOGICAL,
    **_SIZES,
    **{f"-webkit-{name}": name for name in ("mask-image", "transform", "clip-path", "animation", "filter", "opacity")},
    "mask": "mask-image",
    "-webkit-mask": "mask-image",
    "-webkit-animation-name": "animation-name",
    "overflow-block": "overflow-y",
    "overflow-inline": "overflow-x",
}
_WORD = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")

_OUTER = "none contents block inline flow flow-root run-in flex grid ruby math table list-item inline-block inline-flex"
_INNER = "inline-grid inline-table -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex masonry grid-lanes"
_ROWS = "table-row table-cell table-column table-caption table-row-group table-header-group table-footer-group"
_RUBY = "table-column-group ruby-base ruby-text ruby-base-container ruby-text-container initial"
_CUTS = frozenset({"visible", "hidden", "clip", "scroll", "auto", "overlay", "initial"})
_KEYWORDS: Mapping[str, frozenset[str]] = {
    "display": frozenset(f"{_OUTER} {_INNER} {_ROWS} {_RUBY}".split()),
    "visibility": frozenset({"visible", "hidden", "collapse", "initial"}),
    "content-visibility": frozenset({"visible", "hidden", "auto", "initial"}),
    "position": frozenset({"static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky", "initial"}),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), _CUTS),
}
_SIZED = frozenset(
    {
        "auto",
        "none",
        "initial",
        "normal",
        "min-content",
        "max-content",
        "fit-content",
        "stretch",
        "-webkit-fill-available",
    }
)
_LENGTHS = frozenset(
    [
        "left",
        "right",
        "top",
        "bottom",
        "margin-left",
        "margin-top",
        "width",
        "height",
        "max-width",
        "max-height",
        "text-indent",
    ]
)
_LETTERS = frozenset(
    [
        "xx-small",
        "x-small",
        "small",
        "medium",
        "large",
        "x-large",
        "xx-large",
        "xxx-large",
        "larger",
        "smaller",
        "math",
        "initial",
    ]
)
_PLAIN_COLOURS = frozenset({"currentcolor", "initial", "canvas", "canvastext", "linktext", "graytext", "buttontext"})
_BACKGROUND = frozenset(
    [
        "none",
        "repeat",
        "no-repeat",
        "repeat-x",
        "repeat-y",
        "space",
        "round",
        "fixed",
        "scroll",
        "local",
        "center",
        "left",
        "right",
        "top",
        "bottom",
        "cover",
        "contain",
        "auto",
        "border-box",
        "padding-box",
        "content-box",
        "text",
        "initial",
        "canvas",
    ]
)


def longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what a declaration states of the properties that matter, nothing where a browser would not take it.

    >>> list(longhands("margin", "0 0 0 -99em"))[-1], list(longhands("display", "nonsense"))
    (('margin-left', '-99em'), [])
    """
    for known, part in _parts(name, value):
        if known in PROPERTIES and _is_valid(known, part):
            yield known, part


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _FOUR:
        words = _WORD.findall(value)
        if 1 <= len(words) <= 4:
            for side, place in zip(_SIDES, _PLACES[len(words)], strict=True):
                yield _FOUR[name].format(side), words[place]
    elif name in _TWO:
        words = _WORD.findall(value)
        yield from zip(_TWO[name], (words * 2)[:2], strict=False)
    else:
        yield _RENAMED.get(name, name), value


def _is_valid(name: str, value: str) -> bool:
    if value in AS_AROUND or "var(" in value or "env(" in value:
        return True
    if name in _KEYWORDS:
        return bool(value) and _KEYWORDS[name].issuperset(value.split())
    if name in _LENGTHS:
        return _is_length(value, _SIZED)
    if name == "font-size":
        return _is_length(value, _LETTERS)
    if name == "opacity":
        return value == "initial" or measure(value, 1) is not None
    if name in {"color", "background-color", "-webkit-text-fill-color"}:
        return _is_colour(value)
    return name != "background" or _is_background(value)


def _is_length(value: str, words: frozenset[str]) -> bool:
    """Say whether a browser would take a value for a length; what is worked out by a function mostly is one."""
    return "(" in value or measure(value, 1) is not None or (bool(value) and words.issuperset(value.split()))


def _is_colour(value: str) -> bool:
    return "(" in value or value in _PLAIN_COLOURS or read_colour(value) is not None or value == "transparent"


def _is_background(value: str) -> bool:
    if "(" in value:
        return True
    words = value.replace("/", " ").replace(",", " ").split()
    return bool(words) and all(
        word in _BACKGROUND or _is_colour(word) or measure(word, 1) is not None for word in words
    )
