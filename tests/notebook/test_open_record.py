from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.model.derived import Claim, Story
from onrecord.model.errors import NotFoundError, OnrecordError, RecordError
from onrecord.notebook.open_record import Day, OpenRecord
from onrecord.notebook.rows import Rows
from onrecord.query.lists import LISTS
from onrecord.record.file import Record


@pytest.fixture(scope="module")
def record(invented_record: Path) -> Iterator[OpenRecord]:
    with onrecord.open(invented_record) as opened:
        yield opened


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_a_method_with_its_filters(name: str) -> None:
    method = getattr(OpenRecord, name)
    parameters = list(inspect.signature(method).parameters.values())[1:]
    known = fields(LISTS[name].filter)
    assert [(p.name, p.default) for p in parameters] == [(one.name, one.default) for one in known]
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters)
    hints = typing.get_type_hints(method)
    for one in known:
        assert hints[one.name] == (Day if one.name in ("since", "until") else type(one.default)), one.name
    assert hints["return"] is Rows
    assert method.__doc__


def test_a_day_may_be_a_date(record: OpenRecord) -> None:
    day = record.articles()[0]["published"][:10]
    assert list(record.articles(since=date.fromisoformat(day))) == list(record.articles(since=day))


@pytest.mark.parametrize("name", LISTS)
def test_anything_is_got_by_the_beginning_of_its_id(record: OpenRecord, name: str) -> None:
    rows = getattr(record, name)()
    for row in rows[:3]:
        assert record.get(row["id"]) == row
        short = row["id"][:-1]
        if sum(id_.startswith(short) for id_ in rows.ids()) == 1:
            assert record.get(short) == row


def test_what_is_in_no_list_is_got_too(record: OpenRecord, invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as opened:
        origin = opened.snapshot().tracing.origins[0]
    found = record.get(origin.id)
    assert (found["id"], found["claim"], found["articles"]) == (origin.id, origin.claim, list(origin.articles))
    with pytest.raises(NotFoundError, match="nothing in the record has an id"):
        record.get("clm-none")


def test_a_claim_and_a_story_are_traced(record: OpenRecord, invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as opened:
        resolution = opened.snapshot().resolution
    largest = max(resolution.claims, key=lambda claim: len(claim.members))
    assert isinstance(largest, Claim)
    found = record.trace(largest.id)
    assert {report["article"] for report in found["reports"]} == {member.article for member in largest.members}
    assert any(report["ties"] for report in found["reports"])
    story = next(story for story in resolution.stories if story.id == largest.story)
    assert isinstance(story, Story)
    told = record.trace(story.id)
    assert [article["article"] for article in told["articles"]]
    assert found in told["claims"]
    with pytest.raises(NotFoundError, match="is no claim and no story"):
        record.trace(record.actors()[0]["id"])


def test_things_are_cited(record: OpenRecord) -> None:
    claim = record.claims()[0]
    assert claim["id"] in record.cite(claim["id"])
    assert record.cite(claim["id"], "bibtex").startswith("@misc{")
    with pytest.raises(OnrecordError, match="cited as 'poem'; choose one of text, bibtex, csl"):
        record.cite(claim["id"], "poem")


def test_words_are_searched(record: OpenRecord) -> None:
    hits = record.search("lighthouse")
    assert hits
    assert len(record.search("lighthouse", limit=1)) == 1
    assert all("lighthouse" in hit.text.lower() for hit in hits)


def test_it_shows_how_much_it_holds(record: OpenRecord, invented_record: Path) -> None:
    counts = record.counts()
    assert counts == {name: len(getattr(record, name)()) for name in LISTS}
    assert repr(record).startswith(f"<record {invented_record.name}: {counts['articles']} articles, ")
    assert f"<td>{counts['claims']}</td>" in record._repr_html_()
    assert record.path == invented_record
    assert len(record.state) == 64


def test_an_empty_record_is_shown_as_empty(tmp_path: Path) -> None:
    Record.open(tmp_path / "r.db", create=True).close()
    with onrecord.open(tmp_path / "r.db") as empty:
        assert repr(empty) == "<record r.db: empty>"


def test_it_is_closed_at_the_end(invented_record: Path) -> None:
    with onrecord.open(invented_record) as record:
        assert record.counts()["articles"]
    with pytest.raises(RecordError, match="closed"):
        record.counts()


def test_it_is_only_read(record: OpenRecord, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        onrecord.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    assert not hasattr(record, "add")


def test_the_package_has_what_it_says_it_has() -> None:
    assert {"open", "read_text", "__version__"} <= set(dir(onrecord))
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        onrecord.reed  # type: ignore[attr-defined]  # noqa: B018
