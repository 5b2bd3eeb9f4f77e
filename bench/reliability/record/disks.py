"""Disks that are full and places that are closed, real ones where mounting is allowed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class SmallDisk:
    """A file system in memory of its own size."""

    def __init__(self, at: Path, size: int) -> None:
        self.at = at
        self._mount("-t", "tmpfs", "-o", f"size={size}", "onrecord-check", str(at))

    def grow(self, size: int) -> None:
        """Make room."""
        self._mount("-o", f"remount,size={size}", str(self.at))

    def close(self) -> None:
        """Let nobody write."""
        self._mount("-o", "remount,ro", str(self.at))

    def open(self) -> None:
        """Let everybody write."""
        self._mount("-o", "remount,rw", str(self.at))

    def _mount(self, *arguments: str) -> None:
        subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextmanager
def small_disk(at: Path, size: int) -> Iterator[SmallDisk]:
    """Give an empty disk of so many bytes, mounted at a folder that is made."""
    at.mkdir(parents=True)
    disk = SmallDisk(at, size)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=False, capture_output=True)


def can_mount(folder: Path) -> bool:
    """Say whether this process may mount a disk."""
    if not hasattr(os, "geteuid") or os.geteuid():
        return False
    with suppress(OSError, subprocess.CalledProcessError), small_disk(folder / "tried", 1 << 16):
        return True
    return False


def limited(command: list[str], size: int) -> list[str]:
    """Return a command that may write no file larger than so many bytes: a disk that is full, without mounting one."""
    return ["/bin/sh", "-c", 'ulimit -f "$0"; exec "$@"', str(max(1, size // 512)), *command]
