"""Who may have a claim from whom, as the texts show: copied passages, identical words, other translations.

Only a report that does not say how it knows the claim is asked this way; the word of the others stands. Rules:

- a narrative passage that two reports share and that carries the claim: certain where ten words in a row are identical
  or twenty in all; of the plainest sentence for a thing ten may agree by chance
- ten identical words in a row or more, quoted in both or in neither: certain, unless the speaker's state speaks English
  and nothing says that the words were spoken to few; both may then have heard them
- five identical words, or all words identical: possible
- quoted words that differ in content: another translation, possible
- a source cited for another statement of the same speaker in the same article: possible, also for the article's agency

The earlier report is the one depended on; with equal or missing times, or times of crawling only, an edge has no
direction. A report later than the one it shares words with did not give them to it, but both can have them from the
source that the later one names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.derived import Claim, ClaimKind, Dependence, DependenceKind, Member, Passage, PassageKind
from onrecord.model.facts import Facts
from onrecord.model.reading import CitationKind, CitationScope, Statement
from onrecord.model.snapshot import Cast, grouped
from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.participants import party_of
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import longest_run, words_in
from onrecord.trace.dependence import edge
from onrecord.trace.likeness import CERTAIN_RUN, Likeness, compare_words, earliest, order
from onrecord.trace.reports import Report
from onrecord.trace.sources import Nodes

_EXEMPLARS = 40
_CARRIED = 0.6
_LONG = 20
_ENGLISH = re.compile(r"\bin English\b")


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim with its reports by id, those to compare with, and whether many heard the words."""

    claim: Claim
    by_id: Mapping[str, Report]
    exemplars: tuple[Report, ...]
    public: bool


class Reuse:
    """Finds the dependences that the texts of a coverage show."""

    def __init__(self, facts: Facts, cast: Cast, nodes: Nodes, passages: Sequence[Passage]) -> None:
        self._facts = facts
        self._cast = cast
        self._nodes = nodes
        narrative = (p for p in passages if p.kind is PassageKind.NARRATIVE)
        self._passages = grouped(((p.a, p.b), p) for p in narrative)
        self._partners = {
            article: frozenset(others)
            for article, others in grouped(pair for a, b in sorted(self._passages) for pair in ((a, b), (b, a))).items()
        }

    def shown(self, claim: Claim, reports: Sequence[Report]) -> tuple[Dependence, ...]:
        """Return what the texts of a claim's reports show."""
        case = _Case(claim, {report.id: report for report in reports}, _exemplars(reports), self._heard_by_many(claim))
        rows: dict[str, Dependence] = {}
        for report in reports:
            for row in self._of(case, report):
                rows[row.id] = min(rows.get(row.id, row), row, key=lambda r: (not r.certain, r.reason))
        return tuple(rows[id_] for id_ in sorted(rows))

    def _of(self, case: _Case, report: Report) -> Iterator[Dependence]:
        if report.settled:
            yield from self._copied_word(case, report)
            # What an article has from an agency as a whole, the agency may have from whom it names for other words.
            if report.chain and report.credited == len(report.chain) and not report.own:
                yield from self._family(case.claim, report)
        else:
            yield from self._like(case, report)
            yield from self._family(case.claim, report)

    def _like(self, case: _Case, report: Report) -> Iterator[Dependence]:
        """Compare a report without a source with every wording of the claim, and with whom it shares a passage."""
        near = {r.id: r for r in (*case.exemplars, *self._sharing(case, report)) if r.id != report.id}
        likeness = {
            id_: self._passage(report, other) or compare_words(case.claim.kind, report, other, case.public)
            for id_, other in sorted(near.items())
        }
        alike = [(near[id_], how) for id_, how in likeness.items() if how]
        # What is only possible says nothing more about a report that certainly has its words from another.
        alike = [(other, how) for other, how in alike if how.certain] or alike
        agreed = len({_heard(other) for other, _ in alike if other.settled}) == 1
        for other, how in alike:
            yield from _rows(case.claim.id, report, other, how, agreed=agreed)

    def _sharing(self, case: _Case, report: Report) -> list[Report]:
        """Return the reports with which one shares a passage, in the order of their ids."""
        partners = self._partners.get(report.id, frozenset())
        return [case.by_id[partner] for partner in sorted(partners) if partner in case.by_id]

    def _passage(self, x: Report, y: Report) -> Likeness | None:
        """Return the shared narrative passage that carries the claim in both reports."""
        for passage in self._between(x, y):
            if _carries(passage, x) and _carries(passage, y) and (passage.words >= _LONG or self._in_a_row(passage)):
                return Likeness(DependenceKind.PASSAGE, certain=True, words=passage.words)
        return None

    def _in_a_row(self, passage: Passage) -> bool:
        """Say whether a short passage has so many identical words in a row that two people do not choose them."""
        ends = ((passage.a, passage.a_span), (passage.b, passage.b_span))
        forms = [[word.form for word in words_in(self._facts.article[key].text, span)] for key, span in ends]
        return longest_run(*forms)[2] >= CERTAIN_RUN

    def _between(self, x: Report, y: Report) -> tuple[Passage, ...]:
        return self._passages.get((min(x.id, y.id), max(x.id, y.id)), ())

    def _copied_word(self, case: _Case, report: Report) -> Iterator[Dependence]:
        """Tie two outlets whose word that they heard it themselves is one copied passage."""
        for other in self._sharing(case, report) if report.own and report.outlet else ():
            first = order(report, other)
            if first < 0 or (first == 0 and report.id < other.id):
                for reason, span in self._shared_word(report, other):
                    how = (True, first != 0)
                    x, y = str(other.outlet), str(report.outlet)
                    yield edge(case.claim.id, x, y, DependenceKind.PASSAGE, other.id, span, reason, how=how)

    def _shared_word(self, x: Report, y: Report) -> Iterator[tuple[str, Span]]:
        """Give the words by which `y` says that it heard the claim itself, where `x` has them in a shared passage."""
        if not (x.own and y.own and x.outlet and y.outlet):
            return
        own, theirs = Span(x.own.start, x.own.end), Span(y.own.start, y.own.end)
        for passage in self._between(x, y):
            if _side(passage, x).overlaps(own) and _side(passage, y).overlaps(theirs):
                yield f"the passage with '{y.own.text}' is copied", theirs

    def _heard_by_many(self, claim: Claim) -> bool:
        """Say whether the words were spoken in English in public, so that several reporters can have heard them."""
        if claim.kind is ClaimKind.EVENT:
            return False
        if any(self._in_english(member) for member in claim.members):
            return True
        states = {self._cast.actor[a].state for a in claim.actors if a in self._cast.actor}
        if not states & load_wording().english:
            return False
        said = (self._facts.statement.get(member.fact) for member in claim.members)
        return not any(_spoken_to_few(statement) for statement in said if statement)

    def _in_english(self, member: Member) -> bool:
        """Say whether a report tells that the words were spoken in English."""
        text = self._facts.article[member.article].text
        return _ENGLISH.search(text, member.span.end, sentence_at(text, member.span).end) is not None

    def _family(self, claim: Claim, report: Report) -> Iterator[Dependence]:
        """Find sources that the article cites for other statements of the speaker: this one may come from them too."""
        if claim.kind is ClaimKind.EVENT or not report.speaker:
            return
        reading = self._facts.reading[report.id]
        members = {member.fact for member in report.members}
        others = {s.id for s in reading.statements if s.id not in members and self._speaker(s) == report.speaker}
        for citation in reading.citations:
            named = citation.scope is not CitationScope.ARTICLE and citation.kind is not CitationKind.OWN
            if named and citation.target in others and citation.place == 0:
                source = self._nodes.cited(citation)
                reason = f"cites {source.name} for another statement of the same speaker: '{source.text}'"
                for end in report.ends:
                    kind, span = DependenceKind.CITES, source.span
                    yield edge(claim.id, end, source.node, kind, report.id, span, reason, how=(False, True))

    def _speaker(self, statement: Statement) -> str | None:
        party = party_of(statement.speaker, self._cast, self._facts)
        return party.key if party else None


