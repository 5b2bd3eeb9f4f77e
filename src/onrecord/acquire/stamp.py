"""How a file stands, by which an unchanged one is known without reading it."""

from __future__ import annotations

from dataclasses import dataclass
from os import stat_result


@dataclass(frozen=True, slots=True)
class Stamp:
    """One state of the file at `path`.

    Two agree only where nobody wrote to the file in between: the system sets `changed` (in nanoseconds) with every
    writing, also for who sets the time of the last change back.
    """

    path: str
    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: str, found: stat_result) -> Stamp:
        """Return the stamp of a file from what the system says of it."""
        return cls(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
