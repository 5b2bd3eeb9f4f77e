"""Sources in object stores and other file systems that fsspec has addresses for (s3://, gs://, hdfs://, file://)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from onrecord.acquire.blob import Blob
from onrecord.acquire.names import printable
from onrecord.acquire.patterns import has_wildcard, is_wanted
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import is_archive
from onrecord.model.problem import Problem, ProblemCode, problem

_STORE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_stored(name: str) -> bool:
    """Say whether a source is the address of something in a store.

    >>> is_stored("s3://press/2031/"), is_stored("https://courier.example/a"), is_stored("in/a.txt")
    (True, False, False)
    """
    return bool(_STORE.match(name))


def stored_blobs(name: str, settings: Settings) -> Iterator[Blob | Problem]:
    """Yield what an address stands for: a file, all that a folder holds but for hidden files, or what a pattern fits.

    The blobs can be sent to another machine, and are opened there.
    """
    if not settings.stores:
        cause = "it lies in a store, and nothing is fetched unless asked for"
        yield problem(ProblemCode.NETWORK, name, name, cause, "add --fetch, or copy it here and add the copy")
        return
    try:
        found = _listed(name, settings)
    except (OSError, ImportError, ValueError) as error:
        remedy = "check the address, and that what fsspec needs for it is installed: pip install 'onrecord[spark]' s3fs"
        yield problem(ProblemCode.UNREADABLE, name, name, f"it could not be listed: {error}", remedy)
        return
    if not found:
        cause = "there is nothing to read at this address"
        yield problem(ProblemCode.VANISHED, name, name, cause, "check the address, and the patterns for its files")
    yield from map(stored_blob, found)


def _listed(name: str, settings: Settings) -> list[str]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(name)
    if has_wildcard(path):
        found = (one for one in system.glob(path) if not PurePosixPath(one).name.startswith(".") and system.isfile(one))
        return sorted(map(system.unstrip_protocol, found))
    if not system.isdir(path):
        return [name] if system.exists(path) else []
    base = PurePosixPath(path)
    below = {one: PurePosixPath(one).relative_to(base) for one in system.find(path)}
    return sorted(system.unstrip_protocol(one) for one, rest in below.items() if _is_wanted(rest, settings))


def _is_wanted(below: PurePosixPath, settings: Settings) -> bool:
    hidden = any(part.startswith(".") for part in below.parts)
    return not hidden and is_wanted(below.as_posix(), settings, is_container=is_archive(below.name))


def stored_blob(address: str) -> Blob:
    """Name a file of a store after its folder and itself, as one on a disk is."""
    path = PurePosixPath(address)
    uri = printable(f"{path.parent.name}/{path.name}")
    return Blob(printable(path.name), uri, printable(address), partial(_open, address))


def _open(address: str) -> BinaryIO:
    import fsspec

    return cast(BinaryIO, fsspec.open(address, "rb").open())
