"""The sides of a discrepancy: each report's words with the origins behind them, and what these say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.derived import Claim, Discrepancy, DiscrepancyKind, Origin, OriginKind, Side
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Event, Role
from onrecord.model.snapshot import Cast
from onrecord.model.span import Span
from onrecord.resolve.participants import Party, any_compatible, party_of

_LONGEST = 60
_EDITED = "an editing error of one origin rather than a conflict of sources"


class Backing:
    """Makes the discrepancies of one claim, whose origins are known."""

    def __init__(self, facts: Facts, cast: Cast, claim: Claim, origins: Iterable[Origin]) -> None:
        self.facts = facts
        self.claim = claim
        self._cast = cast
        self._origins = tuple(origins)

    def state(self, actor: str) -> str | None:
        """Return the state of the actor with this id, where it is known."""
        known = self._cast.actor.get(actor)
        return known.state if known else None

    def party(self, role: Role) -> Party | None:
        """Return the participant that fills a slot, where one is known."""
        return party_of(role, self._cast, self.facts)

    def parties(self, roles: Iterable[Role]) -> tuple[Party, ...]:
        """Return those of the participants in a slot that are known."""
        return tuple(party for role in roles if (party := self.party(role)))

    def agreeing(self, a: Event, b: Event) -> int:
        """Count the slots (doers, targets) known in both events; 0 where those of one slot cannot be the same."""
        slots = (
            (self.parties(a.actors), self.parties(b.actors)),
            (self.parties(a.recipients), self.parties(b.recipients)),
        )
        known = [(one, other) for one, other in slots if one and other]
        return len(known) if all(any_compatible(one, other) for one, other in known) else 0

    def side(self, fact: str, article: str, span: Span, value: str | None = None) -> Side:
        """Make one side: what `article` has at `span`, the value read from it, and the origins it rests on.

        Without a value it is the words themselves, on one line.
        """
        behind = tuple(sorted(origin.id for origin in self._origins if article in origin.articles))
        text = span.of(self.facts.article[article].text)
        shown = " ".join(text.split()) if value is None else value
        return Side(fact, article, span.start, span.end, text, shown, behind)

    def within(self, kind: DiscrepancyKind, field: str, event: Event, spans: Iterable[Span]) -> Discrepancy:
        """Make a discrepancy between stretches of the one article that tells an event."""
        return self.discrepancy(kind, field, [self.side(event.id, event.article, span) for span in spans])

    def differing(self, kind: DiscrepancyKind, field: str, sides: Iterable[Side]) -> Iterator[Discrepancy]:
        """Make the discrepancy of the first side of each value in each article; none where there are no sides."""
        first: dict[tuple[str, str], Side] = {}
        for side in sides:
            first.setdefault((side.value, side.article), side)
        if first:
            yield self.discrepancy(kind, field, [first[key] for key in sorted(first)])

    def discrepancy(self, kind: DiscrepancyKind, field: str, sides: Sequence[Side], remark: str = "") -> Discrepancy:
        """Make the discrepancy, the value that most articles have first.

        Its note says how many articles have each value where they are more than one, and whether the sides rest on one
        origin.
        """
        ordered = _by_articles(sides)
        places = [f"{side.member}:{side.start}:{side.end}" for side in ordered]
        id_ = content_id(Prefix.DISCREPANCY, kind, field, self.claim.id, *places)
        # Who spells a name how is the outlets' own doing: only a common origin says anything about it.
        ground = self._ground(ordered)
        told = kind is not DiscrepancyKind.NAME or ground.startswith(_EDITED)
        note = "; ".join(part for part in (remark, _counted(ordered), ground if told else "") if part)
        return Discrepancy(id_, kind, field, self.claim.id, ordered, note)

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


def _by_articles(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Order sides by how many articles have their value, the order in which they came settling the rest."""
    given = tuple(sides)
    counts = _articles(given)
    first = {value: at for at, value in reversed(list(enumerate(side.value for side in given)))}
    return tuple(sorted(given, key=lambda side: (-counts[side.value], first[side.value])))


def _articles(sides: Iterable[Side]) -> Counter[str]:
    """Count the articles that have each value."""
    return Counter(value for value, _ in {(side.value, side.article) for side in sides})


def _counted(sides: Sequence[Side]) -> str:
    """Say how many articles have each value, where any has more than one."""
    counts = _articles(sides)
    if max(counts.values()) == 1:
        return ""
    values = list(dict.fromkeys(side.value for side in sides))
    total = len({side.article for side in sides})
    parts = [f"{counts[value]} {'have' if counts[value] > 1 else 'has'} {_shown(value)}" for value in values]
    return f"of {total} articles {', '.join(parts)}"


def _shown(value: str) -> str:
    """Put a value between quotation marks, a long one cut short."""
    if not value:
        return "nothing there"
    return f"“{value}”" if len(value) <= _LONGEST else f"“{value[:_LONGEST].rstrip()}…”"
