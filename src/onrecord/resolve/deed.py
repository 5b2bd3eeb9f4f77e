"""An event as it is compared across articles: who, to whom, how certain, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.model.article import HEADINGS, Article
from onrecord.model.days import day_of, stated
from onrecord.model.facts import Facts
from onrecord.model.folding import folded
from onrecord.model.reading import Event, Status, When
from onrecord.model.snapshot import Cast
from onrecord.model.span import Span, hull
from onrecord.ontology.wording import load_wording
from onrecord.resolve.asking import sought
from onrecord.resolve.naming import Named, name_of
from onrecord.resolve.participants import Party, number_of, parties_of, unknown_parties
from onrecord.resolve.slots import Slots, slots_of
from onrecord.resolve.things import SEIZURE, SEIZURE_TYPE, Thing, named_things, taken, things_of
from onrecord.resolve.weekdays import dated
from onrecord.resolve.wording import Word, words_in

_VERB = re.compile(r"(?:verb|support): '(?P<verb>[^\W\d_]+)")
_MEETING = "CONSULT"
_OFTEN = re.compile(
    r"\b(?:twice|thrice|repeatedly|(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|several|many|\d+)\s+"
    r"(?:times|occasions)|once\b[^.;]+\band\s+(?:once|again))\b(?!\s+as\b)",
    re.IGNORECASE,
)
"""How often something was done: "have met twice before", "met on three occasions"."""

SAME_RUN = 8
"""So many identical words in a row are one wording."""

DONE, AHEAD = "done", "prospective"
"""What a report says of an event as a claim: it has happened, or it may yet."""

_STATUS = {
    Status.OCCURRED: DONE,
    Status.ONGOING: DONE,
    Status.HISTORICAL: DONE,
    Status.PLANNED: AHEAD,
    Status.THREATENED: AHEAD,
    Status.CONDITIONAL: AHEAD,
    Status.DENIED: "denied",
    Status.ALLEGED: "alleged",
}


@dataclass(frozen=True)
class Deed:
    """An event with its participants as actors; `status` is done, prospective, denied or alleged.

    `when` is the event's date, or the day that other reports give for it; `adrift` says that they give several, of
    which it can mean any. `out` is the day by which its article was out: when it was published, or else crawled.
    `several` says that it stands for more than one event ("their meetings", "have met twice"), `past` that a verb is in
    the past.
    `doers` and `targets` stand in for actors and recipients where only their words are known, `counted` are the numbers
    that the report gives of those in either slot, `things` the ships, aircraft and vehicles in them, and `named` is the
    word by which it names the event. `lead` says that it stands in a heading or the first paragraph, `sought` has the
    words for what is demanded, and `rivals` are the other events of the kind that its article tells of, None where
    nobody can tell.
    """

    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: str
    words: tuple[Word, ...]
    span: Span
    text: str
    story: str | None
    when: When | None = None
    out: str | None = None
    adrift: bool = False
    several: bool = False
    past: bool = False
    doers: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    counted: tuple[float | None, float | None] = (None, None)
    things: tuple[frozenset[Thing], frozenset[Thing]] = (frozenset(), frozenset())
    named: Named | None = None
    lead: bool = False
    sought: frozenset[str] = frozenset()
    rivals: tuple[Deed, ...] | None = None

    @property
    def slots(self) -> int:
        """How many slots are filled: participants, date, place and amount."""
        event = self.event
        return sum(map(bool, (self.actors, self.recipients, event.date, event.place, event.magnitude)))

    @cached_property
    def known(self) -> tuple[Party, ...]:
        """The known participants, in whichever slot, each once."""
        return self.filled.known

    @cached_property
    def filled(self) -> Slots:
        """Who fills its slots."""
        phrases = tuple(role.text for role in self.event.recipients)
        sides = (self.actors, self.recipients, self.doers, self.targets)
        return slots_of(*sides, self.counted, self.things, phrases)

    @property
    def lone(self) -> bool:
        """Whether its article tells of no other event of the kind."""
        return self.rivals == ()

    @property
    def in_heading(self) -> bool:
        """Whether the event stands in a title or deck."""
        return self.event.in_block in HEADINGS

    @property
    def additional(self) -> bool:
        """Whether its amount comes on top of another."""
        return any(amount.additional for amount in self.event.magnitude)

    @cached_property
    def likeness(self) -> tuple[object, ...]:
        """What is the same in the copies of one report: all that it is compared by, but for its article."""
        event = self.event
        sides = (self.actors, self.recipients, self.doers, self.targets)
        parties = (tuple(sorted(party.key for party in side)) for side in sides)
        told = (self.several, self.past, self.adrift, self.additional, self.lead)
        rivals = None if self.rivals is None else tuple(rival.likeness for rival in self.rivals)
        kind = (event.type, event.subtype, self.status, *told)
        # Where they stand does not count: a copy under a longer title is a copy.
        slots = (replace(slot, start=0, end=0) if slot else None for slot in (self.when, event.date, event.place))
        amounts = tuple(replace(amount, start=0, end=0) for amount in event.magnitude)
        return (*kind, rivals, *parties, self.things, self.forms, *slots, amounts, self.story)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words of its clause as they stand there."""
        return tuple(word.form for word in self.words)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Each so many words in a row that two reports do not choose them by chance."""
        return frozenset(self.forms[at : at + SAME_RUN] for at in range(len(self.words) - SAME_RUN + 1))

    @cached_property
    def place(self) -> str:
        """The name of its place, folded, or ""."""
        return folded(self.event.place.name) if self.event.place else ""

    @cached_property
    def topic(self) -> frozenset[str]:
        """The content of its clause: words other than states and participants' names."""
        names = {word.sense for party in (*self.actors, *self.recipients) for word in words_in(party.name)}
        return frozenset(w.sense for w in self.words if w.content and not w.sense.startswith("=")) - names


