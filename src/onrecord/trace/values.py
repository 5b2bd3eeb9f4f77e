"""Discrepancies of value between the reports of one event: amounts, dates and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.folding import folded
from onrecord.model.reading import Event, Magnitude, Precision, When, Where
from onrecord.model.span import Span
from onrecord.ontology.gazetteer import load_gazetteer, place_key
from onrecord.ontology.states import Form, load_states
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.sums import can_be_same
from onrecord.resolve.timing import days_apart
from onrecord.resolve.weekdays import dated
from onrecord.trace.asides import asides_of
from onrecord.trace.backing import Backing
from onrecord.trace.counts import counts_in
from onrecord.trace.exemplars import of_two_articles
from onrecord.trace.sizes import amounts_of, bound_of, is_corrected, shown

_VIOLENCE, _KILLING = "ASSAULT", "killing"


class Value(NamedTuple):
    """One value that a report gives, as read and as shown."""

    event: Event
    read: Magnitude | When | Where
    shown: str

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return Span(self.read.start, self.read.end)


def value_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the amounts, dates and places in which the reports of an event cannot all be right."""
    events = [backing.facts.event[member.fact] for member in backing.claim.members]
    for unit, amounts in _amounts(backing, events).items():
        yield from _differing(backing, DiscrepancyKind.AMOUNT, unit, _unmixed(amounts), _other_amount)
    yield from _differing(backing, DiscrepancyKind.DATE, "date", _dates(backing, events), _other_date)
    texts = {event.article: backing.facts.article[event.article].text for event in events}
    towns, places = partial(_is_town, texts=texts), _places(events)
    yield from _differing(backing, DiscrepancyKind.PLACE, "place", places, partial(_other_place, texts=texts), towns)


def _amounts(backing: Backing, events: Iterable[Event]) -> dict[str, list[Value]]:
    """Return the amounts that can be compared with each other, by what the first of them counts."""
    keys: defaultdict[str, list[Value]] = defaultdict(list)
    for event in events:
        article = backing.facts.article[event.article]
        own = () if _some_killed(event, backing) else amounts_of(event, article.text)
        for key, amount in (*own, *asides_of(event, article)):
            keys[key].append(Value(event, amount, shown(amount)))
    for key, values in keys.items():
        values.extend(_counted_too(backing, events, key, values))
    places = {key: {(value.event.id, value.span) for value in amounts} for key, amounts in keys.items()}
    whole = [key for key in sorted(keys) if not any(_within(places, key, other) for other in keys)]
    return {_unit(key, keys[key]): keys[key] for key in whole}


def _some_killed(event: Event, backing: Backing) -> bool:
    """Say whether an article tells a deed of violence and, beside it, whom that killed: they may be fewer."""
    if event.type != _VIOLENCE or event.subtype == _KILLING:
        return False
    told = {member.fact for member in backing.claim.members if member.article == event.article}
    return any(other.id in told and other.subtype == _KILLING for other in backing.facts.reading[event.article].events)


def _counted_too(backing: Backing, events: Iterable[Event], key: str, values: Sequence[Value]) -> list[Value]:
    """Return how many of what other reports count a report has in the sentence that tells the event.

    Only where it has one such number there: reading does not tie every number to the event ("hit with a fine of 48
    million crowns").
    """
    have, found = {value.event.article for value in values}, list[Value]()
    for event in events:
        if event.article in have or event.magnitude or event.in_block in HEADINGS or " " in key:
            continue
        text = backing.facts.article[event.article].text
        own = [count for count in counts_in(text, sentence_at(text, event.trigger)) if key in count.nouns]
        if len(own) == 1 and own[0].exact and not is_corrected(text, own[0].span.start):
            span, have = own[0].span, have | {event.article}
            amount = Magnitude(own[0].value, key, span.start, span.end, span.of(text), bound_of(text, span.start))
            found.append(Value(event, amount, shown(amount)))
    return found


def _within(places: Mapping[str, set[tuple[str, Span]]], key: str, other: str) -> bool:
    """Say whether all amounts under a key stand under another one, too; of two with the same ones the first remains."""
    return key != other and (places[key] < places[other] or (places[key] == places[other] and other < key))


