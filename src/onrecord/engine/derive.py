"""Bringing everything derived in step with the facts, part by part, where it is not.

1. Sketches of the articles that have none: what comparing needs to know of each.
2. Pairs that share text are aligned, if they were not already.
3. Patches of coverage that have changed: their stories are found. Actors, from all entities.
4. Neighbourhoods of stories whose inputs have changed: their claims are found and traced.

Each part is a function of the facts and of the parts before it, and is kept with a hash of what it was made from. So a
further run does only what has changed, and ends with what deriving everything anew would give.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from onrecord.engine.casting import recast
from onrecord.engine.crew import Crew
from onrecord.engine.garbage import rarely_collected
from onrecord.engine.parts import Aligning, Claiming, Pair, Sketching, Telling
from onrecord.model.derived import Story
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind
from onrecord.model.snapshot import grouped
from onrecord.record.derivation import Derivation, Neighbourhood, SupersededError
from onrecord.record.file import Record
from onrecord.resolve.candidates import candidate_pairs
from onrecord.resolve.collection import Collection
from onrecord.resolve.judged_claims import joined_facts, report_of
from onrecord.resolve.neighbourhoods import neighbourhoods
from onrecord.resolve.patches import COPIED, Patch, patches
from onrecord.resolve.sketches import REVISION

T = TypeVar("T")

_SKETCHED = 200
_CANDIDATES = 400
_TOLD = 400
"""Articles whose stories are asked of a worker together."""

_CLAIMED = 120
"""Articles whose neighbourhoods are asked of a worker, and written, together."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: `done` of `total` items, the total None where it cannot be known yet."""

    stage: str
    done: int
    total: int | None = None


