"""Whose a source is: the state that directs it, or its owner, by the bundled registry and by what the user wrote down.

Two sources of one house can be two origins and yet speak with one voice. An origin that is an organ of a state itself
(a ministry, an army) counts with the sources that the state directs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model.derived import Origin, OriginKind
from onrecord.model.grading import Grading, Reliability
from onrecord.model.own_source import OwnSource
from onrecord.ontology.actor_codes import code_actor
from onrecord.ontology.sources import Source, load_sources
from onrecord.ontology.states import load_states, plain
from onrecord.trace.sources import newsroom_of

_ORGANS = frozenset({"GOV", "MIL", "COP", "SPY"})
_VOICES = frozenset({OriginKind.AGENCY, OriginKind.OUTLET, OriginKind.OWN, OriginKind.OFFICIAL})
"""Not platforms: whoever posts on two platforms of one company has nothing to do with it."""

_BEHIND = re.compile(r"\(([^()]+)\)$")
"""Who stands in brackets behind an owner, as the owner's own."""

_CHAIN = 5
"""How many owners of owners are followed; the registry has no longer chain."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source: its reliability (F where nobody gave a letter), its state and its owner."""

    name: str
    reliability: Reliability = Reliability.F
    state: str | None = None
    state_controlled: bool = False
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """A state or an owner whose sources speak with one voice; `words` name it."""

    key: str
    words: str


class Owners:
    """What is known of sources, by any of their names: what the user wrote down goes before the registry."""

    def __init__(self, gradings: Iterable[Grading] = (), sources: Iterable[OwnSource] = ()) -> None:
        self._own: dict[str, Known] = {}
        names: dict[str, str] = {}
        self._newsrooms: dict[str, str] = {}
        for source in sources:
            key = _key(source.name)
            self._newsrooms[key] = source.family or source.name
            self._own[key] = _brought(source)
            names |= dict.fromkeys((_key(alias) for alias in (source.name, *source.aliases)), key)
        for grading in gradings:
            key = names.get(_key(grading.name)) or _key(grading.name)
            self._own[key] = _told(self._own.get(key) or _listed(grading.name), grading)
            names |= dict.fromkeys((_key(alias) for alias in (grading.name, *grading.aliases)), key)
        self._names = names
        # Few sources stand behind many claims, and finding one in the registry takes its time.
        self._known: dict[str, Known] = {}
        self._houses: dict[tuple[str, OriginKind], tuple[House, ...]] = {}

    @property
    def told(self) -> tuple[Known, ...]:
        """What the user wrote down, completed by the registry, in the order of its first rows."""
        return tuple(self._own.values())

    def of(self, name: str) -> Known:
        """Return what is known of a source by one of its names.

        >>> Owners().of("the Tass news agency").state
        'RUS'
        """
        if name not in self._known:
            key = self._names.get(_key(name))
            self._known[name] = self._own[key] if key else _listed(name)
        return self._known[name]

    def newsroom(self, name: str) -> str | None:
        """Return the newsroom whose name this is, by what the user wrote down or the registry; None where it has none.

        >>> torsund = OwnSource("Torsund Courier", ("The Courier",), family="Courier House")
        >>> Owners(sources=[torsund]).newsroom("the Courier")
        'Courier House'
        """
        key = self._names.get(_key(name), "")
        graded = self._own[key].name if key else None
        return self._newsrooms.get(key) or newsroom_of(name) or graded

    def reliability(self, name: str | None) -> Reliability:
        """Return the letter that the user gave a source, F where there is none.

        >>> Owners().reliability("Velpress").words
        'reliability cannot be judged'
        """
        return self.of(name).reliability if name else Reliability.F

    def houses(self, origin: Origin) -> tuple[House, ...]:
        """Return the state and the owner whose voice an origin is; none where it is nobody's but its own."""
        if origin.kind not in _VOICES or not origin.name:
            return ()
        key = origin.name, origin.kind
        if key not in self._houses:
            self._houses[key] = self._houses_of(*key)
        return self._houses[key]

    def _houses_of(self, name: str, kind: OriginKind) -> tuple[House, ...]:
        """Find the houses of a source: the state before the owner."""
        known = self.of(name)
        found = [_of_state(known.state)] if known.state_controlled and known.state else []
        if kind is OriginKind.OFFICIAL:
            code = code_actor(name)
            if code and code.state and {code.sector, code.also} & _ORGANS:
                found.append(_of_state(code.state))
        owner = self._top(known)
        return (*found, *([House(f"owner:{plain(owner)}", owner)] if owner else []))

    def _top(self, known: Known) -> str | None:
        """Return the last known owner of a source; an owner who owns others is one of the house."""
        at = known
        for _ in range(_CHAIN):
            owner = _identity(at.owner)
            if owner is None:
                break
            at = self.of(owner)
        return at.name if at is not known or self._owns(known.name) else None

    def _owns(self, name: str) -> bool:
        return plain(name) in _owners() or any(plain(k.owner or "") == plain(name) for k in self._own.values())


