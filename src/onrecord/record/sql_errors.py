"""Why a question in SQL was not answered, in SQLite's words, and what to do next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.model.errors import QuestionError, RecordError
from onrecord.record.failures import record_error
from onrecord.record.sql_child import EMPTY, MEMORY, OTHER, REFUSED
from onrecord.record.sql_rules import HEAP_BYTES, MIB, VALUE_BYTES

TIME, LOST = "SQLITE_INTERRUPT", "lost"

_NEXT = "`onrecord sql` lists the tables, their columns and examples"
_LESS = "ask for less, such as fewer rows (WHERE) or a join by ids"
_REMEDIES = {
    REFUSED: f"questions can only read (SELECT, WITH, VALUES), with the functions that docs/sql.md lists; {_NEXT}",
    EMPTY: f"ask one, such as SELECT count(*) FROM article; {_NEXT}",
    MEMORY: f"it takes more than {HEAP_BYTES // MIB} MiB to sort, group or join; {_LESS}",
    OTHER: "ask one question at a time, and give a value for each place that it has for one",
    LOST: f"{_LESS}, or report this with the question",
    "SQLITE_TOOBIG": f"no text may be longer than {VALUE_BYTES // MIB} MiB; {_LESS}",
}
"""What to do next, by the name of an error."""

_OF_THE_FILE = tuple(f"SQLITE_{kind}" for kind in ("BUSY", "LOCKED", "NOTADB", "CORRUPT", "PERM", "CANTOPEN", "IOERR"))


def question_error(name: str, words: str, path: Path, seconds: float) -> RecordError:
    """Return the error for an ERROR message of `sql_child`, for a question that was given so many seconds.

    >>> str(question_error("SQLITE_TOOBIG", "string or blob too big", Path("r.db"), 1.0)).split("; ")[:2]
    ['the question was not answered: string or blob too big', 'no text may be longer than 8 MiB']
    """
    if name == "SQLITE_IOERR_NOMEM":
        name = MEMORY
    if name.startswith(_OF_THE_FILE):
        error = sqlite3.OperationalError(words)
        error.sqlite_errorname = name
        return record_error(error, path)
    if name == TIME:
        words = f"it took longer than {seconds:g} s and was ended"
        return QuestionError(f"the question was not answered: {words}; {_LESS}, or give it more time with --seconds")
    remedy = _REMEDIES.get(name, f"correct it; {_NEXT}")
    return QuestionError(f"the question was not answered: {words.rstrip('.')}; {remedy}")
