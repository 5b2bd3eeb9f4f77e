"""Bringing everything derived in step with the facts, part by part, where it is not.

1. Sketches of the articles that have none: what comparing needs to know of each.
2. Pairs that share text are aligned, if they were not already.
3. Patches of coverage that have changed: their stories are found.
4. Kin that have changed: their actors are resolved.
5. Neighbourhoods of stories whose inputs or actors have changed: their claims are found and traced.

Each part is a function of the facts and of the parts before it, and is kept with a hash of what it was made from. So a
further run does only what has changed, and ends with what deriving everything anew would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from itertools import chain

import numpy as np

from onrecord.engine.batches import batches, chunks
from onrecord.engine.casting import recast
from onrecord.engine.crew import Crew
from onrecord.engine.decisions import Decisions, decided
from onrecord.engine.garbage import rarely_collected
from onrecord.engine.pairs import Pairs
from onrecord.engine.parts import Claiming, Sketching, Telling
from onrecord.engine.progress import Progress, Report, silent
from onrecord.model.derived import Story
from onrecord.model.ids import Prefix, content_id, digest
from onrecord.ontology.word_kin import load_word_kin
from onrecord.record.derivation import Derivation, Neighbourhood, SupersededError
from onrecord.record.file import Record
from onrecord.resolve.candidates import Candidates, candidate_pairs, further_pairs
from onrecord.resolve.collection import Collection
from onrecord.resolve.neighbourhoods import Group, neighbourhoods
from onrecord.resolve.patches import COPIED, Patch, patches
from onrecord.resolve.sketches import REVISION

SKETCHED = 200
"""Articles that are sketched together."""

CANDIDATES = 400
"""Pairs of texts that are aligned together."""

MANY_FRESH = 8
"""One article in so many is new where all are compared with all again, which then takes less time."""

TOLD = 400
"""Articles whose stories are asked of a worker together."""

CLAIMED = 120
"""Articles whose neighbourhoods are asked of a worker, and written, together."""


Told = dict[str, tuple[Story, ...]]


def load() -> None:
    """Load what deriving needs of the bundled data, for who waits anyway."""
    load_word_kin()


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
        joined = _neighbours(derivation, collection, told, decisions := decided(record, derivation))
        _claim(derivation, crew, told, with_inputs(joined, derivation.aligned(), decisions), progress)
        derivation.finish(state)


def _sketch(derivation: Derivation, crew: Crew, progress: Report) -> None:
    missing = derivation.unsketched(REVISION)
    done = 0
    parts = (Sketching(tuple(articles)) for articles in chunks(missing, SKETCHED))
    for part, sketches in crew.each(parts):
        derivation.add_sketches(REVISION, sketches)
        done += len(part.articles)
        progress(Progress("compare", done, len(missing)))


def _align(derivation: Derivation, crew: Crew, collection: Collection, progress: Report) -> None:
    """Align the pairs that share text and were not aligned as they are now; forget those that share none any more."""
    fresh = derivation.uncompared()
    names = Pairs(collection)
    candidates, before = _to_compare(derivation, collection, fresh)
    known = {names.key(pair): inputs for pair, inputs in before}
    stale: list[Candidates] = []
    dropped: set[int] = set(known)
    for exemplars, pairs in candidates:
        changed = tuple(pair for pair in pairs if known.get(names.number(pair)) != names.inputs(pair))
        dropped.difference_update(names.number(pair) for pair in pairs if pair not in changed)
        if changed:
            stale.append((exemplars, changed))
    derivation.drop_pairs(names.ids(divmod(number, len(collection))) for number in sorted(dropped))
    done = 0
    parts = (names.aligning(chunk) for chunk in chunks(stale, CANDIDATES))
    for part, (passages, links) in crew.each(parts):
        made = {names.ids(pair): names.inputs(pair) for _, pairs in part.candidates for pair in pairs}
        derivation.add_pairs(made, passages, links)
        done += len(part.candidates)
        progress(Progress("align", done, len(stale)))
    derivation.compared()


def _to_compare(
    derivation: Derivation, collection: Collection, fresh: Set[str]
) -> tuple[Iterable[Candidates], Iterable[tuple[tuple[str, str], str]]]:
    """Return the texts to compare, and the pairs known so far that they stand in for: of few new articles, few."""
    if len(fresh) * MANY_FRESH > len(collection):
        derivation.comparing(collection.articles)
        return candidate_pairs(collection), derivation.aligned()
    asked, pairs = further_pairs(collection, {collection.number[article] for article in fresh})
    touched = [collection.articles[number] for number in np.flatnonzero(asked)]
    derivation.comparing(touched)
    return pairs, derivation.aligned_among(touched)


def _tell(derivation: Derivation, crew: Crew, collection: Collection, progress: Report) -> Told:
    """Return the stories of each patch of coverage, by a hash of what they are found from."""
    there, told, done = derivation.stories(), Told(), 0

    def stale() -> Iterator[Patch]:
        for patch in patches(collection, derivation.copies(COPIED)):
            if patch.inputs in there:
                told[patch.inputs] = there[patch.inputs]
            else:
                yield patch

    for part, made in crew.each(Telling(tuple(batch)) for batch in batches(stale(), size_of, TOLD)):
        told.update((patch.inputs, stories) for patch, stories in zip(part.patches, made, strict=True))
        done += sum(map(size_of, part.patches))
        progress(Progress("stories", done, len(collection)))
    return told


def size_of(patch: Patch) -> int:
    """Return how many articles a patch has."""
    return len(patch.articles)


def _neighbours(derivation: Derivation, collection: Collection, told: Told, decisions: Decisions) -> list[Group]:
    stories = tuple(chain.from_iterable(told.values()))
    return neighbourhoods(stories, collection.articles, derivation.sharing(), decisions.together)


def _claim(
    derivation: Derivation, crew: Crew, told: Told, wanted: Sequence[tuple[Neighbourhood, Group]], progress: Report
) -> None:
    """Find and trace the claims of the neighbourhoods whose inputs have changed."""
    known = derivation.neighbourhoods()
    stale = [(hood, group) for hood, group in wanted if known.get(hood.id) != hood.inputs]
    kept = (hood.id for hood, _ in wanted if known.get(hood.id) == hood.inputs)
    derivation.settle(told, kept)
    of = {group: hood for hood, group in stale}
    done, total = 0, sum(map(articles_in, (group for _, group in stale)))
    parts = (Claiming(tuple(groups)) for groups in batches((group for _, group in stale), articles_in, CLAIMED))
    for part, made in crew.each(parts):
        found = zip(part.neighbourhoods, made, strict=True)
        derivation.add_neighbourhoods((of[group], *rows) for group, rows in found)
        done += sum(map(articles_in, part.neighbourhoods))
        progress(Progress("trace", done, total))


def articles_in(stories: Iterable[Story]) -> int:
    """Return how many articles some stories have."""
    return sum(len(story.articles) for story in stories)


def with_inputs(
    joined: Sequence[Group],
    aligned: Iterable[tuple[tuple[str, str], str]],
    decisions: Decisions,
) -> list[tuple[Neighbourhood, Group]]:
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
        inputs = digest((REVISION, ids, judged, sorted(inside[at]), decisions.owners))
        found.append((Neighbourhood(content_id(Prefix.STORY, *ids), ids, inputs), group))
    return found
