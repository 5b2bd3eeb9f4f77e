"""Mentions of one story to happenings: those that name the same one together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.resolve.clustering import average_link
from onrecord.resolve.event_measures import measures
from onrecord.resolve.event_mention import Backdrop, EventMention
from onrecord.resolve.event_support import Table, second_look
from onrecord.resolve.event_weights import EventModel, load_event_model

LARGEST = 600
"""So many mentions are compared each with each; a larger story is first parted by the words that name the happenings.

Time and memory grow with the square of the mentions compared.
"""

Cluster = tuple[EventMention, ...]


def cluster_mentions(mentions: Iterable[EventMention], model: EventModel | None = None) -> tuple[Cluster, ...]:
    """Return the happenings that the mentions of one story name, each with its mentions in the articles' order.

    Groups are joined while their pairs' log-odds average `model.join` or more; the order of the input says nothing.
    """
    chosen = load_event_model() if model is None else model
    ordered = sorted(mentions, key=_place)
    backdrop = Backdrop.of(ordered)
    clusters = (
        tuple(part[at] for at in group)
        for part in _parts(ordered)
        for group in average_link(_scores(part, backdrop, chosen).astype(np.float32), chosen.join)
    )
    return tuple(sorted(clusters, key=lambda cluster: _place(cluster[0])))


def _scores(mentions: Sequence[EventMention], backdrop: Backdrop, model: EventModel) -> Table:
    """Return the log-odds of every pair; the diagonal means nothing."""
    table = np.zeros((len(mentions), len(mentions)))
    for row, one in enumerate(mentions):
        for column in range(row):
            table[row, column] = model.first.score(measures(one, mentions[column], backdrop))
    return second_look(table + table.T, [mention.at for mention in mentions], model.second)


def _place(mention: EventMention) -> tuple[str, int, int]:
    return mention.article, mention.span.start, mention.span.end


def _parts(mentions: Sequence[EventMention]) -> Iterator[Sequence[EventMention]]:
    """Yield what is compared each with each: all, or else the mentions by one word, at most `LARGEST` at a time."""
    if len(mentions) <= LARGEST:
        yield mentions
        return
    by_word: defaultdict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        by_word[mention.head].append(mention)
    for _, found in sorted(by_word.items()):
        yield from (found[at : at + LARGEST] for at in range(0, len(found), LARGEST))