Report = Callable[[Progress], None]
Told = dict[str, tuple[Story, ...]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided on claims and sources.

    `together` are pairs of articles with reports of one claim, `judged` the judgements on each article's reports, and
    `owners` is a hash of what was said of whose the sources are.
    """

    together: tuple[tuple[str, str], ...]
    judged: Mapping[str, tuple[str, ...]]
    owners: str


def silent(_: Progress) -> None:
    """Report to nobody."""


def derive(record: Record, progress: Report = silent) -> bool:
    """Resolve and trace the whole record, unless that was done for these facts; say whether anything was to be done.

    Where another process begins to do the same, the rest is left to it: it began later, and so knows all facts.
    """
    if record.is_current():
        return False
    with suppress(SupersededError):
        _derive(record, progress)
    return True


def _derive(record: Record, progress: Report) -> None:
    # Taken before the facts: what another process adds in between leaves the record not current, never wrongly so.
    state = record.state
    with rarely_collected(), record.deriving() as derivation, Crew(record, record.counts()["article"]) as crew:
        derivation.begin()
        _sketch(derivation, crew, progress)
        collection = Collection(derivation.sketches())
        _align(derivation, crew, collection, progress)
        told = _tell(derivation, crew, collection, progress)
        progress(Progress("actors", 0, 1))
        recast(record.connection, derivation, record.judgements())
        progress(Progress("actors", 1, 1))
        _claim(derivation, crew, told, _decided(record, derivation), progress)
        derivation.finish(state)


def _sketch(derivation: Derivation, crew: Crew, progress: Report) -> None:
    missing = derivation.unsketched(REVISION)
    done = 0
    parts = (Sketching(tuple(articles)) for articles in _chunks(missing, _SKETCHED))
    for part, sketches in crew.each(parts):
        derivation.add_sketches(REVISION, sketches)
        done += len(part.articles)
        progress(Progress("compare", done, len(missing)))


def _align(derivation: Derivation, crew: Crew, collection: Collection, progress: Report) -> None:
    """Align the pairs that share text and were not aligned as they are now; forget those that share none any more."""
    naming = _Naming(collection)
    known = {naming.key(pair): inputs for pair, inputs in derivation.aligned()}
    stale: list[tuple[Pair, tuple[Pair, ...]]] = []
    dropped: set[int] = set(known)
    for exemplars, pairs in candidate_pairs(collection):
        changed = tuple(pair for pair in pairs if known.get(naming.number(pair)) != naming.inputs(pair))
        dropped.difference_update(naming.number(pair) for pair in pairs if pair not in changed)
        if changed:
            stale.append((exemplars, changed))
    derivation.drop_pairs(naming.ids(divmod(number, len(collection))) for number in sorted(dropped))
    done = 0
    parts = (_aligning(collection, chunk) for chunk in _chunks(stale, _CANDIDATES))
    for part, (passages, links) in crew.each(parts):
        made = {naming.ids(pair): naming.inputs(pair) for _, pairs in part.candidates for pair in pairs}
        derivation.add_pairs(made, passages, links)
        done += len(part.candidates)
        progress(Progress("align", done, len(stale)))


class _Naming:
    """The pairs of a collection by one number each, and what they are aligned from beside their texts."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._left_out = [_digest(blocks) if blocks else "" for blocks in map(self._blocks, range(len(collection)))]

    def _blocks(self, number: int) -> list[int]:
        return sorted(self._collection.boilerplate(number))

    def number(self, pair: Pair) -> int:
        """Return the number of a pair, whichever of its articles comes first."""
        return min(pair) * len(self._collection) + max(pair)

    def key(self, ids: tuple[str, str]) -> int:
        """Return the number of a pair that is given by the articles' ids."""
        a, b = ids
        return self.number((self._collection.number[a], self._collection.number[b]))

    def ids(self, pair: Pair) -> tuple[str, str]:
        """Return the ids of a pair, the smaller first."""
        a, b = sorted(self._collection.articles[number] for number in pair)
        return a, b

    def inputs(self, pair: Pair) -> str:
        """Return what is the same as long as the same is left out of both."""
        a, b = sorted(pair, key=self._collection.articles.__getitem__)
        return f"{self._left_out[a]}/{self._left_out[b]}"


def _aligning(collection: Collection, candidates: Sequence[tuple[Pair, tuple[Pair, ...]]]) -> Aligning:
    numbers = sorted({number for exemplars, pairs in candidates for pair in (exemplars, *pairs) for number in pair})
    boilerplate = {number: left_out for number in numbers if (left_out := collection.boilerplate(number))}
    return Aligning(tuple(candidates), {n: collection.articles[n] for n in numbers}, boilerplate)


def _tell(derivation: Derivation, crew: Crew, collection: Collection, progress: Report) -> Told:
    """Return the stories of each patch of coverage, by a hash of what they are found from."""
    there, told, done = derivation.stories(), Told(), 0

    def stale() -> Iterator[Patch]:
        for patch in patches(collection, derivation.copies(COPIED)):
            if patch.inputs in there:
                told[patch.inputs] = there[patch.inputs]
            else:
                yield patch

    for part, made in crew.each(Telling(tuple(batch)) for batch in _batches(stale(), _size, _TOLD)):
        told.update((patch.inputs, stories) for patch, stories in zip(part.patches, made, strict=True))
        done += sum(map(_size, part.patches))
        progress(Progress("stories", done, len(collection)))
    return told


def _size(patch: Patch) -> int:
    return len(patch.articles)


def _claim(
    derivation: Derivation,
    crew: Crew,
    told: Told,
    decisions: Decisions,
    progress: Report,
) -> None:
    """Find and trace the claims of the neighbourhoods whose inputs have changed."""
    joined = neighbourhoods(tuple(chain.from_iterable(told.values())), derivation.sharing(), decisions.together)
    wanted = _inputs(joined, derivation.aligned(), decisions)
    known = derivation.neighbourhoods()
    stale = [(hood, group) for hood, group in wanted if known.get(hood.id) != hood.inputs]
    kept = (hood.id for hood, _ in wanted if known.get(hood.id) == hood.inputs)
    derivation.settle(told, kept)
    of = {group: hood for hood, group in stale}
    done, total = 0, sum(map(_articles, (group for _, group in stale)))
    batches = _batches(stale, lambda row: _articles(row[1]), _CLAIMED)
    for part, made in crew.each(Claiming(tuple(group for _, group in batch)) for batch in batches):
        derivation.add_neighbourhoods(
            (of[group], *found) for group, found in zip(part.neighbourhoods, made, strict=True)
        )
        done += sum(map(_articles, part.neighbourhoods))
        progress(Progress("trace", done, total))


def _articles(stories: Iterable[Story]) -> int:
    return sum(len(story.articles) for story in stories)


def _decided(record: Record, derivation: Derivation) -> Decisions:
    """Return what people decided, by the articles that it is about."""
    judgements = [judgement for judgement in record.judgements() if judgement.kind is JudgedKind.CLAIM]
    pairs = {judgement.id: [report_of(key)[0] for key in judgement.pair] for judgement in judgements}
    same = joined_facts(judgements)
    article = derivation.articles_of({fact for pair in (*pairs.values(), *same) for fact in pair})
    judged = grouped((article[fact], id_) for id_, pair in pairs.items() for fact in pair if fact in article)
    together = tuple((article[a], article[b]) for a, b in same if a in article and b in article)
    owners = [grading.id for grading in record.gradings() if grading.tells_owner]
    return Decisions(together, judged, _digest(owners))


def _inputs(
    joined: Sequence[tuple[Story, ...]],
    aligned: Iterable[tuple[tuple[str, str], str]],
    decisions: Decisions,
) -> list[tuple[Neighbourhood, tuple[Story, ...]]]:
    """Return the neighbourhoods with a hash of all that their claims are made from, but for who the actors are."""
    place = {article: at for at, group in enumerate(joined) for story in group for article in story.articles}
    inside: defaultdict[int, list[str]] = defaultdict(list)
    for (a, b), inputs in aligned:
        if place[a] == place[b]:
            inside[place[a]].append(f"{a} {b} {inputs}")
    found = []
    for at, group in enumerate(joined):
        ids = tuple(story.id for story in group)
        articles = [article for story in group for article in story.articles]
        judged = [(article, decisions.judged[article]) for article in articles if article in decisions.judged]
        inputs = _digest((REVISION, ids, judged, sorted(inside[at]), decisions.owners))
        found.append((Neighbourhood(content_id(Prefix.STORY, *ids), ids, inputs), group))
    return found


def _digest(parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _batches(items: Iterable[T], size: Callable[[T], int], enough: int) -> Iterator[list[T]]:
    """Yield items in batches that end with the one that makes `enough` of their sizes together."""
    batch: list[T] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if held >= enough:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
