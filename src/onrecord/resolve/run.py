"""Everything that resolving makes of the facts, in the order in which each step uses what those before it made."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.derived import Claim, Resolution, Story
from onrecord.model.entity_row import entity_rows
from onrecord.model.facts import Facts
from onrecord.model.judgement import Judgement
from onrecord.model.snapshot import Cast
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.deeds import match_events
from onrecord.resolve.judged_claims import judge_claims
from onrecord.resolve.links import link_articles
from onrecord.resolve.passages import find_passages
from onrecord.resolve.patches import copies_of
from onrecord.resolve.stories import cluster_stories
from onrecord.resolve.utterances import match_utterances


def resolve(facts: Facts, judgements: Sequence[Judgement] = ()) -> Resolution:
    """Find the actors, copied passages, stories and claims of a body of coverage small enough to be held in memory.

    `onrecord.engine.derive` does the same for a whole record, one neighbourhood of stories after the other.

    >>> resolve(Facts.of([], [])) == Resolution()
    True
    """
    actors, aliases = resolve_actors(entity_rows(facts.readings), judgements)
    passages = find_passages(facts)
    links = link_articles(facts, passages)
    stories = cluster_stories(facts, copies_of(links))
    claims = find_claims(facts, Cast(actors, aliases), stories, judgements)
    return Resolution(actors, aliases, passages, links, stories, claims)


def find_claims(
    facts: Facts, cast: Cast, stories: Sequence[Story], judgements: Sequence[Judgement] = ()
) -> tuple[Claim, ...]:
    """Return the claims of the stories of one neighbourhood; what people judged comes first."""
    found = (*match_utterances(facts, cast, stories), *match_events(facts, cast, stories))
    return judge_claims(found, judgements)
