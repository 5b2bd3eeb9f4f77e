"""Which sector of society the head of a noun phrase tells, alone or with the words before it and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.ontology.actor_hit import Hit
from onrecord.ontology.actor_hits import Sight
from onrecord.ontology.actor_phrase import Part, Segment, links_of
from onrecord.ontology.actor_rows import FORMER
from onrecord.ontology.actor_tokens import key_of
from onrecord.ontology.actor_words import Kind
from onrecord.ontology.states import Form

_ARMED = frozenset({"REB", "PRM", "UAF", "CRM", "MIL", "IMG"})
_NO_TOPIC = frozenset({"BUS", "EDU", "MED", "AGR", "LAB", "JRN"})
"""Sectors that say what an official deals with, and not where: "a trade official" is of the government."""

_TRADES, _FORCES = frozenset({"LAB", "MED"}), "MIL"
"""Trades that armed forces have too: "army engineers", "a naval surgeon"."""

_OPPOSED = frozenset({"LEG", "PTY", "CVL", "JRN", "EDU", "LAB", "REL"})
_PARTY, _OPPOSING = "PTY", "OPP"
_RULING, _ALLIED, _FAITHFUL, _CIVIL, _LABOUR, _BUSINESS = "GOV", "IGO", "REL", "CVL", "LAB", "BUS"


@dataclass(frozen=True, slots=True)
class Told:
    """A sector, perhaps a second one, and the hit that told it; `role` says that the head only has a function."""

    sector: str
    also: str | None
    hit: Hit
    role: bool = False


def sector_of(sight: Sight, part: Part) -> Told | None:
    """Return the sector that a part of a phrase tells; a head that tells none has that of what follows "of"."""
    if not part:
        return None
    head = part[0]
    hits = sight.within(head.start, head.end)
    for place in range(len(hits) - 1, -1, -1):
        if (hits[place].leader and _has_office(hits[:place])) or _is_rank(sight, hits[: place + 1]):
            continue
        found = _of_hit(sight, part, hits[: place + 1])
        if found:
            return _manner(sight, head, found)
        if hits[place].kind in (Kind.ROLE, Kind.COLLECTIVE):
            return None
    follows = part[1:2]
    return sector_of(sight, part[1:]) if follows and follows[0].link == "of" else None


def _has_office(hits: Sequence[Hit]) -> bool:
    """Say whether an office stands before a leader's name: it is what the phrase says of him."""
    return any(hit.sector and hit.kind in (Kind.NOUN, Kind.ROLE) and not hit.name for hit in hits)


def _is_rank(sight: Sight, hits: Sequence[Hit]) -> bool:
    """Say whether a rank stands between an office and a name: "Defence Minister General Ada Torvik"."""
    ranks = [hit.sector == _FORCES and key_of(hit.text) in sight.words.ranks for hit in hits]
    if all(ranks) or not ranks[-1]:
        return False
    office, rank = (
        next(hit for hit, is_rank in zip(reversed(hits), reversed(ranks), strict=True) if not is_rank),
        hits[-1],
    )
    rest = sight.tokens[office.end : rank.end + 1]
    named = rank.end < len(sight.tokens) and all(token.capital or token.hyphen for token in rest)
    return named and office.sector == _RULING


def _of_hit(sight: Sight, part: Part, hits: Sequence[Hit]) -> Told | None:
    """Return what the last of a head's hits tells."""
    hit = hits[-1]
    if hit.kind in (Kind.ROLE, Kind.COLLECTIVE):
        return _of_role(sight, part, hits)
    if hit.kind is Kind.MODIFIER or not hit.sector:
        return None
    if hit.like:
        found = _inherited(hit, hits[:-1])
        return replace(found, role=True) if found else Told(hit.sector, hit.also, hit)
    return _of_noun(sight, part, hits)


def _of_noun(sight: Sight, part: Part, hits: Sequence[Hit]) -> Told:
    """Return a noun's own sector; but "Hezbollah gunmen" are of Hezbollah, and "UN troops" of the United Nations."""
    hit, before = hits[-1], hits[:-1]
    sector = hit.sector or ""
    for name in reversed(before):
        if not name.name or name.leader or hit.name:
            continue
        if name.sector == _ALLIED and not _explicit(before):
            return Told(_ALLIED, sector if sector != _ALLIED else None, name)
        if name.sector in _ARMED and sector in _ARMED:
            return Told(name.sector or "", name.also, name)
    if hit.name and (common := _common(sight, hit, before)):
        return common
    trade = sector in _TRADES or key_of(hit.text) in sight.words.trades
    if trade and before and before[-1].sector == _FORCES and before[-1].end == hit.start:
        return Told(_FORCES, sector, hit)
    if sector == _PARTY and any(other.sector == _OPPOSING for other in before):
        return Told(_OPPOSING, _PARTY, hit)
    if hit.text.lower() in sight.words.state_bank and _of_state(sight, part):
        return Told(_RULING, None, hit)
    return Told(sector, hit.also, hit)


