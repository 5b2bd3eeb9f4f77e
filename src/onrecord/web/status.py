"""How the record stands while somebody looks at it: what is being written, and whether it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from onrecord.model.work import WATCH, Work
from onrecord.record.gathering import Gathering
from onrecord.record.store import announced, derived_state
from onrecord.web import phrases

_STALE = timedelta(minutes=10)
"""After so long without a word a process is taken for gone: the longest single step takes minutes."""


@dataclass(frozen=True, slots=True)
class Status:
    """`busy` says that a process writes, in `words` how far it is; with words alone something is left to be done."""

    busy: bool
    words: str


def status_of(held: Gathering) -> Status:
    """Say how the record stands."""
    return told(announced(held.connection), derived_state(held.connection), datetime.now(UTC))


def told(work: Work | None, derived: str | None, now: datetime) -> Status:
    """Put into words how a record stands.

    >>> told(Work("read", 1200, None, "", "2031-04-03T09:00:00+00:00"), "", datetime(2031, 4, 3, 9, 0, 2, tzinfo=UTC))
    Status(busy=True, words='Coverage is being added: read, 1,200 so far. Pages show what is written already.')
    """
    if work and work.stage == WATCH:
        return Status(False, _watched(_moment(work.seen), now))
    if work and now - _moment(work.seen) < _STALE:
        far = phrases.number(work.done) + (f" of {phrases.number(work.total)}" if work.total else " so far")
        return Status(True, f"Coverage is being added: {work.stage}, {far}. Pages show what is written already.")
    if work or derived == "":
        return Status(False, "The last run of onrecord add did not end. Run it again: it goes on from there.")
    return Status(False, "")


def _watched(again: datetime, now: datetime) -> str:
    if now < again:
        return f"Sources are watched; the next look at them is at {again.astimezone(UTC):%H:%M} UTC."
    if now - again < _STALE:
        return "Sources are watched, and looked at just now."
    meant = f"{again.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return f"onrecord watch meant to look again at {meant}, and did not. Start it again."


def _moment(iso: str) -> datetime:
    found = datetime.fromisoformat(iso)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
