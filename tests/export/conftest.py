from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.model.facts import Facts
from onrecord.model.snapshot import Snapshot


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The hand-made coverage of tests/record/invented.py."""
    place = Path(__file__).parents[1] / "record" / "invented.py"
    spec = importlib.util.spec_from_file_location("invented", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def snapshot(invented: ModuleType) -> Snapshot:
    """Three articles with everything derived from them, and two problems."""
    articles = [invented.article(number) for number in range(3)]
    facts = Facts.of(articles, [invented.reading(article) for article in articles])
    problems = (invented.lost(2), invented.lost(1, fatal=False))
    judged = tuple(invented.judgements(articles)), (invented.GRADING,)
    return Snapshot(facts, *invented.derived(articles), problems, (invented.RUN,), *judged)
