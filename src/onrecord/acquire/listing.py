"""What the sources named by the user stand for, and how each file is named in the record."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from onrecord.acquire.answer import Reached
from onrecord.acquire.blob import Blob
from onrecord.acquire.content import too_large, unreadable
from onrecord.acquire.memory import Memory
from onrecord.acquire.names import printable
from onrecord.acquire.opening import open_file
from onrecord.acquire.patterns import has_wildcard, is_wanted, matcher
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import is_archive
from onrecord.acquire.stores import is_stored, stored_blobs
from onrecord.acquire.web import Offered, linked_blobs, web_blobs
from onrecord.model.problem import Problem, ProblemCode, problem

if TYPE_CHECKING:
    from onrecord.acquire.fetcher import Fetcher

_STDIN = "-"
_WEB = re.compile(r"(https?):/+", re.IGNORECASE)


def found(path: Path) -> Blob:
    """Name a file after its folder and itself, so that the name does not depend on where the folder lies."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and so change the name
    uri = printable(f"{whole.parent.name}/{whole.name}")
    # Whoever opens it may stand in another folder.
    return Blob(printable(path.name), uri, printable(str(path)), partial(open_file, whole))


_Listed: TypeAlias = tuple[str, Blob | Problem]
"""What was found, after what tells it apart from other files, "" for what may come again."""


def list_blobs(
    sources: Sequence[Path | str], settings: Settings, fetcher: Fetcher | None = None, memory: Memory | None = None
) -> Iterator[Offered]:
    """List what all sources stand for, in order: files, folders with everything below them, patterns; each file once.

    `-` is standard input, read when it is met. With a fetcher, addresses are fetched, and what sitemaps and followed
    feeds link to; without, an address is a problem. Hidden files and folders inside a named folder are skipped. Links
    to folders inside it are not followed, since they may lead in a circle. With a memory, files that are as they were
    when they were read are left out. The blobs can be sent to another process.
    """
    seen: set[str] = set()
    for source in sources:
        if _WEB.match(str(source)):
            # A Path has taken one of the two slashes away.
            yield from _web(_WEB.sub(r"\1://", str(source), count=1), settings, fetcher)
            continue
        there = False
        for key, item in _expand(source, settings):
            there = there or (isinstance(item, Blob) and key != _STDIN)
            if not key or key not in seen:
                yield from _looked_at(key, item, settings, fetcher, memory)
            seen.add(key)
        if there:
            yield Reached(found(Path(source)).uri)


def is_local(source: Path | str) -> bool:
    """Say whether a source is of this machine's files, which can be looked at twice.

    >>> is_local("in/*.html"), is_local("-"), is_local("https://courier.example/a"), is_local("s3://press/2031/")
    (True, False, False, False)
    """
    name = str(source)
    return name != _STDIN and not _WEB.match(name) and not is_stored(name)


def sizes(sources: Sequence[Path | str], settings: Settings) -> Iterator[int]:
    """Yield the bytes of each file that local sources stand for; of what is no file, or is gone, nothing."""
    paths = {key for source in sources for key, item in _expand(source, settings) if isinstance(item, Blob)}
    for path in paths:
        with suppress(OSError):
            yield Path(path).stat().st_size


def _looked_at(
    path: str, item: Blob | Problem, settings: Settings, fetcher: Fetcher | None, memory: Memory | None
) -> Iterator[Offered]:
    """Yield a file with what it links to, and after it how it stood, unless a memory holds it as it is."""
    if not isinstance(item, Blob):
        yield item
        return
    for stamp in memory.look(path) if memory and path != _STDIN else (None,):
        if fetcher:
            yield from linked_blobs(item, settings, fetcher, stamp)
        else:
            yield item
            yield from (Reached(item.uri, stamp=known) for known in (stamp,) if known)


def _expand(source: Path | str, settings: Settings) -> Iterator[_Listed]:
    name = str(source)
    if name == _STDIN:
        yield _STDIN, _standard_input(settings)
    elif os.path.lexists(name):
        yield from _local(Path(name), settings)
    elif is_stored(name):
        yield from ((item.location, item) for item in stored_blobs(name, settings))
    elif has_wildcard(name):
        yield from _pattern(name, settings)
    else:
        yield "", _missing(Path(name))


def _local(path: Path, settings: Settings) -> Iterator[_Listed]:
    if path.is_dir():
        yield from _folder(path, settings)
    else:
        yield _named(path)


def _folder(folder: Path, settings: Settings) -> Iterator[_Listed]:
    def wanted(path: Path) -> bool:
        return is_wanted(path.relative_to(folder).as_posix(), settings, is_container=is_archive(path.name))

    empty = True
    for item in _walk(folder, wanted):
        empty = False
        yield item
    if empty:
        yield (
            "",
            _nothing(folder, "no file in the folder is to be read", "check the folder, and the patterns for its files"),
        )


def _pattern(pattern: str, settings: Settings) -> Iterator[_Listed]:
    base, matches = matcher(pattern)

    def wanted(path: Path) -> bool:
        below = path.relative_to(base).as_posix()
        return matches(below) and is_wanted(below, settings, is_container=is_archive(path.name))

    empty = True
    for item in _walk(base, wanted) if base.is_dir() else ():
        empty = False
        yield item
    if empty:
        yield (
            "",
            _nothing(
                Path(pattern), "no file matches the pattern", "check the pattern; ** stands for folders, * for a name"
            ),
        )


def _walk(folder: Path, wanted: Callable[[Path], bool]) -> Iterator[_Listed]:
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and wanted(path):
                yield _named(path)
    yield from (("", _closed(Path(str(failure.filename or folder)), failure)) for failure in failures)


def _named(path: Path) -> _Listed:
    return os.path.abspath(path), found(path)  # noqa: PTH100 - as above


def _standard_input(settings: Settings) -> Blob | Problem:
    """Read standard input once and to its end, so that it can be opened again and sent elsewhere."""
    blob = Blob.of_bytes("stdin", b"", "stdin", "standard input")
    limit = settings.limits.page_bytes
    try:
        content = sys.stdin.buffer.read(limit + 1)
    except OSError as failure:
        return unreadable(blob, failure)
    if len(content) > limit:
        return too_large(blob, limit, "")
    return Blob.of_bytes("stdin", content, "stdin", "standard input")


def _web(address: str, settings: Settings, fetcher: Fetcher | None) -> Iterator[Offered]:
    if fetcher:
        yield from web_blobs(address, settings, fetcher)
    else:
        cause = "it is on the web, and nothing is fetched unless asked for"
        remedy = "add --fetch, or save the page and add the file"
        yield problem(ProblemCode.NETWORK, address, address, cause, remedy, about="address")


def _missing(path: Path) -> Problem:
    item = found(path)
    cause = "there is no file or folder of this name"
    return problem(ProblemCode.VANISHED, item.uri, item.location, cause, "check the spelling of the path")


def _nothing(path: Path, cause: str, remedy: str) -> Problem:
    item = found(path)
    return problem(ProblemCode.VANISHED, item.uri, item.location, cause, remedy, fatal=False)


def _closed(path: Path, failure: OSError) -> Problem:
    item = found(path)
    cause = f"the folder could not be listed: {failure.strerror or failure}"
    return problem(ProblemCode.UNREADABLE, item.uri, item.location, cause, "allow reading it, or leave it out")
