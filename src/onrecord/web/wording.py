"""Word-level differences between two forms of the same words, as runs to show one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.trace.diff import difference

SAME, GONE, NEW = "same", "gone", "new"
"""A run stands in both forms, only in the one compared with, or only in the one shown."""

SAID_ENOUGH, DONE_ENOUGH = 0.6, 0.85
"""Below this share of the shorter text in common, a difference is harder to read than the two texts."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind in a row, and the white space after them."""

    kind: str
    text: str
    tail: str


def differences(base: str, shown: str, enough: float = SAID_ENOUGH) -> tuple[Run, ...]:
    """Return `shown` with what it leaves out of `base` and puts in; nothing where the two have too little in common.

    >>> [(run.kind, run.text) for run in differences("We will open it soon", "We will open it")]
    [('same', 'We will open it'), ('gone', 'soon')]
    >>> differences("We will open it", "Nothing of the kind was heard")
    ()
    """
    rows = difference(" ".join(base.split()), " ".join(shown.split()))
    same = sum(len(b) for op, _, b in rows if op == "equal")
    if same < enough * min(len(base), len(shown)):
        return ()
    return tuple(_runs(rows))


def _runs(rows: list[tuple[str, str, str]]) -> Iterator[Run]:
    followed = [op in {"delete", "replace"} for op, _, _ in rows[1:]] + [False]
    for (op, a, b), gone_next in zip(rows, followed, strict=True):
        if op == "equal":
            yield _run(SAME, b, spaced=gone_next and a[-1:].isspace())
            continue
        if a:
            yield _run(GONE, a, spaced=bool(b))
        if b:
            yield _run(NEW, b)


def _run(kind: str, text: str, spaced: bool = False) -> Run:
    """Split off the white space; `spaced` asks for some where words of the other form follow."""
    words = text.rstrip()
    return Run(kind, words, text[len(words) :] or (" " if spaced else ""))
