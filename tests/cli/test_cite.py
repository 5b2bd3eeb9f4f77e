from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.model.errors import NotFoundError
from onrecord.record.file import Record
from tests.cli.kit import run


@pytest.mark.parametrize("form", ["text", "bibtex", "csl"])
def test_everything_that_can_be_cited_is_printed(invented_record: Path, form: str) -> None:
    with Record.open(invented_record, readonly=True) as record:
        whole = record.snapshot()
    things = [*whole.facts.articles[:3], *whole.facts.statement, *whole.facts.event, *whole.resolution.claims]
    for thing in [*things[:6], *things[-3:]]:
        id_ = thing if isinstance(thing, str) else thing.id
        result = run("cite", id_, "--as", form, "--record", invented_record)
        assert result.exit_code == 0
        assert id_ in result.stdout
        if form == "csl":
            assert len(json.loads(result.stdout)) == 1


def test_a_line_of_text_is_what_is_printed_unasked(invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as record:
        claim = record.snapshot().resolution.claims[0].id
    plain = run("cite", claim, "--record", invented_record)
    assert plain.stdout == run("cite", claim, "--as", "text", "--record", invented_record).stdout
    assert len(plain.stdout.splitlines()) == 1


def test_what_is_not_there_is_refused(invented_record: Path) -> None:
    with pytest.raises(NotFoundError):
        run("cite", "clm-none", "--record", invented_record)
    assert run("cite", "clm", "--as", "poem", "--record", invented_record).exit_code == 2
