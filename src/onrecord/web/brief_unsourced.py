"""What a brief says of what is unsourced: claims of which no report says how it knows, or only from people unnamed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from onrecord.model.derived import OriginKind
from onrecord.model.reading import Event, Statement
from onrecord.web import phrases
from onrecord.web.brief_claims import Told, head_member, label, origin_cites, stretches, unsourced
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_events import status, what
from onrecord.web.brief_parts import Group, Line, Piece, Section, left, line, listed, name, places
from onrecord.web.brief_places import cite, quote_sentence, stop
from onrecord.web.brief_saying import said

_ROOM, _MOST_AGAIN = 120, 3


def unsourced_section(desk: StoryDesk, claims: Sequence[Told], above: Collection[str]) -> Section:
    """Gather what no report has from a named source or from reporting of its own; `above` are facts quoted before."""
    loose = [one for one in claims if unsourced(desk, one.claim)]
    again = [one for one in loose if head_member(desk, one).fact in above]
    new = [one for one in loose if one not in again]
    lines = (*_again(desk, again), *(_line(desk, one) for one in new[: desk.limits.unsourced]))
    return Section(
        key="unsourced",
        title="What is unsourced",
        note="Of none of these does a report name its source or say that it heard it itself.",
        none="Every claim that was traced has a named source or own reporting in at least one report.",
        groups=(Group(lines),) if lines else (),
        left=left(len(new) - desk.limits.unsourced, "claim"),
    )


def _again(desk: StoryDesk, claims: Sequence[Told]) -> Iterator[Line]:
    """Name those that stand above."""
    items: list[list[Piece]] = []
    for one in claims:
        member = head_member(desk, one)
        at = cite(desk.facts.article[member.article], stretches(desk, member)[0], member.fact)
        named: list[Piece] = [name(what(desk, one.head))] if isinstance(one.head, Event) else _speaker(one)
        items.append([*named, places(at)])
    if items:
        yield line("Of the above: ", *listed(items, _MOST_AGAIN), ".")


def _speaker(one: Told) -> list[Piece]:
    return ["what ", name(one.line.who), " says"]


def _line(desk: StoryDesk, one: Told) -> Line:
    return line(*_told(desk, one), *_reports(one), *_people(desk, one))


def _told(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    if isinstance(one.head, Statement):
        yield from (name(one.line.who), " ", *said(desk, one, one.head, _ROOM))
    elif isinstance(one.head, Event):
        yield from _done(desk, one, one.head)


def _done(desk: StoryDesk, one: Told, head: Event) -> Iterator[Piece]:
    member = head_member(desk, one)
    quoted = quote_sentence(desk.facts.article[member.article], stretches(desk, member)[0], member.fact, _ROOM)
    yield from (
        name(what(desk, head)),
        " (",
        *status(desk, one),
        "): ",
        quoted,
        places(*quoted.cites),
        stop(quoted),
    )


def _reports(one: Told) -> Iterator[Piece]:
    if one.reports == 1:
        yield from (" One report: ", name(label(one.account.reports[0])), ".")
    else:
        yield f" {phrases.sentence(one.account.verdict)}"


def _people(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    """Name the unnamed people that it rests on, as the reports do."""
    origins = [origin for origin in desk.origins(one.claim.id) if origin.kind is OriginKind.UNNAMED and origin.name]
    if origins:
        people = phrases.listed([str(origin.name) for origin in origins], 2)
        yield from (" Unnamed people: ", name(people), places(*origin_cites(desk, one.claim)), ".")
