"""Which files the sources named by the user stand for, and how each is named in the record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.problem import Problem, ProblemCode, problem


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `uri` names it in the record, `location` in messages, as the user would type it."""

    path: Path
    uri: str
    location: str


def printable(name: str) -> str:
    r"""Return a file name as text that can be stored; bytes that are no UTF-8 are written as `\xNN`.

    >>> printable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def found(path: Path) -> Found:
    """Name a file after its folder and itself, so that the name does not depend on where the folder lies."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and so change the name
    return Found(path, printable(f"{whole.parent.name}/{whole.name}"), printable(str(path)))


def list_files(sources: Sequence[Path]) -> Iterator[Found | Problem]:
    """List the files of all sources in order, folders with everything below them; each file once.

    Hidden files and folders inside a named folder are skipped. Links to folders inside it are not followed, since they
    may lead in a circle.
    """
    seen: set[str] = set()
    for source in sources:
        for item in _expand(source):
            if isinstance(item, Found):
                key = os.path.abspath(item.path)  # noqa: PTH100 - as above
                if key in seen:
                    continue
                seen.add(key)
            yield item


def _expand(source: Path) -> Iterator[Found | Problem]:
    if source.is_dir():
        yield from _walk(source)
    elif os.path.lexists(source):
        yield found(source)
    else:
        yield _missing(source)


def _walk(folder: Path) -> Iterator[Found | Problem]:
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield found(Path(place, name))
    yield from (_closed(Path(str(failure.filename or folder)), failure) for failure in failures)


def _missing(path: Path) -> Problem:
    item = found(path)
    cause = "there is no file or folder of this name"
    return problem(ProblemCode.VANISHED, item.uri, item.location, cause, "check the spelling of the path")


def _closed(path: Path, failure: OSError) -> Problem:
    item = found(path)
    cause = f"the folder could not be listed: {failure.strerror or failure}"
    return problem(ProblemCode.UNREADABLE, item.uri, item.location, cause, "allow reading it, or leave it out")
