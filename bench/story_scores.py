"""What the program found in a story set beside what stands there: grouping, origins and discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.story_cases import Difference, Entry, Interval, StorySet
from bench.story_known import Known
from onrecord.model.derived import Claim, Discrepancy, Origin, OriginKind
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span
from onrecord.ontology.sources import load_sources
from onrecord.resolve.wording import words_in

CIRCLE = "cite each other"
"""What the reason of an origin says that is a circle of outlets."""


@dataclass
class Judged:
    """What came of sets: B-cubed sums over passages, origins right and all, discrepancies found, missed and false.

    `read` counts the passages in which reading found the utterance or event at all, `whole` the claims of which it
    found all reports, `whole_right` those of them whose origins are right.
    """

    precision: float = 0.0
    recall: float = 0.0
    passages: int = 0
    origins: int = 0
    claims: int = 0
    found: int = 0
    missed: int = 0
    false: int = 0
    read: int = 0
    whole: int = 0
    whole_right: int = 0
    misses: list[str] = field(default_factory=list)

    def plus(self, other: Judged) -> Judged:
        """Return the sums of both."""
        return Judged(
            self.precision + other.precision,
            self.recall + other.recall,
            self.passages + other.passages,
            self.origins + other.origins,
            self.claims + other.claims,
            self.found + other.found,
            self.missed + other.missed,
            self.false + other.false,
            self.read + other.read,
            self.whole + other.whole,
            self.whole_right + other.whole_right,
            [*self.misses, *other.misses],
        )

    def figures(self) -> dict[str, float]:
        """Return the three scores."""
        precision, recall = _share(self.precision, self.passages), _share(self.recall, self.passages)
        return {
            "grouping": round(_share(2 * precision * recall, precision + recall), 4),
            "origins": round(_share(self.origins, self.claims), 4),
            "discrepancies": round(_share(2 * self.found, 2 * self.found + self.missed + self.false), 4),
        }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def judge(case: StorySet, snapshot: Snapshot) -> Judged:
    """Compare a set with the record that was made of it, whose articles have the set's keys as file names."""
    known = Known(case, snapshot)
    found = [known.of(entry) for entry in case.entries]
    judged = _grouping(case.entries, found)
    for entry, one in zip(case.entries, found, strict=True):
        if entry.origins:
            judged = judged.plus(_origins(entry, entry.origins, one, snapshot, case.aliases))
    judged = judged.plus(_discrepancies(case, known))
    judged.misses = [f"{case.name}: {line}" for line in judged.misses]
    return judged


def _grouping(entries: Sequence[Entry], found: Sequence[Sequence[Claim | None]]) -> Judged:
    """Sum B-cubed precision and recall over the passages; one that was not found is a group of its own."""
    gold: list[int] = []
    made: list[str] = []
    judged = Judged()
    for at, (entry, claims) in enumerate(zip(entries, found, strict=True)):
        gold += [at] * len(claims)
        made += [claim.id if claim else f"lost {len(made) + n}" for n, claim in enumerate(claims)]
        judged.misses += _parted(entry, claims)
    for mine, own in zip(gold, made, strict=True):
        both = sum(g == mine and m == own for g, m in zip(gold, made, strict=True))
        judged.precision += both / made.count(own)
        judged.recall += both / gold.count(mine)
    judged.passages = len(gold)
    judged.read = sum(claim is not None for claims in found for claim in claims)
    judged.misses += _merged(entries, found)
    return judged


def _parted(entry: Entry, claims: Sequence[Claim | None]) -> Iterator[str]:
    groups: dict[str | None, list[str]] = {}
    for mark, claim in zip(entry.marks, claims, strict=True):
        groups.setdefault(claim.id if claim else f"not found {mark.article}", []).append(mark.article)
    if len(groups) > 1:
        parts = (
            f"{' '.join(keys)}{' (not found)' if str(id_).startswith('not') else ''}" for id_, keys in groups.items()
        )
        yield f"{entry.id} is parted: {' | '.join(parts)}"


def _merged(entries: Sequence[Entry], found: Sequence[Sequence[Claim | None]]) -> Iterator[str]:
    holders: dict[str, list[str]] = {}
    for entry, claims in zip(entries, found, strict=True):
        for id_ in sorted({claim.id for claim in claims if claim}):
            holders.setdefault(id_, []).append(entry.id)
    yield from (f"{' and '.join(ids)} are one claim" for ids in holders.values() if len(ids) > 1)


