"""The hashes of the models' files that stand beside what was read with them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import spacy

from onrecord.model.run import StatementsBy
from onrecord.read.model_files import model_files
from onrecord.read.pipeline import files_of, make_pipeline
from onrecord.read.reader.weights import BUNDLED


def test_a_changed_file_changes_its_hash_alone(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en_own")
    nlp = spacy.load(tmp_path / "en_own")
    before = model_files(nlp, None)
    assert {"en_own/config.cfg", "en_own/meta.json", "en_own/tokenizer"} <= before.keys()
    (tmp_path / "en_own/tokenizer").write_bytes(b"other")
    after = model_files(nlp, None)
    assert {name for name in before if before[name] != after[name]} == {"en_own/tokenizer"}
    assert after["en_own/tokenizer"] == hashlib.sha256(b"other").hexdigest()


@pytest.mark.model
@pytest.mark.parametrize("by", StatementsBy)
def test_every_file_of_the_models_is_named(by: StatementsBy) -> None:
    files = files_of(make_pipeline(statements_by=by))
    assert any(name.startswith("en_core_web_md") and name.endswith("/ner/model") for name in files)
    own = {name.removeprefix("reader/") for name in files if name.startswith("reader/")}
    assert own == ({path.name for path in BUNDLED.iterdir()} if by is StatementsBy.LEARNED else set())
