"""Whether `onrecord verify` finds what was damaged, as its command says it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.reliability.record.corruptions import CORRUPTIONS, Corruption
from onrecord.engine.rederiving import rederived_damage
from onrecord.model.errors import RecordError
from onrecord.record.damage import Damage
from onrecord.record.file import Record
from onrecord.record.verify import verify


@dataclass(frozen=True, slots=True)
class Found:
    """What verifying says of one corruption first, empty where it finds nothing."""

    name: str
    words: str


def planted(whole: Path, folder: Path) -> Iterator[Found]:
    """Damage a copy of a whole record in each way, and verify it."""
    for number, corruption in enumerate(CORRUPTIONS):
        path = folder / f"{number}.db"
        shutil.copy(whole, path)
        corruption.plant(path)
        yield Found(corruption.name, _said(path, corruption))
        path.unlink()


def _said(path: Path, corruption: Corruption) -> str:
    try:
        with Record.open(path, readonly=True) as record:
            first = next(iter(verify(record)), None)
            if first is None and corruption.derive:
                first = next(iter(rederived_damage(record)), None)
    except RecordError as error:
        return str(error)
    return _words(first) if first else ""


def _words(damage: Damage) -> str:
    return f"{damage.table} {damage.id}: {damage.what}"