def _common(sight: Sight, hit: Hit, before: Sequence[Hit]) -> Told | None:
    """Read a body's name as nouns where another state's stands before it: "the Velmarkian Foreign Office"."""
    if not any(other.is_state and other.state != hit.state for other in before):
        return None
    word = sight.words.find(hit.text)
    return Told(word.sector, word.also, replace(hit, name=False)) if word and word.sector else None


def _of_role(sight: Sight, part: Part, hits: Sequence[Hit]) -> Told | None:
    """Return a role's sector: that of what stands before it, else of what follows it, else its own."""
    hit = hits[-1]
    found = _inherited(hit, hits[:-1]) or _complement(sight, part)
    if found and (hit.sector, found.sector) != (_LABOUR, _BUSINESS):
        return replace(found, role=True)
    group = next((h for h in reversed(hits[:-1]) if h.kind is Kind.COLLECTIVE and h.sector), None)
    if group and hit.sector != _LABOUR:
        return Told(group.sector or "", None, group, role=True)
    return Told(hit.sector, hit.also, hit, role=True) if hit.sector else None


def _inherited(role: Hit, before: Sequence[Hit]) -> Told | None:
    allied = next((hit for hit in before if hit.name and hit.sector == _ALLIED), None)
    if allied and not _explicit(before):
        return Told(_ALLIED, allied.also, allied)
    for hit in reversed(before):
        if not hit.sector or hit.kind in (Kind.ROLE, Kind.COLLECTIVE):
            continue
        if hit.kind is Kind.FAITH:
            return Told(_FAITHFUL if role.kind is Kind.ROLE else hit.sector, None, hit)
        if role.sector == _RULING and _is_topic(hit):
            continue
        if role.sector == _LABOUR and hit.sector == _BUSINESS:
            continue
        if hit.sector == _ALLIED and _explicit(before):
            continue
        return Told(hit.sector, hit.also, hit)
    return None


def _is_topic(hit: Hit) -> bool:
    """Say whether a word says only what an official deals with, or that he is a civilian."""
    return (hit.kind is Kind.MODIFIER and hit.sector in _NO_TOPIC) or (hit.kind is Kind.NOUN and hit.sector == _CIVIL)


def _explicit(hits: Sequence[Hit]) -> bool:
    """Say whether a state is named by itself."""
    return any(hit.is_state and hit.forms for hit in hits)


def _complement(sight: Sight, part: Part) -> Told | None:
    """Return what the body or group after a role tells: "head of the army", "spokesman for the rebels"."""
    links = (links_of(sight, part) | sight.words.own_of_roles) - {"in", "on"}
    for place in range(1, len(part)):
        if part[place].link not in links:
            return None
        found = sector_of(sight, part[place : place + 1])
        if found and found.hit.text:
            return found
        if _names_state(sight, part[place]):
            return None
    return None


def _names_state(sight: Sight, segment: Segment) -> bool:
    return any(hit.is_state for hit in sight.within(segment.start, segment.end))


def _of_state(sight: Sight, part: Part) -> bool:
    """Say whether a state's own name follows "of"."""
    follows = sight.within(part[1].start, part[1].end) if len(part) > 1 and part[1].link == "of" else []
    return bool(follows) and Form.NAME in follows[0].forms


def _manner(sight: Sight, head: Segment, found: Told) -> Told:
    """Read what words before the noun add: "former", "state-run", "opposition"."""
    keys = [sight.key(place) for place in range(head.start, min(head.end, _last(head, found)))]
    line = f" {' '.join(key for key in keys if key != '-')} "
    words = sight.words
    if words.former & set(keys):
        return _former(sight, found)
    if found.sector == _RULING and words.shadow & set(keys):
        return replace(found, sector=_OPPOSING, also=None)
    if found.sector == _PARTY and words.ruling & set(keys):
        return replace(found, sector=_RULING, also=_PARTY)
    if found.sector in ("JRN", "BUS") and any(f" {' '.join(key)} " in line for key in words.state_owned):
        return replace(found, sector=_RULING, also=found.sector)
    opposing = any(f" {' '.join(key)} " in line for key in words.opposing)
    if opposing and found.sector in _OPPOSED and not found.also:
        return replace(found, also=_OPPOSING)
    return found


def _last(head: Segment, found: Told) -> int:
    return found.hit.start if head.start <= found.hit.start < head.end and not found.role else head.end


def _former(sight: Sight, found: Told) -> Told:
    """Say what somebody is who no longer holds an office, or no longer fights."""
    words = sight.words
    if (
        found.sector in words.elite_after
        or (found.sector == "MIL" and found.role)
        or key_of(found.hit.text) in words.elite_words
    ):
        return replace(found, sector=FORMER, also=None)
    if found.sector in words.civilian_after:
        return replace(found, sector=_CIVIL, also=None)
    return found
