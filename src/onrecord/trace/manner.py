"""How an event stands in its article: told as news, known already, or mentioned in passing."""

from __future__ import annotations

from onrecord.model.days import day_of
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind, Event, Role, Statement, Status
from onrecord.model.snapshot import Cast
from onrecord.resolve.participants import Party, party_of
from onrecord.trace.news import announces, happens, in_passing, is_main, takes_as_known, tells

_PRINTS = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})
_BACKGROUND_DAYS = 7
_BEFORE = 120


class Manner:
    """Judges how the events of some articles are told there."""

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast

    def text(self, event: Event) -> str:
        """Return the text of an event's article."""
        return self._facts.article[event.article].text

    def statement(self, event: Event) -> Statement | None:
        """Return the statement in which an event is told, if it is told in one."""
        return self._facts.statement.get(event.within or "")

    def party(self, role: Role | None) -> Party | None:
        """Return the participant who fills a slot, where one is known."""
        return party_of(role, self._cast, self._facts)

    def in_passing(self, event: Event) -> bool:
        """Say whether a statement takes an event for known: it names it by a noun or a gerund."""
        text = self.text(event)
        before = text[max(0, event.trigger.start - _BEFORE) : event.trigger.start]
        return in_passing(event.trigger.of(text), event, before)

    def is_background(self, event: Event) -> bool:
        """Say whether an event goes far back, so that who speaks of it now may have it from anybody."""
        if event.status is Status.HISTORICAL:
            return True
        published = self._facts.article[event.article].published
        until = event.date.until if event.date else None
        return bool(until and published) and _days(str(until), str(published)) > _BACKGROUND_DAYS

    def is_main(self, event: Event) -> bool:
        """Say whether a report of somebody else's is about an event, though it names it by a noun."""
        statement = self.statement(event)
        return statement is not None and not self.is_background(event) and is_main(statement, event)

    def tells(self, statement: Statement, event: Event) -> bool:
        """Say whether a statement tells an event as news; what a publisher mentions rests on it in any case."""
        if not tells(statement):
            return False
        party, text = self.party(statement.speaker), self.text(event)
        printed = party is not None and party.kind in _PRINTS
        if takes_as_known(statement) and not printed:
            return False
        main = announces(statement, event, text) or happens(statement, event, text)
        return printed or main or not self.in_passing(event)


def _days(since: str, until: str) -> int:
    """Return the days from one ISO day to another; 0 where one is not complete."""
    first, last = day_of(since), day_of(until)
    return (last - first).days if first and last else 0
