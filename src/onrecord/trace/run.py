"""Claims to standing: for each claim who has it from whom, its origins, its discrepancies and how it stands."""

from __future__ import annotations

from onrecord.model.derived import Dependence, Discrepancy, Origin, Resolution, Standing, Tracing
from onrecord.model.facts import Facts
from onrecord.model.snapshot import Cast
from onrecord.resolve.links import families
from onrecord.trace.dependence import stated
from onrecord.trace.discrepancies import Differ
from onrecord.trace.origins import find_origins
from onrecord.trace.owners import Owners
from onrecord.trace.reports import Reporter
from onrecord.trace.reuse import Reuse
from onrecord.trace.standing import standing


def trace(facts: Facts, resolution: Resolution, owners: Owners | None = None) -> Tracing:
    """Trace every claim to its origins; `owners` tell whose the sources are.

    >>> trace(Facts.of([], []), Resolution()) == Tracing()
    True
    """
    cast = Cast(resolution.actors, resolution.aliases)
    owners = owners or Owners()
    reporter = Reporter(facts, cast, owners)
    reuse = Reuse(facts, cast, reporter.nodes, resolution.passages)
    differ, family = Differ(facts, cast), families(resolution.links, facts.articles)
    dependences: list[Dependence] = []
    origins: list[Origin] = []
    standings: list[Standing] = []
    discrepancies: list[Discrepancy] = []
    for claim in sorted(resolution.claims, key=lambda claim: claim.id):
        reports = reporter.reports(claim)
        # What a report says of its sources stands before what its text shows.
        shown = {row.id: row for row in reuse.shown(claim, reports)}
        rows = tuple((shown | {row.id: row for row in stated(claim, reports)}).values())
        interval = find_origins(claim, reports, rows)
        differing = differ.discrepancies(claim, interval.origins)
        dependences.extend(rows)
        origins.extend(interval.origins)
        standings.append(standing(claim, reports, interval, family, differing, owners))
        discrepancies.extend(differing)
    return Tracing(tuple(dependences), tuple(origins), tuple(standings), tuple(discrepancies))
