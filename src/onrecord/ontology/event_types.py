"""PLOVER's event types and modes, our finer subtypes, and how both map to other codings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from onrecord.model.reading import Status

_INTENDED = frozenset({Status.PLANNED, Status.THREATENED})


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
class EventTypes:
    """All types and subtypes by name."""

    types: Mapping[str, EventType]
    subtypes: Mapping[str, Subtype]

    def coded(self, type_: str, status: Status) -> str:
        """Return the type that PLOVER's manual gives an event of this type and status.

        The record keeps what is intended as the type and the intention as the status; the manual codes an intention to
        cooperate as AGREE and an intention to harm as THREATEN.

        >>> load_event_types().coded("CONSULT", Status.PLANNED), load_event_types().coded("CONSULT", Status.OCCURRED)
        ('AGREE', 'CONSULT')
        """
        return self.types[type_].future if status in _INTENDED else type_

    def cameo(self, kind: Kind) -> str:
        """Return the CAMEO code nearest to a kind of event."""
        known = self.subtypes.get(kind.subtype or "")
        return known.cameo if known else self.types[kind.type].cameo


@cache
def load_event_types() -> EventTypes:
    """Load `data/event_types.yaml`, whose header explains every field."""
    # Every scalar stays a string: CAMEO codes begin with zeros, and YAML 1.1 would read "no" and "on" as booleans.
    raw = yaml.load(_text("event_types.yaml"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    types = {name: _type(name, fields) for name, fields in raw["types"].items()}
    return EventTypes(types, {name: _subtype(name, fields) for name, fields in raw["subtypes"].items()})


def _text(name: str) -> str:
    return files("onrecord.ontology").joinpath("data", name).read_text(encoding="utf-8")


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
    return Subtype(name, kind, fields["cameo"], float(fields["goldstein"]))
