"""From a record's claims to the accounts of how each came to its reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.export.account import STATED, ClaimAccount, End, ReportAccount, Tie, end_of, in_time
from onrecord.export.parts import Row, origins
from onrecord.model.derived import SOURCE, Claim, Dependence, DependenceKind, Member
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.codec import plain
from onrecord.trace.owners import Owners
from onrecord.trace.sources import UNNAMED
from onrecord.trace.standing import rating

_COUNT = re.compile(r"\d+")


def account(snapshot: Snapshot, claim: Claim, owners: Owners) -> ClaimAccount:
    """Gather how a claim came to its reports."""
    members = grouped((member.article, member) for member in claim.members)
    ends = _ends(snapshot, members)
    ties = [_tie(snapshot, ends, row) for row in snapshot.dependences_of.get(claim.id, ()) if not _is_frame(row)]
    standing = snapshot.standing.get(claim.id)
    grade = standing.grade if standing else 6
    outlets = {article: snapshot.facts.article[article].outlet for article in members}
    reports = [
        _report(snapshot, ends[article], own, ties, f"{owners.reliability(outlets[article])}{grade}")
        for article, own in members.items()
    ]
    return ClaimAccount(
        id=claim.id,
        kind=claim.kind.value,
        title=claim.title,
        story=claim.story,
        reports=tuple(sorted(reports, key=lambda report: in_time(ends[report.article]))),
        sources=tuple(tie for tie in ties if tie.taker.article is None),
        origins=origins(snapshot, claim, owners),
        verdict=standing.verdict if standing else "",
        grade=grade,
        grade_reason=standing.reason if standing else "",
        rating=rating(owners, snapshot.origins_of.get(claim.id, ()), grade, outlets),
        owners=standing.owners if standing else 0,
        joined=standing.joined if standing else "",
        discrepancies=tuple(row.id for row in snapshot.discrepancies_of.get(claim.id, ())),
    )


def _report(snapshot: Snapshot, end: End, members: Sequence[Member], ties: Iterable[Tie], graded: str) -> ReportAccount:
    article = snapshot.facts.article[str(end.article)]
    own = tuple(tie for tie in ties if tie.taker.article == end.article)
    return ReportAccount(
        article=article.id,
        uri=article.uri,
        name=end.name,
        outlet=article.outlet,
        published=article.published,
        facts=tuple(member.fact for member in members),
        relation=members[0].relation,
        rating=graded,
        own=any(tie.kind is DependenceKind.OWN for tie in own),
        ties=own,
    )


def _ends(snapshot: Snapshot, articles: Iterable[str]) -> dict[str, End]:
    """Return what to call each report: its outlet, with its own name too where the outlet has several or is unknown."""
    held = [snapshot.facts.article[article] for article in articles]
    count = Counter(article.outlet for article in held if article.outlet)
    return {
        article.id: end_of(article, f"{article.outlet} ({article.uri})" if count[article.outlet or ""] > 1 else None)
        for article in held
    }


def _tie(snapshot: Snapshot, ends: Mapping[str, End], row: Dependence) -> Tie:
    article = snapshot.facts.article[row.article]
    evidence = " ".join(row.span.of(article.text).split())
    taker, giver = (ends.get(node) or _source(node) for node in (row.x, row.y))
    count = None if row.kind in STATED else _COUNT.search(row.reason)
    words = int(count[0]) if count else 0
    return Tie(row.id, taker, giver, row.kind, row.certain, row.directed, words, row.reason, evidence)


def _source(node: str) -> End:
    name = "unnamed sources" if node == UNNAMED else node.removeprefix(SOURCE)
    return End(name, name, None, None)


def _is_frame(row: Dependence) -> bool:
    """Say whether a dependence only ties a source to the article that is its own report."""
    return row.x.startswith(SOURCE) and not row.y.startswith(SOURCE)


def claim_row(found: ClaimAccount) -> Row:
    """Return an account in the terms of JSON, with who is what in it."""
    row: Any = plain(found)
    roles: Any = plain(found.roles)
    return {**row, "roles": roles}
