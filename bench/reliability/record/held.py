"""What a process holds, as the system tells it: open files, and memory that is its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_RESIDENT = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Held:
    """Handles and memory of a process at one time."""

    handles: int
    mib: float

    @classmethod
    def by(cls, process: int) -> Held:
        """Ask the system (Linux)."""
        place = Path("/proc") / str(process)
        found = _RESIDENT.search((place / "status").read_text(encoding="utf-8"))
        return cls(len(list((place / "fd").iterdir())), int(found[1]) / 1024 if found else 0.0)
