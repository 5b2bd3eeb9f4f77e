"""Events as dyads: one row for each actor and recipient, both sides of a mutual event once a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from onrecord.export.parts import events_of, role
from onrecord.export.sheet import Column, EventFormat, Sheet, described, filled
from onrecord.model.article import Article
from onrecord.model.derived import Claim, Standing
from onrecord.model.reading import Event, Role
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import EventTypes

_DAY = len("2024-01-01")


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on one side of a dyad, as far as known; `state` is a code, `sector` PLOVER's, `title` an office."""

    id: str | None = None
    name: str | None = None
    state: str | None = None
    sector: str | None = None
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Dyad:
    """One actor and one recipient of an event, either of which may be missing, with the claim behind it."""

    event: Event
    article: Article
    actor: Party
    recipient: Party
    mutual: bool
    claim: Claim | None = None
    standing: Standing | None = None

    @property
    def reports(self) -> int:
        """How many articles report the event."""
        if self.standing:
            return len(self.standing.articles)
        return len({member.article for member in self.claim.members}) if self.claim else 1

    @property
    def published(self) -> str | None:
        """The ISO day on which the article was published."""
        return self.article.published[:_DAY] if self.article.published else None


def dyads_of(snapshot: Snapshot, event: Event) -> Iterator[Dyad]:
    """Yield the dyads of an event, an actor without a recipient too."""
    claim = snapshot.claim_of.get(event.id)
    standing = snapshot.standing.get(claim.id) if claim else None
    article = snapshot.facts.article[event.article]
    mutual = is_mutual(event)
    for actor, recipient in _pairs(event, mutual=mutual):
        yield Dyad(
            event,
            article,
            _party(snapshot, actor, event.article),
            _party(snapshot, recipient, event.article),
            mutual,
            claim,
            standing,
        )


def is_mutual(event: Event) -> bool:
    """Say whether both sides do the same thing: the reader then lists the recipients among the actors too."""
    actors, recipients = ({_place(found) for found in roles} for roles in (event.actors, event.recipients))
    return not actors.isdisjoint(recipients) and len(actors | recipients) > 1


def _pairs(event: Event, *, mutual: bool) -> Iterator[tuple[Role | None, Role | None]]:
    actors: Sequence[Role | None] = event.actors or (None,)
    recipients: Sequence[Role | None] = event.recipients or (None,)
    seen: set[frozenset[object]] = set()
    for actor, recipient in product(actors, recipients):
        if mutual:
            pair = frozenset((_key(actor), _key(recipient)))
            if _place(actor) == _place(recipient) or pair in seen:
                continue
            seen.add(pair)
        yield actor, recipient


def _place(found: Role | None) -> tuple[int, int] | None:
    return (found.start, found.end) if found else None


def _key(found: Role | None) -> object:
    return (found.entity or _place(found)) if found else None


def _party(snapshot: Snapshot, found: Role | None, article: str) -> Party:
    if found is None:
        return Party()
    row = role(snapshot, found, article)
    entity = snapshot.facts.entity.get(found.entity or "")
    office = entity.office if entity else None
    return Party(row["id"], row["name"], row["state"], row["sector"], office, found.text)


def all_dyads(snapshot: Snapshot) -> Iterator[Dyad]:
    """Yield the dyads of all events, by article and place."""
    for event in events_of(snapshot):
        yield from dyads_of(snapshot, event)


def _amounts(dyad: Dyad) -> str | None:
    return "; ".join(amount.text for amount in dyad.event.magnitude) or None


COLUMNS: tuple[Column[Dyad], ...] = (
    Column("event", "the event's id; `onrecord show` prints it with its evidence", lambda d: d.event.id),
    Column("from", "first day of its date", lambda d: d.event.date and d.event.date.since),
    Column("to", "last day of its date", lambda d: d.event.date and d.event.date.until),
    Column(
        "precision",
        "unit in which the date is known: day, week, month, ...",
        lambda d: d.event.date and d.event.date.precision.value,
    ),
    Column("type", "PLOVER type of what happened, or would happen", lambda d: d.event.type),
    Column("mode", "PLOVER mode", lambda d: d.event.mode),
    Column("subtype", "our subtype", lambda d: d.event.subtype),
    Column("status", "what the text says of it", lambda d: d.event.status.value),
    Column(
        "confidence",
        "chance that actor, recipient and type are right; empty where the network did not judge the event",
        lambda d: d.event.confidence,
    ),
    Column(
        "mutual", "true where both sides do it, as in talks: the order of the two then says nothing", lambda d: d.mutual
    ),
    Column("actor_id", "id of the actor, where known", lambda d: d.actor.id),
    Column("actor", "name of the actor, or the words of the article", lambda d: d.actor.name),
    Column("actor_state", "code of the actor's state", lambda d: d.actor.state),
    Column("actor_sector", "PLOVER sector of the actor", lambda d: d.actor.sector),
    Column("recipient_id", "id of the recipient, where known", lambda d: d.recipient.id),
    Column("recipient", "name of the recipient, or the words of the article", lambda d: d.recipient.name),
    Column("recipient_state", "code of the recipient's state", lambda d: d.recipient.state),
    Column("recipient_sector", "PLOVER sector of the recipient", lambda d: d.recipient.sector),
    Column("place", "where it happened", lambda d: d.event.place and d.event.place.name),
    Column("place_state", "code of the state in which the place lies", lambda d: d.event.place and d.event.place.state),
    Column("magnitude", "first amount", lambda d: d.event.magnitude[0].value if d.event.magnitude else None),
    Column(
        "unit",
        "what the first amount counts: a currency, persons, ...",
        lambda d: d.event.magnitude[0].unit if d.event.magnitude else None,
    ),
    Column("amounts", "all amounts in the words of the article, divided by semicolons", _amounts),
    Column("article", "id of the article", lambda d: d.article.id),
    Column("outlet", "its outlet", lambda d: d.article.outlet),
    Column("published", "day on which it was published", lambda d: d.published),
    Column("claim", "id of the claim: the same event as all articles report it", lambda d: d.claim and d.claim.id),
    Column("articles", "how many articles report the claim", lambda d: d.reports),
    Column(
        "origins_at_least",
        "independent origins behind the claim, at least",
        lambda d: d.standing and d.standing.at_least,
    ),
    Column(
        "origins_at_most", "independent origins behind the claim, at most", lambda d: d.standing and d.standing.at_most
    ),
    Column("text", "the words that report it", lambda d: d.event.text),
)


def _sheet(snapshot: Snapshot, types: EventTypes) -> Sheet:  # noqa: ARG001 - every format is made from both
    return Sheet(tuple(filled(COLUMNS, all_dyads(snapshot))))


DYADS = EventFormat("dyads", described(COLUMNS), _sheet)
