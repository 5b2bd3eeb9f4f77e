"""What a brief says of events: who did what to whom, whether the reports have it as done, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from onrecord.model.reading import Event, Status, When, Where
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.web import phrases
from onrecord.web.brief_claims import Told, first, head_member, reports, standing, stretches, unsure
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Group, Line, Piece, Section, left, line, listed, name, places
from onrecord.web.brief_places import cite, near, quote_near, quote_sentence
from onrecord.web.desk import doers, kind_label

_MOST_VALUES = 2

STATUSES: Mapping[Status, str] = {
    Status.OCCURRED: "reported as done",
    Status.ONGOING: "reported as going on",
    Status.PLANNED: "planned, not reported as done",
    Status.THREATENED: "threatened, not reported as done",
    Status.CONDITIONAL: "on a condition, not reported as done",
    Status.DENIED: "denied",
    Status.ALLEGED: "alleged",
    Status.HISTORICAL: "reported as long past",
}
"""How a brief words what the reports say of an event; none of these says that it happened."""

T = TypeVar("T", When, Where)


def events_section(desk: StoryDesk, claims: Sequence[Told]) -> Section:
    """Gather what happened, and when."""
    events = [one for one in claims if isinstance(one.head, Event)]
    lines = tuple(
        event_line(desk, one, one.head) for one in events[: desk.limits.events] if isinstance(one.head, Event)
    )
    return Section(
        key="events",
        title="What happened, and when",
        note="As the reports have it. What several report comes first; who, what and whom were coded by a program.",
        none="No event was read.",
        groups=(Group(lines),) if lines else (),
        left=left(len(events) - desk.limits.events, "event"),
    )


def event_line(desk: StoryDesk, one: Told, head: Event) -> Line:
    """Tell one event."""
    member = head_member(desk, one)
    article = desk.facts.article[member.article]
    quoted = quote_sentence(article, stretches(desk, member)[0], member.fact)
    earliest = (" First: ", *first(desk, one.account.first), ".") if one.reports > 1 else ()
    return line(
        name(what(desk, head)),
        " (",
        *status(desk, one),
        _sure(head),
        "). ",
        quoted,
        places(*quoted.cites),
        " ",
        *_when(desk, one),
        *_where(desk, one),
        *reports(desk, one),
        *standing(desk, one),
        *earliest,
    )


def _sure(head: Event) -> str:
    return f"; coded with a confidence of {head.confidence:.2f}" if unsure(head) else ""


def what(desk: StoryDesk, event: Event) -> str:
    """Write who did what to whom as it is coded."""
    return f"{doers(desk, event)}: {kind_label(event).replace('-', ' ')}"


def status(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    """Say whether the reports have an event as done; where they differ, how many articles say what."""
    told = _told(desk, one)
    states = grouped((event.status, event) for event in told)
    if len(states) == 1:
        yield STATUSES[next(iter(states))]
        return
    yield "the reports differ: "
    for at, (state, held) in enumerate(sorted(states.items(), key=lambda row: (-len(row[1]), row[0]))):
        shown = min(held, key=lambda event: (event is not told[0], desk.preferred(event.article)))
        yield f"{', ' if at else ''}{state} in {phrases.count(len({e.article for e in held}), 'report')}"
        yield places(cite(desk.facts.article[shown.article], shown.clause[0], shown.id))


def _told(desk: StoryDesk, one: Told) -> list[Event]:
    """Return the event as each report has it, the fullest first."""
    facts = [one.claim.head, *(member.fact for member in one.claim.members)]
    found = (event for fact in dict.fromkeys(facts) if (event := desk.facts.event.get(fact)))
    return [event for event in found if event.article in desk.line_of]


def _when(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    """Give the date as it was worked out and in the report's words; each where the reports differ."""
    found = _values(desk, _told(desk, one), lambda event: event.date, lambda date: (date.since, date.until))
    shown: list[Sequence[Piece]] = []
    for event, date in found:
        quoted = quote_near(desk.facts.article[event.article], date.span, event.id)
        shown.append([phrases.period(date.since, date.until), " (", quoted, ")", places(*quoted.cites)])
    yield from ("When: ", *(listed(shown, _room(shown), "or") or ["unknown"]), "; ")


def _where(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    found = _values(desk, _told(desk, one), lambda event: event.place, lambda place: place.name.casefold())
    shown: list[Sequence[Piece]] = []
    for event, place in found:
        at = near(desk.facts.article[event.article], Span(place.start, place.end), event.id)
        shown.append([name(place.name), places(at)])
    yield from ("where: ", *(listed(shown, _room(shown), "or") or ["unknown"]), ".")


def _room(values: Sequence[object]) -> int:
    """Return how many values are told: both of two, but of more only the one of most reports."""
    return _MOST_VALUES if len(values) <= _MOST_VALUES else 1


def _values(
    desk: StoryDesk, told: Sequence[Event], value: Callable[[Event], T | None], key: Callable[[T], object]
) -> list[tuple[Event, T]]:
    """Return each value once, with an event that has it: the fullest, or one that is shown anyway."""
    rows = [(event, found) for event in told if (found := value(event)) is not None]
    groups = grouped((key(found), (event, found)) for event, found in rows)
    ordered = sorted(groups.values(), key=lambda group: -len({event.article for event, _ in group}))
    return [min(group, key=lambda row: (row[0] is not told[0], desk.preferred(row[0].article))) for group in ordered]
