from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.record.file import Record
from onrecord.record.verify import verify

PLANTED = {
    "the text of an article": ("UPDATE article SET text = 'X' || substr(text, 2)", "article", "its id was not made"),
    "the uri of an article": ("UPDATE article SET uri = 'paper/other.txt'", "article", "its id was not made"),
    "a shorter text": ("UPDATE article SET text = substr(text, 1, 60)", "block", "outside the text"),
    "overlapping blocks": ("UPDATE block SET start = 3 WHERE kind = 'body'", "block", "overlaps the one before"),
    "an unknown kind of block": ("UPDATE block SET kind = 'poem' WHERE kind = 'title'", "block", "BlockKind"),
    "a candidate's span": ("""UPDATE candidate SET span = '[1,9]' WHERE span IS NOT NULL""", "candidate", "evidence"),
    "a mention": ("UPDATE mention SET start = start + 1, end = end + 1", "mention", "do not stand"),
    "a mention's text": ("UPDATE mention SET text = 'Ida Torvik'", "mention", "do not stand"),
    "a tenure": ("UPDATE tenure SET end = 100000", "tenure", "do not stand"),
    "a statement's text": ("UPDATE statement SET text = 'it is closed'", "statement", "not what its spans cover"),
    "a statement's spans": ("UPDATE statement SET spans = '[[1,5]]'", "statement", "not what its spans cover"),
    "no spans": ("UPDATE statement SET spans = '[]'", "statement", "has no span"),
    "a span out of the text": ("UPDATE statement SET spans = '[[1,99999]]'", "statement", "outside the text"),
    "broken JSON": ("UPDATE statement SET spans = '[[1,'", "statement", "JSONDecodeError"),
    "a reversed span": ("UPDATE statement SET spans = '[[9,1]]'", "statement", "ValueError"),
    "a cue": ("UPDATE statement SET cue = json_set(cue, '$.start', 1)", "statement", "words of cue"),
    "a speaker's words": (
        "UPDATE statement SET speaker = json_set(speaker, '$.text', 'Nobody')",
        "statement",
        "words of speaker",
    ),
    "an addressee": ("UPDATE statement SET addressee = json_set(addressee, '$.end', 7)", "statement", "of addressee"),
    "a speaker who is nobody": (
        "UPDATE statement SET speaker = json_set(speaker, '$.entity', 'ent-none')",
        "statement",
        "points at ent-none",
    ),
    "an unknown polarity": ("UPDATE statement SET polarity = 'perhaps'", "statement", "Polarity"),
    "an event's trigger": ("UPDATE event SET \"trigger\" = '[9,99999]'", "event", "trigger [9, 99999)"),
    "an event's actor": ("UPDATE event SET actors = json_set(actors, '$[0].start', 2)", "event", "words of actors"),
    "an event's date": ("UPDATE event SET date = json_set(date, '$.text', 'Friday')", "event", "words of date"),
    "an event's place": ("UPDATE event SET place = json_set(place, '$.start', 0)", "event", "words of place"),
    "an event's amount": (
        "UPDATE event SET magnitude = json_set(magnitude, '$[0].text', '4 crowns')",
        "event",
        "words of magnitude",
    ),
    "a citation": ("UPDATE citation SET text = 'Another'", "citation", "do not stand"),
    "a citation of nothing": ("UPDATE citation SET target = 'sta-none'", "citation", "points at sta-none"),
    "a fact of no article": ("UPDATE entity SET article = 'art-none'", "entity", "row of article that is gone"),
    "a deleted article": ("DELETE FROM article WHERE key = 1", "mention", "row of article that is gone"),
    "a deleted statement": ("DELETE FROM statement WHERE key = 1", "citation", "is not there"),
    "a problem": ("UPDATE problem SET code = 'odd'", "problem", "ProblemCode"),
    "a passage": ("UPDATE passage SET a_span = '[5,99999]'", "passage", "outside the text"),
    "a passage in the menu": ("UPDATE passage SET b_span = '[40,230]'", "passage", "outside the body"),
    "a story": ("UPDATE story SET articles = '[\"art-none\"]'", "story", "the article art-none"),
    "a claim's actor": ("UPDATE claim SET actors = '[\"act-none\"]'", "claim", "the actor act-none"),
    "a claim's head": ("UPDATE claim SET head = 'sta-none'", "claim", "not among its members"),
    "a member": ("UPDATE member SET fact = 'sta-none'", "member", "no statement or event"),
    "a member's words": ("UPDATE member SET text = 'it is closed'", "member", "do not stand"),
    "a member's span": ("UPDATE member SET span = '[5,99999]'", "member", "outside the text"),
    "a dependence": ("UPDATE dependence SET x = 'art-none'", "dependence", "the article art-none"),
    "an origin": ("UPDATE origin SET articles = '[\"art-none\"]'", "origin", "the article art-none"),
    "a standing": ("UPDATE standing SET at_most = 0", "standing", "at least 1"),
    "an origin more": (
        "UPDATE standing SET at_least = 2",
        "standing",
        "of its origins at least it tells 2, where there is 1",
    ),
    "an origin less": ("DELETE FROM origin WHERE id = 'org-2'", "standing", "of its origins at most it tells 2"),
    "a claim of no standing": ("DELETE FROM standing", "claim", "of its standings it tells nothing"),
    "a report that is not told": ("UPDATE standing SET articles = '[]'", "standing", "of its reports it tells none"),
    "a polarity": ("UPDATE statement SET polarity = 'denies'", "article", "its rows in statement are not as written"),
    "a mention that is gone": (
        "DELETE FROM mention WHERE key = 1",
        "article",
        "its rows in mention are not as written",
    ),
    "the hash of a page": ("UPDATE article SET digest = 'sha-9'", "article", "its rows in article are not as written"),
    "an article never sealed": ("DELETE FROM seal WHERE \"of\" = 'article'", "article", "it was never sealed"),
    "a run": ("UPDATE run SET model = 'another'", "run", "it is not as written"),
    "a judgement": ("UPDATE judgement SET verdict = 'different' WHERE key = 2", "judgement", "is not as written"),
    "a judgement taken out": (
        "DELETE FROM judgement WHERE key = 1",
        "judgement",
        "sealed when it was written, and is gone",
    ),
    "judgements in another order": (
        "UPDATE judgement SET key = 9 WHERE key = 1",
        "judgement",
        "it, or what was decided before it, is not as written",
    ),
    "a judgement written again": (
        "INSERT INTO judgement SELECT 9, 'jdg-0009', kind, verdict, a, b, a_name, b_name, note, judge, made, software "
        "FROM judgement WHERE key = 1",
        "judgement",
        "it was never sealed",
    ),
    "a grading": ("UPDATE grading SET owner = 'Somebody'", "grading", "is not as written"),
    "a discrepancy's side": (
        "UPDATE discrepancy SET sides = json_set(sides, '$[0].text', '9 crowns')",
        "discrepancy",
        "do not stand",
    ),
    "a discrepancy's origin": (
        "UPDATE discrepancy SET sides = json_set(sides, '$[0].origins[0]', 'org-none')",
        "discrepancy",
        "the origin org-none",
    ),
    "a judgement on nothing": ("UPDATE judgement SET b = 'ent-none'", "judgement", "ent-none, is not there"),
    "an unknown verdict": ("UPDATE judgement SET verdict = 'perhaps'", "judgement", "Verdict"),
    "an unknown reliability": ("UPDATE grading SET reliability = 'G'", "grading", "Reliability"),
    "a discrepancy's claim": ("UPDATE discrepancy SET claim = 'clm-none'", "discrepancy", "the claim clm-none"),
    "an article of no story": ("DELETE FROM told", "told", "it has no row for"),
    "an article of another story": ("UPDATE told SET story = 'sto-2'", "told", "sto-2 is of nothing"),
    "a part that is missing": ("DELETE FROM part WHERE role = 'speaker'", "part", "speaker, clm-1"),
    "a part too many": ("INSERT INTO part VALUES ('act-1', 'actor', 'clm-1')", "part", "actor, clm-1 is of nothing"),
    "a count of parts": ("UPDATE prominence SET parts = 7", "prominence", "act-1, Ada Torvik, 7 is of nothing"),
    "a name in a count": ("UPDATE prominence SET name = 'Ida'", "prominence", "no row for act-1, Ada Torvik, 1"),
    "an actor that is not counted": ("DELETE FROM prominence", "prominence", "it has no row for act-1"),
    "a stranger too many": ("INSERT INTO stranger VALUES ('sta-0', 'actor', 1, 'envoys', NULL)", "stranger", "envoys"),
    "a side that is missing": ("DELETE FROM side", "side", "it has no row for sta-1"),
    "a side of nothing": ("INSERT INTO side VALUES ('sta-0', 'dis-0', 'art-0')", "side", "sta-0, dis-0, art-0 is of"),
    "a search index without a row": (
        "INSERT INTO statement_search (statement_search, rowid, text) SELECT 'delete', key, text FROM statement",
        "statement",
        "the search index does not know it",
    ),
    "a search index of other words": (
        "INSERT INTO event_search (event_search, rowid, text) SELECT 'delete', key, text FROM event; "
        "INSERT INTO event_search (rowid, text) SELECT key, 'other words' FROM event",
        "event",
        "holds other words",
    ),
}


