from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.record.file import Record


@pytest.fixture(scope="session")
def invented() -> ModuleType:
    """The hand-made coverage of tests/record/invented.py."""
    spec = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coverage.db"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, invented: ModuleType) -> Path:
    """The closed file of three articles and a problem, with everything derived from them."""
    path = tmp_path_factory.mktemp("whole") / "coverage.db"
    articles = [invented.article(number) for number in range(3)]
    with Record.open(path, create=True) as record:
        record.add(invented.RUN, articles, [invented.reading(a) for a in articles], [invented.lost(1)])
        record.judge(invented.judgements(articles))
        record.grade([invented.GRADING])
        record.replace_derived(*invented.derived(articles))
    return path


@pytest.fixture
def filled(path: Path, whole: Path) -> Iterator[Record]:
    """A copy of the whole record."""
    shutil.copy(whole, path)
    with Record.open(path) as record:
        yield record
