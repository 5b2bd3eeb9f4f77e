"""Discrepancies of wording between the reports that quote one utterance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind, Member, MemberRelation, Side
from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.changes import Change, Place, agreement, inner_changes
from onrecord.resolve.pairing import OTHER_WORDS, other_words
from onrecord.resolve.translations import TRANSLATED
from onrecord.resolve.units import own_words
from onrecord.resolve.wording import Word
from onrecord.trace.backing import Backing
from onrecord.trace.reports import words_of

_OMITTED = re.compile(r"…|\.\.\.|\. \. \.")
_MARK = re.compile(r"[\"“”„«»]|``|''")
_SINGLE = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_ONE_SENTENCE = 0.6
_ONE_TRANSLATED = 0.3

Quoted = tuple[Member, tuple[Word, ...]]


def wording_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find where reports quote an utterance in other words; what was cut off or marked as left out is no difference.

    Each way of quoting is compared with the head, between the first and the last words that both have. Reports that
    differ from it alike are sides of one row, beside those that have the head's words there. Differences in small words
    alone ("a" for "the") are variants that the claim's members show, not discrepancies; a "not" is one. Where so little
    is alike that the members may be two sentences, nothing is said; a translation may differ in more.
    """
    quoted = _quoted(backing)
    if not quoted or quoted[0][0].relation is not MemberRelation.HEAD:
        return
    head, *others = quoted
    # What one article prints as two quotations is twice said, not worded differently.
    others = [other for other in others if other[0].article != head[0].article]
    alike = _ONE_SENTENCE if _in_english(backing) else _ONE_TRANSLATED
    rows: defaultdict[tuple[str, ...], list[tuple[Quoted, list[Change]]]] = defaultdict(list)
    for other in others:
        changes = _changes(backing, head, other)
        plain = _weighs(changes, head[1], other[1]) and agreement(head[1], other[1]) >= alike
        if not plain and other[0].reason.startswith(TRANSLATED):
            # Clauses that changed places have no place of their own to compare: all of it is worded otherwise.
            changes, plain = [Change(Place(0, len(head[1])), Place(0, len(other[1])))], True
        if plain:
            rows[_way(changes, other[1])].append((other, changes))
    for way in sorted(rows):
        yield _row(backing, head, rows[way], others)


def _quoted(backing: Backing) -> list[Quoted]:
    """Return the head and the members that quote in the body, with their words; the head comes first."""
    facts, found = backing.facts, []
    for member in backing.claim.members:
        statement, text = facts.statement[member.fact], facts.article[member.article].text
        is_head = member.relation is MemberRelation.HEAD
        if own_words(statement, text)[1] and (is_head or statement.in_block not in HEADINGS):
            found.append((member, words_of(statement, member.span, text)))
    return found


def _in_english(backing: Backing) -> bool:
    """Say whether the words were spoken in English, so that reports of them are no translations."""
    states = {backing.state(actor) for actor in backing.claim.actors}
    return bool(states & load_wording().english)


def _way(changes: Sequence[Change], b: Sequence[Word]) -> tuple[str, ...]:
    """Return where in the head the changes are, and the words of `b` there."""
    places = (f"{change.a.start}:{change.a.stop}" for change in changes)
    words = (" ".join(word.form for word in b[change.b.start : change.b.stop]) for change in changes)
    return (*places, *words)


def _changes(backing: Backing, head: Quoted, other: Quoted) -> list[Change]:
    """Return where a member's words differ from the head's, but for what is marked as left out or not the speaker's."""
    texts = [backing.facts.article[member.article].text for member, _ in (head, other)]
    return [
        change
        for change in inner_changes(head[1], other[1])
        if not _marked(texts[0], head[1], change.a, change.b) and not _marked(texts[1], other[1], change.b, change.a)
    ]


def _marked(text: str, words: Sequence[Word], here: Place, there: Place) -> bool:
    """Say whether the text marks that words are missing here, or that the words here are not the speaker's.

    Words are missing at an ellipsis, and may be where a quotation is broken off ("…,” she said. “…"). Not the speaker's
    are words between two quotations, and those that only one report has and puts in brackets.
    """
    before, after = _gap(text, words, here.start), _gap(text, words, here.stop)
    if here.size == 0:
        return bool(_OMITTED.search(before) or _MARK.search(before))
    inside = text[words[here.start].start : words[here.stop - 1].end]
    broken = _MARK.search(inside) or (_SINGLE.search(before) and _SINGLE.search(after))
    bracketed = there.size == 0 and before.rstrip().endswith("(") and after.lstrip().startswith(")")
    return bool(broken or bracketed)


def _gap(text: str, words: Sequence[Word], at: int) -> str:
    """Return the characters before the word number `at`."""
    return text[words[at - 1].end : words[at].start] if 0 < at < len(words) else ""


def _weighs(changes: Sequence[Change], a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Say whether any word that differs, on either side, is a content word or turns the sentence round."""
    negations = load_wording().negations
    places = [(a, change.a) for change in changes] + [(b, change.b) for change in changes]
    return any(word.content or word.form in negations for words, at in places for word in words[at.start : at.stop])


def _row(
    backing: Backing, head: Quoted, differing: Sequence[tuple[Quoted, list[Change]]], others: Sequence[Quoted]
) -> Discrepancy:
    """Make the row: on each side all of the words from the first to the last difference."""
    places = [change.a for change in differing[0][1]]
    heads = [_side(backing, head, places), *_agreeing(backing, head, places, others)]
    tails = [_side(backing, other, [change.b for change in changes]) for other, changes in differing]
    # Spelling and marks aside, these are the same words: one value each.
    sides = [replace(side, value=group[0].value) for group in (heads, tails) for side in group]
    first: dict[tuple[str, str], Side] = {}
    for side in sides:
        first.setdefault((side.article, side.value), side)
    rewritten = not _in_english(backing) and other_words(head[1], differing[0][0][1]) >= OTHER_WORDS
    remark = "another translation or rewording" if rewritten else ""
    return backing.discrepancy(DiscrepancyKind.WORDING, "wording", tuple(first.values()), remark)


def _agreeing(backing: Backing, head: Quoted, places: Sequence[Place], others: Sequence[Quoted]) -> Iterator[Side]:
    """Give the sides of the members that have the head's words from before the first to after the last difference."""
    start, stop = max(0, places[0].start - 1), min(len(head[1]), places[-1].stop + 1)
    wanted = [word.form for word in head[1][start:stop]]
    for member, words in others:
        have = [word.form for word in words]
        at = next((at for at in range(len(have)) if have[at : at + len(wanted)] == wanted), None)
        if at is not None:
            moved = [Place(place.start - start + at, place.stop - start + at) for place in places]
            yield _side(backing, (member, words), moved)


def _side(backing: Backing, quoted: Quoted, places: Sequence[Place]) -> Side:
    member, words = quoted
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
