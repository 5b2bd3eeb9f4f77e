from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.engine import derive as module
from onrecord.engine.derive import derive
from onrecord.model.article import Article
from onrecord.model.derived import Resolution, Tracing
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.run import Run
from onrecord.record.file import Record

RUN = Run("run-1", "2031-05-02T08:00:00+00:00", "onrecord 0", "hand", "0", "{}")


def article(name: str) -> Article:
    return Article(content_id(Prefix.ARTICLE, name, "text"), name, "text", "")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles each resolving saw."""
    counts: list[int] = []

    def resolve(facts: Facts) -> Resolution:
        counts.append(len(facts.articles))
        return Resolution()

    def trace(facts: Facts, resolution: Resolution) -> Tracing:
        assert (len(facts.articles), resolution) == (counts[-1], Resolution())
        return Tracing()

    monkeypatch.setattr(module, "resolve", resolve)
    monkeypatch.setattr(module, "trace", trace)
    return counts


def test_only_what_is_not_current_is_derived(tmp_path: Path, seen: list[int]) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert derive(record)
        assert not derive(record)
        record.add(RUN, [article("a"), article("b")], [], [])
        assert derive(record)
        assert not derive(record)
    assert seen == [0, 2]


def test_facts_that_come_while_deriving_are_not_taken_for_derived(
    tmp_path: Path, seen: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.db"

    def trace(_: Facts, __: Resolution) -> Tracing:
        if len(seen) == 1:
            with Record.open(path) as other:
                other.add(RUN, [article("b")], [], [])
        return Tracing()

    monkeypatch.setattr(module, "trace", trace)
    with Record.open(path, create=True) as record:
        record.add(RUN, [article("a")], [], [])
        assert derive(record)
        assert not record.is_current()
        assert derive(record)
        assert record.is_current()
    assert seen == [1, 2]
