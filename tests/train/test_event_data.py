"""Reading the coded sentences that the event heads learn from; nothing here needs torch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from train.event_data import Sentence, numbers_of, quad_sentences, typed_sentences, without_loose

TEXT = "Ostania expelled two Velmarkian envoys ."


def written(path: Path, row: dict[str, object]) -> Path:
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("code", "kind"), [("SANCTION", "SANCTION"), ("RETREAT", "YIELD"), ("CONCEDE", "YIELD")])
def test_a_typed_sentence_has_its_kind_and_sides(tmp_path: Path, code: str, kind: str) -> None:
    event = {"code": code, "source_span": [0, 7], "target_span": None}
    (found,) = typed_sentences(written(tmp_path / "typed.jsonl", {"id": "s-1", "text": TEXT, "events": [event]}))
    assert found == Sentence("s-1", TEXT, (kind,), (((0, 7),), None))


@pytest.mark.parametrize(
    ("quad", "kinds"),
    [(0, ("NONE",)), (2, ("YIELD", "COOPERATE", "AID")), (None, ())],
    ids=["none", "quarter", "unknown"],
)
def test_a_quarter_is_any_of_its_kinds(tmp_path: Path, quad: int | None, kinds: tuple[str, ...]) -> None:
    row = {"id": "s-2", "text": TEXT, "quad": quad, "spans": [[0, 7, "S"], [17, 38, "T"], [8, 16, "R"]]}
    (found,) = quad_sentences(written(tmp_path / "quads.jsonl", row))
    assert found == Sentence("s-2", TEXT, kinds, (((0, 7),), ((17, 38),)))


@given(st.lists(st.sampled_from(["Velmark", "envoys", ",", "'s", ")", "(", "-", "n't", "."]), min_size=1, max_size=12))
def test_sides_keep_their_words_without_loose_spaces(words: list[str]) -> None:
    text = " ".join(words)
    at = [(text.index(word), text.index(word) + len(word)) for word in words if word.isalpha()]
    tidy = without_loose(Sentence("s-3", text, (), (tuple(at), None)))
    assert tidy.sides[0] is not None
    assert [tidy.text[start:end] for start, end in tidy.sides[0]] == [text[start:end] for start, end in at]
    assert tidy.text.replace(" ", "") == text.replace(" ", "")
    assert without_loose(tidy) == tidy


def test_kinds_have_numbers() -> None:
    assert numbers_of(["NONE", "ASSAULT"]) == [0, 15]
