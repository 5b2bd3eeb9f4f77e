from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.export.cite import cited
from onrecord.model.errors import NotFoundError
from onrecord.query.citing import FORMS, CitedAs, cite, gathered, version_of
from onrecord.record.file import Record


@pytest.fixture
def record(invented_record: Path) -> Iterator[Record]:
    with Record.open(invented_record, readonly=True) as opened:
        yield opened


def test_what_is_gathered_is_what_the_whole_record_gives(record: Record) -> None:
    whole = record.snapshot()
    things = [
        *whole.facts.articles,
        *whole.facts.statement.values(),
        *whole.facts.event.values(),
        *whole.resolution.claims,
    ]
    for thing in things:
        with record.gathering() as held:
            assert gathered(held, thing) == cited(whole, thing), thing.id


def test_the_version_is_that_of_the_record(record: Record) -> None:
    found = version_of(record.connection)
    assert found.state == record.state
    assert found.day == max(run.started for run in record.runs())[:10]
    assert found.software.startswith("Onrecord ")


def test_an_empty_record_has_a_version_too(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert version_of(record.connection).day is None


@pytest.mark.parametrize("form", list(CitedAs))
def test_a_thing_is_cited_by_the_beginning_of_its_id(record: Record, form: CitedAs) -> None:
    claim = record.snapshot().resolution.claims[0]
    found = cite(record, claim.id[:-1], form)
    assert claim.id in found
    assert record.state[:16] in found
    if form is CitedAs.CSL:
        (item,) = json.loads(found)
        (words,) = item["custom"]["words"]
        article = record.get(item["custom"]["article"])
        assert article.text[words["start"] : words["end"]] == words["text"]


def test_only_some_things_are_cited(record: Record) -> None:
    for thing in (record.snapshot().resolution.actors[0], record.snapshot().resolution.stories[0]):
        with pytest.raises(NotFoundError, match="is no claim, statement, event or article"):
            cite(record, thing.id, CitedAs.TEXT)
    with pytest.raises(NotFoundError, match="nothing in the record"):
        cite(record, "clm-none", CitedAs.TEXT)


def test_each_form_has_its_writer() -> None:
    assert set(FORMS) == set(CitedAs)
