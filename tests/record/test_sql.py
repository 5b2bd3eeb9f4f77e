"""What may be asked in SQL is answered; everything else ends soon, with little memory, and changes nothing."""

from __future__ import annotations

import json
import marshal
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.errors import QuestionError, RecordError
from onrecord.record import sql, sql_child
from onrecord.record.file import Record
from onrecord.record.sql import Cut, Limits, ask
from onrecord.record.sql_rules import FUNCTIONS, RULES
from tests.record.hostile_sql import FAMILIES
from tests.record.sql_case import Case

HERE = Path(__file__).parent
MOST_BYTES = 100_000_000
LATE = 0.2
CASES = [(family, number) for family, cases in FAMILIES.items() for number in range(len(cases))]
LINUX = pytest.mark.skipif(
    not Path("/proc/self/limits").exists(), reason="left out: the system does not tell the limits"
)

WRITER = """
import sys
from itertools import count

sys.path.insert(0, sys.argv[2])
import invented
from onrecord.record.file import Record

with Record.open(sys.argv[1]) as record:
    for number in count(1000):
        article = invented.article(number)
        record.add(invented.RUN, [article], [invented.reading(article)], [])
        print("added", flush=True)
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, invented: ModuleType) -> Path:
    """The closed file of eighty articles, in a folder of its own."""
    path = tmp_path_factory.mktemp("asked") / "coverage.db"
    articles = [invented.article(number) for number in range(80)]
    with Record.open(path, create=True) as opened:
        opened.add(invented.RUN, articles, [invented.reading(a) for a in articles], [invented.lost(1)])
        opened.replace_derived(*invented.derived(articles))
    return path


@pytest.fixture(scope="module")
def trial(record: Path) -> dict[str, Any]:
    """What became of the hostile questions."""
    command = [sys.executable, "-m", "tests.record.sql_trial", str(record)]
    ended = subprocess.run(command, capture_output=True, check=True, text=True, cwd=HERE.parents[1])
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize(("family", "number"), CASES)
def test_hostile_questions_end_in_time_and_change_nothing(trial: dict[str, Any], family: str, number: int) -> None:
    case: Case = FAMILIES[family][number]
    found = trial["found"][family][number]
    assert re.search(case.ends, found["ended"]), case.query[:200]
    assert found["late"] < LATE, case.query[:200]
    assert found["whole"] == trial["before"]
    assert len(found["whole"]) == 2
    assert not found["leaked"]


def test_hostile_questions_take_little_memory_and_leave_no_process(trial: dict[str, Any]) -> None:
    assert trial["own"] + trial["children"] < MOST_BYTES
    assert not trial["left"]


def test_there_are_many_hostile_questions() -> None:
    assert len(CASES) - len(FAMILIES["harmless"]) > 300


def test_values_come_as_they_are_and_blobs_as_their_size(record: Path) -> None:
    table = ask(record, "SELECT 1, 2.5, 'Ä🙂', NULL, x'000102', '', zebra.* FROM (SELECT 'a' AS b) AS zebra")
    assert table.columns == ("1", "2.5", "'Ä🙂'", "NULL", "x'000102'", "''", "b")
    assert table.rows == ((1, 2.5, "Ä🙂", None, "blob of 3 bytes", "", "a"),)
    assert table.cut is None
    assert 0 < table.seconds < 1


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
)


@settings(max_examples=15)
@given(values=st.lists(VALUES, min_size=1, max_size=90))
def test_parameters_come_back(record: Path, values: list[sql.Value]) -> None:
    (row,) = ask(record, f"SELECT {', '.join('?' * len(values))}", values).rows
    assert row == tuple(values)
    assert [type(value) for value in row] == [type(value) for value in values]


def test_parameters_may_have_names(record: Path) -> None:
    query = "SELECT count(*) FROM article WHERE outlet = :outlet AND published > :since"
    given = {"outlet": "The Velmark Courier", "since": "2031"}
    assert ask(record, query, given).rows == ((80,),)


def test_bytes_that_are_no_text_become_replacement_characters(record: Path) -> None:
    assert ask(record, "SELECT CAST(x'61ff62' AS TEXT)").rows == (("a\ufffdb",),)


def test_numbers_that_are_not_finite(record: Path) -> None:
    ((high, low),) = ask(record, "SELECT 9e999, -9e999").rows
    assert (high, low) == (math.inf, -math.inf)


@pytest.mark.parametrize(
    ("limits", "rows", "cut"),
    [
        (Limits(rows=10), 10, Cut("rows", 10)),
        (Limits(rows=160), 160, None),
        (Limits(rows=159), 159, Cut("rows", 159)),
        (Limits(rows=0), 160, None),
        (Limits(bytes=0), 0, Cut("bytes", 0)),
        (Limits(rows=0, bytes=100 * 200), 100, Cut("bytes", 100)),
    ],
)
def test_results_are_cut_where_the_limits_are(record: Path, limits: Limits, rows: int, cut: Cut | None) -> None:
    table = ask(record, "SELECT printf('%.*c', 72, 'x') FROM mention", limits=limits)
    assert (len(table.rows), table.cut) == (rows, cut)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT nobody FROM claim", "no such column: nobody; correct it"),
        ("SELECT * FROM nobody", "no such table: nobody; correct it"),
        ("SELEC 1", 'near "SELEC": syntax error; correct it'),
        ("DELETE FROM claim", "not authorized: DELETE; questions can only read"),
        ("ATTACH 'x' AS y", "not authorized: ATTACH; questions can only read"),
        ("PRAGMA journal_mode", "not authorized: PRAGMA journal_mode; questions can only read"),
        ("SELECT load_extension('x')", "not authorized to use function: load_extension; questions can only read"),
        ("SELECT 1; SELECT 2", "one statement at a time; ask one question at a time"),
        ("SELECT ?", "1, and there are 0 supplied; ask one question at a time, and give a value"),
        ("", "there is none; ask one, such as SELECT"),
        ("SELECT hex(printf('%.*c', 8000000, 'x'))", "too big; no text may be longer than 8 MiB; ask for less"),
        ("SELECT 1" + " " * 20_000, "has 20,008 bytes and may have 20,000; ask for less"),
        ("SELECT 'é'" + "é" * 10_000, "has 20,011 bytes"),
        ("SELECT '\0'", "are no text (NUL, or halves of one); leave them out"),
    ],
)
def test_what_is_not_answered_says_why_and_what_to_do(record: Path, query: str, words: str) -> None:
    with pytest.raises(QuestionError, match=re.escape(words)):
        ask(record, query)


def test_too_slow_and_too_much_say_which_limit(record: Path) -> None:
    numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    with pytest.raises(QuestionError, match=r"longer than 0\.3 s and was ended; ask for less.*--seconds"):
        ask(record, numbers + "SELECT count(*) FROM n", limits=Limits(seconds=0.3))
    with pytest.raises(QuestionError, match=r"out of memory; it takes more than 36 MiB to sort.*ask for less"):
        ask(record, numbers + "SELECT printf('%.*c', 9999, 'x') AS x FROM n ORDER BY x", limits=Limits(seconds=30))


def test_a_value_too_large_for_sqlite_is_told(record: Path) -> None:
    with pytest.raises(QuestionError, match="too large"):
        ask(record, "SELECT ?", [2**63])


def test_every_function_allowed_looks_at_values_only() -> None:
    barred = {
        "load_extension",
        "fts3_tokenizer",
        "readfile",
        "writefile",
        "edit",
        "fsdir",
        "eval",
        "randomblob",
        "zeroblob",
    }
    assert not barred & FUNCTIONS


def test_a_question_is_answered_while_another_process_writes(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "coverage.db"
    shutil.copy(record, path)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(HERE)], stdout=subprocess.PIPE)
    assert writer.stdout
    counts = []
    try:
        for _ in range(8):
            assert writer.stdout.readline() == b"added\n"
            query = "SELECT count(*), (SELECT count(*) FROM statement), (SELECT count(*) FROM mention) FROM article"
            counts.append(ask(path, query).rows[0])
    finally:
        writer.kill()
        writer.communicate()
    assert all(articles == statements == mentions / 2 for articles, statements, mentions in counts)
    assert counts == sorted(counts)
    assert counts[-1][0] >= 88


def test_a_question_that_is_killed_leaves_writers_undisturbed(
    record: Path, tmp_path: Path, invented: ModuleType
) -> None:
    path = tmp_path / "coverage.db"
    shutil.copy(record, path)
    slow = "SELECT instr(printf('%.*c', 8000000, 'a') || text, printf('%.*c', 4000000, 'a') || 'b') FROM article"
    with Record.open(path) as writer:
        with pytest.raises(QuestionError, match="longer than"):
            ask(path, slow, limits=Limits(seconds=0.2))
        article = invented.article(1000)
        assert writer.add(invented.RUN, [article], [invented.reading(article)], []).articles == 1
    assert [item.name for item in tmp_path.iterdir()] == ["coverage.db"]


def test_many_may_ask_at_once(record: Path) -> None:
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(ask(record, "SELECT count(*) FROM article").rows))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [((80,),)] * 6


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record at"):
        ask(tmp_path / "none.db", "SELECT 1")
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE notes (a)")
    with pytest.raises(RecordError, match="database of another program"):
        ask(foreign, "SELECT 1")


def test_a_damaged_record_is_told_from_a_wrong_question(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "coverage.db"
    shutil.copy(record, path)
    (root,) = ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'statement'").rows[0]
    with path.open("r+b") as file:
        file.seek((int(str(root)) - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(RecordError, match=r"damaged.*restore a copy") as error:
        ask(path, "SELECT text FROM statement")
    assert not isinstance(error.value, QuestionError)


def test_a_record_in_a_closed_folder_can_be_asked(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    first, second = sql._addresses(record)
    barred = record.parent / "gone" / "coverage.db"
    monkeypatch.setattr(sql, "_addresses", lambda _: (f"{barred.as_uri()}?mode=ro", second))
    assert first.endswith("?mode=ro")
    assert ask(record, "SELECT count(*) FROM article").rows == ((80,),)


@pytest.mark.parametrize("program", ["", "print('hello there, and so on')"])
def test_a_process_that_does_not_start_is_told(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    other = tmp_path / "other.py"
    other.write_text(program, encoding="utf-8")
    monkeypatch.setattr(sql_child, "__file__", str(other))
    with pytest.raises(RecordError, match="did not start"):
        ask(record, "SELECT 1")


def test_a_process_that_ends_over_a_question_is_told(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.py"
    source = Path(sql_child.__file__).read_text(encoding="utf-8")
    other.write_text(source.replace("    start = time.monotonic()\n", "    sys.exit(3)\n", 1), encoding="utf-8")
    monkeypatch.setattr(sql_child, "__file__", str(other))
    with pytest.raises(QuestionError, match=r"the process that asked it ended.*report this"):
        ask(record, "SELECT 1")


@pytest.fixture
def orphan(record: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that was asked something endless and that nobody will end."""
    endless = "SELECT instr(printf('%.*c', 8000000, 'a'), printf('%.*c', 4000000, 'a') || 'b')"
    command = [sys.executable, "-I", "-S", str(Path(sql_child.__file__))]
    with closing(sqlite3.connect(record)) as keeper, subprocess.Popen(command, stdin=-1, stdout=-1) as process:
        keeper.execute("SELECT count(*) FROM article").fetchone()
        request = {"uris": (f"{record.as_uri()}?mode=ro",), "query": endless, "parameters": ()}
        assert process.stdin
        process.stdin.write(marshal.dumps({**request, "limits": (9, 0.1, 9999), "rules": RULES}))
        process.stdin.flush()
        try:
            yield process
        finally:
            process.kill()


@LINUX
def test_a_process_bounds_itself_before_it_asks(orphan: subprocess.Popen[bytes]) -> None:
    time.sleep(0.5)
    lines = Path(f"/proc/{orphan.pid}/limits").read_text(encoding="ascii").splitlines()
    hard = {line[:26].strip(): line[26:].split()[1] for line in lines[1:]}
    assert (hard["Max file size"], hard["Max core file size"], hard["Max cpu time"]) == ("0", "0", "2")
    assert int(hard["Max data size"]) == RULES["data"]
    assert int(hard["Max open files"]) < 16


@LINUX
def test_a_process_that_nobody_ends_ends_by_itself(orphan: subprocess.Popen[bytes]) -> None:
    assert orphan.wait(timeout=120) < 0
