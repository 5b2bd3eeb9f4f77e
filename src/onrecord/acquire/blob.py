"""Bytes with a name, not yet opened: a file, a member of an archive, an answer from the web."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import BinaryIO, TypeAlias

from onrecord.model.article import Candidate, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

Acquired: TypeAlias = Page | Problem | Notice
"""What a reader yields: pages, what is wrong with those it could not give, and what is worth telling."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Something to open: `uri` names it in the record, `location` and `place` in messages, as the user would type it.

    `name` is what its ending is taken from; `media` and `charset` are what an HTTP answer says of it, "" elsewhere.
    `opener` gives a new stream each time; that of a listed file is a module's function with its arguments, so that the
    blob can be sent to another process. `hints` are passed on to every page in it.
    """

    name: str
    uri: str
    location: str
    opener: Callable[[], BinaryIO]
    place: str = ""
    media: str = ""
    charset: str = ""
    hints: tuple[Candidate, ...] = ()

    @classmethod
    def of_bytes(cls, name: str, content: bytes, uri: str, location: str, place: str = "") -> Blob:
        """Return a blob whose bytes are at hand.

        >>> Blob.of_bytes("a.txt", b"words", "in/a.txt", "in/a.txt").opener().read()
        b'words'
        """
        return cls(name, uri, location, partial(io.BytesIO, content), place)

    def at(self, place: str) -> str:
        """Return a place inside the blob for messages, after the blob's own: "b.csv, line 3" of an archive.

        >>> Blob.of_bytes("b.csv", b"", "in/a.zip!/b.csv", "in/a.zip", "b.csv").at("line 3")
        'b.csv, line 3'
        """
        return ", ".join(part for part in (self.place, place) if part)

    @property
    def endings(self) -> tuple[str, str]:
        """The name's ending and the one of the packing around it, as `endings_of` gives them."""
        return endings_of(self.name)


PACKINGS = frozenset({".gz", ".bz2", ".xz"})
"""Endings of files that hold one compressed file."""


def endings_of(name: str) -> tuple[str, str]:
    """Return a name's ending and the one of the packing around it, in lower case, "" for what it lacks.

    >>> endings_of("in/a.HTML.gz"), endings_of("notes")
    (('.html', '.gz'), ('', ''))
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    packing = suffixes.pop() if suffixes[-1:] and suffixes[-1] in PACKINGS else ""
    return (suffixes[-1] if suffixes else ""), packing
