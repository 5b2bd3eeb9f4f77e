"""What is wrong with a row, or with a table from some row on."""

from __future__ import annotations

from dataclasses import replace

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import unreadable
from onrecord.acquire.opening import BombError
from onrecord.acquire.text_stream import EncodingError
from onrecord.model.problem import Problem, ProblemCode, problem


def row_problem(blob: Blob, place: str, cause: str, remedy: str) -> Problem:
    """Say what is wrong with one row; the others are read."""
    return problem(ProblemCode.TABLE, blob.uri, blob.location, cause, remedy, blob.at(place))


def broken_table(blob: Blob, failure: BaseException, place: str, rows: int) -> Problem:
    """Say why a table could not be read from `place` on; not fatal where `rows` before it were kept."""
    kept = f"the {rows} rows before it were kept" if rows else ""
    if isinstance(failure, EncodingError):
        remedy = "save the table as UTF-8"
        return problem(ProblemCode.ENCODING, blob.uri, blob.location, str(failure), remedy, blob.place)
    if isinstance(failure, EOFError) and rows:
        cause = f"it breaks off; {kept}"
        remedy = "copy or download the file again"
        return problem(ProblemCode.TRUNCATED, blob.uri, blob.location, cause, remedy, blob.at(place), fatal=False)
    if isinstance(failure, BombError) or not isinstance(failure, ValueError | RecursionError):
        return replace(unreadable(blob, failure), place=blob.at(place))
    cause = f"from here on it could not be read: {failure or type(failure).__name__}" + (f"; {kept}" if kept else "")
    return problem(
        ProblemCode.TABLE, blob.uri, blob.location, cause, "mend this place, and add it again", blob.at(place)
    )
