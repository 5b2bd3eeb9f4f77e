"""One thing with its evidence (`show`), and why it is there (`explain`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.cli.telling import claim_lines
from onrecord.export.accounting import account
from onrecord.export.rows import judgement_rows
from onrecord.model.ids import Prefix
from onrecord.model.reading import Reading
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span
from onrecord.trace.owners import Owners

_CONTEXT = 100


def in_context(text: str, span: Span, around: int = _CONTEXT) -> str:
    """Return the characters around a span on one line, the span itself between ▸ and ◂.

    >>> in_context("He left. She said so. They came.", Span(9, 20), 4)
    '…ft. ▸She said so◂. Th…'
    """
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before, inside, after = text[start : span.start], span.of(text), text[span.end : end]
    marked = f"{'…' if start else ''}{before}▸{inside}◂{after}{'…' if end < len(text) else ''}"
    return " ".join(marked.split())


def explain(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    """Say, line by line, by which rules and on which words a row of the record rests.

    `identifier` is a full id; a row that is not in the snapshot gives no line.
    """
    teller = _TELLERS.get(Prefix(identifier.split("-", 1)[0]))
    if teller:
        yield from teller(snapshot, identifier)


def _place(snapshot: Snapshot, article: str, span: Span) -> str:
    found = snapshot.facts.article[article]
    return f"{found.uri} [{span.start}, {span.end}): {in_context(found.text, span)}"


def _reading_of(snapshot: Snapshot, article: str) -> Reading:
    return snapshot.facts.reading[article]


def _article(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    article = snapshot.facts.article[identifier]
    yield f"article {article.uri}"
    for candidate in article.candidates:
        chosen = "chosen" if candidate.chosen else "not chosen"
        why = f": {candidate.reason}" if candidate.reason else ""
        value = f"{candidate.field} = {candidate.value!r} by {candidate.basis}, {chosen}{why}"
        yield f"{value}; evidence: {candidate.evidence!r}"
    kinds = [block.kind for block in article.blocks]
    yield "blocks: " + ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))


def _statement(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    statement = snapshot.facts.statement[identifier]
    yield f"{statement.kind} statement, {statement.polarity}: rule {statement.reason}"
    for span in statement.spans:
        yield "content at " + _place(snapshot, statement.article, span)
    if statement.cue:
        cue = Span(statement.cue.start, statement.cue.end)
        yield f"cue ({statement.cue.type}) at {_place(snapshot, statement.article, cue)}"
    if statement.speaker:
        yield from _role(snapshot, statement.article, "speaker", statement.speaker.entity, statement.speaker.text)
    yield from _citations(snapshot, statement.article, identifier)
    yield from _membership(snapshot, identifier)


def _event(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    event = snapshot.facts.event[identifier]
    what = "/".join(part for part in (event.type, event.mode, event.subtype) if part)
    yield f"{what}, {event.status}: rule {event.reason}"
    yield "trigger at " + _place(snapshot, event.article, event.trigger)
    for slot, roles in (("actor", event.actors), ("recipient", event.recipients)):
        for role in roles:
            yield from _role(snapshot, event.article, slot, role.entity, role.text)
    if event.date:
        date = event.date
        yield f"date {date.since} to {date.until}, read from {date.text!r}, counted from {date.anchor}"
    if event.within:
        yield f"reported inside the statement {event.within}: it rests on that speaker's word"
    yield from _citations(snapshot, event.article, identifier)
    yield from _membership(snapshot, identifier)


def _role(snapshot: Snapshot, article: str, slot: str, entity: str | None, text: str) -> Iterator[str]:
    if entity is None:
        yield f"{slot} {text!r}: nobody known"
        return
    actor, alias = snapshot.cast.of(entity), snapshot.cast.alias.get(entity)
    name = actor.name if actor else snapshot.facts.entity[entity].name
    yield f"{slot} {text!r} is {name}" + (f" ({actor.id}): {alias.reason}" if actor and alias else "")
    words = [m for m in _reading_of(snapshot, article).mentions if m.entity == entity and m.text == text]
    for mention in words[:1]:
        yield f"    {mention.form} tied to the entity by {mention.reason}"


def _citations(snapshot: Snapshot, article: str, target: str) -> Iterator[str]:
    for citation in _reading_of(snapshot, article).citations:
        if citation.target in (target, article):
            where = _place(snapshot, article, citation.span)
            yield f"on the word of {citation.name} ({citation.kind}, {citation.scope}): rule {citation.reason}; {where}"


def _membership(snapshot: Snapshot, fact: str) -> Iterator[str]:
    claim = snapshot.claim_of.get(fact)
    for member in claim.members if claim else ():
        if claim and member.fact == fact:
            yield f"member of the claim {claim.id} as {member.relation}, score {member.score:.2f}: {member.reason}"


def _claim(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    claim = snapshot.claim[identifier]
    yield from claim_lines(account(snapshot, claim, Owners(snapshot.gradings)))
    yield ""
    yield "Why these reports are one claim:"
    for member in claim.members:
        name = snapshot.facts.article[member.article].uri
        yield f"  {member.fact} in {name}: {member.relation}, score {member.score:.2f}: {member.reason}"
    if identifier in snapshot.discrepancies_of:
        yield "What its reports disagree on:"
    for discrepancy in snapshot.discrepancies_of.get(identifier, ()):
        yield f"  {discrepancy.id} ({discrepancy.kind}): {discrepancy.note}"


def _node(snapshot: Snapshot, node: str) -> str:
    article = snapshot.facts.article.get(node)
    return article.uri if article else node


def _actor(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    actor = snapshot.cast.actor[identifier]
    yield f"{actor.kind} {actor.name}" + (f" of {actor.state}" if actor.state else "")
    for alias in snapshot.resolution.aliases:
        if alias.actor == identifier:
            yield f"{alias.name!r} in {_node(snapshot, alias.article)} ({alias.entity}): {alias.reason}"


def _story(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    story = snapshot.story[identifier]
    yield f"story {story.title!r}: {story.reason}"
    for article in story.articles:
        yield f"{article} {_node(snapshot, article)}"


def _citation(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    citation = snapshot.facts.citation[identifier]
    yield f"{citation.kind} {citation.name}, for the {citation.scope} {citation.target}: rule {citation.reason}"
    yield _place(snapshot, citation.article, citation.span)


def _discrepancy(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    found = next(d for d in snapshot.tracing.discrepancies if d.id == identifier)
    yield f"{found.kind} ({found.field}): {found.note}"
    for side in found.sides:
        names = ", ".join(snapshot.origin[o].name or "unnamed" for o in side.origins if o in snapshot.origin)
        yield f"{side.value}: {_place(snapshot, side.article, side.span)}" + (f"; origin {names}" if names else "")


def _judgement(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    for row in judgement_rows(snapshot):
        if row["id"] == identifier:
            yield f"{row['a']} {row['a_name']!r} and {row['b']} {row['b_name']!r}: {row['verdict']}"
            yield f"decided by {row['judge']} at {row['made']} with {row['software']}" + (
                f": {row['note']}" if row["note"] else ""
            )
            yield (
                "it holds"
                if row["holds"]
                else "it does not hold: a later decision on the pair, or an earlier contrary one"
            )


def _problem(snapshot: Snapshot, identifier: str) -> Iterator[str]:
    found = next(problem for problem in snapshot.problems if problem.id == identifier)
    effect = "no article was made of it" if found.fatal else "the item is in the record, or a part of it"
    yield f"{found.code}: {found.location}" + (f", {found.place}" if found.place else "")
    yield f"{found.cause}; {effect}; {found.remedy}"


_TELLERS: dict[Prefix, Callable[[Snapshot, str], Iterator[str]]] = {
    Prefix.ARTICLE: _article,
    Prefix.STATEMENT: _statement,
    Prefix.EVENT: _event,
    Prefix.CLAIM: _claim,
    Prefix.ACTOR: _actor,
    Prefix.STORY: _story,
    Prefix.CITATION: _citation,
    Prefix.DISCREPANCY: _discrepancy,
    Prefix.PROBLEM: _problem,
    Prefix.JUDGEMENT: _judgement,
}
