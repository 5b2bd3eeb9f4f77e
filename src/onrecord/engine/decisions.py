"""What people decided that bears on claims, by the articles that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.ids import digest
from onrecord.model.judgement import JudgedKind
from onrecord.model.own_source import OwnSource
from onrecord.model.snapshot import grouped
from onrecord.record.derivation import Derivation
from onrecord.record.file import Record
from onrecord.resolve.judged_claims import joined_facts, report_of


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided on claims and sources.

    `together` are pairs of articles with reports of one claim, `judged` the judgements on each article's reports, and
    `owners` is a hash of what was said of whose the sources are.
    """

    together: tuple[tuple[str, str], ...]
    judged: Mapping[str, tuple[str, ...]]
    owners: str


def decided(record: Record, derivation: Derivation) -> Decisions:
    """Return what people decided, by the articles that it is about."""
    judgements = [judgement for judgement in record.judgements() if judgement.kind is JudgedKind.CLAIM]
    pairs = {judgement.id: [report_of(key)[0] for key in judgement.pair] for judgement in judgements}
    same = joined_facts(judgements)
    article = derivation.articles_of({fact for pair in (*pairs.values(), *same) for fact in pair})
    judged = grouped((article[fact], id_) for id_, pair in pairs.items() for fact in pair if fact in article)
    together = tuple((article[a], article[b]) for a, b in same if a in article and b in article)
    owners = [grading.id for grading in record.gradings() if grading.tells_owner]
    return Decisions(together, judged, _owners(owners, record.sources()))


def undecided(sources: Sequence[OwnSource]) -> Decisions:
    """Return what there is where people decided nothing; `sources` are those of the user's own files, by name."""
    return Decisions((), {}, _owners([], sources))


def _owners(gradings: Sequence[str], sources: Sequence[OwnSource]) -> str:
    return digest([list(gradings), tuple(sources)])
