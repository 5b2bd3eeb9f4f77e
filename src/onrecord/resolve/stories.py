"""The articles about one happening, from what they are about and when they appeared, never from shared text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

import numpy as np
from numpy.typing import NDArray

from onrecord.model.article import Article, BlockKind
from onrecord.model.derived import Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Reading
from onrecord.resolve.clustering import average_link, two_parts
from onrecord.resolve.collection import Collection
from onrecord.resolve.fingerprints import word_hash
from onrecord.resolve.patches import Patch, patches
from onrecord.resolve.similarity import (
    GRACE_DAYS,
    Matrix,
    Vectors,
    cosines,
    gaps,
    holders,
    local_rarity,
    rarity,
    time_factors,
)
from onrecord.resolve.sketches import sketches_of
from onrecord.resolve.terms import terms_of
from onrecord.resolve.words import words_of

# Chosen on the training part of ECB+ and checked on its development part.

ALIKE = 0.16
"""Average cosine from which two groups of articles are one story."""

CLOSER = 1.3
"""How much more alike two articles count whose days are known and at most `GRACE_DAYS` apart.

Two articles of the same days that are somewhat alike are of one happening more often than two of whose days nothing is
known, such as those of ECB+. Chosen on made-up coverage (`bench.made_stories`) and the open story sets.
"""

SAME = 0.7
"""Average cosine from which articles are printings of one text: they join first and then count as one.

Else the reprints of two agencies' reports of one happening would look like two happenings.
"""

SPLIT = 0.4
"""A group is two stories where its halves are less alike than this share of how alike each half is in itself.

Measured by what tells the group's own articles apart: two deaths of two actors share their whole vocabulary.
"""

SMALLEST_HALF = 3
"""Texts in the smaller half for it to be told apart in this way; two may be alike because one drew on the other."""

_ALONE = "alone: no other article is near enough in content and time"

REASON_TERMS = 6
TITLE_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of a story, sorted, with the most typical of them and the hashes of the terms that they share.

    `since` and `until` are the ISO days of the first and the last of them, where known.
    """

    articles: tuple[str, ...]
    central: str
    terms: tuple[int, ...]
    since: str | None
    until: str | None

    @property
    def id(self) -> str:
        """The id of the story."""
        return content_id(Prefix.STORY, *self.articles)


def cluster_stories(facts: Facts, copies: Iterable[tuple[str, str]] = ()) -> tuple[Story, ...]:
    """Return the stories, in the order of their first articles' ids; every article is in exactly one.

    >>> cluster_stories(Facts.of([], []))
    ()
    """
    found = patches(Collection(sketches_of(facts)), copies)
    groups = (group for patch in found for group in story_groups(patch))
    stories = (story_of(group, facts.article[group.central], facts.reading[group.central]) for group in groups)
    return tuple(sorted(stories, key=lambda story: story.articles))


def story_groups(patch: Patch) -> Iterator[Group]:
    """Yield the articles of each story of a patch."""
    raw, weighed = patch.vectors, _weighed(patch.vectors)
    firsts = [printing[0] for printing in patch.printings]
    texts = _texts(_weighed(raw.only(firsts)), patch.days[firsts])
    # Reprints count once for how common a term is, too: what a viral report says is not the whole world's talk.
    fullest = sorted(texts)
    own = raw.only([firsts[at] for at in fullest])
    times = time_factors(patch.days[[firsts[at] for at in fullest]])
    times[time_factors(_ends(patch.days[[firsts[text] for text in texts[at]]] for at in fullest)) == 0] = 0
    closeness = _closeness(patch.days[[firsts[at] for at in fullest]])
    for group in _groups(own, _weighed(own), times, closeness):
        chosen = [text for at in group for text in texts[fullest[at]]]
        yield _group(sorted(copy for text in chosen for copy in patch.printings[text]), patch, weighed)


def _weighed(raw: Vectors) -> Vectors:
    """Weigh terms by how rare they are; every article counts alike."""
    return raw.times(rarity(len(raw), holders(raw))).unit()


def _group(members: list[int], patch: Patch, weighed: Vectors) -> Group:
    raw, vectors = patch.vectors.only(members), weighed.only(members)
    central = _central(vectors)
    days = sorted(date.fromordinal(int(day)).isoformat() for day in patch.days[members, 0] if np.isfinite(day))
    return Group(
        tuple(sorted(patch.articles[member] for member in members)),
        patch.articles[members[central]],
        tuple(int(patch.hashes[term]) for term in _shared_terms(raw, vectors, central)),
        days[0] if days else None,
        days[-1] if days else None,
    )


