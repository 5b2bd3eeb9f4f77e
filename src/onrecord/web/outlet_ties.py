"""Rows of the tables of an outlet's page: on whom its reports rest, whom it cites, with whom it shares words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.days import came_before
from onrecord.model.derived import SOURCE
from onrecord.model.reading import CitationKind
from onrecord.record.outlets import Cited, Pair, ReportTime, Taking
from onrecord.trace.sources import UNNAMED
from onrecord.web import kinds
from onrecord.web.links import page_of


class Turn(StrEnum):
    """Where an outlet's report of a claim stands among the others."""

    FIRST = "first"
    LATER = "later"
    OPEN = "open"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class TakingRow:
    """How many dependences there are between an outlet and a source or another outlet; `named` where it is cited.

    Of `open` ones nobody knows which of the two was first.
    """

    name: str
    href: str
    named: bool
    certain: int
    possible: int
    open: int


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A source that the outlet's articles cite."""

    name: str
    href: str
    kind: str
    citations: int
    articles: int


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Another outlet with the same words: in how many articles here, how many, and which article of a pair is later."""

    name: str
    href: str
    articles: int
    words: int
    later: int
    earlier: int
    open: int


def turn(outlet: str, reports: Sequence[ReportTime]) -> Turn:
    """Say whether an outlet was first with a claim, by the times at which its reports were published.

    >>> reports = [ReportTime("Ledger", "2031-04-03"), ReportTime("Courier", "2031-04-04"), ReportTime(None, None)]
    >>> turn("Ledger", reports[:2]).value, turn("Courier", reports[:2]).value, turn("Ledger", reports).value
    ('first', 'later', 'open')
    """
    own = [report.published for report in reports if report.outlet == outlet]
    others = [report.published for report in reports if report.outlet != outlet]
    if not others:
        return Turn.ALONE
    if any(all(came_before(one, other) for other in others) for one in own):
        return Turn.FIRST
    if any(all(came_before(other, one) for one in own) for other in others):
        return Turn.LATER
    return Turn.OPEN


def taken_from(name: str, rows: Iterable[Taking], known: Set[str]) -> list[TakingRow]:
    """Return on whom an outlet's reports rest, the most first; words of unknown order stand with either outlet.

    The outlets that are `known` have pages.
    """
    held: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.outlet == name:
            held[row.source, row.named][_how(row)] += row.ties
        elif not row.directed and not row.named:
            held[row.outlet, False][_how(row)] += row.ties
    return _ordered(held, known)


def taken_by(name: str, rows: Iterable[Taking], known: Set[str]) -> list[TakingRow]:
    """Return whose reports rest on an outlet, by its name or by its words, the most first."""
    held: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.source == name and row.directed and row.outlet != name:
            held[row.outlet, row.named][_how(row)] += row.ties
    return _ordered(held, known)


def _how(row: Taking) -> str:
    if not row.directed:
        return "open"
    return "certain" if row.certain else "possible"


def _ordered(held: Mapping[tuple[str, bool], Counter[str]], known: Set[str]) -> list[TakingRow]:
    rows = [
        TakingRow(
            called(name, named=named), _href(name, known), named, found["certain"], found["possible"], found["open"]
        )
        for (name, named), found in held.items()
    ]
    return sorted(rows, key=lambda row: (-row.certain - row.possible - row.open, row.name, row.named))


def called(source: str, *, named: bool = True) -> str:
    """Return what to call a source; all that are not named are one, since they may well be the same.

    >>> called("unnamed"), called("unnamed", named=False)
    ('unnamed sources', 'unnamed')
    """
    return "unnamed sources" if named and f"{SOURCE}{source}" == UNNAMED else source


def _href(name: str, known: Set[str]) -> str:
    return page_of("outlet", name) if name in known else ""


def cited_rows(rows: Iterable[Cited], known: Set[str]) -> list[CitedRow]:
    """Return whom an outlet cites."""
    return [
        CitedRow(row.name, _href(row.name, known), kinds.SOURCES[CitationKind(row.kind)], row.citations, row.articles)
        for row in rows
    ]


def shared_rows(pairs: Iterable[Pair]) -> list[SharedRow]:
    """Sum up with which outlets articles share words, the most words first."""
    held: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        held[pair.outlet].append(pair)
    rows = [_shared(name, own) for name, own in held.items()]
    return sorted(rows, key=lambda row: (-row.words, row.name))


def _shared(name: str, own: Sequence[Pair]) -> SharedRow:
    order = Counter(came_before(pair.theirs, pair.published) for pair in own)
    articles, words = len({pair.article for pair in own}), sum(pair.words for pair in own)
    return SharedRow(name, page_of("outlet", name), articles, words, order[True], order[False], order[None])
