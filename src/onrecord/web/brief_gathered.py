"""Gathering of the record what a brief is made of: the rows of one story, and no more of a large record."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.derived import Story
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering
from onrecord.record.load import load_runs
from onrecord.record.tallies import touching

_OF_STORY = "SELECT id FROM claim WHERE story = ? ORDER BY rowid"


def story_rows(record: Record, story: Story) -> Snapshot:
    """Return an excerpt with a story's articles and what was read in them, its claims, and all reports of these."""
    with record.gathering() as held:
        return gather_story(held, story)


def gather_story(held: Gathering, story: Story) -> Snapshot:
    """Gather a story's articles and what was read in them, its claims, and all reports of these."""
    held.stories([story.id])
    for article in sorted(_articles(held, story)):
        held.reading(article)
    held.tenures(held.snapshot().facts.entity)
    held.links(story.articles)
    held.gradings()
    return replace(held.snapshot(), runs=load_runs(held.connection))


def _articles(held: Gathering, story: Story) -> set[str]:
    """Gather the claims of a story and what is known of them; return the articles that they rest on, and its own."""
    ids = held.ids(_OF_STORY, story.id)
    members = {member.article for claim in held.claims(ids) for member in claim.members}
    ties = {tie.article for tie in held.dependences(ids)}
    differing = held.discrepancies(touching(held.connection, ids))
    return {*story.articles, *members, *ties, *(side.article for one in differing for side in one.sides)}
