"""Discrepancies of place by name: "off Kell Island" against "off Cape Orn", "at Lodd airfield" against "at Kelm pier".

Names of towns are compared in `values.py`; what stands here are names with a noun for a spot, in them or beside them.
Two spots exclude each other where no article has both: one that has would say how they go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import Event
from onrecord.model.span import Span
from onrecord.ontology.sites import load_sites
from onrecord.ontology.states import load_states
from onrecord.resolve.kinds import WORDY
from onrecord.resolve.sentences import sentence_at
from onrecord.trace.backing import Backing

_AT_SEA = "bank|banks|channel|reef|shoal|cape|island|islands|isle|point|bay"
_ON_LAND = (
    "spring|springs|bridge|square|street|airport|airfield|aerodrome|station|pass|ford|dam|crossing|landing|pier|quay|wharf"
    "|village|hamlet|checkpoint|gate|farm|beach|lighthouse|house|hall|palace|castle|hotel|hospital|camp|mine|post"
)
_GROUND = f"{_AT_SEA}|{_ON_LAND}"
"""Nouns for spots; a port, a ridge or a valley can have another spot in it."""

_WIDE = frozenset({"port", "harbour", "harbor"})
_STOP = re.compile(
    r"[;:“”\"]|\b(?:who|whom|which|that|after|before|when|where|while|since|as|and (?:was|were|then)"
    r"|said|says|told|according)\b"
)
_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
_REACH = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A named spot on the ground: the words of its name without the noun, the noun, and where the article tells it."""

    names: frozenset[str]
    noun: str
    span: Span

    @property
    def at_sea(self) -> bool:
        """Whether it lies at sea: an island has villages."""
        return self.noun in _AT_SEA.split("|")

    def stands_in(self, text: str) -> bool:
        """Say whether a text has the name and the noun, so that it may speak of this spot, too."""
        return all(name in text for name in self.names) and self.noun in text.casefold()


def spot_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the named spots that the reports of an event give for it and that exclude each other."""
    told: dict[str, tuple[Event, tuple[Spot, ...]]] = {}
    for member in backing.claim.members:
        event = backing.facts.event[member.fact]
        if event.in_block not in HEADINGS and event.type not in WORDY and event.article not in told:
            spots = tuple(_spots(backing, event))
            if spots:
                told[event.article] = (event, spots)
    texts = {article: backing.facts.article[article].text for article in told}
    apart: dict[str, Spot] = {}
    for a, b in combinations(sorted(told), 2):
        pair = _apart(told[a][1], told[b][1], texts[a], texts[b])
        if pair:
            apart.setdefault(a, pair[0])
            apart.setdefault(b, pair[1])
    sides = (backing.side(told[article][0].id, article, spot.span) for article, spot in sorted(apart.items()))
    yield from backing.differing(DiscrepancyKind.PLACE, "place", sides)


def _apart(a: tuple[Spot, ...], b: tuple[Spot, ...], text: str, other: str) -> tuple[Spot, Spot] | None:
    """Return the first spots of two reports that exclude each other, where they have no spot in common."""
    if any(x.names & y.names for x in a for y in b):
        a = tuple(x for x in a if not any(x.names & y.names for y in b))
        b = tuple(y for y in b if not any(x.names & y.names for x in a))
    alike = ((x, y) for x in a for y in b if x.at_sea is y.at_sea)
    pairs = ((x, y) for x, y in alike if not x.stands_in(other) and not y.stands_in(text))
    return next(pairs, None)


def _spots(backing: Backing, event: Event) -> Iterator[Spot]:
    """Give the named spots in the clause of an event, but for those that are participants or states."""
    text = backing.facts.article[event.article].text
    sentence = sentence_at(text, event.trigger)
    stop = _STOP.search(text, event.trigger.end, sentence.end)
    end = min(stop.start() if stop else sentence.end, event.trigger.end + _REACH)
    start = event.trigger.start
    if not any(start > other.trigger.start >= sentence.start for other in backing.facts.reading[event.article].events):
        start = max(sentence.start, min(span.start for span in event.clause))
    roles = [role.span for role in (*event.actors, *event.recipients)]
    for pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            spot = _spot(match)
            if spot and not any(Span(*match.span("name")).overlaps(role) for role in roles):
                yield spot


def _spot(match: re.Match[str]) -> Spot | None:
    found = match.groupdict()
    words = match["name"].split()
    ground = _ground()
    nouns = [word.casefold() for word in words if ground.fullmatch(word)]
    noun = found.get("noun") or (nouns[0] if nouns else "")
    names = frozenset(word for word in words if not ground.fullmatch(word))
    if any(word.endswith(("’s", "'s")) for word in words):
        return None
    if not noun or not names or load_states().match(" ".join(words)):
        return None
    return Spot(names, noun.casefold(), Span(*match.span()))


@cache
def _ground() -> re.Pattern[str]:
    return re.compile(rf"(?:{_GROUND})", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of named spots: "at Lodd airfield", "off Cape Orn", "on the ferry landing at Kelm"."""
    nouns = "|".join(sorted({*_GROUND.split("|"), *map(re.escape, load_sites().nouns)} - _WIDE, key=len, reverse=True))
    before = r"\b(?:at|on|off|in|near|inside|outside|to|by)\s(?:the\s)?"
    return (
        re.compile(rf"{before}(?P<name>{_NAME})(?:\s(?:\w+\s)?(?P<noun>{nouns}))?\b"),
        re.compile(rf"{before}(?:[a-z-]+\s){{0,2}}?(?P<noun>{nouns})\s(?:of|at|in|on)\s(?:the\s)?(?P<name>{_NAME})"),
    )
