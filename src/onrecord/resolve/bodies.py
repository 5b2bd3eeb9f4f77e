"""Which entities that are no persons are one actor: states by code, sources by name, bodies by name and state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model.entity_row import EntityRow
from onrecord.model.reading import EntityKind
from onrecord.ontology.offices import folded_words
from onrecord.ontology.states import plain
from onrecord.resolve.company import Company
from onrecord.resolve.verdicts import NOBODY, Party, Verdicts

_NAMED = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})

SOURCE = "source"
"""What agencies and outlets are alike."""

Key = tuple[str, str, str]


@dataclass(slots=True)
class Body:
    """Entities found to be one body; `keys` are what they are known by, the first one names it."""

    rows: list[EntityRow] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    party: Party = NOBODY

    def absorb(self, other: Body) -> None:
        """Take all of another body in."""
        self.rows += other.rows
        self.keys += other.keys
        self.party |= other.party


def join_bodies(rows: Sequence[EntityRow], company: Company, verdicts: Verdicts) -> list[Body]:
    """Return the bodies among the rows, which come in order of article and id, in the order of their keys."""
    homes = _homes(rows)
    groups: defaultdict[Key, list[EntityRow]] = defaultdict(list)
    sown: defaultdict[Key, list[Body]] = defaultdict(list)
    seeds: dict[Party, Body] = {}
    for row in rows:
        key, party = _key(row, homes), verdicts.party(row.id)
        if not party:
            groups[key].append(row)
            continue
        seed = seeds.setdefault(party, Body(party=party))
        seed.rows.append(row)
        seed.keys.append(key)
        if all(seed is not other for other in sown[key]):
            sown[key].append(seed)
    return _settled(groups, sown, company, verdicts)


def _settled(
    groups: Mapping[Key, list[EntityRow]], sown: Mapping[Key, list[Body]], company: Company, verdicts: Verdicts
) -> list[Body]:
    """Put the rows of each key with the judged bodies that have it; these are one unless judged different."""
    became: dict[int, Body] = {}
    bodies: list[Body] = []
    for key in sorted({*groups, *sown}):
        own: list[Body] = []
        for seed in sown.get(key, ()):
            _merge(own, _now(became, seed), became, verdicts)
        rows = groups.get(key, [])
        if not own:
            bodies.append(Body(rows, [key]))
        elif len(own) == 1:
            own[0].rows += rows
        else:
            _shared_out(rows, own, company)
    kept = {id(body): body for seeds in sown.values() for seed in seeds for body in [_now(became, seed)]}
    return sorted([*bodies, *kept.values()], key=lambda body: min(body.keys))


def _now(became: Mapping[int, Body], seed: Body) -> Body:
    while id(seed) in became:
        seed = became[id(seed)]
    return seed


def _merge(own: list[Body], seed: Body, became: dict[int, Body], verdicts: Verdicts) -> None:
    """Add a body to those of a key: to the first that no judgement keeps it from, which then is both."""
    if any(seed is body for body in own):
        return
    for body in own:
        if not verdicts.barred(body.party, seed.party):
            body.absorb(seed)
            became[id(seed)] = body
            return
    own.append(seed)


def _shared_out(rows: Iterable[EntityRow], bodies: Sequence[Body], company: Company) -> None:
    """Give rows of one name to the bodies that people told apart: each to the one in whose company it stands most."""
    ties = [{tie for row in body.rows for tie in company.ties(row.article, company.key(row))} for body in bodies]
    for row in rows:
        own = set(company.ties(row.article, company.key(row)))
        bodies[max(range(len(bodies)), key=lambda at: (len(own & ties[at]), -at))].rows.append(row)


def why(row: EntityRow, verdicts: Verdicts) -> str:
    """Say why an entity is the body that it is."""
    judged = verdicts.reason(row.id)
    if judged:
        return judged
    if row.kind is EntityKind.STATE:
        return f"state {row.state}"
    if row.kind in _NAMED:
        return f"known source {row.name!r}"
    return f"same name and state: {row.name!r}"


def best_name(rows: Iterable[EntityRow]) -> str:
    """Return the most frequent name, of equally frequent ones the longest."""
    counts = Counter(row.name for row in rows)
    return max(counts, key=lambda name: (counts[name], len(name), name))


def _key(row: EntityRow, homes: Mapping[str, str | None]) -> Key:
    kind, folded, state = key_of(row.kind, row.name, row.state)
    return kind, folded, state or (homes.get(folded) or "" if row.kind not in _NAMED else "")


def key_of(kind: str, name: str, state: str | None) -> Key:
    """Return what makes two entities that are no persons one actor, but for a body's state that others tell."""
    if kind == EntityKind.STATE and state:
        return str(EntityKind.STATE.value), "", state
    folded = _folded(name)
    return (SOURCE, folded, "") if kind in _NAMED else (EntityKind(kind).value, folded, state or "")


def _folded(name: str) -> str:
    words = folded_words(plain(name))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _homes(rows: Iterable[EntityRow]) -> dict[str, str | None]:
    """Return the one state that an organisation's name is met with; None where it is met with several."""
    states: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind is EntityKind.ORGANISATION and row.state:
            states[_folded(row.name)].add(row.state)
    return {name: next(iter(found)) if len(found) == 1 else None for name, found in states.items()}
