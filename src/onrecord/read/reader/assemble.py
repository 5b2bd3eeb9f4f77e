"""From the network's answers for a text's windows to attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model.span import Span
from onrecord.read.reader.found import Attribution, Scores
from onrecord.read.reader.links import Places, Tables, link_chances, within
from onrecord.read.reader.pieces import Ints, Pieces
from onrecord.read.reader.spans import CONTENT, CUE, LABELS, SOURCE, Floats, Stretch, stretches_of
from onrecord.read.reader.windows import Window

CUE_OF_CONTENT, SOURCE_OF_CUE = range(2)
STATES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """The network's answer for one window of L pieces: `tags` (L, 9), `links` (L, OUTPUTS), `states` (L, width)."""

    tags: Floats
    links: Floats
    states: Floats | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What training chose for decoding.

    `biases`: how much more readily than by its own score each label is found; `least`: the least whole score of an
    attribution with a cue; `least_alone`: the same for a content without one.
    """

    biases: tuple[float, ...] = (0.0, 0.0, 0.0)
    least: float = 0.0
    least_alone: float = 1.0


@dataclass(frozen=True, slots=True)
class _Link:
    """The best of the sought for one seeker, its number or -1 for none, and the chance of that."""

    to: int
    chance: float


def assemble(
    pieces: Pieces, windows: Sequence[Window], answers: Sequence[Answer], tables: Tables, decisions: Decisions
) -> tuple[Attribution, ...]:
    """Decode the answers for all windows of a text; attributions come in the order of their first content."""
    if not windows:
        return ()
    tags = np.concatenate(
        [answer.tags[window.core - window.start :] for window, answer in zip(windows, answers, strict=True)]
    )
    found = stretches_of(pieces, tags.reshape(len(pieces), len(LABELS), STATES), decisions.biases)
    cue_of = _links(CUE_OF_CONTENT, (found[CONTENT], found[CUE]), pieces, windows, answers, tables)
    source_of = _links(SOURCE_OF_CUE, (found[CUE], found[SOURCE]), pieces, windows, answers, tables)
    cue_of = _carried(found[CONTENT], _same_line(found[CONTENT], found[CUE], cue_of, pieces), pieces)
    whole = [_attribution(pieces, found, members, cue_of, source_of) for members in _groups(cue_of)]
    kept = [one for one in whole if one.scores.whole >= (decisions.least if one.cue else decisions.least_alone)]
    return tuple(sorted(kept, key=lambda one: (one.contents, one.cue or Span(0, 1))))


def _links(
    relation: int,
    sides: tuple[Sequence[Stretch], Sequence[Stretch]],
    pieces: Pieces,
    windows: Sequence[Window],
    answers: Sequence[Answer],
    tables: Tables,
) -> list[_Link]:
    """Link each seeker in the window whose own part it begins in, to what is sought in that window or its context."""
    seekers, sought = ([(one.first, one.last) for one in side] for side in sides)
    links = [_Link(-1, 1.0)] * len(seekers)
    for window, answer in zip(windows, answers, strict=True):
        first, mine = _starting(seekers, window)
        second, theirs = within(sought, window.start, window.end)
        if not len(first):
            continue
        places = Places.of(pieces, window.start, window.end)
        chances = link_chances(relation, (first, second), answer.links, places, tables)
        numbers = [*np.flatnonzero(theirs).tolist(), -1]
        for seeker, row in zip(mine, chances, strict=True):
            best = int(row.argmax())
            links[seeker] = _Link(numbers[best], float(row[best]))
    return links


def _starting(ends: Sequence[tuple[int, int]], window: Window) -> tuple[Ints, list[int]]:
    """Return the stretches that begin in the window's own part, their ends there, and their numbers."""
    table = np.array(ends, np.int64).reshape(-1, 2)
    mine = np.flatnonzero((table[:, 0] >= window.core) & (table[:, 0] < window.end))
    moved = table[mine] - window.start
    return moved.clip(max=window.end - window.start - 1), mine.tolist()


def _same_line(
    contents: Sequence[Stretch], cues: Sequence[Stretch], links: Sequence[_Link], pieces: Pieces
) -> list[_Link]:
    """Cut links from a content outside marks to a cue in another line: its own cue was not found, this is not it."""
    return [
        _Link(-1, 1 - link.chance)
        if link.to >= 0
        and pieces.quotes[content.first] < 0
        and pieces.lines[content.first] != pieces.lines[cues[link.to].first]
        else link
        for content, link in zip(contents, links, strict=True)
    ]


def _carried(contents: Sequence[Stretch], links: Sequence[_Link], pieces: Pieces) -> list[_Link]:
    """Let a quotation that a paragraph opens again go on from the content before, where no cue is its own."""
    result = list(links)
    for at in range(1, len(contents)):
        quote = int(pieces.quotes[contents[at].first])
        if result[at].to == -1 and quote in pieces.reopened:
            result[at] = result[at - 1]
    return result


def _groups(links: Sequence[_Link]) -> list[list[int]]:
    """Put the contents together that hang on one cue; those on none stand alone."""
    by_cue: dict[int, list[int]] = {}
    for content, link in enumerate(links):
        by_cue.setdefault(link.to if link.to >= 0 else -1 - content, []).append(content)
    return list(by_cue.values())


def _attribution(
    pieces: Pieces,
    found: Sequence[Sequence[Stretch]],
    members: Sequence[int],
    cue_of: Sequence[_Link],
    source_of: Sequence[_Link],
) -> Attribution:
    contents = [found[CONTENT][at] for at in members]
    link = cue_of[members[0]]
    content = float(np.mean([one.score for one in contents]))
    linked = float(np.mean([cue_of[at].chance for at in members]))
    if link.to < 0:
        return Attribution(_spans(pieces, contents), (), None, Scores(content, 0.0, 0.0, linked, 0.0, content * linked))
    cue, source_link = found[CUE][link.to], source_of[link.to]
    sources = [found[SOURCE][source_link.to]] if source_link.to >= 0 else []
    source = sources[0].score if sources else 0.0
    whole = (content * linked * cue.score) ** (1 / 3)
    scores = Scores(content, source, cue.score, linked, source_link.chance, whole)
    return Attribution(_spans(pieces, contents), _spans(pieces, sources), _spans(pieces, [cue])[0], scores)


def _spans(pieces: Pieces, stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    return tuple(Span(int(pieces.starts[one.first]), int(pieces.ends[one.last])) for one in stretches)
