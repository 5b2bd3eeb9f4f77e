"""Jobs that go wrong in every way a process can."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class OddJob:
    """Does what it is asked to."""

    refuse: bool = False

    def prepare(self) -> None:
        if self.refuse:
            raise RuntimeError("nothing to start with")

    def __call__(self, request: object) -> Iterator[object]:
        yield from getattr(self, str(request))()

    def count(self) -> Iterator[object]:
        yield from range(100)

    def process(self) -> Iterator[object]:
        yield os.getpid()

    def print(self) -> Iterator[object]:
        print("words that must not mix with the replies")  # noqa: T201 - the point of it
        yield "said"

    def sleep(self) -> Iterator[object]:
        yield 1
        time.sleep(60)

    def spin(self) -> Iterator[object]:
        # A regular expression that holds the interpreter's lock until the end of the world.
        yield re.match(r"(a+)+$", "a" * 60 + "!")

    def crash(self) -> Iterator[object]:
        sys.stderr.write("the last words\n")
        sys.stderr.flush()
        yield ctypes.string_at(0)

    def leave(self) -> Iterator[object]:
        yield 1
        os._exit(3)

    def hoard(self) -> Iterator[object]:
        yield len(b"x" * 4 * 1024**3)
