from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.model


def test_rows_keep_their_ids_and_code_intentions_as_the_manual_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    from bench.events import predict

    texts = {
        "a": "The minister will visit Velmark.",
        "b": "The minister could visit Velmark.",
        "c": "The minister urged Velmark to wait.",
        "d": "The army shelled the village.",
    }
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({"id": key, "text": text, "date": None}) for key, text in texts.items()))
    rows = {row["id"]: row["events"] for row in predict(path)}
    assert list(rows) == ["a", "b", "c", "d"]
    assert [(event["type"], event["status"]) for event in rows["a"]] == [("AGREE", "planned")]
    assert rows["b"] == rows["c"] == []
    (shelling,) = rows["d"]
    assert (shelling["type"], shelling["subtype"], shelling["status"]) == ("ASSAULT", "shelling", "occurred")
    assert "The army" in shelling["actors"]
    assert shelling["recipients"] == ["the village"]
