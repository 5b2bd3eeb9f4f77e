"""Predictions have the form that the scorers read, and never depend on the labels in the input."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bench.predict import TASKS, main, predict

pytestmark = pytest.mark.model

MORE = "The strait is the only way to the harbour of Marrec, and it is closed to ships of war by treaty."
SAID = "“We will not close the strait,” said Ada Torvik, the foreign minister of Velmark, on Monday in Torsund."
COPY = " ".join(
    f"The {n}th ship of the convoy left the harbour of Torsund in the grey of the morning." for n in range(9)
)

INPUTS: dict[str, list[dict[str, Any]]] = {
    "events": [
        {"id": "e", "text": "France expelled four German diplomats on Friday.", "date": None, "events": [{"code": "X"}]}
    ],
    "flat": [
        {"id": "f", "lines": ["Home", "World", SAID, MORE, "Share"], "labels": [1, 1, 0, 0, 1], "matched": [0] * 5}
    ],
    "mentions": [
        {
            "doc_id": "m",
            "text": COPY,
            "topic": "1",
            "subtopic": "1ecb",
            "mentions": [{"start": 27, "end": 31, "kind": "event", "validated": True, "cluster_id": "ACT1"}],
        }
    ],
    "quotes": [{"doc_id": "q", "text": SAID, "quotes": [{"start": 0, "end": 4, "speaker_text": "nobody"}]}],
    "reuse": [
        {"id": "a", "publisher": "a.example", "time": "2024-01-01", "text": COPY},
        {"id": "b", "publisher": "b.example", "time": "2024-01-02", "text": COPY},
    ],
    "stories": [{"doc_id": "s", "text": SAID, "subtopic": "1ecb", "topic": "1", "mentions": []}],
}
INPUTS |= {"quotes_rules": INPUTS["quotes"], "events_rules": INPUTS["events"]}
FIELDS = {
    "events": {"id", "events"},
    "flat": {"id", "labels"},
    "mentions": {"doc_id", "mentions"},
    "quotes": {"doc_id", "quotes"},
    "reuse": {"a", "b", "label", "score"},
    "quotes_rules": {"doc_id", "quotes"},
    "events_rules": {"id", "events"},
    "stories": {"id", "cluster"},
}
LABELS = {
    "events": "events",
    "events_rules": "events",
    "flat": "labels",
    "mentions": "subtopic",
    "quotes": "quotes",
    "quotes_rules": "quotes",
    "stories": "subtopic",
}


def write(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "input.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("task", sorted(INPUTS))
def test_rows_have_the_scorer_s_fields(task: str, tmp_path: Path) -> None:
    found = list(predict(task, write(tmp_path, INPUTS[task])))
    assert len(found) == 1
    assert set(found[0]) == FIELDS[task]


@pytest.mark.parametrize("task", sorted(LABELS))
def test_labels_are_never_read(task: str, tmp_path: Path) -> None:
    bare = [{key: value for key, value in row.items() if key != LABELS[task]} for row in INPUTS[task]]
    with_labels = list(predict(task, write(tmp_path, INPUTS[task])))
    assert list(predict(task, write(tmp_path, bare))) == with_labels


def test_what_is_predicted_is_what_the_text_says(tmp_path: Path) -> None:
    (quoted,) = predict("quotes", write(tmp_path, INPUTS["quotes"]))
    (event,) = predict("events", write(tmp_path, INPUTS["events"]))
    (lines,) = predict("flat", write(tmp_path, INPUTS["flat"]))
    assert quoted["quotes"][0]["speaker_text"].startswith("Ada Torvik")  # type: ignore[index]
    assert event["events"][0]["type"] == "SANCTION"  # type: ignore[index]
    assert lines["labels"] == [0, 0, 1, 1, 0]


def test_pages_are_named_by_their_file(tmp_path: Path) -> None:
    body = "".join(f"<p>{SAID} {n}</p>" for n in range(6))
    (tmp_path / "p1.html.gz").write_bytes(
        gzip.compress(f"<html><body><article>{body}</article></body></html>".encode(), mtime=0)
    )
    (page,) = predict("pages", tmp_path)
    assert set(page) == {"id", "body", "title", "author", "date"}
    assert page["id"] == "p1"
    assert "Ada Torvik" in str(page["body"])


def test_every_task_prints_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(FIELDS) | {"pages", "wire"} == set(TASKS)
    assert main(["stories", str(write(tmp_path, INPUTS["stories"]))]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "s"
