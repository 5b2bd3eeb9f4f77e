"""The pinned packages of an install: what requirements/*.txt name, with the hashes that pip checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.floors import ROOT

RUN = ROOT / "requirements" / "run.txt"
"""What users install."""
DEV = ROOT / "requirements" / "dev.txt"
"""What `make setup` installs."""

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?:\s*;\s*(?P<where>.*))?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version; `where` is the marker of the systems that get it, empty for all."""

    name: str
    version: str
    where: str
    hashes: tuple[str, ...]


def pins(path: Path) -> Iterator[Pin]:
    r"""Yield the pins of a file; raises `ValueError` for a line that is none.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
    ...     _ = file.write("a==1 ; python_version < '4' \\\n    --hash=sha256:" + 64 * "0" + "\n")
    ...     file.flush()
    ...     [(pin.name, pin.where, len(pin.hashes)) for pin in pins(Path(file.name))]
    [('a', "python_version < '4'", 1)]
    """
    for line in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        wanted = line.partition("--hash")[0].strip()
        if not wanted or wanted.startswith("#"):
            continue
        found = _PIN.match(wanted)
        if not found:
            raise ValueError(f"{path.name}: {wanted!r} pins no version")
        yield Pin(found["name"], found["version"], found["where"] or "", tuple(_HASH.findall(line)))
