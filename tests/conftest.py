"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.model.run import StatementsBy


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole reading pipeline, loaded once; statements by rules, so that what a test shows is a rule's doing."""
    from onrecord.read.pipeline import make_pipeline

    return make_pipeline(statements_by=StatementsBy.RULES)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds, data and scorers, or a skipped test that says so."""
    folder = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared"))
    folder = folder.parent if folder.name == "data" else folder
    if not (folder / "data").is_dir():
        pytest.skip("left out: no evaluation data at ONRECORD_DATA or ../shared")
    return folder
