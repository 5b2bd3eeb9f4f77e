"""Putting an article's words between quotation marks, so that they cannot pass for more than words."""

from __future__ import annotations

import re

_ACTIVE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DOUBLE = frozenset('"“”„«»')


def visible(text: str) -> str:
    r"""Make visible signs of the characters that move a cursor, turn a line around or belong in no file.

    >>> visible("red \x1b[31m, back \u202e, end")
    'red �[31m, back �, end'
    """
    return _ACTIVE.sub("\ufffd", text)


def harmless(text: str) -> str:
    r"""Put a text on one line, with nothing in it that acts on what shows it.

    >>> harmless("one\n two \u202e three")
    'one two � three'
    """
    return visible(" ".join(text.split()))


def marks_around(text: str) -> tuple[str, str]:
    """Return the quotation marks for a text: single ones where it has double ones itself.

    >>> marks_around("We are here"), marks_around("he spoke of “navies”")
    (('“', '”'), ('‘', '’'))
    """
    return ("‘", "’") if _DOUBLE & set(text) else ("“", "”")
