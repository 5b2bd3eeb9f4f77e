"""The records on which growth is measured, each with a further article of the same coverage that is held back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.coverage.__main__ import coverage_of, drawn, write
from bench.coverage.happenings import Made

SHAPES = ("news", "copies", "one-story")


def prepare(size: int, folder: Path, shape: str, seed: int) -> Path:
    """Write the record of `size` articles, and the one of the article held back, unless they are there.

    Return the path of the first; the other is `held(path)`.
    """
    path = folder / f"{shape}-{size}-{seed}.db"
    if not held(path).exists():
        for stale in folder.glob(f"{path.name}*"):
            stale.unlink()
        copies = size + 1 if shape == "copies" else 0
        articles = drawn(coverage_of(seed), size + 1, copies, shape == "one-story")
        kept: list[Made] = []
        write(_without(articles, size // 2, kept), path)
        write(kept, held(path))
    return path


def _without(articles: Iterator[Made], number: int, kept: list[Made]) -> Iterator[Made]:
    """Pass on all articles but the one with this number, which is put aside."""
    for at, made in enumerate(articles):
        if at == number:
            kept.append(made)
        else:
            yield made


def set_out(path: Path, work: Path, *, pristine: bool) -> None:
    """Copy a prepared record and its article held back to where it is worked on, with `pristine` twice."""
    shutil.copy(path, work)
    shutil.copy(held(path), held(work))
    if pristine:
        shutil.copy(path, before(work))


def held(path: Path) -> Path:
    """Return where the article is that was held back from a record."""
    return path.with_name(f"{path.name}.held")


def before(path: Path) -> Path:
    """Return where a record that is worked on is kept as it was."""
    return path.with_name(f"{path.name}.before")
