"""A place where hostile inputs are laid out and tried: with a file that must not be read and a host not to be asked."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.case import ARTICLE, SECRET, SERVER, Case, Told
from tests.hostile.cases import lay_out

HIDDEN_WORDS = "the words of a file that nobody named"
_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Ground:
    """Where cases lie (`folder`), beside a secret file, and the connections that a local server was asked for."""

    home: Path
    server: str
    asked: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the cases are."""
        return self.home / "in"

    def lay_out(self, cases: Sequence[Case]) -> None:
        """Write the cases."""
        marks = {SECRET: str(self.home / "secret.txt").encode(), SERVER: self.server.encode()}
        lay_out(self.folder, tuple(cases), marks)

    def strange_files(self) -> list[str]:
        """Return files beside the folder that were not there before."""
        return sorted(path.name for path in self.home.iterdir() if path.name not in {"in", "secret.txt"})


@contextmanager
def ground(home: Path) -> Iterator[Ground]:
    """Make a place for cases, with its secret and its server."""
    asked: list[str] = []

    class Ask(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(200).decode("latin-1"))

    (home / "in").mkdir(parents=True)
    (home / "secret.txt").write_text(HIDDEN_WORDS + "\n")
    with socketserver.TCPServer(("127.0.0.1", 0), Ask) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Ground(home, f"127.0.0.1:{server.server_address[1]}", asked)
        server.shutdown()


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out of a folder, in order, the workers' peak memory in bytes, and how the run itself ended.

    `work` is the time that the workers took of the processors, in seconds, to start included.
    """

    told: tuple[Told, ...]
    peak: int
    ended: str = ""
    work: float = 0


def tried(folder: Path, *limits: str, seconds: float = 600) -> Tried:
    """Run a folder through the real way in, in a process of its own."""
    command = [sys.executable, "-m", "tests.hostile.trial", str(folder), *limits]
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    run = subprocess.run(
        command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=seconds, check=False
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    told = tuple(Told(*line) for line in lines if isinstance(line, list))
    last = next((line for line in lines if isinstance(line, dict)), {})
    peak = int(last.get("peak", 0))
    ended = "" if peak and not run.returncode else run.stderr[-500:] or f"exit {run.returncode}"
    return Tried(told, peak, ended, float(last.get("work", 0)))


def by_case(told: Sequence[Told], folder: Path) -> Mapping[str, list[Told]]:
    """Return what came out under the first folder of each location, which is the case's name."""
    found: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        found[item.location.removeprefix(f"{folder}/").partition("/")[0]].append(item)
    return found


def complaints(case: Case, told: Sequence[Told], slack: float = 1) -> list[str]:
    """Return in what a case's outcome is not what it must be; nothing where it is right."""
    items = [item for item in told if item.fatal]
    found = [*_miscounted(case, items), *_unlike(case, told, items), *_leaks(case, told)]
    seconds = sum(item.seconds for item in told)
    if seconds > case.seconds * slack:
        found.append(f"took {seconds:.1f} seconds, may take {case.seconds}")
    return found


def _miscounted(case: Case, items: Sequence[Told]) -> Iterator[str]:
    articles = sum(item.outcome == ARTICLE for item in items)
    problems = len(items) - articles
    if not items:
        yield "nothing came out"
    if case.articles is None and case.problems is None and not case.several and len(items) != 1:
        yield f"{articles} articles and {problems} problems came out instead of one item"
    if case.articles not in {None, articles}:
        yield f"{articles} articles came out instead of {case.articles}"
    if case.problems not in {None, problems}:
        yield f"{problems} problems came out instead of {case.problems}"


def _unlike(case: Case, told: Sequence[Told], items: Sequence[Told]) -> Iterator[str]:
    for item in items:
        if item.outcome not in case.outcomes:
            yield f"became {item.outcome}: {item.words[:300]!r}"
        elif item.outcome != ARTICLE and case.cause and not any(word in item.words for word in case.cause.split("|")):
            yield f"the cause lacks {case.cause!r}: {item.words[:300]!r}"
    texts = [item.words for item in items if item.outcome == ARTICLE]
    for words in case.keeps if texts else ():
        if not any(words in text for text in texts):
            yield f"no article has {words!r}: {texts[0][:200]!r}"
    if case.told and not any(item.outcome in case.told.split("|") for item in told):
        yield f"nothing was told of {case.told}"


def _leaks(case: Case, told: Sequence[Told]) -> Iterator[str]:
    for item in told:
        for words in (*case.lacks, HIDDEN_WORDS, "Traceback (most"):
            if words in item.words:
                yield f"{item.outcome} has {words!r}"
        if item.outcome == "read-failed" and "read-failed" not in case.outcomes:
            yield f"read-failed: {item.words[:300]!r}"
