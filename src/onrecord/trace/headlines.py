"""Headings that tell an event otherwise than the article below them: as done, in number, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.article import HEADINGS, Article, Block
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import HAPPENED, Event, Magnitude, Status
from onrecord.model.span import Span
from onrecord.ontology.wording import load_wording
from onrecord.resolve.kinds import MEETING, WORDY, mutual
from onrecord.resolve.participants import any_compatible
from onrecord.resolve.sums import can_be_same
from onrecord.resolve.wording import Word, content_senses, words_in
from onrecord.trace.backing import Backing
from onrecord.trace.counts import Count, counts_in
from onrecord.trace.sizes import amounts_of

_NOT_YET = frozenset({Status.PLANNED, Status.THREATENED, Status.CONDITIONAL, Status.DENIED})
_FINITE = ("s", "ed")
_BOTH = 2


def headline_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find what headings say otherwise of the events that a claim's members tell in the body below them."""
    for member in backing.claim.members:
        event, article = backing.facts.event[member.fact], backing.facts.article[member.article]
        if event.in_block in HEADINGS:
            continue
        for heading in (block for block in article.blocks if block.kind in HEADINGS):
            yield from _as_done(backing, event, article, heading)
            yield from _by_number(backing, event, article, heading)
            yield from _by_doer(backing, event, heading)
    yield from _by_count(backing)


def _by_count(backing: Backing) -> Iterator[Discrepancy]:
    """Find a heading that gives the same deed another number of people or things than the body does.

    Unlike a number beside the same noun, this takes a heading that was found to tell the deed ("Five hostages freed").
    """
    events = [backing.facts.event[member.fact] for member in backing.claim.members]
    for heading in (event for event in events if event.in_block in HEADINGS):
        text = backing.facts.article[heading.article].text
        own = [event for event in events if event.article == heading.article and event.in_block not in HEADINGS]
        above, below = _targets(heading, text), [count for event in own for count in _targets(event, text)]
        if not above or not below or any(can_be_same(x, y) for x in above for y in below):
            continue
        if not any(count.value == above[0].value for count in _counts_of_body(backing, heading.article)):
            spans = [Span(amount.start, amount.end) for amount in (above[0], below[0])]
            yield backing.within(DiscrepancyKind.HEADLINE, "amount", own[0], spans)


def _targets(event: Event, text: str) -> list[Magnitude]:
    """Return how many an event is done to, or moves, where a report says so."""
    return [amount for key, amount in amounts_of(event, text) if key == "targets" or event.magnitude]


def _counts_of_body(backing: Backing, article: str) -> list[Count]:
    known = backing.facts.article[article]
    blocks = (block for block in known.readable() if block.kind not in HEADINGS)
    return [count for block in blocks for count in counts_in(known.text, block.span)]


def _as_done(backing: Backing, event: Event, article: Article, heading: Block) -> Iterator[Discrepancy]:
    """Find a heading that has as done what the body only plans, threatens or denies.

    What is denied is told by the heading's words: the event's verb as a finite form and another of its words, and
    nothing that leaves open whether it happened. What is planned takes an event read in the heading, of the same
    parties; headings tell a coming meeting in the present tense, so of meetings and of what is said nothing is said.
    """
    alike = _of_kind(backing, event)
    body = [other for other in alike if other.in_block not in HEADINGS]
    if event.status not in _NOT_YET or any(other.status in HAPPENED for other in body) or body[0].id != event.id:
        return
    words = words_in(article.text, heading.span)
    if "?" in heading.span.of(article.text) or any(word.form in load_wording().open for word in words):
        return
    above = [other for other in alike if heading.start <= other.trigger.start < heading.end]
    if event.status is Status.DENIED:
        wrong = _has_verb(event, article, words)
    else:
        spoken = event.type in WORDY or event.type == MEETING
        done = [other for other in above if other.status in HAPPENED]
        wrong = not spoken and any(
            backing.agreeing(event, other) == _BOTH or _tells_all(event, other, article) for other in done
        )
    if wrong:
        yield _row(backing, event, "status", heading.span, event.clause[0])


def _tells_all(event: Event, other: Event, article: Article) -> bool:
    """Say whether a heading tells a deed by the same verb, of the same doer and object: "Troops leave the road"."""
    words = {
        word.stem
        for word in words_in(article.text, Span(min(s.start for s in other.clause), max(s.end for s in other.clause)))
    }
    verb = [word.stem for word in words_in(article.text, event.trigger) if word.content]
    roles = [role for role in (event.actors, event.recipients) if role]
    heads = [{w.stem for role in slot for w in words_in(role.text) if w.content} for slot in roles]
    return bool(verb) and words.issuperset(verb) and len(heads) == _BOTH and all(words & head for head in heads)


def _has_verb(event: Event, article: Article, words: Sequence[Word]) -> bool:
    """Say whether words have the verb of an event, inflected as headings tell a deed, and another of its words."""
    verb = set(content_senses(words_in(event.trigger.of(article.text))))
    told = {sense for span in event.clause for sense in content_senses(words_in(article.text, span))} - verb
    finite = any(word.sense in verb and word.form.endswith(_FINITE) for word in words)
    return finite and any(word.content and word.sense in told for word in words)


def _of_kind(backing: Backing, event: Event) -> list[Event]:
    events = backing.facts.reading[event.article].events
    found = [other for other in events if (other.type, other.subtype) == (event.type, event.subtype)]
    return sorted(found, key=lambda other: (other.in_block in HEADINGS, other.trigger))


def _by_number(backing: Backing, event: Event, article: Article, heading: Block) -> Iterator[Discrepancy]:
    """Find a number in a heading that the body, which counts the same, nowhere has."""
    told = [count for span in event.clause for count in counts_in(article.text, span)]
    body = [
        count
        for block in article.readable()
        if block.kind not in HEADINGS
        for count in counts_in(article.text, block.span)
    ]
    for count in counts_in(article.text, heading.span):
        against = next((one for one in told if count.against(one)), None)
        if against and _first_of(body, against, count) and not any(one.value == count.value for one in body):
            yield _row(backing, event, "amount", count.span, against.span)


def _first_of(body: list[Count], against: Count, count: Count) -> bool:
    """Say whether a number is the first of the body that counts what the heading counts, so that one claim shows it."""
    return next((one.span for one in body if count.against(one)), None) == against.span


def _by_doer(backing: Backing, event: Event, heading: Block) -> Iterator[Discrepancy]:
    """Find a heading that gives the deed, the only one of its kind in the article, to somebody else than the body."""
    alike = _of_kind(backing, event)
    body = [other for other in alike if other.in_block not in HEADINGS]
    above = [other for other in alike if heading.start <= other.trigger.start < heading.end]
    if len(body) != 1 or len(above) != 1 or event.subtype is None or mutual(event):
        return
    doers, others = (backing.parties(one.actors) for one in (event, above[0]))
    known = all(party.state or party.actor for party in (*doers, *others))
    targets, other_targets = (backing.parties(one.recipients) for one in (event, above[0]))
    same = any_compatible(targets, other_targets) and above[0].status is event.status
    if doers and others and known and same and not any_compatible(doers, others):
        yield _row(backing, event, "doer", above[0].actors[0].span, event.actors[0].span)


def _row(backing: Backing, event: Event, field: str, heading: Span, body: Span) -> Discrepancy:
    return backing.within(DiscrepancyKind.HEADLINE, field, event, (heading, body))
