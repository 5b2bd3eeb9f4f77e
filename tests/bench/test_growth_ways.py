"""What is measured on a record is what its name says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import growth_records
from bench.growth_records import prepare, set_out
from bench.growth_ways import as_anew, derived, one_more
from onrecord.record.file import Record


@pytest.mark.model
def test_one_article_is_held_back_and_added_later(small: Path) -> None:
    path = prepare(25, small, "news", 1)
    first = derived(path)
    assert (first["articles"], first["stories"] > 0, first["claims"] > 0) == (25, True, True)
    assert set(first["stages"]) >= {"compare", "trace"}
    assert one_more(path)["articles"] == 26
    with Record.open(path) as record:
        assert record.is_current()
        ids = {article.id for article in record.facts().articles}
        made = {article.id for article, _ in growth_records.coverage_of(1).articles(26)}
        assert ids == made


@pytest.mark.model
def test_tables_that_differ_from_those_made_anew_are_named(small: Path) -> None:
    work = small / "work.db"
    set_out(prepare(5, small, "news", 1), work, pristine=True)
    one_more(work)
    with Record.open(work) as record:
        record.connection.execute("UPDATE story SET title = 'another' WHERE key = 1")
    assert as_anew(work)["differ"] == ["story"]
