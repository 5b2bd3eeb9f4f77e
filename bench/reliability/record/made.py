"""The records that checks begin from."""

from __future__ import annotations

from pathlib import Path

from bench.reliability.record.command import add
from onrecord.engine.derive import derive
from onrecord.model.judgement import Verdict
from onrecord.record.file import Record
from onrecord.resolve.judging import make_judgement

_PERSONS = "SELECT id FROM actor WHERE kind = 'person' ORDER BY id LIMIT 3"


def bundled(path: Path) -> Path:
    """Make a record of the bundled coverage with the real command; raises `RuntimeError` where it fails."""
    done = add(path)
    if done.code:
        raise RuntimeError(f"onrecord add ended with {done.code}: {done.talk}")
    return path


def judged(path: Path) -> Path:
    """Write down in a record that a person is neither of two others, and derive from it."""
    with Record.open(path) as record:
        one, *others = [row["id"] for row in record.connection.execute(_PERSONS)]
        for other in others:
            record.judge([make_judgement(record, one, Verdict.DIFFERENT, other, "", "a checker")])
        derive(record)
    return path