def _origins(
    entry: Entry, gold: Interval, claims: Sequence[Claim | None], snapshot: Snapshot, aliases: Mapping[str, str]
) -> Judged:
    """Judge the claim that holds most of an entry's reports."""
    counts = Counter(claim.id for claim in claims if claim)
    if not counts:
        return Judged(claims=1, misses=[f"{entry.id} has no claim, so no origins"])
    main = min(counts, key=lambda id_: (-counts[id_], id_))
    standing, found = snapshot.standing[main], snapshot.origins_of.get(main, ())
    named = [origin for origin in found if origin.name and origin.kind is not OriginKind.UNNAMED]
    whole = all(claims)
    right = (standing.at_least, standing.at_most) == (gold.at_least, gold.at_most) and same_names(
        gold.named, named, aliases
    )
    if right:
        return Judged(claims=1, origins=1, whole=whole, whole_right=whole)
    shown = ", ".join(f"{origin.name} ({origin.kind}, {origin.counted})" for origin in found)
    miss = f"{entry.id} has origins {standing.at_least}..{standing.at_most} [{shown}], is {gold}"
    return Judged(claims=1, whole=whole, misses=[miss])


def same_names(
    gold: Iterable[str | tuple[str, ...]], found: Sequence[Origin], aliases: Mapping[str, str] | None = None
) -> bool:
    """Say whether the origins found are those named, one for one; a circle has all names and says that it is one."""
    left = list(found)
    for name in gold:
        match = next((origin for origin in left if _is(name, origin, aliases or {})), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is(name: str | tuple[str, ...], origin: Origin, aliases: Mapping[str, str]) -> bool:
    if isinstance(name, tuple):
        return CIRCLE in origin.reason and all(_within(one, str(origin.name)) for one in name)
    found = str(origin.name)
    return _within(name, found) or _within(aliases.get(name, name), aliases.get(found, found))


def _within(a: str, b: str) -> bool:
    """Say whether the content words of one name are among those of the other, or of another name of its source."""
    return any(
        _some(one) and _some(other) and (_some(one) <= _some(other) or _some(other) <= _some(one))
        for one in _names(a)
        for other in _names(b)
    )


def _names(name: str) -> tuple[str, ...]:
    known = load_sources().find(name)
    return (name, known.name, *known.aliases) if known else (name,)


def _some(name: str) -> set[str]:
    return {word.sense for word in words_in(name) if word.content}


def _discrepancies(case: StorySet, known: Known) -> Judged:
    """Match the discrepancies found with those of the set, those first that have its words."""
    rows = list(known.snapshot.tracing.discrepancies)
    taken: set[int] = set()
    judged = Judged()
    for row in sorted(rows, key=lambda row: (-_best_words(case.differences, row, known), row.id)):
        fits = [at for at, gold in enumerate(case.differences) if _fits(gold, row, known.key)]
        if fits:
            words = {at: _same_words(case.differences[at], row, known) for at in fits}
            taken.add(max(fits, key=lambda at: (words[at] > 0 or at not in taken, words[at], at not in taken, -at)))
        elif not any(_fits(gold, row, known.key) for gold in case.may):
            judged.false += 1
            judged.misses.append(f"false discrepancy: {_shown(row, known.key)}")
    judged.found = len(taken)
    judged.missed = len(case.differences) - len(taken)
    judged.misses += [f"missed {gold}" for at, gold in enumerate(case.differences) if at not in taken]
    return judged


def _fits(gold: Difference, row: Discrepancy, key: Mapping[str, str]) -> bool:
    """Say whether a row is of the kind, sets two of the values against each other, and has no other article."""
    articles = {key[side.article] for side in row.sides}
    if row.kind.value != gold.kind or not articles <= gold.articles:
        return False
    values = [at for at, value in enumerate(gold.values) if articles & {mark.article for mark in value}]
    return len(values) > 1


def _best_words(differences: Sequence[Difference], row: Discrepancy, known: Known) -> int:
    return max((_same_words(gold, row, known) for gold in differences if _fits(gold, row, known.key)), default=0)


def _same_words(gold: Difference, row: Discrepancy, known: Known) -> int:
    """Count the sides whose place is that of the words of the set."""
    spans = {(mark.article, known.span(mark)) for value in gold.values for mark in value}
    return sum(
        any(article == known.key[side.article] and span.overlaps(Span(side.start, side.end)) for article, span in spans)
        for side in row.sides
    )


def _shown(row: Discrepancy, key: Mapping[str, str]) -> str:
    sides = (f"{key[side.article]}: {side.text!r} ({side.value})" for side in row.sides)
    return f"{row.kind}: {' against '.join(sides)}"
