"""Winnowed fingerprints of word runs.

Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003): of every window
of run hashes the smallest is kept, so any shared stretch of `RUN + WINDOW - 1` words leaves at least one common
fingerprint, wherever it stands and whatever surrounds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model.derived import PassageKind
from onrecord.resolve.words import Words

RUN = 5
"""Words in a fingerprinted run: shorter runs are stock phrases, longer ones miss edited copy."""

WINDOW = 4
"""Run hashes in a window, of which one is kept."""

Hashes = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_WORD_BITS = 64


@lru_cache(maxsize=1 << 17)
def word_hash(key: str) -> int:
    """Hash a word's key to 64 bits, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def run_hashes(keys: Sequence[str], length: int) -> Hashes:
    """Hash every run of `length` words; entry `i` is the run that starts at word `i`.

    >>> hashes = run_hashes(["a", "b", "a", "b"], 2)
    >>> len(hashes), bool(hashes[0] == hashes[2])
    (3, True)
    """
    return runs_of(np.fromiter((word_hash(k) for k in keys), dtype=np.uint64, count=len(keys)), length)


def runs_of(words: Hashes, length: int) -> Hashes:
    """Hash every run of `length` words, given by their hashes."""
    count = len(words) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        factor = np.uint64(pow(_BASE, offset + 1, 1 << _WORD_BITS))
        total += words[offset : offset + count] * factor
    return np.asarray(total ^ (total >> np.uint64(29)), dtype=np.uint64)


def winnow(hashes: Hashes, window: int = WINDOW) -> list[int]:
    """Return the positions of the hashes to keep: the rightmost smallest of every window (robust winnowing).

    >>> winnow(np.array([7, 3, 9, 8, 5], dtype=np.uint64), 3)
    [1, 4]
    """
    if not len(hashes):
        return []
    if len(hashes) <= window:
        return [_rightmost_least(hashes, 0, len(hashes))]
    kept: list[int] = []
    for start in range(len(hashes) - window + 1):
        end = start + window
        if kept and kept[-1] >= start:
            if hashes[end - 1] < hashes[kept[-1]]:
                kept.append(end - 1)
            continue
        kept.append(_rightmost_least(hashes, start, end))
    return kept


def _rightmost_least(hashes: Hashes, start: int, end: int) -> int:
    return end - 1 - int(np.argmin(hashes[start:end][::-1]))


def fingerprints(words: Words) -> Iterator[tuple[PassageKind, int, int]]:
    """Yield the fingerprints of an article with the word at which each begins, those of its quotations marked as such.

    A run belongs to a quotation where most of its words are quoted, so that "..., he said" after the same quotation in
    two articles does not look like shared narrative.
    """
    hashes = run_hashes(words.keys, RUN)
    for at in winnow(hashes):
        quoted = 2 * sum(words.quoted[at : at + RUN]) > RUN
        yield PassageKind.QUOTATION if quoted else PassageKind.NARRATIVE, int(hashes[at]), at