def _spoken_to_few(statement: Statement) -> bool:
    """Say whether somebody is addressed who is not the public or the press."""
    if statement.addressee is None:
        return False
    return not any(word.form in load_wording().public for word in words_in(statement.addressee.text))


def _exemplars(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports to compare with: of each wording the earliest without a source, and one for each source.

    Copies of one text are so compared with a few of them, not each with each. Where there are very many wordings, most
    are cut out of fuller ones, so the fullest will do.
    """
    classes: defaultdict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        classes[report.forms, report.quoted, _heard(report) if report.settled else None].append(report)
    chosen = sorted((min(group, key=earliest) for group in classes.values()), key=lambda r: (-len(r.forms), r.id))
    settled = [report for report in chosen if report.settled]
    silent = [report for report in chosen if not report.settled]
    return (*settled[:_EXEMPLARS], *silent[:_EXEMPLARS])


def _heard(report: Report) -> tuple[str, ...]:
    """Return the nodes that heard it, as the report says."""
    if report.first:
        return tuple(sorted(source.node for source in report.first))
    return (report.outlet or report.id,)


def _rows(claim: str, x: Report, y: Report, how: Likeness, *, agreed: bool) -> Iterator[Dependence]:
    """Make the edges from a report that does not say how it knows to one that is like it."""
    first = order(x, y)
    flags = (how.certain, first != 0)
    if y.settled and first < 0:
        yield from _through(claim, x, y, how, certain=how.certain and agreed)
    elif y.settled or first:
        later, earlier = (x, y) if y.settled or first > 0 else (y, x)
        for end in later.ends:
            yield edge(claim, end, earlier.id, how.kind, later.id, later.main.span, how.reason, how=flags)
    else:
        for one, other in _both_ways(x, y):
            for end in one.ends:
                yield edge(claim, end, other.id, how.kind, one.id, one.main.span, how.reason, how=flags)


def _both_ways(x: Report, y: Report) -> Iterator[tuple[Report, Report]]:
    """Give two reports of equal or unknown time in each order; one edge will do where neither credits an outlet."""
    one, other = sorted((x, y), key=earliest)
    yield one, other
    if one.chain or other.chain:
        yield other, one


def _through(claim: str, x: Report, y: Report, how: Likeness, *, certain: bool) -> Iterator[Dependence]:
    """Make the edges from a report to the sources of a later one: what both have in common came from there."""
    for source in y.first:
        reason = f"{how.reason}, as in a later report that cites {source.name}"
        for end in x.ends:
            yield edge(claim, end, source.node, how.kind, x.id, x.main.span, reason, how=(certain, True))


def _side(passage: Passage, report: Report) -> Span:
    return passage.a_span if passage.a == report.id else passage.b_span


def _carries(passage: Passage, report: Report) -> bool:
    """Say whether a passage holds most of a report's words for the claim."""
    span = report.main.span
    return _side(passage, report).shared(span) >= _CARRIED * len(span)
