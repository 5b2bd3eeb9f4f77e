"""The code of an actor: from a noun phrase to a state and a sector of society, as event data has them.

The state is the actor's own (ISO 3166-1 alpha-3, EUR for the European Union), the sector a code of PLOVER or CAMEO that
`actor_words.yaml` lists. Only words are read, no model: docs/actors.md tells how, and how words are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from onrecord.ontology.actor_hits import Sight
from onrecord.ontology.actor_names import ActorNames, load_actor_names
from onrecord.ontology.actor_phrase import Part, parts_of
from onrecord.ontology.actor_seats import place_of
from onrecord.ontology.actor_sectors import Told, sector_of
from onrecord.ontology.actor_states import before_head, own_states
from onrecord.ontology.states import Form, States, load_states

_ARTICLES = frozenset({"the", "a", "an"})
_STATELESS = frozenset({"IGO", "IMG"})


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor's state and sector, None where the phrase does not tell them; `also` is a second sector.

    `reason` names the words that told.
    """

    state: str | None = None
    sector: str | None = None
    also: str | None = None
    reason: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Coder:
    """The states and names that phrases are coded with."""

    states: States
    names: ActorNames


@cache
def load_coder(actors_file: Path | None = None) -> Coder:
    """Load the bundled lists, and before them the states, sources and persons of the user's own file."""
    return Coder(load_states(actors_file), load_actor_names(actors_file))


def code_actor(
    phrase: str, *, on: date | None = None, home: str | None = None, coder: Coder | None = None
) -> ActorCode:
    """Code the actor of a noun phrase; of several actors, return what all of them share.

    `on` is the day that the phrase is from, for names change their code (without it the latest holds). `home` is the
    state that is meant where the phrase names none. `coder` knows the states, bodies and persons of a user's own file.

    >>> code = code_actor("the German Defence Ministry's spokeswoman")
    >>> code.state, code.sector, code.also
    ('DEU', 'GOV', 'MIL')
    >>> code_actor("Iran-backed rebels").state is None, code_actor("US and Russian officials").sector
    (True, 'GOV')
    """
    codes = code_actors(phrase, on=on, home=home, coder=coder)
    if len(codes) == 1:
        return codes[0]
    return ActorCode(
        _shared(code.state for code in codes),
        _shared(code.sector for code in codes),
        _shared(code.also for code in codes),
        " | ".join(code.reason for code in codes),
    )


