"""The reports of one claim: their words against the fullest form, and on whose word each rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.derived import SOURCE, Claim, ClaimKind, Dependence, DependenceKind, Member, MemberRelation
from onrecord.model.folding import folded
from onrecord.model.reading import Citation, CitationKind
from onrecord.web import kinds, phrases
from onrecord.web.context import Context, around
from onrecord.web.desk import Desk, head_of
from onrecord.web.lines import ArticleLine
from onrecord.web.wording import DONE_ENOUGH, SAID_ENOUGH, Run, differences

WEAK = frozenset({DependenceKind.PASSAGE, DependenceKind.WORDING, DependenceKind.TRANSLATION})


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report: where it stands, how it attributes what it reports, and its words in their sentence.

    `facts` are (id, reason) of what was read there; words that two rules read make one report with two facts.
    """

    line: ArticleLine
    facts: tuple[tuple[str, str], ...]
    href: str | None
    attribution: str
    context: Context


@dataclass(frozen=True, slots=True)
class Wording:
    """The reports that have exactly the same words, and how these differ from the fullest form."""

    relation: str
    head: bool
    text: str
    runs: tuple[Run, ...]
    shared: int
    reports: int
    rows: tuple[ReportRow, ...]


def wordings_of(desk: Desk, claim: Claim, members: Sequence[Member]) -> tuple[Wording, ...]:
    """Group members by their words: the head form first, then the wording of most reports."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(" ".join(folded(member.text).split()), []).append(member)
    head = head_of(claim)
    base = head.text if head else desk.claim_line[claim.id].words
    ordered = sorted(groups.values(), key=lambda rows: (all(m.fact != claim.head for m in rows), -len(rows)))
    return tuple(_wording(desk, claim, rows, base) for rows in ordered)


def _wording(desk: Desk, claim: Claim, members: Sequence[Member], base: str) -> Wording:
    first = next((m for m in members if m.fact == claim.head), members[0])
    head = first.fact == claim.head
    done = claim.kind is ClaimKind.EVENT
    return Wording(
        relation=_relation(first, head, done),
        head=head,
        text=first.text,
        runs=() if head else differences(base, first.text, DONE_ENOUGH if done else SAID_ENOUGH),
        shared=first.shared,
        reports=len({member.article for member in members}),
        rows=tuple(_report(desk, claim, same) for same in _places(members) if same[0].article in desk.line_of),
    )


def _relation(member: Member, head: bool, done: bool) -> str:
    """Say how a wording relates to the fullest form; reports of an event need not share words at all."""
    if done and not head and member.relation is not MemberRelation.SAME:
        return "the same event in other words"
    return kinds.RELATIONS[MemberRelation.HEAD if head else member.relation]


def _places(members: Sequence[Member]) -> list[list[Member]]:
    """Put members together that stand on the same characters of one article."""
    places: list[list[Member]] = []
    for member in members:
        at = next((p for p in places if p[0].article == member.article and p[0].span.overlaps(member.span)), None)
        if at is None:
            places.append([member])
        else:
            at.append(member)
    return places


def _report(desk: Desk, claim: Claim, members: Sequence[Member]) -> ReportRow:
    first = members[0]
    return ReportRow(
        line=desk.line_of[first.article],
        facts=tuple((member.fact, member.reason) for member in members),
        href=desk.fact_href(first.fact),
        attribution=attribution(desk, claim, members),
        context=around(desk.facts.article[first.article], first.span),
    )


def attribution(desk: Desk, claim: Claim, members: Sequence[Member]) -> str:
    """Say in words on whose word one report rests: the sources it names, else whose words it has."""
    article = members[0].article
    cited = [c for member in members for c in desk.cited.get(member.fact, ())]
    told = named([*cited, *desk.cited.get(article, ())])
    ties = desk.snapshot.dependences_of.get(claim.id, ())
    same = _same_words(desk, ties, article)
    if told:
        return "; ".join(filter(None, (told, same)))
    own = next((tie.reason for tie in ties if tie.x == article and tie.kind is DependenceKind.OWN), None)
    if own is not None:
        return f"own reporting: {own}"
    return f"names no source: {same}" if same else "names no source"


def _same_words(desk: Desk, ties: Sequence[Dependence], article: str) -> str:
    sure: dict[str, bool] = {}
    for tie in ties:
        end = _other_end(tie, article)
        if end:
            sure[end] = sure.get(end, False) or tie.certain
    words = []
    for certain, phrase in ((True, "same words as {}"), (False, "perhaps the same words as {}")):
        ends = sorted((end for end in sure if sure[end] is certain), key=desk.order)
        names = list(dict.fromkeys(desk.node_name(end) for end in ends))
        words += [phrase.format(phrases.listed(names, 2))] if names else []
    return "; ".join(words)


def _other_end(tie: Dependence, article: str) -> str | None:
    """Return the report whose words `article` has, where this tie says so."""
    if tie.kind not in WEAK or tie.y.startswith(SOURCE):
        return None
    if tie.x == article:
        return tie.y
    return tie.x if tie.y == article and not tie.directed else None


def named(cited: Sequence[Citation]) -> str:
    """Write a chain of sources from the one that heard it outwards, each once."""
    chain = [c for c in cited if c.kind in {CitationKind.AGENCY, CitationKind.OUTLET}]
    names = list(dict.fromkeys(c.name for c in chain))
    words = [f"names {names[0]}" + "".join(f", by way of {name}" for name in names[1:])] if names else []
    words += [kinds.CITATIONS[c.kind].format(c.name) for c in cited if c not in chain]
    return "; ".join(dict.fromkeys(words))
