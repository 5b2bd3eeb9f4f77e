"""Files of the user's that travel with the work, since the machines of a cluster cannot see them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Shipped:
    """What a file holds."""

    content: bytes

    @classmethod
    def of(cls, file: Path | None) -> Self | None:
        """Take a file along; None where there is none."""
        return cls(file.read_bytes()) if file else None

    def path(self) -> Path:
        """Return where the file lies on this machine, in the folder that Spark removes at the end."""
        from pyspark import SparkFiles

        path = Path(SparkFiles.getRootDirectory(), f"onrecord-{hashlib.sha256(self.content).hexdigest()[:16]}.yaml")
        if not path.exists():
            # Another process on this machine may write it too: it appears whole.
            fresh = path.with_name(f"{path.name}.{uuid4().hex}")
            fresh.write_bytes(self.content)
            fresh.replace(path)
        return path


def unpacked(file: Shipped | None) -> Path | None:
    """Return where a file lies on this machine, None where there is none."""
    return file.path() if file else None
