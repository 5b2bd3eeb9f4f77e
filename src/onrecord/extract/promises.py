"""What the markup promises that nobody sees, whatever its style: some tags, classes and attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_NEVER_SHOWN: Mapping[str, str] = {"template": "<template>", "noscript": "<noscript>, shown only without scripts"}
_READ_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|element-invisible|a11y-hidden|u-hiddenvisually)"
    r"(?:$|\s)",
    re.IGNORECASE,
)


def gone_by_name(tag: str, classes: str) -> str:
    """Say why nothing of an element is shown, by its tag and its classes; "" where they don't say so.

    >>> gone_by_name("span", "title sr-only")
    'class for screen readers'
    """
    if tag in _NEVER_SHOWN:
        return _NEVER_SHOWN[tag]
    folded = classes.casefold()
    may_be = "only" in folded or "hidden" in folded or "screen" in folded or "invisible" in folded
    return "class for screen readers" if may_be and _READ_ALOUD.search(classes) else ""


def gone_by_attributes(element: etree._Element) -> str:
    """Say why nothing of an element is shown, by its attributes; "" where they don't say so."""
    if element.get("aria-hidden") == "true":
        return "aria-hidden=true"
    if element.tag == "layer" and (element.get("visibility") or "").startswith("hid"):
        return "layer visibility=hide"
    if element.tag == "bdo" and (element.get("dir") or "").lower() == "rtl":
        return "<bdo dir=rtl>, which turns letters around"
    return "font size=0" if element.tag == "font" and element.get("size") == "0" else ""