def _shared(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def code_actors(
    phrase: str, *, on: date | None = None, home: str | None = None, coder: Coder | None = None
) -> tuple[ActorCode, ...]:
    """Code each actor of a noun phrase, in text order, alike ones once; there is always at least one.

    >>> [(code.state, code.sector) for code in code_actors("US and Russian officials")]
    [('USA', 'GOV'), ('RUS', 'GOV')]
    >>> [(code.state, code.sector) for code in code_actors("Indian police and protesters")]
    [('IND', 'COP'), ('IND', 'CVL')]
    """
    return _coded(phrase, on, home, coder or load_coder())


@lru_cache(maxsize=20_000)
def _coded(phrase: str, on: date | None, home: str | None, coder: Coder) -> tuple[ActorCode, ...]:
    sight = Sight(phrase, coder.states, coder.names, on)
    codes = [code for reading in _readings(sight) for code in _codes(reading, home)]
    return tuple({(code.state, code.sector, code.also): code for code in codes}.values()) or (ActorCode(),)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a part of a phrase tells.

    `leading` says that its state stands before the head, `bare` that the state's adjective or abbreviation is all there
    is, `determined` that the part begins with an article.
    """

    states: tuple[str, ...]
    told: Told | None
    leading: bool
    bare: bool
    determined: bool


def _readings(sight: Sight) -> list[_Reading]:
    parts = parts_of(sight)
    readings = [_reading(sight, part) for part in parts.parts]
    if not any(reading.told for reading in readings):
        readings = [
            replace(reading, told=place_of(sight, part)) for reading, part in zip(readings, parts.parts, strict=True)
        ]
    known = [reading for reading in readings if reading.states or reading.told]
    if not known or parts.joined:
        return _completed(known)
    states = next((reading.states for reading in known if reading.states), ())
    return [replace(known[0], states=states, told=_said([reading.told for reading in known if reading.told]))]


def _said(told: Sequence[Told]) -> Told | None:
    """Return what words in apposition tell; an office goes before what a leader's name implies."""
    return next((one for one in told if not one.hit.leader), told[0] if told else None)


def _reading(sight: Sight, part: Part) -> _Reading:
    told = sector_of(sight, part)
    head = part[0]
    return _Reading(
        own_states(sight, part, told),
        told,
        before_head(sight, part),
        told is None and _is_bare(sight, part),
        sight.key(head.start) in _ARTICLES,
    )


def _is_bare(sight: Sight, part: Part) -> bool:
    """Say whether a part is but a state without its noun: "US and Russian officials", "Peru and Chile's judges"."""
    hits = sight.within(part[0].start, part[0].end)
    if len(part) > 1 or not hits or not hits[-1].is_state or hits[-1].end != part[0].end:
        return False
    following = next((hit for hit in sight.hits if hit.start == hits[-1].end + 1), None)
    if following and following.is_state and sight.key(following.end) == "'s":
        return True
    return Form.ADJECTIVE in hits[-1].forms or hits[-1].text.replace(".", "").isupper()


def _completed(readings: Sequence[_Reading]) -> list[_Reading]:
    """Give actors side by side what they share: the noun of the last one, the state of the first or of all."""
    found = list(readings)
    for place, reading in enumerate(found):
        later = next((other.told for other in found[place + 1 :] if other.told), None)
        if reading.bare and later:
            found[place] = replace(reading, told=later)
        if place and _continues(found[place - 1], reading):
            found[place] = replace(reading, told=found[place - 1].told, leading=False)
    for place, reading in enumerate(found):
        if not reading.states and not _needs_none(reading):
            found[place] = _lent(found, place)
    return found


def _continues(before: _Reading, reading: _Reading) -> bool:
    """Say whether a state goes on a list after a preposition: "diplomats from Poland and Sweden"."""
    return bool(before.told and before.states and not before.leading and not reading.told and not reading.determined)


def _lent(readings: Sequence[_Reading], place: int) -> _Reading:
    """Give an actor the state of the one before ("Indian police and protesters") or of words after all of them."""
    reading, before, last = readings[place], readings[place - 1] if place else None, readings[-1]
    if before and before.leading and not before.bare and not reading.determined:
        return replace(reading, states=before.states, leading=True)
    if last.leading or _by_name(last):
        return reading
    return replace(reading, states=last.states)


def _by_name(reading: _Reading) -> bool:
    return reading.told is not None and reading.told.hit.name


def _needs_none(reading: _Reading) -> bool:
    """Say whether an actor is of no state, whatever stands around it: the United Nations, a group of several states."""
    return reading.told is not None and (reading.told.sector in _STATELESS or reading.told.hit.name)


def _told_by(told: Told) -> str:
    """Say which words told a sector, and of an unlisted noun what it is like."""
    like = f", like {told.hit.like.removeprefix('~')!r}," if told.hit.like else ""
    return f"{told.hit.text!r}{like} is {told.sector}"


def _codes(reading: _Reading, home: str | None) -> Iterator[ActorCode]:
    told = reading.told
    words = _told_by(told) if told else ""
    states: tuple[str | None, ...] = reading.states
    if not states:
        states = (home if told and not _needs_none(reading) else None,)
    for state in states:
        reason = "; ".join(part for part in (words, f"of {state}" if state else "") if part)
        yield ActorCode(state, told.sector if told else None, told.also if told else None, reason)
