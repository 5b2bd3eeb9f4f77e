"""Looking for garbage seldom while much is made that stays: of the time of resolving that takes a fifth to a half."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (100_000, 20, 50)
"""How many objects are made before the youngest are looked at, and how often the older ones then are."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage in this process as seldom as `RARELY` says while the block runs.

    >>> with rarely_collected():
    ...     gc.get_threshold() == RARELY
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
