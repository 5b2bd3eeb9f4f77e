"""The sides of a discrepancy: each report's words with the origins behind them, and what these say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model.derived import Claim, Discrepancy, DiscrepancyKind, Origin, OriginKind, Side
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.span import Span

_EDITED = "an editing error of one origin rather than a conflict of sources"


class Backing:
    """Makes the discrepancies of one claim, whose origins are known."""

    def __init__(self, facts: Facts, claim: Claim, origins: Iterable[Origin]) -> None:
        self.facts = facts
        self.claim = claim
        self._origins = tuple(origins)

    def side(self, fact: str, article: str, span: Span, value: str) -> Side:
        """Make one side: what `article` has at `span`, the value read from it, and the origins it rests on."""
        behind = tuple(sorted(origin.id for origin in self._origins if article in origin.articles))
        return Side(fact, article, span.start, span.end, span.of(self.facts.article[article].text), value, behind)

    def discrepancy(self, kind: DiscrepancyKind, field: str, sides: Sequence[Side], remark: str = "") -> Discrepancy:
        """Make the discrepancy; its note says whether the sides rest on one origin."""
        places = [f"{side.member}:{side.start}:{side.end}" for side in sides]
        id_ = content_id(Prefix.DISCREPANCY, kind, field, self.claim.id, *places)
        # Who spells a name how is the outlets' own doing: only a common origin says anything about it.
        ground = self._ground(sides)
        told = kind is not DiscrepancyKind.NAME or ground.startswith(_EDITED)
        note = "; ".join(part for part in (remark, ground if told else "") if part)
        return Discrepancy(id_, kind, field, self.claim.id, tuple(sides), note)

    def _ground(self, sides: Sequence[Side]) -> str:
        """Say in words whether different origins disagree or one origin was edited differently."""
        if len({side.article for side in sides}) == 1:
            return "both stand in one article"
        shared = set.intersection(*(set(side.origins) for side in sides))
        names = sorted(origin.name or "one text without a source" for origin in self._origins if origin.id in shared)
        if names:
            return f"{_EDITED}: all rest on {', '.join(names)}"
        unsure = any(o.kind is OriginKind.REPORT for o in self._origins if any(o.id in side.origins for side in sides))
        return "no common origin is known" if unsure else "a conflict of sources: the sides rest on different origins"
