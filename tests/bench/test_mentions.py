"""The measure of event mentions reads spans only, and scores what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import mentions
from bench.floors import shared_folder
from onrecord.model.span import Span

TEXT = "The ferry Halda sank off Orsk. Forty passengers died, Velmark said."


def marked(word: str, **more: object) -> dict[str, Any]:
    start = TEXT.index(word)
    return {"start": start, "end": start + len(word), **more}


ROWS = [
    {
        "doc_id": key,
        "text": TEXT,
        "topic": "1",
        "subtopic": "1ecb",
        "mentions": [
            marked("sank", kind="event", validated=True, cluster_id="ACT1", desc="sinking"),
            marked("Halda", kind="nonhuman", validated=True, cluster_id="NON1"),
            marked("died", kind="event", validated=False, cluster_id="ACT2"),
            marked("said", kind="event", validated=True, cluster_id="SINGLETON_1"),
        ],
    }
    for key in ("m1", "m2")
]


def write(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_validated_event_mentions_are_chosen_and_all_where_rows_do_not_say() -> None:
    assert [span.of(TEXT) for span in mentions.event_spans(ROWS[0])] == ["sank", "said"]
    bare = {"mentions": [{"start": 0, "end": 3}, {"start": 0, "end": 3}]}
    assert mentions.event_spans(bare) == [Span(0, 3)]


@pytest.mark.model
def test_only_spans_decide_and_the_order_of_articles_does_not(tmp_path: Path) -> None:
    bare = [
        {"doc_id": row["doc_id"], "text": TEXT, "mentions": [marked("said"), marked("sank")]} for row in reversed(ROWS)
    ]
    full = {row["doc_id"]: row for row in mentions.predict(write(tmp_path, ROWS))}
    assert {row["doc_id"]: row for row in mentions.predict(write(tmp_path, bare))} == full
    first, second = (full[key]["mentions"] for key in ("m1", "m2"))
    assert [m["cluster_id"] for m in first] == [m["cluster_id"] for m in second]  # type: ignore[attr-defined]
    assert len({m["cluster_id"] for m in first}) == 2  # type: ignore[attr-defined]


@pytest.mark.model
@pytest.mark.shared
def test_same_lemma_and_gold_are_scored_alike(tmp_path: Path) -> None:
    shared = shared_folder()
    if shared is None:
        pytest.skip("no evaluation data at ONRECORD_DATA or ../shared")
    path = write(tmp_path, ROWS)
    right = [dict(row) for row in mentions.gold(path)]
    assert [row["cluster"] for row in right] == ["ACT1", "SINGLETON_1"] * 2
    stories = mentions.mentions_by_story(ROWS)
    assert len(list(mentions.same_lemma(stories, within=True))) == len(right)
    assert mentions._scored(shared, path, right)["b3_F1"] == 1.0
