"""Persons whom an article gives no name, by the office and state in which it speaks of them.

They come when all others are known, and nothing else hangs on them. Those of one post are placed together; who they are
hangs on who else is given that post, and on who stands beside them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import EntityRow, sector_of
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import EntityKind
from onrecord.ontology.offices import Offices
from onrecord.resolve.likeness import USUAL, Post, traits_of


@dataclass(frozen=True, slots=True)
class Holding:
    """That an article gives a named person a post."""

    actor: str
    entity: str
    post: Post


def holdings_of(row: EntityRow, actor: str, offices: Offices) -> Iterable[Holding]:
    """Yield the posts that an article gives a person."""
    return (Holding(actor, row.id, post) for post in sorted(traits_of(row, offices).holds))


def post_of(row: EntityRow, offices: Offices) -> Post:
    """Return the post in which an article speaks of a person whom it does not name; "" for a state or office untold."""
    return row.state or "", min(traits_of(row, offices).offices, default="")


def posts_of(row: EntityRow, offices: Offices) -> frozenset[Post]:
    """Return all posts that an article gives a person, and that in which it speaks of one whom it does not name."""
    return traits_of(row, offices).holds | {post_of(row, offices)}


def place_unnamed(
    unnamed: Iterable[EntityRow],
    holdings: Iterable[Holding],
    beside: Mapping[str, frozenset[str]],
    offices: Offices,
) -> tuple[list[Actor], list[Alias]]:
    """Join persons known by office and state to the only named person who holds that office; make actors of the others.

    `beside` are the actors of the articles of the unnamed. Persons of a rank ("a Velmarkian diplomat") are each their
    own. Returned are the new actors, and the aliases of all.
    """
    holders = _Holders(holdings)
    aliases: list[Alias] = []
    alone: defaultdict[tuple[str, str, str], list[EntityRow]] = defaultdict(list)
    for row in sorted(unnamed, key=lambda row: (row.article, row.id)):
        rank = offices.is_rank(row.office)
        post = post_of(row, offices)
        holder = None if rank else holders.of(post, beside.get(row.article, frozenset()))
        if holder:
            reason = f"only holder of the office {row.office!r}"
            aliases.append(Alias(holder, row.id, row.article, row.name, reason))
        else:
            alone[(*post, row.article if rank else "")].append(row)
    actors = [_actor(key, rows) for key, rows in sorted(alone.items())]
    for actor, (_, rows) in zip(actors, sorted(alone.items()), strict=True):
        aliases.extend(Alias(actor.id, row.id, row.article, row.name, "office without a name") for row in rows)
    return actors, aliases


def _actor(key: tuple[str, str, str], rows: Sequence[EntityRow]) -> Actor:
    counts = Counter(row.name for row in rows)
    name = max(counts, key=lambda name: (counts[name], len(name), name))
    id_ = content_id(Prefix.ACTOR, EntityKind.PERSON, "unnamed", *key)
    return Actor(id_, EntityKind.PERSON, name, key[0] or None, sector_of(rows))


class _Holders:
    """Who holds which office, in how many articles."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._counts: defaultdict[Post, Counter[str]] = defaultdict(Counter)
        for holding in holdings:
            self._counts[holding.post][holding.actor] += 1

    def of(self, post: Post, near: frozenset[str]) -> str | None:
        """Return the holder of a post whom an article means, if only one can be meant."""
        counts = self._counts.get(post, Counter())
        if len(counts) < 2:
            return next(iter(counts), None)
        beside = near & counts.keys()
        return next(iter(beside)) if len(beside) == 1 else _mostly(counts)


def _mostly(counts: Counter[str]) -> str | None:
    """Return the one of several who is given a post far more often than all others."""
    (best, count), *others = counts.most_common()
    return best if count >= USUAL * max(1, sum(times for _, times in others)) else None
