"""Whose an actor is: the state that a noun phrase names as the actor's own."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ontology.actor_hit import Hit
from onrecord.ontology.actor_hits import Sight
from onrecord.ontology.actor_phrase import Part, Segment, links_of
from onrecord.ontology.actor_sectors import Told
from onrecord.ontology.states import Form

_STRONG = frozenset({Form.NAME, Form.ADJECTIVE, Form.PEOPLE})
_AMERICAN = frozenset({"american", "americans"})
_ALLIED, _ACROSS = "IGO", "IMG"


def own_states(sight: Sight, part: Part, told: Told | None) -> tuple[str, ...]:
    """Return the actor's states, mostly one: what stands before the head, then after it, then what its name implies."""
    if not part:
        return ()
    head = sight.within(part[0].start, part[0].end)
    if told and told.sector == _ALLIED:
        return ()
    if told and told.sector == _ACROSS:
        return _before(sight, head)
    found = _before(sight, head) or _directly_of(sight, part) or _of_names(head, told)
    return found or _after(sight, part, told)


def before_head(sight: Sight, part: Part) -> bool:
    """Say whether a state is named in the head itself ("Indian police", and not "police in India")."""
    return bool(part) and bool(_before(sight, sight.within(part[0].start, part[0].end)))


def _before(sight: Sight, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the state that a head names; its name or adjective goes before a capital or town."""
    explicit = [hit for hit in hits if hit.is_state or hit.forms]
    strong = [hit for hit in explicit if hit.forms & _STRONG or (not hit.forms and hit.name)]
    ranked = strong or explicit
    return _pair(sight, ranked) if ranked else ()


def _pair(sight: Sight, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Take two states that a hyphen joins as two, but "Iranian-American" as a citizen of the United States."""
    first = hits[0]
    if len(hits) > 1 and hits[1].start == first.end + 1 and sight.tokens[first.end].hyphen:
        second = hits[1]
        if second.text.lower() in _AMERICAN:
            return (second.state or "",)
        return tuple(dict.fromkeys((first.state or "", second.state or "")))
    return (first.state or "",)


def _directly_of(sight: Sight, part: Part) -> tuple[str, ...]:
    if len(part) < 2 or part[1].link != "of":
        return ()
    hits = sight.within(part[1].start, part[1].end)
    return _before(sight, [hit for hit in hits if hit.forms])


def _of_names(head: Sequence[Hit], told: Told | None) -> tuple[str, ...]:
    """Return the state that a body's or leader's name implies."""
    named = [hit for hit in (*([told.hit] if told else []), *reversed(head)) if hit.name and hit.state]
    return (named[0].state or "",) if named else ()


def _after(sight: Sight, part: Part, told: Told | None) -> tuple[str, ...]:
    """Return the state that words after the head name, up to a preposition that leads elsewhere ("to Poland")."""
    links = links_of(sight, part) | (sight.words.own_of_roles if told is None or told.role else frozenset())
    for segment in part[1:]:
        if segment.link not in links:
            return ()
        found = _of_segment(sight, segment)
        if found:
            return found
    return ()


def _of_segment(sight: Sight, segment: Segment) -> tuple[str, ...]:
    hits = sight.within(segment.start, segment.end)
    return _before(sight, hits) or _of_names(hits, None)
