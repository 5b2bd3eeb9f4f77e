from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from onrecord.model.work import WATCH, Work
from onrecord.web.status import Status, told

AGAIN = datetime(2031, 4, 3, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(minutes=-1), "the next look at them is at 09:15 UTC"),
        (timedelta(minutes=1), "looked at just now"),
        (timedelta(hours=2), "meant to look again at 2031-04-03 09:15 UTC, and did not"),
    ],
)
def test_a_watch_is_told_and_is_no_writing(after: timedelta, words: str) -> None:
    found = told(Work(WATCH, 0, None, "", AGAIN.isoformat()), "", AGAIN + after)
    assert not found.busy
    assert words in found.words


def test_nothing_is_said_of_a_record_at_which_nobody_works() -> None:
    assert told(None, "abc", AGAIN) == Status(False, "")
