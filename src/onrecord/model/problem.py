"""What went wrong with one item of coverage: a row of the record, never a traceback."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import Prefix, content_id


class ProblemCode(StrEnum):
    """Stable codes for what can be wrong with an item; `docs/problems.md` explains each."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    NO_ARTICLE = "no-article"
    VANISHED = "vanished"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too-large"
    TABLE = "table"
    DUPLICATE = "duplicate"
    LANGUAGE = "language"
    READ_FAILED = "read-failed"
    LEFT_OUT = "left-out"
    TRUNCATED = "truncated"
    BOMB = "bomb"
    CRASHED = "crashed"
    TOO_SLOW = "too-slow"
    LOST_TEXT = "lost-text"
    NETWORK = "network"
    FORBIDDEN = "forbidden"


STANDING = frozenset({ProblemCode.VANISHED, ProblemCode.NETWORK, ProblemCode.FORBIDDEN})
"""Codes that say how a source stands today: the problem goes when the source is there again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An item that did not become an article, or not wholly: where it is, the cause, and what to do next.

    `location` is the file as the user gave it; `place` a record, line or byte inside it, "" for the whole file.
    """

    id: str
    code: ProblemCode
    uri: str
    location: str
    place: str
    cause: str
    remedy: str
    fatal: bool = True


def problem(
    code: ProblemCode,
    uri: str,
    location: str,
    cause: str,
    remedy: str,
    place: str = "",
    fatal: bool = True,
    about: str = "",
) -> Problem:
    """Make a problem whose id depends on what is wrong and where.

    `about` names what is wrong where place and cause may change while it stays the same problem: an item of a feed has
    another number tomorrow, a host that is down another reason.

    >>> problem(ProblemCode.EMPTY, "a/b.txt", "in/a/b.txt", "the file holds no bytes", "save the page again").code.value
    'empty'
    >>> down = [problem(ProblemCode.NETWORK, "a", "a", why, "wait", about="address") for why in ("502", "503")]
    >>> down[0].id == down[1].id
    True
    """
    what = (about,) if about else (place, cause)
    return Problem(content_id(Prefix.PROBLEM, code, uri, *what), code, uri, location, place, cause, remedy, fatal)
