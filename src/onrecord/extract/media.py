"""Which media queries and feature queries of style sheets hold on a usual desktop, with scripts running."""

from __future__ import annotations

import re

from onrecord.extract.declared import PROPERTIES
from onrecord.extract.longhands import longhands

WIDTH, HEIGHT = 1280, 800
"""The screen for which style sheets are read, in pixels: a usual desktop."""
_FEATURE = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
_BEFORE = re.compile(r"\(\s*([\d.]+)(px|em|rem)?\s*([<>])=?\s*(width|height)\s*(?:[<>]=?[^()]*)?\)")
_AFTER = re.compile(r"\((?:[^()<>]*[<>]=?)?\s*(width|height)\s*([<>])=?\s*([\d.]+)(px|em|rem)?\s*\)")
_LONGEST = 400
_SCREENS = frozenset(
    [
        "screen",
        "all",
        "(color)",
        "(hover:hover)",
        "(any-hover:hover)",
        "(pointer:fine)",
        "(any-pointer:fine)",
        "(orientation:landscape)",
        "(prefers-color-scheme:light)",
        "(prefers-reduced-motion:no-preference)",
        "(update:fast)",
        "(scripting:enabled)",
        "(display-mode:browser)",
        "(forced-colors:none)",
        "(hover)",
        "(pointer)",
        "(width)",
        "(height)",
        "(scripting)",
        "(scan:progressive)",
        "(overflow-block:scroll)",
        "(overflow-inline:scroll)",
        "(min-resolution:1dppx)",
        "(min-color:8)",
        "(grid:0)",
    ]
)
_DECLARATION = re.compile(r"\(\s*([a-z-]+)\s*:\s*([^()]*(?:\([^()]*\))?[^()]*)\)")


def holds_on_screen(query: str) -> bool:
    """Say whether a media query holds on a desktop's screen; a feature that is not known does not.

    >>> holds_on_screen("print"), holds_on_screen("screen and (min-width: 48em)"), holds_on_screen("(max-width: 600px)")
    (False, True, False)
    """
    return any(_one_holds(part) for part in query.lower().split(","))


def is_supported(condition: str) -> bool:
    """Say whether a browser has the features that `@supports` asks for: all but what is plainly none.

    >>> is_supported("(display: grid)"), is_supported("not (display: grid)"), is_supported("not (display: nonsense)")
    (True, False, True)
    """
    asked = condition.strip().lower()
    if len(asked) > _LONGEST:
        return False
    if asked.startswith("not"):
        return not is_supported(asked[3:])
    found = [_is_known(*match) for match in _DECLARATION.findall(asked)]
    return (any if re.search(r"\)\s*or\b", asked) else all)(found)


def _is_known(name: str, value: str) -> bool:
    return name not in PROPERTIES or bool(list(longhands(name, value.strip())))


def _one_holds(query: str) -> bool:
    if len(query) > _LONGEST:
        return False
    words = query.strip().removeprefix("only ").strip()
    if words.startswith(("not ", "not(")):
        return not _one_holds(words[3:])
    if re.search(r"\)\s*or\b", words):
        return any(_one_holds(part) for part in re.split(r"\bor\b", words))
    return all(_feature_holds(part.strip()) for part in re.split(r"\s+and\s+|\band\b(?=\()", words))


def _feature_holds(part: str) -> bool:
    if part.replace(" ", "") in _SCREENS or not part:
        return True
    if match := _FEATURE.fullmatch(part):
        return _is_within(match[2], match[1] == "min", match[3], match[4])
    before, after = _BEFORE.fullmatch(part), _AFTER.fullmatch(part)
    sides = [_is_within(before[4], before[3] == "<", before[1], before[2])] if before else []
    sides += [_is_within(after[1], after[2] == ">", after[3], after[4])] if after else []
    return bool(sides) and all(sides)


def _is_within(side: str, at_least: bool, number: str, unit: str | None) -> bool:
    pixels = _number(number) * (16 if unit in {"em", "rem"} else 1)
    length = WIDTH if side == "width" else HEIGHT
    return length >= pixels if at_least else length <= pixels


def _number(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:  # points alone, or several
        return 0.0
