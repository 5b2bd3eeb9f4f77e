"""PLOVER's event types and modes, our finer subtypes, and how both map to other codings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.reading import Status
from onrecord.ontology.cameo import Code, load_cameo
from onrecord.ontology.data_files import bundled_strings, strings_of

THREAT = "THREATEN"
_THREAT_CODE = "130"
DONE = frozenset({Status.OCCURRED, Status.ONGOING})
_INTENDED = frozenset({Status.PLANNED, Status.THREATENED})
REPORTED = DONE | _INTENDED
"""What the manuals code: what happened as what it is, what is intended as an intention.

The rest is told as possible, denied, alleged or long past.
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event is: PLOVER type, its mode where it has one, and our subtype where one fits."""

    type: str
    mode: str | None = None
    subtype: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen types; `modes` gives each mode's own score."""

    name: str
    quad: str
    score: float
    modes: Mapping[str, float]
    cameo: str
    future: str
    undone: Kind | None
    needs_recipient: bool


@dataclass(frozen=True, slots=True)
class Subtype:
    """One of our subtypes with its place in PLOVER, the nearest CAMEO code and that code's Goldstein score."""

    name: str
    kind: Kind
    cameo: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class Intention:
    """How CAMEO codes the intention of something, and the mode of THREATEN that goes with it."""

    cameo: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """An event as the manuals code it, given its status: PLOVER's type, mode and score, CAMEO's code, its Goldstein."""

    type: str
    mode: str | None
    score: float
    quad: str
    cameo: Code
    goldstein: float


@dataclass(frozen=True, slots=True)
class EventTypes:
    """All types and subtypes by name; `intended` says by type or subtype how an intention is coded."""

    types: Mapping[str, EventType]
    subtypes: Mapping[str, Subtype]
    intended: Mapping[str, Intention]

    def coded(self, type_: str, status: Status) -> str:
        """Return the type that PLOVER's manual gives an event of this type and status.

        The record keeps what is intended as the type and the intention as the status; the manual codes an intention to
        cooperate as AGREE, an intention to harm and any threat as THREATEN.

        >>> types = load_event_types()
        >>> [types.coded("CONSULT", status) for status in (Status.OCCURRED, Status.PLANNED, Status.THREATENED)]
        ['CONSULT', 'AGREE', 'THREATEN']
        """
        future = self.types[type_].future
        if status not in _INTENDED or future == type_:
            return type_
        return THREAT if status is Status.THREATENED else future

    def coding(self, kind: Kind, status: Status) -> Coding:
        """Return how PLOVER's and CAMEO's manuals code an event of this kind and status.

        >>> types = load_event_types()
        >>> planned = types.coding(Kind("CONSULT", "visit", "visit"), Status.PLANNED)
        >>> planned.type, planned.mode, planned.score, planned.cameo.code, planned.cameo.label
        ('AGREE', None, 2.5, '036', 'Express intent to meet or negotiate')
        """
        type_ = self.coded(kind.type, status)
        code = load_cameo()[self.cameo(kind)]
        if type_ == kind.type:
            known = self.subtypes.get(kind.subtype or "")
            return self._coding(type_, kind.mode, code, known.goldstein if known else code.goldstein)
        intention = self._intention(kind, type_)
        code = load_cameo()[intention.cameo]
        return self._coding(type_, intention.mode, code, code.goldstein)

    def _coding(self, type_: str, mode: str | None, code: Code, goldstein: float) -> Coding:
        found = self.types[type_]
        return Coding(type_, mode, found.modes.get(mode or "", found.score), found.quad, code, goldstein)

    def _intention(self, kind: Kind, type_: str) -> Intention:
        if type_ != self.types[kind.type].future:  # a threat to do what is no harm: "threatened to release the tapes"
            return Intention(_THREAT_CODE)
        return self.intended.get(kind.subtype or "", self.intended[kind.type])

    def cameo(self, kind: Kind) -> str:
        """Return the CAMEO code nearest to a kind of event."""
        known = self.subtypes.get(kind.subtype or "")
        return known.cameo if known else self.types[kind.type].cameo


@cache
def load_event_types(own: Path | None = None) -> EventTypes:
    """Load `data/event_types.yaml`, whose header explains every field, and what the user's own events file adds to it.

    A subtype or intention of the own file takes the place of the bundled one of the same name.
    """
    raw, extra = bundled_strings("event_types.yaml"), own_events(own)
    subtypes = {**raw["subtypes"], **extra.get("subtypes", {})}
    intended = {**raw["intended"], **extra.get("intended", {})}
    return EventTypes(
        {name: _type(name, fields) for name, fields in raw["types"].items()},
        {name: _subtype(name, fields) for name, fields in subtypes.items()},
        {name: Intention(fields["cameo"], fields.get("mode")) for name, fields in intended.items()},
    )


def own_events(path: Path | None) -> dict[str, Any]:
    """Return the parts of a user's own events file that are not empty; `events_file.check_events_file` checks it."""
    content = strings_of(path.read_text(encoding="utf-8")) if path else None
    return {name: part for name, part in (content or {}).items() if part}


def _type(name: str, fields: Mapping[str, object]) -> EventType:
    undone = fields.get("undone")
    modes = fields["modes"]
    return EventType(
        name=name,
        quad=str(fields["quad"]),
        score=float(str(fields["score"])),
        modes={mode: float(score) for mode, score in modes.items()} if isinstance(modes, dict) else {},
        cameo=str(fields["cameo"]),
        future=str(fields.get("future", name)),
        undone=Kind(undone["type"], undone.get("mode")) if isinstance(undone, dict) else None,
        needs_recipient=fields["recipient"] == "required",
    )


def _subtype(name: str, fields: Mapping[str, str]) -> Subtype:
    kind = Kind(fields["type"], fields.get("mode"), name)
    goldstein = fields.get("goldstein")
    return Subtype(name, kind, fields["cameo"], float(goldstein or load_cameo()[fields["cameo"]].goldstein))