def _forbidding(alike: Matrix, times: Matrix) -> Matrix:
    """Weigh likeness by time, and forbid what time keeps apart."""
    return np.where(times > 0, alike * times, -np.inf).astype(np.float32)


def _texts(vectors: Vectors, days: NDArray[np.float64]) -> dict[int, list[int]]:
    """Group the printings of one text, under the fullest of them."""
    sizes = np.diff(vectors.starts)
    printings = average_link(_forbidding(cosines(vectors), time_factors(days)), SAME)
    return {max(group, key=lambda at: (sizes[at], -at)): group for group in printings}


def _closeness(days: NDArray[np.float64]) -> Matrix:
    """Return for every pair how much more alike it counts for its days."""
    gap = gaps(days)
    return np.where((gap >= 0) & (gap <= GRACE_DAYS), CLOSER, 1.0).astype(np.float32)


def _ends(printings: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return for the printings of each text the days that lie farthest from those of another: the last, the first.

    The fullest printing may have no date, and would tie together what is years apart.
    """
    return np.array([(days[:, 0].max(), days[:, 1].min()) for days in printings]).reshape(-1, 2)


def _groups(raw: Vectors, vectors: Vectors, times: Matrix, closeness: Matrix) -> Iterator[list[int]]:
    """Yield the texts of each story; `times` says what time keeps apart, `closeness` what it brings together."""
    for group in average_link(_forbidding(cosines(vectors) * closeness, times), ALIKE):
        yield from _halves(group, raw, times)


def _halves(group: list[int], raw: Vectors, times: Matrix) -> list[list[int]]:
    """Split a group as long as its halves differ by what tells its own articles apart."""
    if len(group) < 2 * SMALLEST_HALF:
        return [group]
    own = raw.only(group)
    alike = cosines(own.times(local_rarity(len(group), holders(own)))) * times[np.ix_(group, group)]
    halves = two_parts(alike)
    between = float(alike[np.ix_(*halves)].mean())
    if min(map(len, halves)) < SMALLEST_HALF or between >= SPLIT * min(_cohesion(alike, half) for half in halves):
        return [group]
    return [part for half in halves for part in _halves([group[at] for at in half], raw, times)]


def _cohesion(alike: Matrix, rows: list[int]) -> float:
    """Return the average over the pairs of some rows."""
    inner = alike[np.ix_(rows, rows)]
    return float((inner.sum() - np.trace(inner)) / (len(rows) * (len(rows) - 1)))


def _central(vectors: Vectors) -> int:
    """Return the article most like the sum of all; of equal ones the first."""
    total = np.zeros(int(vectors.terms.max(initial=-1)) + 1)
    np.add.at(total, vectors.terms, vectors.weights)
    scores = np.zeros(len(vectors))
    np.add.at(scores, vectors.articles, vectors.weights * total[vectors.terms])
    return int(np.argmax(np.round(scores, 5)))


def _shared_terms(raw: Vectors, vectors: Vectors, central: int) -> list[int]:
    """Return the weightiest terms of the central article that at least half of the articles have, with another."""
    own = slice(int(vectors.starts[central]), int(vectors.starts[central + 1]))
    terms, weights = vectors.terms[own], raw.weights[own]
    counts = np.bincount(np.searchsorted(terms, vectors.terms[np.isin(vectors.terms, terms)]), minlength=len(terms))
    enough = (2 * counts >= len(vectors)) & (counts > 1)
    order = np.lexsort((terms, -weights * counts))
    return [int(terms[at]) for at in order if enough[at]][:REASON_TERMS]


def story_of(group: Group, central: Article, reading: Reading) -> Story:
    """Make a story, called after the most typical of its articles."""
    reason = _reason(central, reading, group.terms) if len(group.articles) > 1 else _ALONE
    return Story(group.id, _title(central), group.articles, group.since, group.until, reason)


def _title(article: Article) -> str:
    """Return the article's title, or else its first words."""
    if article.title:
        return article.title
    blocks = sorted(article.readable(), key=lambda block: (block.kind is not BlockKind.TITLE, block.start))
    text = " ".join(article.text[blocks[0].start : blocks[0].end].split()) if blocks else ""
    return shorten(text, TITLE_CHARACTERS, placeholder=" …") or article.uri or article.id


def _reason(central: Article, reading: Reading, terms: Sequence[int]) -> str:
    """Say what joined the articles: the words of the central one for the terms they share."""
    found = terms_of(central, words_of(central, reading), reading)
    shown = {word_hash(term): word for term, word in found.shown.items()}
    return "shared terms: " + ", ".join(shown[term] for term in terms if term in shown)
