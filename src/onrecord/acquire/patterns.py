"""Patterns for file names: those given as a source, and those that choose among the files of folders and archives."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.acquire.settings import Settings

_WILD = re.compile(r"[*?\[]")
_FOLDERS = "**"


def has_wildcard(name: str) -> bool:
    """Say whether a source is a pattern.

    >>> has_wildcard("press/**/*.html"), has_wildcard("press")
    (True, False)
    """
    return _WILD.search(name) is not None


def matcher(pattern: str) -> tuple[Path, Callable[[str], bool]]:
    """Return the folder that a pattern begins in, and what tells whether a path below it matches.

    `**` stands for any folders, the other wildcards for parts of one name. Everything below a folder that matches does.

    >>> folder, matches = matcher("press/**/*.html")
    >>> folder.name, matches("a.html"), matches("2031/05/b.html"), matches("a.txt")
    ('press', True, True, False)
    """
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if has_wildcard(part))
    steps = [*parts[fixed:], *(["*"] if parts[-1] == _FOLDERS else [])]
    return Path(*parts[:fixed]), lambda path: _fits(path.split("/"), steps)


def _fits(names: Sequence[str], steps: Sequence[str]) -> bool:
    """Say whether the first of the names, or all, fit the steps, in one pass however many `**` there are."""
    reached = _past_folders({0}, steps)
    for name in names:
        if len(steps) in reached:
            return True
        fitting = [step for step in reached if steps[step] == _FOLDERS or fnmatch.fnmatchcase(name, steps[step])]
        reached = _past_folders({step + (steps[step] != _FOLDERS) for step in fitting}, steps)
    return len(steps) in reached


def _past_folders(reached: set[int], steps: Sequence[str]) -> set[int]:
    """Add the steps that are reached since `**` may stand for no folder at all."""
    for step, name in enumerate(steps):
        if step in reached and name == _FOLDERS:
            reached.add(step + 1)
    return reached


def is_wanted(path: str, settings: Settings, *, is_container: bool = False) -> bool:
    """Say whether the patterns let a file in; `path` is that below the folder or archive.

    A pattern fits the whole path or the file's name. A file must fit one of `include`, if there are any, and none of
    `exclude`. Of an archive only the latter is asked: what is in it is asked for itself.
    """
    name = path.rpartition("/")[2]
    forms = (path, name)
    if any(fnmatch.fnmatchcase(form, pattern) for pattern in settings.exclude for form in forms):
        return False
    if is_container or not settings.include:
        return True
    return any(fnmatch.fnmatchcase(form, pattern) for pattern in settings.include for form in forms)
