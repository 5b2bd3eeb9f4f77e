"""Discrepancies of wording between the reports that quote one utterance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.model.article import BlockKind
from onrecord.model.derived import Discrepancy, DiscrepancyKind, Member, MemberRelation, Side
from onrecord.model.reading import Statement, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.changes import Change, Place, changed
from onrecord.resolve.pairing import OTHER_WORDS, other_words
from onrecord.resolve.wording import Word
from onrecord.trace.backing import Backing
from onrecord.trace.reports import words_of

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.DECK})
_OMITTED = re.compile(r"…|\.\.\.|\. \. \.")


def wording_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find where reports quote an utterance in other words; what was cut off or marked as left out is no difference.

    Each way of quoting is compared with the head; reports that have the same words are sides of one row. Differences
    in small words alone ("a" for "the") are variants that the claim's members show, not discrepancies; a "not" is one.
    """
    head, *others = _quoted(backing)
    if _statement(backing, head).kind is StatementKind.INDIRECT:
        return
    ways: defaultdict[tuple[str, ...], list[tuple[Member, list[Change]]]] = defaultdict(list)
    for member in others:
        if _statement(backing, member).in_block in _HEADINGS:
            continue
        changes = _changes(backing, head, member)
        if _weighs(changes, _words(backing, head), _words(backing, member)):
            ways[tuple(word.form for word in _words(backing, member))].append((member, changes))
    for way in sorted(ways):
        yield _row(backing, head, ways[way])


def _quoted(backing: Backing) -> list[Member]:
    """Return the head and the members that quote."""
    members = backing.claim.members
    return [
        member
        for member in members
        if member.relation is MemberRelation.HEAD or _statement(backing, member).kind is not StatementKind.INDIRECT
    ]


def _statement(backing: Backing, member: Member) -> Statement:
    return backing.facts.statement[member.fact]


def _words(backing: Backing, member: Member) -> tuple[Word, ...]:
    return words_of(_statement(backing, member), member.span, backing.facts.article[member.article].text)


def _changes(backing: Backing, head: Member, member: Member) -> list[Change]:
    """Return where a member's words differ from the head's, but for what an ellipsis marks as left out."""
    a, b = _words(backing, head), _words(backing, member)
    texts = [backing.facts.article[m.article].text for m in (head, member)]
    return [
        change
        for change in changed(a, b)
        if not (change.a.size == 0 and _left_out(texts[0], a, change.a.start))
        and not (change.b.size == 0 and _left_out(texts[1], b, change.b.start))
    ]


def _weighs(changes: Sequence[Change], a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Say whether any word that differs, on either side, is a content word or turns the sentence round."""
    negations = load_wording().negations
    places = [(a, change.a) for change in changes] + [(b, change.b) for change in changes]
    return any(word.content or word.form in negations for words, at in places for word in words[at.start : at.stop])


def _left_out(text: str, words: Sequence[Word], at: int) -> bool:
    """Say whether an ellipsis stands before the word number `at`."""
    return bool(at) and at < len(words) and bool(_OMITTED.search(text[words[at - 1].end : words[at].start]))


def _row(backing: Backing, head: Member, others: Sequence[tuple[Member, list[Change]]]) -> Discrepancy:
    """Make the row: on each side all of the words from the first to the last difference."""
    a = _words(backing, head)
    sides = [_side(backing, head, a, [change.a for change in others[0][1]])]
    for member, own in others:
        side = _side(backing, member, _words(backing, member), [change.b for change in own])
        if all((side.article, side.start) != (known.article, known.start) for known in sides):
            sides.append(side)
    translated = other_words(a, _words(backing, others[0][0])) >= OTHER_WORDS
    remark = "another translation or rewording" if translated else ""
    return backing.discrepancy(DiscrepancyKind.WORDING, "wording", sides, remark)


def _side(backing: Backing, member: Member, words: Sequence[Word], places: Sequence[Place]) -> Side:
    text = backing.facts.article[member.article].text
    span, value = shown(text, words, places)
    return backing.side(member.fact, member.article, span, value)


def shown(text: str, words: Sequence[Word], places: Sequence[Place]) -> tuple[Span, str]:
    """Return the stretch that holds all differences, with a word beside an empty one, and the words that differ."""
    start = max(0, min(place.start - (place.size == 0) for place in places))
    stop = min(len(words), max(place.stop + (place.size == 0) for place in places))
    value = " … ".join(_text(text, words[place.start : place.stop]) for place in places if place.size)
    return Span(words[start].start, words[stop - 1].end), value


def _text(text: str, words: Sequence[Word]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split())
