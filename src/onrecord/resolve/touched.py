"""The articles whose pairs may be others than before some were added: all that could share text with what has changed.

Only with these are the added ones to be compared, so that a further article costs a look through the fingerprints of
all, and no more. More are named than need be, and none is left out.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.collection import Collection

Mask = NDArray[np.bool_]
Hashes = NDArray[np.uint64]

_QUOTED = np.uint64(1)
"""The bit by which the fingerprint of a quotation differs: two printings of one text may quote it differently."""

_SHORT = np.uint64(64 - 22)


def touched(collection: Collection, texts: Sequence[bytes], fresh: Set[int]) -> Mask:
    """Say of each article whether its pairs may be others than without the `fresh` ones; `texts` are those of all.

    These are the added ones, those whose boilerplate they changed, what is or was a printing of one text with any of
    these, and all that have words in common with them.
    """
    reshaped = collection.reshaped(fresh)
    changed = {*fresh, *reshaped}
    told = {texts[number] for number in changed} | {*reshaped.values()}
    told.discard(b"")
    changed.update(number for number, text in enumerate(texts) if text in told)
    numbers, hashes = collection.prints()
    wanted = collection.all_prints(sorted(changed)) | _QUOTED
    found = np.zeros(len(collection), dtype=np.bool_)
    found[numbers[among(hashes | _QUOTED, wanted)]] = True
    found[list(changed)] = True
    return found


def among(hashes: Hashes, wanted: Hashes) -> Mask:
    """Say of each hash whether it is one of those wanted.

    >>> among(np.array([7, 1 << 60], dtype=np.uint64), np.array([1 << 60], dtype=np.uint64)).tolist()
    [False, True]
    """
    # Nearly all are told to be none of them by their first bits, without a search.
    short = np.zeros(1 << (64 - int(_SHORT)), dtype=np.bool_)
    short[wanted >> _SHORT] = True
    found: Mask = short[hashes >> _SHORT]
    found[found] = np.isin(hashes[found], wanted)
    return found
