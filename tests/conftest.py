"""Fixtures that several test modules share."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from spacy.language import Language

from onrecord.model.run import StatementsBy
from tests.record_kit import fill

# How long an example takes says how busy the machine is.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what measuring coverage changes: it loads modules of its own and slows every line."""
    if "COVERAGE_RUN" in os.environ:
        left_out = pytest.mark.skip(reason="left out: coverage is measured")
        for item in items:
            if item.get_closest_marker("unmeasured"):
                item.add_marker(left_out)


@pytest.fixture(scope="session")
def kit() -> ModuleType:
    """The module that makes invented coverage."""
    path = Path(__file__).with_name("coverage_kit.py")
    spec = importlib.util.spec_from_file_location("coverage_kit", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def invented_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with every kind of row (tests/record_kit.py); tests leave it as it is."""
    return fill(tmp_path_factory.mktemp("invented") / "record.db")


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
