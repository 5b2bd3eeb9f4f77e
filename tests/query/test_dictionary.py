"""Every row that comes out of a record is as the data dictionary says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from onrecord.export.accounting import account, claim_row
from onrecord.export.rows import TABLES, Table
from onrecord.export.story_account import story_account, story_row
from onrecord.model.article import BlockKind
from onrecord.model.derived import ClaimKind, DependenceKind, DiscrepancyKind, LinkKind, MemberRelation, OriginKind
from onrecord.model.grading import Reliability
from onrecord.model.judgement import JudgedKind, Verdict
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import (
    CitationKind,
    CitationScope,
    CueType,
    EntityKind,
    Polarity,
    Precision,
    StatementKind,
    Status,
)
from onrecord.query.dictionary import SCALARS, Field, dictionary, objects
from onrecord.query.lists import LISTS
from onrecord.record.codec import plain
from onrecord.record.file import Record
from onrecord.trace.owners import Owners

ENUMS: Mapping[tuple[str, str], type[StrEnum]] = {
    ("block", "kind"): BlockKind,
    ("cue", "type"): CueType,
    ("source", "kind"): CitationKind,
    ("date", "precision"): Precision,
    ("origin", "kind"): OriginKind,
    ("claim_account", "kind"): ClaimKind,
    ("report", "relation"): MemberRelation,
    ("tie", "kind"): DependenceKind,
    ("told_article", "reliability"): Reliability,
    ("named_source", "kind"): CitationKind,
    ("shared_text", "kind"): LinkKind,
    ("origin", "reliability"): Reliability,
    ("statements", "kind"): StatementKind,
    ("statements", "in_block"): BlockKind,
    ("statements", "polarity"): Polarity,
    ("events", "status"): Status,
    ("events", "in_block"): BlockKind,
    ("citations", "kind"): CitationKind,
    ("citations", "scope"): CitationScope,
    ("actors", "kind"): EntityKind,
    ("claims", "kind"): ClaimKind,
    ("discrepancies", "kind"): DiscrepancyKind,
    ("judgements", "kind"): JudgedKind,
    ("judgements", "verdict"): Verdict,
    ("gradings", "reliability"): Reliability,
    ("problems", "code"): ProblemCode,
}
"""Where the dictionary has words that the code has too."""

FREE = {("amount", "bound"), ("origin", "counted"), ("hit", "kind")}
"""Words that are of no enumeration."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_of(kind: str, value: object) -> bool:
    """Say whether a value is of a scalar type."""
    return {
        "text": lambda: isinstance(value, str),
        "number": lambda: isinstance(value, float) or is_integer(value),
        "integer": lambda: is_integer(value),
        "truth": lambda: isinstance(value, bool),
        "day": lambda: isinstance(value, str) and bool(DAY.fullmatch(value)),
        "time": lambda: isinstance(value, str) and bool(TIME.fullmatch(value)),
        "span": lambda: isinstance(value, list) and len(value) == 2 and all(map(is_integer, value)),
    }[kind]()


def faults(fields: tuple[Field, ...], row: object, at: str = "") -> Iterator[str]:
    """Yield what is otherwise in a row than its fields say."""
    if not isinstance(row, dict) or list(row) != [field.name for field in fields]:
        yield f"{at}: {row} has not the fields {[field.name for field in fields]}"
        return
    for field in fields:
        yield from value_faults(field, row[field.name], f"{at}.{field.name}")


def value_faults(field: Field, value: object, at: str) -> Iterator[str]:
    if value is None:
        if not field.nullable:
            yield f"{at} is unknown"
        return
    if field.is_list:
        if not isinstance(value, list):
            yield f"{at}: {value} is no list"
            return
        inner = replace(field, type=field.type.removeprefix("list of "), nullable=False)
        for part in value:
            yield from value_faults(inner, part, at)
    elif field.item not in SCALARS:
        yield from faults(field.fields, value, at)
    elif not is_of(field.item, value) or (field.words and value not in field.words):
        yield f"{at}: {value!r} is no {field.item} {field.words or ''}"


def test_each_list_and_table_has_its_fields_in_the_order_of_its_columns() -> None:
    known = dictionary()
    assert known.keys() == {table.name for table in TABLES} | LISTS.keys()
    for table in TABLES:
        assert tuple(field.name for field in known[table.name]) == table.columns, table.name


@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_a_list_is_as_the_dictionary_says(invented_record: Path, name: str) -> None:
    with Record.open(invented_record, readonly=True) as record:
        rows = list(LISTS[name].every(record.connection, LISTS[name].filter()))
    assert rows
    assert [fault for row in rows for fault in faults(dictionary()[name], row, name)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_of_an_exported_table_is_as_the_dictionary_says(invented_record: Path, table: Table) -> None:
    with Record.open(invented_record, readonly=True) as record:
        rows = list(table.make(record.snapshot()))
    assert rows
    assert [fault for row in rows for fault in faults(dictionary()[table.name], row, table.name)] == []


@pytest.mark.model
@pytest.mark.parametrize("name", LISTS)
def test_every_row_of_the_bundled_coverage_is_as_the_dictionary_says(demo_record: Path, name: str) -> None:
    with Record.open(demo_record, readonly=True) as record:
        rows = list(LISTS[name].every(record.connection, LISTS[name].filter()))
    assert rows or name == "problems"
    assert [fault for row in rows for fault in faults(dictionary()[name], row, name)] == []


def accounts(record: Record) -> Iterator[tuple[str, object]]:
    snapshot, owners = record.snapshot(), Owners(record.gradings())
    for claim in snapshot.resolution.claims:
        yield "claim_account", claim_row(account(snapshot, claim, owners))
    for story in snapshot.resolution.stories:
        yield "story_account", story_row(story_account(snapshot, story, owners))
    for hit in record.search("lighthouse", 100):
        yield "hit", plain(hit)


def test_accounts_and_hits_are_as_the_dictionary_says(invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as record:
        found = list(accounts(record))
    assert {name for name, _ in found} == {"claim_account", "story_account", "hit"}
    assert [fault for name, row in found for fault in faults(objects()[name], row, name)] == []


def test_the_words_of_the_dictionary_are_those_of_the_code() -> None:
    worded = {
        (of, field.name): field.words
        for of, fields in {**dictionary(), **objects()}.items()
        for field in fields
        if field.words
    }
    assert worded.keys() == ENUMS.keys() | FREE
    for at, enum in ENUMS.items():
        assert worded[at] == tuple(str(word) for word in enum), at


def test_every_sentence_ends_and_every_object_is_used() -> None:
    fields = [field for own in (*dictionary().values(), *objects().values()) for field in own]
    assert not [field for field in fields if not field.text.endswith(".")]
    answers = {"hit", "story_account"}
    assert {field.item for field in fields} | answers == {*SCALARS, *objects()}
