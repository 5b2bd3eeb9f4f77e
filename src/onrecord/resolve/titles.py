"""One line that says what an event claim is about."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.reading import Event, Status
from onrecord.resolve.deed import Deed
from onrecord.resolve.kinds import mutual
from onrecord.resolve.participants import Party

_MOST_NAMES = 3
_TAKEN_FOR_GRANTED = frozenset({Status.OCCURRED, Status.ONGOING})


def title_of(deed: Deed) -> str:
    """Return who did what to whom, how certain, and the words of the clause: a clause alone rarely reads by itself.

    "Hal Corrigan → Velmark: tariff, planned — “to impose tariffs on …”"; where both sides do the same thing, they are
    listed without an arrow.
    """
    clause = " ".join(deed.event.text.split()).strip(" ,;:")
    return f"{_participants(deed)}: {_kind(deed.event)} — “{clause}”"


def _participants(deed: Deed) -> str:
    doers, targets = (deed.actors, deed.recipients) if deed.known else (deed.doers, deed.targets)
    if mutual(deed.event):
        return _names((*doers, *targets)) or "?"
    return " → ".join(part for part in (_names(doers) or "?", _names(targets)) if part)


def _names(parties: Iterable[Party]) -> str:
    names = list(dict.fromkeys(" ".join(party.name.split()) for party in parties))
    return ", ".join(names[:_MOST_NAMES]) + (" and others" if len(names) > _MOST_NAMES else "")


def _kind(event: Event) -> str:
    kind = (event.subtype or event.type).lower().replace("_", " ").replace("-", " ")
    return kind if event.status in _TAKEN_FOR_GRANTED else f"{kind}, {event.status.value}"
