"""What people decide, by the command line: on sameness and on sources, from the first word to the export."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.add import examples_folder
from onrecord.model.errors import JudgementError, NotFoundError, SourceError
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model


@pytest.fixture
def record(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "record.db", tmp_path / "r.db"))


def actor(record: Path, name: str) -> str:
    return str(next(row["id"] for row in rows(record, "actors") if row["name"] == name))


def judged(record: Path, *words: str) -> dict[str, Any]:
    result = run("judge", *words, "--record", record, "--by", "ada", "--json", "--quiet")
    assert result.exit_code == 0, result.output
    row: dict[str, Any] = json.loads(result.stdout.splitlines()[0])
    return row


def test_two_actors_become_one_and_two_again(record: Path) -> None:
    before = rows(record, "actors")
    one, other = actor(record, "Velmarkian minister"), actor(record, "Oskar Tveldt")
    row = judged(record, one, "same", other, "--note", "the paragraph means him")
    assert (row["verdict"], row["judge"], row["note"], row["holds"]) == ("same", "ada", "the paragraph means him", True)
    (joined,) = [row for row in rows(record, "actors") if row["name"] == "Oskar Tveldt"]
    assert "Velmarkian minister" in joined["aliases"]
    assert row["id"] in run("explain", joined["id"], "--record", record).stdout
    explained = run("explain", row["id"], "--record", record).stdout
    assert "the paragraph means him" in explained
    assert "it holds" in explained
    assert run("verify", "--record", record).exit_code == 0
    judged(record, row["id"], "undo")
    assert rows(record, "actors") == before
    assert [row["verdict"] for row in rows(record, "judge", "--list")] == ["same", "undo"]
    assert not any(row["holds"] for row in rows(record, "judge", "--list"))


def test_a_judgement_is_taken_back_by_what_it_is_about(record: Path) -> None:
    row = judged(record, actor(record, "Hal Corrigan"), "different", actor(record, "Oskar Tveldt"))
    back = judged(record, actor(record, "Oskar Tveldt"), "undo", actor(record, "Hal Corrigan"))
    assert (back["a"], back["b"], back["verdict"]) == (row["a"], row["b"], "undo")
    with pytest.raises(JudgementError, match="nothing is decided"):
        judged(record, actor(record, "Oskar Tveldt"), "undo", actor(record, "Hal Corrigan"))


def test_a_contradiction_is_refused_and_says_what_it_contradicts(record: Path) -> None:
    names = ("Oskar Tveldt", "Hal Corrigan", "Yelena Dravik")
    entity = {name: _entity(record, name) for name in names}
    first = judged(record, entity["Oskar Tveldt"], "same", entity["Hal Corrigan"], "--later")
    second = judged(record, entity["Hal Corrigan"], "same", entity["Yelena Dravik"], "--later")
    with pytest.raises(JudgementError) as raised:
        judged(record, entity["Oskar Tveldt"], "different", entity["Yelena Dravik"])
    assert {first["id"], second["id"]} <= {word.strip("[];.") for word in str(raised.value).split()}
    assert "undo" in str(raised.value)
    assert len(rows(record, "judge", "--list")) == 2


def _entity(record: Path, name: str) -> str:
    lines = run("explain", actor(record, name), "--record", record).stdout.splitlines()
    found = next(line for line in lines if line.startswith(repr(name)))
    return found[found.index("(ent-") + 1 : found.index("):")]


def test_a_later_judgement_takes_hold_with_the_next(record: Path) -> None:
    before = rows(record, "actors")
    judged(record, actor(record, "Velmarkian minister"), "same", actor(record, "Oskar Tveldt"), "--later")
    assert rows(record, "actors") == before
    judged(record, actor(record, "Hal Corrigan"), "different", actor(record, "Oskar Tveldt"))
    assert "Velmarkian minister" not in {row["name"] for row in rows(record, "actors")}


def test_reports_of_a_claim_are_parted_and_joined_again(record: Path) -> None:
    (claim,) = rows(record, "claims", "--match", "I have come to Marrec")
    ledger = next(row["id"] for row in rows(record, "articles") if row["uri"].endswith("#northern-ledger"))
    report = next(
        row["id"] for row in rows(record, "statements") if row["id"] in claim["members"] and row["article"] == ledger
    )
    judged(record, claim["id"], "different", report)
    parts = rows(record, "claims", "--match", "I have come to Marrec")
    assert len(parts) == 2
    assert sorted(article for part in parts for article in part["articles"]) == sorted(claim["articles"])
    assert {ledger} <= set(next(part for part in parts if part["id"] != claim["id"])["articles"])
    assert run("verify", "--record", record).exit_code == 0
    judged(record, parts[0]["id"], "undo", parts[1]["id"])
    assert rows(record, "claims", "--match", "I have come to Marrec") == [claim]


def test_two_claims_judged_the_same_are_one(record: Path) -> None:
    one, other = rows(record, "claims", "--kind", "utterance", "--min-articles", 3)
    judged(record, one["id"], "same", other["id"])
    (claim,) = rows(record, "claims", "--kind", "utterance", "--min-articles", 3)
    assert set(claim["members"]) >= set(one["members"])
    assert set(claim["articles"]) == {*one["articles"], *other["articles"]}
    assert run("verify", "--record", record).exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("{tveldt}", "same", "{tveldt}"), "are one thing"),
        (("{tveldt}", "same", "{claim}"), "name two actors or two claims"),
        (("{tveldt}", "different", "{state}"), "never one"),
        (("{claim}", "same", "{event}"), "never one"),
        (("{article}", "same", "{claim}"), "is no actor"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_reason(
    record: Path, words: tuple[str, str, str], message: str
) -> None:
    ids = {
        "tveldt": actor(record, "Oskar Tveldt"),
        "state": actor(record, "Velmark"),
        "claim": rows(record, "claims", "--kind", "utterance")[0]["id"],
        "event": rows(record, "claims", "--kind", "event")[0]["id"],
        "article": rows(record, "articles")[0]["id"],
    }
    with pytest.raises(JudgementError, match=message):
        judged(record, *(word.format(**ids) for word in words))
    assert rows(record, "judge", "--list") == []


def test_an_incomplete_judgement_says_how_it_is_made(record: Path) -> None:
    assert "A same B" in run("judge", "act-1", "--record", record).output
    with pytest.raises(NotFoundError):
        judged(record, "act-ffff", "same", "act-eeee")


def test_sources_are_graded_from_a_table_and_one_by_one(record: Path) -> None:
    assert {row["rating"][0] for row in rows(record, "claims")} == {"F"}
    graded = rows(record, "grade", "--file", examples_folder() / "sources.csv", "--by", "ada", "--quiet")
    assert {row["name"]: row["reliability"] for row in graded}["Torsund Courier"] == "B"
    (claim,) = rows(record, "claims", "--match", "I have come to Marrec")
    assert claim["rating"] == f"D{claim['grade']}"
    assert claim["origins"]["named"][0]["reliability"] == "D"
    rows(record, "grade", "the Ostpress", "e", "--note", "on second thoughts", "--quiet")
    (known,) = [row for row in rows(record, "grade", "--list") if "Ostpress" in row["name"]]
    assert (known["reliability"], known["state"], known["state_controlled"]) == ("E", "XOS", True)
    (claim,) = rows(record, "claims", "--match", "I have come to Marrec")
    assert claim["rating"][0] == "E"
    agency = next(row for row in rows(record, "claims") if row["rating"][0] == "B")
    assert "usually reliable" in run("claims", "--record", record, "--match", agency["id"]).stdout
    assert run("verify", "--record", record).exit_code == 0


def test_what_people_decided_is_exported(record: Path, tmp_path: Path) -> None:
    row = judged(record, actor(record, "Velmarkian minister"), "same", actor(record, "Oskar Tveldt"))
    rows(record, "grade", "Ostpress", "D", "--quiet")
    run("export", "--to", tmp_path / "out", "--record", record)
    (judgement,) = [json.loads(line) for line in (tmp_path / "out/judgements.jsonl").read_text().splitlines()]
    assert judgement == row
    (grading,) = [json.loads(line) for line in (tmp_path / "out/gradings.jsonl").read_text().splitlines()]
    assert (grading["name"], grading["reliability"], grading["owner"]) == ("Ostpress", "D", None)


def test_judgements_are_taken_over_from_another_record(record: Path, demo: Path, tmp_path: Path) -> None:
    row = judged(record, actor(record, "Velmarkian minister"), "same", actor(record, "Oskar Tveldt"))
    judged(record, actor(record, "Hal Corrigan"), "different", actor(record, "Oskar Tveldt"))
    run("export", "--to", tmp_path / "out", "--record", record)
    other, file = Path(shutil.copy(demo / "record.db", tmp_path / "other.db")), tmp_path / "out/judgements.jsonl"
    strange = {**row, "id": "jdg-0", "a": "ent-0000000000000000"}
    file.write_text(file.read_text() + json.dumps(strange) + "\n", encoding="utf-8")
    told = run("judge", "--file", file, "--record", other)
    assert "new judgements 2, known 0, on coverage not held here 1" in told.stderr
    assert rows(other, "actors") == rows(record, "actors")
    assert rows(other, "judge", "--list") == rows(record, "judge", "--list")
    assert "new judgements 0, known 2" in run("judge", "--file", file, "--record", other).stderr
    for broken in (b'{"id": "jdg-1"}', b"[1]", b"\xff\xfe", json.dumps({**row, "note": 1}).encode()):
        file.write_bytes(broken + b"\n")
        with pytest.raises(JudgementError, match="line 1 of"):
            run("judge", "--file", file, "--record", other)


def test_a_faulty_table_of_sources_is_refused_line_by_line(record: Path, tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text("# mine\nname,reliability,state\nVelpress,G,\n,B,\nOstpress,B,Velmark\n", encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        run("grade", "--file", table, "--record", record)
    for words in ("line 3 has the reliability 'G'", "line 4 has no name", "line 5 has the state 'Velmark'"):
        assert words in str(raised.value)
    table.write_text("source,letter\nVelpress,B\n", encoding="utf-8")
    with pytest.raises(SourceError, match="does not name the columns"):
        run("grade", "--file", table, "--record", record)
    assert rows(record, "grade", "--list") == []