def _unit(key: str, amounts: Sequence[Value]) -> str:
    units = (value.read.unit for value in amounts if isinstance(value.read, Magnitude))
    return next((unit for unit in units if unit), key)


def _unmixed(amounts: Sequence[Value]) -> list[Value]:
    """Leave out the amounts of articles that give several, of one of which another report may tell."""
    given: defaultdict[str, set[float]] = defaultdict(set)
    for value in amounts:
        if isinstance(value.read, Magnitude):
            given[value.event.article].add(value.read.value)
    return [value for value in amounts if len(given[value.event.article]) == 1]


def _dates(backing: Backing, events: Iterable[Event]) -> list[Value]:
    """Return the days given; a week or a month may hold any day and contradicts none."""
    facts = backing.facts
    told = (dated(event, facts.reading[event.article].events, facts.article[event.article]) for event in events)
    exact = ((event, event.date) for event in told if event.date and event.date.precision is Precision.DAY)
    return [
        Value(event, day, day.since if day.since == day.until else f"{day.since}/{day.until}") for event, day in exact
    ]


def _places(events: Iterable[Event]) -> list[Value]:
    return [Value(event, event.place, event.place.name) for event in events if event.place]


def _other_amount(a: Value, b: Value) -> bool:
    return isinstance(a.read, Magnitude) and isinstance(b.read, Magnitude) and not can_be_same(a.read, b.read)


def _other_date(a: Value, b: Value) -> bool:
    return isinstance(a.read, When) and isinstance(b.read, When) and days_apart(a.read, b.read) > 0


def _other_place(a: Value, b: Value, texts: Mapping[str, str]) -> bool:
    """Say whether two places exclude each other: both lie in a state, and neither is that state.

    Of places that are in no gazetteer, two exclude each other that stand behind "in", by one word each, and together
    in no report: one that has both would say how they go together.
    """
    if not (isinstance(a.read, Where) and isinstance(b.read, Where)):
        return False
    if a.read.state is None:
        names = (a.read.name, b.read.name)
        towns = b.read.state is None and names[0] != names[1] and all(_is_town(v, texts) for v in (a, b))
        return towns and all(not all(name in text for name in names) for text in texts.values())
    one, other = folded(a.read.name), folded(b.read.name)
    nested = one in other or other in one
    return a.read.state == b.read.state and not nested and not (_is_state(a.read) or _is_state(b.read))


def _is_town(value: Value, texts: Mapping[str, str]) -> bool:
    """Say whether a place that is in no gazetteer is told like a town: "in Kelm", and not "in northern Sarn"."""
    text = texts[value.event.article]
    alone = value.span.of(text).isalpha() and not _is_state(value.read) if isinstance(value.read, Where) else False
    return alone and text[: value.span.start].endswith(" in ")


def _is_state(place: Where) -> bool:
    """Say whether a place is a state, or one of the USA, in which the other may lie."""
    match = load_states().match(place.name)
    return (match is not None and match.form is Form.NAME) or place_key(place.name) in load_gazetteer().american


def _differing(
    backing: Backing,
    kind: DiscrepancyKind,
    field: str,
    values: Sequence[Value],
    other: Callable[[Value, Value], bool],
    manner: Callable[[Value], Hashable] = bool,
) -> Iterator[Discrepancy]:
    """Report the values of different articles that exclude each other, a side for each article and value.

    `manner` is what `other` goes by beside the value itself.
    """
    clashing: set[Hashable] = set()
    told = ((_as_told(value, manner), value.event.article, value) for value in values)
    for a, b in combinations(of_two_articles(told), 2):
        if a.event.article != b.event.article and other(a, b):
            clashing |= {a.shown, b.shown}
    differing = (value for value in values if value.shown in clashing)
    sides = (backing.side(value.event.id, value.event.article, value.span, value.shown) for value in differing)
    yield from backing.differing(kind, field, sides)


def _as_told(value: Value, manner: Callable[[Value], Hashable]) -> Hashable:
    """Return what is the same of a value that is told in the same manner elsewhere."""
    return value.shown, replace(value.read, start=0, end=0), manner(value)
