"""Coverage cut into patches: texts near enough in content and time that their stories are told apart from one another.

Which texts are near goes by their most telling words. How telling a word is hangs on a sample of the coverage, in
coarse steps: so a further article mostly leaves all patches as they were, but for the one that it comes to.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.model.derived import Link, LinkKind
from onrecord.resolve.collection import Collection
from onrecord.resolve.joining import Join, joined
from onrecord.resolve.neighbours import near_pairs, parts
from onrecord.resolve.similarity import GRACE_DAYS, Vectors, rarity

REVISION = 2
"""Raised whenever other stories would be found in the same patch than before."""

LARGEST = 1500
"""Texts that are compared each with each; where more are near each other, those that are nearest stay together.

Memory and time grow with the square of this number, not with that of the collection.
"""

LEAST_TERMS = 3
"""Terms from which an article can be one of a story: one that says only "Loading" is about nothing that happened."""

MANY = 30
"""Copies of one text that are taken for one text before anything is compared; fewer are found alike like any others."""

SAMPLE = 256
"""Articles at least by which it is told how rare a word is, where there are as many; fewer than four times as many.

Of a sample a further article is seldom part. Where it is, words whose rarity stands between two steps change theirs.
"""

COPIED = 0.8
"""Share of both articles in shared passages from which they count as printings of one text."""


@dataclass(frozen=True)
class Patch:
    """Articles whose stories are found together, in the order in which they were first seen.

    `days` are as in `Collection`, `vectors` the terms of the articles as places in `hashes`; `printings` are the places
    of articles that are taken for one text each, its first printing first.
    """

    articles: tuple[str, ...]
    printings: tuple[tuple[int, ...], ...]
    days: NDArray[np.float64]
    vectors: Vectors
    hashes: NDArray[np.uint64]

    @cached_property
    def inputs(self) -> str:
        """A hash of all that the stories are found from."""
        found = hashlib.blake2b(repr((REVISION, self.articles, self.printings)).encode(), digest_size=10)
        found.update(self.days.tobytes())
        found.update(self.hashes[self.vectors.terms].tobytes())
        found.update(self.vectors.weights.tobytes())
        return found.hexdigest()


def patches(collection: Collection, copies: Iterable[tuple[str, str]] = (), join: Join = joined) -> Iterator[Patch]:
    """Yield the patches of a collection; `copies` are pairs of ids of printings of one text.

    `join` runs the query that finds texts near each other.
    """
    if not len(collection):
        return
    vectors = collection.vectors()
    printings = _printings(collection, copies)
    exemplars = np.array(sorted(printings))
    telling = _telling(vectors, len(collection.term_hashes), sampled(collection.articles)).only(exemplars.tolist())
    a, b, _ = near_pairs(telling, collection.days[exemplars], join)
    tells = np.diff(vectors.starts)[exemplars] >= LEAST_TERMS
    a, b = a[tells[a] & tells[b]], b[tells[a] & tells[b]]
    for part in parts(len(exemplars), a, b, LARGEST):
        yield _patch(collection, vectors, [printings[text] for text in exemplars[part].tolist()])


def copies_of(links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of articles that are copies of one text in full."""
    kept = (link for link in links if link.kind is LinkKind.COPY and min(link.cover_a, link.cover_b) >= COPIED)
    return ((link.a, link.b) for link in kept)


def _patch(collection: Collection, vectors: Vectors, printings: Sequence[Sequence[int]]) -> Patch:
    members = sorted(copy for group in printings for copy in group)
    place = {member: at for at, member in enumerate(members)}
    own = vectors.only(members)
    terms, codes = np.unique(own.terms, return_inverse=True)
    return Patch(
        tuple(collection.articles[member] for member in members),
        tuple(tuple(place[copy] for copy in group) for group in printings),
        collection.days[members],
        Vectors(own.starts, codes, own.weights),
        collection.term_hashes[terms],
    )


def _telling(vectors: Vectors, terms: int, sample: NDArray[np.bool_]) -> Vectors:
    """Weigh terms by how rare they are in a sample of the articles, in steps of two."""
    count = int(sample.sum())
    holders = np.bincount(vectors.terms[np.repeat(sample, np.diff(vectors.starts))], minlength=terms)
    steps = np.maximum(np.round(rarity(count, holders) / np.log(2)), 0.5)
    return vectors.times(steps[vectors.terms]).unit()


def sampled(articles: Sequence[str]) -> NDArray[np.bool_]:
    """Say of each article whether it is in the sample: all of few; of many one in 2, 4, 8 ..., drawn by their ids.

    >>> sampled(["art-1", "art-2"]).tolist(), int(sampled([str(n) for n in range(4096)]).sum())
    ([True, True], 511)
    """
    one_in = 1 << max(0, (len(articles) // SAMPLE).bit_length() - 2)
    drawn = (zlib.crc32(article.encode()) for article in articles)
    return np.fromiter((number % one_in == 0 for number in drawn), np.bool_, len(articles))


def _printings(collection: Collection, copies: Iterable[tuple[str, str]]) -> Mapping[int, list[int]]:
    """Group many copies of one text that appeared at one time under the first of them; others stand for themselves."""
    first = list(range(len(collection)))
    for pair in copies:
        a, b = sorted(collection.number[article] for article in pair)
        if _at_once(collection.days, a, b):
            first[b] = min(first[b], a)
    groups: dict[int, list[int]] = {}
    for number, root in enumerate(first):
        # What comes first has its own root by the time a later one asks for it.
        first[number] = first[root]
        groups.setdefault(first[number], []).append(number)
    few = (number for group in groups.values() if len(group) < MANY for number in group)
    return {root: group for root, group in groups.items() if len(group) >= MANY} | {number: [number] for number in few}


def _at_once(days: NDArray[np.float64], a: int, b: int) -> bool:
    return bool(max(days[a, 0] - days[b, 1], days[b, 0] - days[a, 1]) <= GRACE_DAYS)
