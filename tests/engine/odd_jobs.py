"""Jobs that go wrong in every way a process can."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.engine.reader import Model, Read
from onrecord.model.article import Article
from onrecord.model.errors import ModelError
from onrecord.model.reading import Reading


@dataclass(frozen=True)
class OddJob:
    """Does what it is asked to."""

    refuse: bool = False
    killed_once: Path | None = None
    slow: bool = False

    def prepare(self) -> None:
        if self.refuse:
            raise RuntimeError("nothing to start with")
        if self.killed_once and not self.killed_once.exists():
            self.killed_once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.slow:
            time.sleep(60)

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


class OddReader:
    """Stands for what reads articles; it dies over some, and cannot be loaded where it is `unfit`."""

    def __init__(self, *, unfit: bool = False) -> None:
        self._unfit = unfit

    @property
    def nlp(self) -> None:
        if self._unfit:
            raise ModelError("no pipeline of that name is installed")

    def read(self, articles: Sequence[Article]) -> Read:
        for article in articles:
            if "arsenic" in article.text:
                sys.stderr.write("it tastes of almonds\n")
                sys.stderr.flush()
                os._exit(9)
            once = Path(article.uri)
            if "wine" in article.text and not once.exists():
                once.touch()
                os._exit(9)
        return Read([Reading(article.id) for article in articles], [], Model("blank", "1", "{}"))
