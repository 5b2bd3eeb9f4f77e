"""An account that reads what it needs is the one that is made of the whole record."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.export import accounting, story_account
from onrecord.model.errors import NotFoundError
from onrecord.query import accounts
from onrecord.record.file import Record
from onrecord.trace.owners import Owners


def check(path: Path) -> int:
    """Compare all accounts of a record, and return how many there are."""
    with Record.open(path, readonly=True) as record:
        snapshot = record.snapshot()
        owners = Owners(snapshot.gradings)
        for claim in snapshot.resolution.claims:
            whole = accounting.account(snapshot, claim, owners)
            assert accounts.claim_account(record.connection, claim.id) == whole
        for story in snapshot.resolution.stories:
            assert accounts.story_account(record.connection, story.id) == story_account.story_account(
                snapshot, story, owners
            )
        return len(snapshot.resolution.claims) + len(snapshot.resolution.stories)


def test_accounts_of_the_invented_record(invented_record: Path) -> None:
    assert check(invented_record) > 30


@pytest.mark.model
def test_accounts_of_the_bundled_coverage(demo_record: Path) -> None:
    assert check(demo_record) > 20


def test_what_is_not_there_is_not_found(invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as record:
        with pytest.raises(NotFoundError, match="no claim clm-0"):
            accounts.claim_account(record.connection, "clm-0")
        with pytest.raises(NotFoundError, match="no story sto-0"):
            accounts.story_account(record.connection, "sto-0")
