"""The files in tar archives, packed or not, in the order in which they lie there: a tar is read as a stream."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import FAILURES, unreadable
from onrecord.acquire.member import Nest, is_chosen, left_out, member, refused, too_many
from onrecord.acquire.names import member_name
from onrecord.acquire.opening import counted, guarded, reopenable
from onrecord.acquire.settings import Settings
from onrecord.model.problem import Problem

_HEADER_BYTES = 1024**2
"""What the name and the attributes of one file may take: systems allow 4 KiB for a path."""
_LONG_HEADERS = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)


class _Entry(tarfile.TarInfo):
    """A header, or what is wrong with it: `tarfile` takes a broken one for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            entry = super().frombuf(buf, encoding, errors)
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError) as failure:  # type: ignore[attr-defined]
            raise EOFError("the archive has no end") from failure
        except tarfile.InvalidHeaderError as failure:  # type: ignore[attr-defined]
            raise OSError("what should be a file's header is none") from failure
        if entry.type in _LONG_HEADERS and entry.size > _HEADER_BYTES:
            raise OSError("a file's header is larger than any name")
        return entry


def tar_members(blob: Blob, settings: Settings, nest: Nest) -> Iterator[Blob | Problem]:
    """Yield the files of a tar archive; links, devices and pipes are named at the end and never followed.

    Raises what opening and unpacking raise, `ValueError` and its kin for headers that are none.
    """
    packed = blob.opener()
    if nest.outermost:
        packed = counted(packed, nest.meter.took)
    not_files: list[str] = []
    with guarded(packed, settings.limits) as stream, _opened(stream) as archive:
        for count, entry in enumerate(_entries(archive), start=1):
            if count > settings.limits.archive_members:
                yield too_many(blob, settings.limits)
                break
            name = member_name(entry.name)
            if entry.isdir() or not is_chosen(name, settings):
                continue
            if not entry.isfile():
                not_files.append(name)
            elif entry.issparse():
                yield refused(blob, name, "it is a sparse file, which text never is", "leave it out")
            else:
                yield from _member(blob, archive, entry, nest)
    yield from left_out(blob, not_files)


def _opened(stream: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=stream, mode="r|", tarinfo=_Entry)
    except tarfile.TarError as failure:
        raise OSError(f"it is no tar archive: {failure}") from failure


def _entries(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while True:
        try:
            entry = archive.next()
        except tarfile.TarError as failure:
            raise OSError(str(failure)) from failure
        if entry is None:
            return
        # It keeps every header that it has read; of a million files that is a gigabyte.
        archive.members.clear()  # type: ignore[attr-defined]
        yield entry


def _member(blob: Blob, archive: tarfile.TarFile, entry: tarfile.TarInfo, nest: Nest) -> Iterator[Blob | Problem]:
    name = member_name(entry.name)
    try:
        with reopenable(cast(BinaryIO, archive.extractfile(entry))) as opener:
            yield member(blob, name, opener, nest)
    except tarfile.TarError as failure:
        # It has no more bytes than this member claims to have: looking for the next would be a walk to nowhere.
        raise EOFError(f"{name} breaks off") from failure
    except FAILURES as failure:
        yield unreadable(member(blob, name, blob.opener, nest), failure)
        raise
