"""One file inside an archive, and what is left out of archives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from onrecord.acquire.blob import Blob
from onrecord.acquire.columns import listed
from onrecord.acquire.names import is_hidden
from onrecord.acquire.opening import Meter, counted, guarded
from onrecord.acquire.patterns import is_wanted
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import is_archive
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem, ProblemCode, problem


@dataclass(frozen=True, slots=True)
class Nest:
    """How deep inside archives something lies, and the count of all that the outermost one unpacked to.

    `outermost` says that the archive at hand lies in none.
    """

    limits: Limits
    meter: Meter
    depth: int = 0

    @classmethod
    def bare(cls, limits: Limits) -> Nest:
        """Return the nest of what lies in no archive."""
        return cls(limits, Meter(limits))

    @property
    def outermost(self) -> bool:
        """Whether the archive at hand lies in no other."""
        return self.depth == 0

    def inner(self) -> Nest:
        """Return the nest of what lies in the archive at hand."""
        return Nest(self.limits, self.meter, self.depth + 1)


def member(blob: Blob, name: str, opener: Callable[[], BinaryIO], nest: Nest) -> Blob:
    """Return the blob of a file in an archive; what it unpacks to counts for the outermost archive.

    Its uri is the archive's, `!/` and the path inside, as in the addresses that Java gives to such files.
    """
    place = f"{blob.place}!/{name}" if blob.place else name
    opened = partial(_open, opener, nest)
    return Blob(name.rpartition("/")[2], f"{blob.uri}!/{name}", blob.location, opened, place, hints=blob.hints)


def _open(opener: Callable[[], BinaryIO], nest: Nest) -> BinaryIO:
    return counted(guarded(opener(), nest.limits), nest.meter.gave)


def is_chosen(name: str, settings: Settings) -> bool:
    """Say whether a file of an archive is to be read."""
    return not is_hidden(name) and is_wanted(name, settings, is_container=is_archive(name))


def refused(blob: Blob, name: str, cause: str, remedy: str, code: ProblemCode = ProblemCode.UNSUPPORTED) -> Problem:
    """Say why a file of an archive was not opened."""
    place = f"{blob.place}!/{name}" if blob.place else name
    return problem(code, f"{blob.uri}!/{name}", blob.location, cause, remedy, place)


def left_out(blob: Blob, names: Sequence[str]) -> list[Problem]:
    """Say which links and devices of an archive were left out, if any."""
    if not names:
        return []
    cause = f"links, devices and pipes inside an archive are never followed: {listed(names)}"
    remedy = "unpack the archive, and add the folder"
    return [problem(ProblemCode.LEFT_OUT, blob.uri, blob.location, cause, remedy, blob.place, fatal=False)]


def too_many(blob: Blob, limits: Limits) -> Problem:
    """Say that an archive holds more files than the limit."""
    cause = f"it holds more than {limits.archive_members:,} files, and those beyond were not read"
    remedy = "split it, or set the limit archive_members"
    return problem(ProblemCode.TOO_LARGE, blob.uri, blob.location, cause, remedy, blob.place)
