"""Where one claim or one story comes from, read from the record without reading all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from onrecord.export.account import ClaimAccount
from onrecord.export.accounting import account
from onrecord.export.story_account import StoryAccount
from onrecord.export.story_account import story_account as told
from onrecord.model.errors import NotFoundError
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, Reading
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.gathering import Gathering
from onrecord.record.given import GIVEN, given
from onrecord.record.load import load
from onrecord.record.tables import CITATION
from onrecord.record.tallies import touching
from onrecord.trace.owners import Owners

_OF_STORY = "SELECT id FROM claim WHERE story = ? ORDER BY rowid"


def claim_account(connection: sqlite3.Connection, identifier: str) -> ClaimAccount:
    """Tell how a claim came to each report; raises `NotFoundError` where there is no such claim."""
    held = Gathering(connection)
    if not held.claims([identifier]):
        raise NotFoundError(f"the record has no claim {identifier}")
    _gather(held, [identifier])
    snapshot = held.snapshot()
    return account(snapshot, snapshot.claim[identifier], Owners(snapshot.gradings))


def story_account(connection: sqlite3.Connection, identifier: str) -> StoryAccount:
    """Tell where a story comes from; raises `NotFoundError` where there is no such story."""
    held = Gathering(connection)
    found = held.stories([identifier])
    if not found:
        raise NotFoundError(f"the record has no story {identifier}")
    articles = found[0].articles
    held.heads(articles)
    held.links(articles)
    _gather(held, held.ids(_OF_STORY, identifier))
    snapshot = _citing(connection, held.snapshot(), articles)
    return told(snapshot, found[0], Owners(snapshot.gradings))


def _gather(held: Gathering, ids: Sequence[str]) -> None:
    """Gather claims, the articles that report them, who has them from whom, and what touches them."""
    claims = held.claims(ids)
    held.heads(member.article for claim in claims for member in claim.members)
    held.articles(tie.article for tie in held.dependences(ids))
    differing = held.discrepancies(touching(held.connection, ids))
    held.claims(sorted({one.claim for one in differing}))
    held.gradings()


def _citing(connection: sqlite3.Connection, snapshot: Snapshot, articles: Sequence[str]) -> Snapshot:
    """Return the snapshot with all that some articles cite."""
    found: tuple[Citation, ...] = load(connection, CITATION, f"WHERE article IN {GIVEN}", (given(articles),))
    cited = grouped((citation.article, citation) for citation in found)
    readings = [Reading(article, citations=own) for article, own in cited.items()]
    return replace(snapshot, facts=Facts.of(snapshot.facts.articles, readings))
