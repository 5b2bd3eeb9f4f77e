"""The record of real coverage, which takes minutes to make: made once and kept for the next run."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.engine.local import add
from onrecord.model.signature import software
from onrecord.record.schema import migrations

FOLDER = Path(__file__).parents[2] / ".kept"


def kept(source: Path, folder: Path = FOLDER) -> Path:
    """Return the record of a source; it is made again for another version of the software, the format or the source."""
    path = folder / f"{source.name.partition('.')[0]}-{_version(source)}.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=folder) as making:
            add([source], made := Path(making) / "record.db")
            made.rename(path)  # only when it is whole
    return path


def _version(source: Path) -> str:
    made_of = software().encode(), str(len(migrations())).encode(), source.read_bytes()
    return hashlib.sha256(b"\0".join(made_of)).hexdigest()[:16]
