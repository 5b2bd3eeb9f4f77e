"""`onrecord sql` answers in rows, JSON and CSV, and says what can be asked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from onrecord.cli.sql import lines_of
from onrecord.model.errors import QuestionError
from onrecord.record.sql import Table
from onrecord.record.sql_help import Question, questions, tables
from tests.cli.kit import run

COUNT = "SELECT kind, count(*) AS n FROM claim GROUP BY kind ORDER BY kind"


def test_rows_stand_in_columns(record: Path) -> None:
    result = run("sql", COUNT, "--record", record)
    head, rule, *rows = result.stdout.splitlines()
    assert (head, rule) == ("kind        n", "---------  --")
    assert [row.split()[0] for row in rows] == ["event", "utterance"]
    assert result.stderr.startswith("2 rows in 0.")


def test_json_and_csv_hold_whole_values(record: Path) -> None:
    query = "SELECT id, text AS a, text AS a, NULL AS b, 9e999 AS c FROM article ORDER BY id"
    found = [json.loads(line) for line in run("sql", query, "--json", "--record", record).stdout.splitlines()]
    assert [list(row) for row in found] == [["id", "a", "a_2", "b", "c"]] * 12
    assert max(len(row["a"]) for row in found) > 1000
    assert (found[0]["b"], found[0]["c"]) == (None, "Infinity")
    rows = list(csv.DictReader(run("sql", query, "--csv", "--record", record).stdout.splitlines(keepends=True)))
    assert [row["id"] for row in rows] == [row["id"] for row in found]


def test_csv_without_rows_has_its_header(record: Path) -> None:
    result = run("sql", "SELECT id, title FROM claim WHERE 0", "--csv", "--record", record)
    assert result.stdout.splitlines() == ["id,title"]


def test_the_limits_are_those_of_the_command_line(record: Path) -> None:
    result = run("sql", "SELECT id FROM statement", "-n", 3, "--record", record)
    assert len(result.stdout.splitlines()) == 5
    assert result.stderr.endswith("cut after 3 rows; there are more\n")
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(QuestionError, match=r"longer than 0\.1 s"):
        run("sql", endless, "--seconds", 0.1, "--record", record)


def test_json_and_csv_exclude_each_other(record: Path) -> None:
    assert run("sql", COUNT, "--json", "--csv", "--record", record).exit_code == 2


def test_what_a_terminal_would_obey_is_spelt_out(record: Path) -> None:
    query = "SELECT char(27) || '[31m' || char(10) || 'red' AS \"a\x1b[2J\""
    assert run("sql", query, "--record", record).stdout.splitlines()[::2] == ["a\\x1b[2J", "\\x1b[31m red"]


def test_numbers_stand_to_the_right_and_wide_letters_take_two_places() -> None:
    table = Table(("n", "name"), ((1, "東京"), (None, "a" * 99), (-2.5, "")), None, 0.1)
    assert list(lines_of(table)) == [
        "   n  name",
        "----  " + "-" * 60,
        "   1  東京",
        "NULL  " + "a" * 59 + "…",
        "-2.5",
    ]


def test_without_a_question_it_says_what_can_be_asked() -> None:
    shown = run("sql").stdout
    assert [table.name for table in tables() if f"\n{table.name}: " not in f"\n{shown}"] == []
    assert "speaker (JSON)" in shown
    assert "article -> article.id" in shown
    assert [question.title for question in questions() if f"-- {question.title}\n{question.sql}" not in shown] == []


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.title)
def test_each_example_gives_rows_or_says_why_not(record: Path, question: Question) -> None:
    result = run("sql", question.sql, "--json", "--seconds", 10, "--record", record)
    assert result.exit_code == 0
    assert result.stdout or question.none
