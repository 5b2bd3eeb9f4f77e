"""Everything that resolving makes of the facts, in the order in which each step uses what those before it made."""

from __future__ import annotations

from onrecord.model.derived import Resolution
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Cast
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.deeds import match_events
from onrecord.resolve.links import link_articles
from onrecord.resolve.passages import find_passages
from onrecord.resolve.stories import cluster_stories
from onrecord.resolve.utterances import match_utterances


def resolve(facts: Facts) -> Resolution:
    """Find the actors, copied passages, stories and claims of a body of coverage.

    >>> resolve(Facts.of([], [])) == Resolution()
    True
    """
    actors, aliases = resolve_actors(facts)
    cast = Cast(actors, aliases)
    passages = find_passages(facts)
    stories = cluster_stories(facts)
    claims = (*match_utterances(facts, cast, stories), *match_events(facts, cast, stories))
    return Resolution(actors, aliases, passages, link_articles(facts, passages), stories, claims)
