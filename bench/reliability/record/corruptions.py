"""Ways to damage a record, each by name: what `onrecord verify` has to find."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_FIRST = "WHERE key = (SELECT min(key) FROM {0})"
_STALE = (
    "PRAGMA writable_schema = 1; CREATE TABLE held AS SELECT * FROM sqlite_schema WHERE name = 'mention_article'; "
    "DELETE FROM sqlite_schema WHERE name = 'mention_article'",
    "UPDATE mention SET article = (SELECT max(id) FROM article) WHERE key = 1",
    "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema SELECT * FROM held",
)
_TAKEN_OUT = """
DELETE FROM seal WHERE id = (SELECT id FROM judgement WHERE key = 1);
DELETE FROM judgement WHERE key = 1;
"""
_REPLAYED = """
INSERT INTO judgement SELECT 99, 'jdg-replayed', kind, verdict, a, b, a_name, b_name, note, judge, made, software
FROM judgement WHERE key = 1;
"""
_CHANGED_ROUND = """
CREATE TEMP TABLE pair AS SELECT key, id FROM statement ORDER BY key LIMIT 2;
UPDATE statement SET id = 'sta-held' WHERE key = (SELECT min(key) FROM pair);
UPDATE statement SET id = (SELECT id FROM pair ORDER BY key LIMIT 1) WHERE key = (SELECT max(key) FROM pair);
UPDATE statement SET id = (SELECT id FROM pair ORDER BY key DESC LIMIT 1) WHERE id = 'sta-held';
"""
_BELONGING = ("block", "candidate", "mention", "tenure", "citation", "event", "statement", "alias", "member", "entity")
_WHOLE_ARTICLE = "".join(
    f"DELETE FROM {table} WHERE {'article' if table in _BELONGING else 'id'} = (SELECT min(id) FROM article);"
    for table in (*_BELONGING, "article")
)


@dataclass(frozen=True, slots=True)
class Corruption:
    """One way: SQL scripts, each run by a program of its own, or a change to the bytes of the file.

    `derive` says that only deriving anew tells it: the row is one that other facts would give.
    """

    name: str
    scripts: tuple[str, ...] = ()
    change: Callable[[bytes], bytes] | None = None
    derive: bool = False

    def plant(self, path: Path) -> None:
        """Damage the closed record at `path`."""
        for script in self.scripts:
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.executescript(script)
        if self.change:
            path.write_bytes(self.change(path.read_bytes()))


def _sql(name: str, script: str, *, derive: bool = False) -> Corruption:
    return Corruption(name, (script,), derive=derive)


def _one(table: str, change: str) -> str:
    return f'UPDATE "{table}" SET {change} ' + _FIRST.format(table)


def _page_of(content: bytes) -> int:
    return int.from_bytes(content[16:18], "big")


def _garbled(content: bytes) -> bytes:
    """Return the file with a page in its middle turned around."""
    size = _page_of(content)
    at = len(content) // size // 2 * size
    return content[:at] + bytes(byte ^ 0xFF for byte in content[at : at + size]) + content[at + size :]


def _letter(content: bytes) -> bytes:
    """Return the file with one letter of an article's text changed where it lies on the disk."""
    at = content.index(b"Velmark")
    return content[:at] + b"Valmark" + content[at + 7 :]


CORRUPTIONS: tuple[Corruption, ...] = (
    _sql("a letter of a text", _one("article", "text = replace(text, 'e', 'a')")),
    Corruption("a letter of a text, on the disk", change=_letter),
    _sql("the hash of a page", _one("article", "digest = 'ab' || substr(digest, 3)")),
    _sql("an outlet", _one("article", "outlet = 'Another Paper'")),
    _sql("a block shifted", _one("block", '"end" = "end" - 1')),
    _sql("the kind of a block", _one("block", "kind = 'deck'")),
    _sql("a mention shifted", _one("mention", 'start = start + 1, "end" = "end" + 1')),
    _sql("a mention gone", "DELETE FROM mention " + _FIRST.format("mention")),
    _sql("an entity's state", _one("entity", "state = 'XYZ'")),
    _sql("an entity gone, that others rest on", "DELETE FROM entity " + _FIRST.format("entity")),
    _sql("a statement's polarity", _one("statement", "polarity = 'denies'")),
    _sql("a statement's spans", _one("statement", "spans = '[[0,9]]'")),
    _sql("a statement gone, that a claim rests on", "DELETE FROM statement " + _FIRST.format("statement")),
    _sql("two statements' ids changed round", _CHANGED_ROUND),
    _sql("an event's status", _one("event", "status = 'denied'")),
    _sql("an amount", "UPDATE event SET magnitude = replace(magnitude, '\"value\":', '\"value\":1') "),
    _sql("a citation's name", _one("citation", "name = 'Another Agency'")),
    _sql("an article with all that belongs to it", _WHOLE_ARTICLE),
    _sql("the model of a run", _one("run", "model = 'another'")),
    _sql("the settings of a run", _one("run", "settings = '{}'")),
    _sql("a seal", "UPDATE seal SET digest = replace(digest, 'a', 'b') WHERE \"of\" = 'article'"),
    _sql("a judgement turned round", "UPDATE judgement SET verdict = 'same' WHERE key = 1"),
    _sql("a judgement taken out, its seal with it", _TAKEN_OUT),
    _sql("judgements in another order", "UPDATE judgement SET key = 99 WHERE key = 1"),
    _sql("a judgement replayed", _REPLAYED),
    _sql("what a page became", _one("arrival", "outcome = 'art-none'")),
    _sql("the origins of a claim, counted", _one("standing", "at_least = at_least + 1, at_most = at_most + 1")),
    _sql("an origin gone", "DELETE FROM origin " + _FIRST.format("origin")),
    _sql("the reports of a claim", _one("standing", "articles = '[]'")),
    _sql("a report's words", _one("member", "text = 'It was never said.'")),
    _sql("a passage shifted out of its text", _one("passage", "a_span = '[5,99999]'")),
    _sql("a lookup of a story", "DELETE FROM told WHERE article = (SELECT min(article) FROM told)"),
    _sql("a count of a dyad", "UPDATE dyad SET claims = claims + 1"),
    _sql(
        "a search index without its rows",
        "INSERT INTO statement_search (statement_search, rowid, text) SELECT 'delete', key, text FROM statement",
    ),
    Corruption("an index that is behind its table", _STALE),
    Corruption("half of the file", change=lambda content: content[: len(content) // 2]),
    Corruption("a page of the file turned round", change=_garbled),
    _sql("a link made a copy", "UPDATE link SET kind = 'copy', score = 1.0", derive=True),
    _sql("a passage that is still in its texts", _one("passage", "words = words + 7"), derive=True),
    _sql("a dependence made certain", "UPDATE dependence SET certain = 1 - certain", derive=True),
    _sql("the verdict on a claim", _one("standing", "verdict = 'Independently confirmed: everybody'"), derive=True),
    _sql("a grade", _one("standing", "grade = 1"), derive=True),
    _sql("a discrepancy gone", "DELETE FROM discrepancy " + _FIRST.format("discrepancy"), derive=True),
    _sql("the text families of a claim", "UPDATE standing SET families = families + 1", derive=True),
    _sql("the title of a story", _one("story", "title = 'Nothing happened'"), derive=True),
    _sql("an alias gone", "DELETE FROM alias " + _FIRST.format("alias"), derive=True),
)
"""All of them; the first ones break facts, the last ones what is derived."""
