from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from onrecord.acquire.answer import Reached
from onrecord.acquire.offer import offer
from onrecord.acquire.settings import Settings
from onrecord.engine.spark.acquiring import Acquiring, Came, dismiss
from onrecord.engine.spark.shapes import SOURCES
from onrecord.extract.extracted import Extracted
from onrecord.model.problem import Problem
from tests.engine.spark.kit import write_coverage


@pytest.fixture(autouse=True)
def _dismissed() -> Iterator[None]:
    yield
    dismiss()


def came(folder: Path) -> list[tuple[int, int, str, Came]]:
    settings = Settings()
    offered = [pickle.dumps(item) for item in offer([folder], settings) if not isinstance(item, Reached)]
    batch = pa.RecordBatch.from_arrays([pa.array(range(len(offered)), pa.int64()), pa.array(offered)], schema=SOURCES)
    rows = [row for out in Acquiring(settings, None)(iter([batch])) for row in out.to_pylist()]
    return [(row["source"], row["item"], row["key"], pickle.loads(row["came"])) for row in rows]  # noqa: S301 - ours


def test_every_source_ends_with_a_row_that_counts_its_items(tmp_path: Path) -> None:
    found = came(write_coverage(tmp_path / "in"))
    sources = {source for source, *_ in found}
    for source in sources:
        own = [(item, it.outcome) for of, item, _, it in found if of == source]
        assert [item for item, _ in own] == list(range(len(own)))
        assert [at for at, outcome in own if outcome is None] == [len(own) - 1]
    assert len(sources) == 16 + 2 + 3
    assert sum(isinstance(it.outcome, Problem) and it.outcome.fatal for *_, it in found) == 4


def test_the_same_article_has_one_key_and_the_same_page_too(tmp_path: Path) -> None:
    found = came(write_coverage(tmp_path / "in"))
    articles = [(key, it) for *_, key, it in found if isinstance(it.outcome, Extracted)]
    assert all(key == it.outcome.article.id for key, it in articles if isinstance(it.outcome, Extracted))
    assert len(articles) - len({key for key, _ in articles}) == 2
    others = [key for *_, key, it in found if not isinstance(it.outcome, Extracted)]
    assert len(others) == len(set(others))
