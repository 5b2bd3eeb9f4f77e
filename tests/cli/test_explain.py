"""Why a row is there, for every kind of row; each place that is told is where its words stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.record.file import Record
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model

PLACE = re.compile(r"(\S+) \[(\d+), (\d+)\): …?.*▸(.*)◂")


def told(record: Path, identifier: str) -> str:
    result = run("explain", identifier, "--record", record)
    assert result.exit_code == 0
    return result.stdout


def texts(record: Path) -> dict[str, str]:
    return {row["uri"]: row["text"] for row in rows(record, "articles")}


@pytest.mark.parametrize("name", ["statements", "events", "discrepancies", "claims", "actors", "stories", "articles"])
def test_every_row_is_explained_by_words_that_stand_where_it_says(record: Path, name: str) -> None:
    text = texts(record)
    found = rows(record, name)
    places = [place for row in found for place in PLACE.finditer(told(record, row["id"]))]
    assert found
    for uri, start, end, words in (place.groups() for place in places):
        assert " ".join(text[uri][int(start) : int(end)].split()) == words.strip()
    assert bool(places) == (name in ("statements", "events", "discrepancies"))


def test_a_statement_is_explained_by_rule_cue_speaker_source_and_claim(record: Path) -> None:
    (first, *_) = [row for row in rows(record, "statements") if row["chain"] and row["speaker"] and row["cue"]]
    words = told(record, first["id"])
    assert words.startswith(f"{first['kind']} statement, {first['polarity']}: rule ")
    assert f"cue ({first['cue']['type']}) at " in words
    assert f"speaker {first['speaker']['text']!r} is {first['speaker']['name']}" in words
    assert f"on the word of {first['chain'][0]['name']} " in words
    assert f"member of the claim {first['claim']} as " in words


def test_an_event_is_explained_by_its_type_its_sides_and_its_date(record: Path) -> None:
    found = [row for row in rows(record, "events") if row["actors"] and row["date"] and row["type"]]
    for row in found:
        words = told(record, row["id"])
        assert words.startswith("/".join(part for part in (row["type"], row["mode"], row["subtype"]) if part))
        assert all(f"actor {side['text']!r} " in words for side in row["actors"])
        assert f"date {row['date']['from']} to {row['date']['to']}, read from {row['date']['text']!r}" in words
    assert found


def test_a_claim_is_explained_by_its_reports(record: Path) -> None:
    first = rows(record, "claims")[0]
    words = told(record, first["id"])
    assert all(f"  {member} in " in words for member in first["members"])


def test_an_actor_is_explained_by_the_names_that_it_has_in_articles(record: Path) -> None:
    first = rows(record, "actors")[0]
    words = told(record, first["id"]).splitlines()
    assert words[0].startswith(f"{first['kind']} {first['name']}")
    assert all(re.fullmatch(r"'.+' in \S+ \(ent-\w+\): .+", line) for line in words[1:])


def test_a_citation_and_a_problem_are_explained_too(record: Path, tmp_path: Path) -> None:
    with Record.open(record, readonly=True) as opened:
        citation = next(iter(opened.snapshot().facts.citation.values()))
    assert told(record, citation.id).startswith(f"{citation.kind} {citation.name}, for the {citation.scope} ")
    (tmp_path / "bad.bin").write_bytes(b"\0\1\2" * 50)
    run("add", tmp_path / "bad.bin", "--record", tmp_path / "r.db", "--workers", 0)
    (problem,) = rows(tmp_path / "r.db", "problems")
    assert told(tmp_path / "r.db", problem["id"]).splitlines() == [
        f"{problem['code']}: {problem['location']}",
        f"{problem['cause']}; no article was made of it; {problem['remedy']}",
    ]


def test_a_judgement_is_explained_and_whether_it_holds(record: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(record.read_bytes())
    a, b = (row["id"] for row in rows(own, "claims", "--kind", "utterance")[:2])
    for verdict in ("different", "same"):
        assert run("judge", a, verdict, b, "--record", own, "--note", "seen in person").exit_code == 0
    with Record.open(own, readonly=True) as opened:
        first, second = (judgement.id for judgement in opened.judgements())
    assert told(own, first).splitlines()[-1].startswith("it does not hold")
    assert told(own, second).splitlines()[-1] == "it holds"
    assert "seen in person" in told(own, second)
