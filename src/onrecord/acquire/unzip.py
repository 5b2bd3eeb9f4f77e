"""The files in ZIP archives, sorted by name."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import BinaryIO, cast

from onrecord.acquire.blob import Blob
from onrecord.acquire.member import Nest, is_chosen, left_out, member, refused, too_many
from onrecord.acquire.names import member_name
from onrecord.acquire.opening import seekable
from onrecord.acquire.settings import Settings
from onrecord.acquire.unzip_broken import remains
from onrecord.model.problem import Problem, ProblemCode, problem

_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_HEADER_BYTES = 30
"""The fixed part of what stands before each file (APPNOTE.TXT, 4.3.7)."""


def zip_members(blob: Blob, settings: Settings, nest: Nest) -> Iterator[Blob | Problem]:
    """Yield the files of a ZIP archive; raises what opening raises, `zipfile.BadZipFile` too."""
    with seekable(blob, settings.limits) as stream:
        if nest.outermost:
            nest.meter.took(stream.seek(0, 2))
        if not zipfile.is_zipfile(stream):
            yield from remains(blob, stream, settings, nest)
            return
        with zipfile.ZipFile(stream) as archive:
            yield from _members(blob, archive, settings, nest)


def _members(blob: Blob, archive: zipfile.ZipFile, settings: Settings, nest: Nest) -> Iterator[Blob | Problem]:
    entries = archive.infolist()
    if _is_document(entries):
        yield _document(blob)
        return
    overlapping = _overlapping(entries)
    links: list[str] = []
    for entry in sorted(entries, key=lambda entry: (entry.filename, entry.header_offset))[
        : settings.limits.archive_members
    ]:
        name = member_name(entry.filename)
        if entry.is_dir() or not is_chosen(name, settings):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            links.append(name)
        else:
            yield _member(blob, archive, entry, name, nest, overlaps=entry.header_offset in overlapping)
    if len(entries) > settings.limits.archive_members:
        yield too_many(blob, settings.limits)
    yield from left_out(blob, links)


def _member(
    blob: Blob, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, nest: Nest, *, overlaps: bool
) -> Blob | Problem:
    if overlaps:
        cause = "it shares its bytes with another file of the archive, as only bombs do"
        return refused(blob, name, cause, "leave the archive out", ProblemCode.BOMB)
    if entry.flag_bits & _ENCRYPTED:
        return refused(blob, name, "it is protected by a password", "unpack the archive, and add the folder")
    if entry.compress_type not in _METHODS:
        cause = f"it is packed in a way that is not known here (method {entry.compress_type})"
        return refused(blob, name, cause, "unpack the archive, and add the folder")
    return member(blob, name, partial(_open, archive, entry), nest)


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast(BinaryIO, archive.open(entry))
    except (NotImplementedError, RuntimeError, ValueError) as failure:
        raise OSError(str(failure)) from failure


def _overlapping(entries: Sequence[zipfile.ZipInfo]) -> frozenset[int]:
    """Return where the files begin that share bytes with the next one."""
    inside = sorted(entries, key=lambda entry: entry.header_offset)
    return frozenset(
        first.header_offset
        for first, second in pairwise(inside)
        if first.header_offset + _HEADER_BYTES + first.compress_size > second.header_offset
    )


def _is_document(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Say whether the archive is a document of an office program or an e-book."""
    names = {entry.filename for entry in entries}
    return "[Content_Types].xml" in names or "mimetype" in names


def _document(blob: Blob) -> Problem:
    cause = "it is a document of an office program or an e-book"
    remedy = "save it as PDF, HTML or text, and add that"
    return problem(ProblemCode.UNSUPPORTED, blob.uri, blob.location, cause, remedy, blob.place)
