"""Taking judgements over from another record: the same coverage has facts of the same names in every record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import JudgementError, NotFoundError
from onrecord.model.judgement import Judgement
from onrecord.record.codec import from_row
from onrecord.record.file import Record


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file of judgements comes to in a record: those that are new, how many it has, how many it cannot have."""

    new: tuple[Judgement, ...]
    known: int
    absent: int


def carry(record: Record, path: Path) -> Carried:
    """Read judgements as `onrecord export` writes them (judgements.jsonl), and find those that the record can take.

    A judgement on coverage that the record does not hold is left out. Raises `JudgementError`, which names the line,
    where the file is no such file.
    """
    known = {judgement.id for judgement in record.judgements()}
    found = list(_read(path))
    fresh = [judgement for judgement in found if judgement.id not in known]
    new = tuple(judgement for judgement in fresh if all(_is_there(record, key) for key in judgement.pair))
    return Carried(new, len(found) - len(fresh), len(fresh) - len(new))


def _read(path: Path) -> Iterator[Judgement]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            yield from_row(Judgement, json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise JudgementError(
                f"line {number} of {path} is no judgement ({type(error).__name__}: {error}); give the judgements.jsonl "
                "that `onrecord export --format jsonl` wrote"
            ) from error


def _is_there(record: Record, key: str) -> bool:
    fact = key.partition(":")[0]
    try:
        return bool(record.get(fact).id == fact)
    except NotFoundError:
        return False