def deeds_of(facts: Facts, cast: Cast, story_of: dict[str, str]) -> Iterator[Deed]:
    """Prepare the events for comparison, in article and text order, but for those of which no participant is told.

    Where none in a slot is known as an actor ("a bomb killed nine people"), the words for them stand in.
    """
    names = named_things(facts, story_of)
    for article, reading in zip(facts.articles, facts.readings, strict=True):
        body = _first_paragraph(article)
        known = names.get(story_of.get(article.id, article.id), {})
        for told in reading.events:
            event = dated(told, reading.events, article)
            lead = event.in_block in HEADINGS or event.trigger.start < body
            deed = _of_things(_deed(event, article, cast, facts, story_of.get(article.id), lead), article.text, known)
            if deed.actors or deed.recipients or deed.doers or deed.targets:
                yield deed


def _deed(event: Event, article: Article, cast: Cast, facts: Facts, story: str | None, lead: bool) -> Deed:
    span = hull(event.clause)
    actors, recipients = parties_of(event.actors, cast, facts), parties_of(event.recipients, cast, facts)
    # "Its border" lies in the doer's own state as much as in another, and so says nothing of whom the deed is done to.
    recipients = tuple(p for p in recipients if p.actor or p.state not in {doer.state for doer in actors} - {None})
    return Deed(
        event=event,
        actors=actors,
        recipients=recipients,
        status=_STATUS[event.status],
        words=tuple(word for part in event.clause for word in words_in(article.text, part)),
        span=span,
        text=span.of(article.text),
        story=story,
        when=event.date,
        out=_day(article.published) or _day(article.crawled),
        several=_several(event, article.text),
        past=_told_in_the_past(event.reason),
        doers=() if actors else unknown_parties(event.actors),
        targets=() if recipients else unknown_parties(event.recipients),
        counted=(number_of(event.actors), number_of(event.recipients)),
        named=name_of(event, article.text),
        sought=sought(event, article.text),
        lead=lead,
    )


def _of_things(deed: Deed, text: str, names: Mapping[str, str]) -> Deed:
    """Return a deed with the ships, aircraft and vehicles in it; that one was taken is a seizure by any verb."""
    event = deed.event
    doing, undergoing = (things_of(roles, text, names) for roles in (event.actors, event.recipients))
    if not (doing or undergoing):
        return deed
    if taken(event, undergoing, deed.named):
        event = replace(event, type=SEIZURE_TYPE, subtype=SEIZURE)
    return replace(deed, event=event, things=(doing, undergoing))


def _first_paragraph(article: Article) -> int:
    """Return where the first paragraph of an article's body ends."""
    return next((block.end for block in article.readable() if block.kind not in HEADINGS), 0)


def _day(time: str | None) -> str | None:
    day = day_of(stated(time))
    return day.isoformat() if day else None


def _told_in_the_past(reason: str) -> bool:
    """Say whether the verb by which an event was found ("support: 'held … talks'") is in the past tense.

    It is if it ends in -ed or is one of the lexicon's irregular forms, of which those in -s and -ing are not past.
    """
    found = _VERB.match(reason)
    verb = folded(found["verb"]) if found else ""
    return verb.endswith("ed") or (verb in load_wording().irregular and not verb.endswith(("s", "ing")))


def _several(event: Event, text: str) -> bool:
    """Say whether a report tells of more than one event: by a noun in the plural, or how often they met."""
    if event.reason.startswith("noun"):
        return _plural(event.trigger.of(text))
    return event.type == _MEETING and any(_OFTEN.search(part.of(text)) for part in event.clause)


def _plural(noun: str) -> bool:
    word = folded(noun)
    return word.endswith("s") and word not in load_wording().one_event
