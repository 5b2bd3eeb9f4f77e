"""The passages of a story set, known again in the record that was made of it.

A passage is known again in the members of claims whose words overlap it (of an event: whose trigger lies in it).
Where it is known in several claims ("visit" and "talks" in one clause), the one counts that holds most of its entry's
passages.
"""

from __future__ import annotations

from collections import Counter

from bench.story_cases import Entry, Mark, StorySet
from onrecord.model.derived import Claim, ClaimKind, Member
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span

_OVERLAP = 0.5


class Known:
    """The passages of a set, known again in the record."""

    def __init__(self, case: StorySet, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.key = {article.id: _key(article.uri) for article in snapshot.facts.articles}
        self._id = {key: id_ for id_, key in self.key.items()}
        self._members = [(claim, member) for claim in snapshot.resolution.claims for member in claim.members]
        lost = set(case.articles) - set(self._id)
        if lost:
            raise ValueError(f"{case.name}: these articles did not come in: {', '.join(sorted(lost))}")

    def span(self, mark: Mark) -> Span:
        """Return where the words of a passage stand in the stored text."""
        start = self.snapshot.facts.article[self._id[mark.article]].text.index(mark.words)
        return Span(start, start + len(mark.words))

    def of(self, entry: Entry) -> list[Claim | None]:
        """Return for each passage of an entry the claim that it was put into."""
        rows = [self._candidates(entry.kind, mark) for mark in entry.marks]
        votes = Counter(id_ for row in rows for id_ in row)
        weight = {id_: sum(row.get(id_, 0.0) for row in rows) for id_ in votes}
        claim = self.snapshot.claim
        best = (max(row, key=lambda id_: (votes[id_], weight[id_], id_), default=None) for row in rows)
        return [claim[id_] if id_ else None for id_ in best]

    def _candidates(self, kind: ClaimKind, mark: Mark) -> dict[str, float]:
        """Return the claims that have a passage as a member, with the share of words in common."""
        article, span = self._id[mark.article], self.span(mark)
        found: dict[str, float] = {}
        for claim, member in self._members:
            if claim.kind is kind and member.article == article and self._meant(member, span):
                share = _common(member.span, span)
                found[claim.id] = max(found.get(claim.id, 0.0), share)
        return found

    def _meant(self, member: Member, span: Span) -> bool:
        event = self.snapshot.facts.event.get(member.fact)
        return span.overlaps(event.trigger) if event else _common(member.span, span) >= _OVERLAP


def _key(uri: str) -> str:
    return uri.rsplit("/", 1)[-1].removesuffix(".md")


def _common(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / min(len(a), len(b))