def joined(origins: Sequence[Origin], owners: Owners) -> tuple[int, str]:
    """Return how many origins remain when those of one house count as one, and say which are of one house.

    >>> joined((), Owners())
    (0, '')
    """
    if len(origins) < 2:
        return len(origins), ""
    # The origins of each group, and how many of them are of each house.
    groups: list[tuple[list[Origin], Counter[str]]] = []
    words: dict[str, str] = {}
    for origin in origins:
        houses = owners.houses(origin)
        words |= {house.key: house.words for house in houses}
        own = [origin], Counter(house.key for house in houses)
        for group in [group for group in groups if group[1].keys() & own[1].keys()]:
            groups.remove(group)
            own = [*group[0], *own[0]], group[1] + own[1]
        groups.append(own)
    shared = [group for group in groups if len(group[0]) > 1]
    return len(groups), "; ".join(f"{_listing(group)} are of one house: {_what(keys, words)}" for group, keys in shared)


def _what(keys: Mapping[str, int], words: Mapping[str, str]) -> str:
    """Name what most of a house have in common; a state before an owner."""
    return words[min(keys, key=lambda key: (-keys[key], not key.startswith("state:"), key))]


def _listing(origins: Iterable[Origin]) -> str:
    """Name some origins, two at least."""
    *most, last = sorted(str(origin.name) for origin in origins)
    return f"{', '.join(most)} and {last}"


def _of_state(code: str) -> House:
    state = load_states().by_code.get(code)
    return House(f"state:{code}", f"the state {state.name if state else code}")


def _identity(owner: str | None) -> str | None:
    """Return whom an owner's name means; one written small ("public broadcaster") names a kind of owner and nobody.

    >>> _identity("Nash Holdings (Jeff Bezos)"), _identity("member newspapers (cooperative)")
    ('Jeff Bezos', None)
    """
    if not owner or not owner[0].isupper():
        return None
    behind = _BEHIND.search(owner)
    return behind[1] if behind and behind[1][0].isupper() else owner


@cache
def _owners() -> frozenset[str]:
    return frozenset(plain(owner) for source in load_sources().all if (owner := _identity(source.owner)))


def _listed(name: str) -> Known:
    """Return what the registry knows."""
    source: Source | None = load_sources().find(name)
    if source is None:
        return Known(name)
    return Known(source.name, state=source.state, state_controlled=source.state_controlled, owner=source.owner)


def _told(known: Known, grading: Grading) -> Known:
    """Add what a row says; of what it does not say the earlier word holds."""
    return Known(
        grading.name,
        grading.reliability or known.reliability,
        grading.state or known.state,
        known.state_controlled if grading.state_controlled is None else grading.state_controlled,
        grading.owner or known.owner,
    )


def _brought(source: OwnSource) -> Known:
    """Return what a user's actors file says; it stands before the registry."""
    return Known(
        source.name,
        state=source.state,
        state_controlled=source.state_controlled,
        owner=source.owner,
    )


def _key(name: str) -> str:
    """Return the one name under which a source is kept, by any of its names."""
    source = load_sources().find(name)
    return plain(source.name if source else name.removeprefix("The ").removeprefix("the "))
