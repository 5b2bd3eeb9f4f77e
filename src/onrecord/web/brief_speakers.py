"""How a brief names speakers: each once, with the words of a report for the office."""

from __future__ import annotations

from collections import Counter

from onrecord.model.derived import Actor, Story
from onrecord.model.reading import Statement, Tenure
from onrecord.model.span import Span
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Line, line, name, places
from onrecord.web.brief_places import quote_near

_OWNERS = ("his ", "her ", "their ", "its ", "my ", "our ", "your ")


def speaker_key(desk: StoryDesk, statement: Statement) -> str:
    """Return by what speakers are told apart: the actor where it is known, else the name."""
    actor = desk.snapshot.cast.of(statement.speaker.entity) if statement.speaker else None
    return actor.id if actor else desk.name_of(statement.speaker)


def heading(desk: StoryDesk, story: Story, statement: Statement) -> Line:
    """Name the speaker, in some report's words for the office."""
    if statement.speaker is None:
        return line("Speaker unknown")
    actor = desk.snapshot.cast.of(statement.speaker.entity)
    title = _title(desk, story, actor) if actor else None
    called = name(desk.name_of(statement.speaker))
    if title is None:
        return line(called)
    quoted = quote_near(desk.facts.article[title.article], Span(title.start, title.end), title.id)
    return line(called, ", ", quoted, places(*quoted.cites))


def _title(desk: StoryDesk, story: Story, actor: Actor) -> Tenure | None:
    """Find the words of the story's articles for the office that most of them give; none that say "his" or "their"."""
    own = {alias.entity for alias in desk.snapshot.resolution.aliases if alias.actor == actor.id}
    readings = (desk.facts.reading[article] for article in story.articles)
    held = [tenure for reading in readings for tenure in reading.tenures if tenure.entity in own]
    tenures = [tenure for tenure in held if not tenure.text.casefold().startswith(_OWNERS)]
    offices, words = Counter(t.office for t in tenures), Counter(t.text for t in tenures)

    def usual(tenure: Tenure) -> tuple[object, ...]:
        named = tenure.office.casefold() in tenure.text.casefold()
        sort = (-offices[tenure.office], not named, -words[tenure.text], -len(tenure.text))
        return (*sort, desk.preferred(tenure.article), tenure.id)

    return min(tenures, key=usual, default=None)
