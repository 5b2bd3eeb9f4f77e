from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.model.errors import ModelError
from onrecord.read.reader.links import RELATIONS, TRAITS
from onrecord.read.reader.weights import CARD, FORM, GRAPH, VOCABULARY, load, tables_of

_GRAPH, _VOCABULARY = b"a graph", b"a vocabulary"
_HASH = sha256(_GRAPH).hexdigest()


def _folder(path: Path, **changes: object) -> Path:
    (path / GRAPH).write_bytes(_GRAPH)
    (path / VOCABULARY).write_bytes(_VOCABULARY)
    files = {GRAPH: _HASH, VOCABULARY: sha256(_VOCABULARY).hexdigest()}
    (path / CARD).write_text(json.dumps({"form": FORM, "files": files, **changes}))
    return path


def test_a_missing_file_is_named_with_its_hash(tmp_path: Path) -> None:
    (_folder(tmp_path) / GRAPH).unlink()
    with pytest.raises(ModelError, match=rf"reader\.onnx \(sha256 {_HASH}\).*--reader rules"):
        load(tmp_path)


def test_a_changed_file_is_named_with_both_hashes(tmp_path: Path) -> None:
    (_folder(tmp_path) / GRAPH).write_bytes(b"another graph")
    found = sha256(b"another graph").hexdigest()
    with pytest.raises(ModelError, match=rf"reader\.onnx is not the file.*{found}, not {_HASH}.*--reader rules"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("card", "message"),
    [("{", "is damaged"), ("[]", "is not of the form"), ('{"form": 99}', "is not of the form")],
)
def test_a_card_of_another_form_is_refused(tmp_path: Path, card: str, message: str) -> None:
    (_folder(tmp_path) / CARD).write_text(card)
    with pytest.raises(ModelError, match=message):
        load(tmp_path)


def test_a_card_without_hashes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not the file that was trained"):
        load(_folder(tmp_path, files=None))


def test_tables_must_fit_the_traits() -> None:
    rows = [[[0.5] * size for size in TRAITS] for _ in RELATIONS]
    assert tables_of(rows).weights[1][0].tolist() == [0.5] * TRAITS[0]
    with pytest.raises(ValueError, match="link tables of sizes"):
        tables_of([rows[0]])