def plant(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(sql)
    connection.close()


def test_a_whole_record_has_no_damage(filled: Record) -> None:
    assert list(verify(filled)) == []


@pytest.mark.parametrize("name", PLANTED)
def test_planted_damage_is_found(filled: Record, name: str) -> None:
    sql, table, words = PLANTED[name]
    plant(filled.path, sql)
    found = list(verify(filled))
    assert [d for d in found if d.table == table and words in d.what], found
    assert all(damage.remedy for damage in found)
    assert all(damage.id for damage in found if "holds other words" not in damage.what)


def test_damage_is_found_without_leave_to_write(filled: Record) -> None:
    plant(filled.path, PLANTED["a cue"][0])
    with Record.open(filled.path, readonly=True) as reader:
        assert len([found for found in verify(reader) if found.table == "statement"]) == 3


@pytest.mark.parametrize("kind", ["page", "text"])
def test_a_broken_file_is_damage_and_no_exception(filled: Record, kind: str) -> None:
    path = filled.path
    filled.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filled.close()
    content = path.read_bytes()
    page = int.from_bytes(content[16:18], "big")
    if kind == "page":
        root = 6 * page
        broken = content[:root] + b"\xff" * page + content[root + page :]
    else:
        broken = content.replace(b"sta-1", b"st\xff-1").replace("“".encode(), b"\xe2\x80\xff")
    path.write_bytes(broken)
    with Record.open(path, readonly=True) as record:
        found = list(verify(record))
    assert found
    assert any(damage.table == "file" or "cannot be read further" in damage.what for damage in found)
