"""Identifiers made from content, so that the same input gives the same record everywhere."""

from __future__ import annotations

import hashlib
from enum import StrEnum

_DIGEST_BYTES = 8
_SEPARATOR = b"\x1f"


class Prefix(StrEnum):
    """What an identifier names, as its first letters say."""

    PAGE = "pag"
    ARTICLE = "art"
    ENTITY = "ent"
    MENTION = "men"
    TENURE = "ten"
    STATEMENT = "sta"
    CITATION = "cit"
    EVENT = "eve"
    PROBLEM = "prb"
    RUN = "run"
    ACTOR = "act"
    PASSAGE = "pas"
    LINK = "lnk"
    STORY = "sto"
    CLAIM = "clm"
    ORIGIN = "org"
    DEPENDENCE = "dep"
    DISCREPANCY = "dis"
    JUDGEMENT = "jdg"
    GRADING = "grd"


def content_id(prefix: Prefix, *parts: object) -> str:
    """Return an identifier that depends on `prefix` and the text of `parts` alone.

    >>> content_id(Prefix.STORY, "a", 1) == content_id(Prefix.STORY, "a", 1)
    True
    >>> content_id(Prefix.STORY, "ab") == content_id(Prefix.STORY, "a", "b")
    False
    """
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        found.update(str(part).encode("utf-8", "surrogatepass") + _SEPARATOR)
    return f"{prefix}-{found.hexdigest()}"


def digest(made_of: object) -> str:
    """Return a hash of what something is made from, as its `repr` tells it: it is made anew when this changes.

    >>> digest(("a", 1)) == digest(("a", 1)), digest("ab") == digest(("a", "b"))
    (True, False)
    """
    return hashlib.blake2b(repr(made_of).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
