"""What the page of one article shows: its text with everything found in it, and what it shares with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.export.addresses import web_address
from onrecord.model.article import READ_KINDS, Article, Block, BlockKind, Candidate
from onrecord.model.reading import Citation, CitationScope, Event, Reading, Statement
from onrecord.model.span import Span
from onrecord.record.gathering import Gathering
from onrecord.web import kinds
from onrecord.web.desk import Desk, Tally, doers, kind_label
from onrecord.web.gathered import desk_of
from onrecord.web.lines import ArticleLine
from onrecord.web.links import safe_name
from onrecord.web.marks import Cutter, Layer, Mark, Piece
from onrecord.web.sharing import Shared, copied, partners, shared_with

MOST_SHARED = 12


@dataclass(frozen=True, slots=True)
class Note:
    """A line beside the text: what was found, where it is marked, and the claim it belongs to."""

    layer: Layer
    anchor: str
    id: str
    who: str
    what: str
    claim: str | None
    tally: Tally | None
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the article with its notes; `rule` says why it has its kind, `signed` whose comment it is."""

    kind: BlockKind
    label: str
    rule: str
    signed: str
    read: bool
    pieces: tuple[Piece, ...]
    gap: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """What one source says about the article itself."""

    field: str
    value: str
    basis: str
    evidence: str
    chosen: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything on the page of one article."""

    line: ArticleLine
    article: Article
    url: str | None
    story: tuple[str, str] | None
    lead: tuple[Piece, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[BlockKind, str, bool, int], ...]
    whole: tuple[Note, ...]
    counts: tuple[tuple[str, int], ...]
    candidates: tuple[CandidateRow, ...]
    shared: tuple[Shared, ...]
    shared_left: int


def gather_article(held: Gathering, identifier: str) -> Desk:
    """Gather what the page of an article shows: all that was read in it, and what it shares with others."""
    held.reading(identifier)
    snapshot = held.snapshot()
    facts = [*snapshot.facts.statement, *snapshot.facts.event]
    held.reported(facts)
    claims = held.snapshot().claim
    held.standings(claims)
    held.stories_of([identifier])
    held.reused(identifier)
    held.articles(partners(Desk(held.snapshot()), identifier)[:MOST_SHARED])
    return desk_of(held, claims)


def article_page(desk: Desk, article: Article) -> ArticlePage:
    """Gather what the page of an article shows."""
    reading = desk.facts.reading[article.id]
    story = desk.snapshot.story_of.get(article.id)
    others = partners(desk, article.id)
    cutter = Cutter(article.text, _marks(desk, article, reading))
    return ArticlePage(
        line=desk.line_of[article.id],
        article=article,
        url=web_address(article.url),
        story=(desk.story_href(story), story.title) if story else None,
        lead=cutter.cut(0, article.blocks[0].start if article.blocks else len(article.text)),
        rows=tuple(_rows(desk, article, reading, cutter)),
        legend=_legend(article),
        whole=tuple(_note(desk, c) for c in reading.citations if c.scope is CitationScope.ARTICLE),
        counts=_counts(reading),
        candidates=tuple(_candidate(candidate) for candidate in article.candidates),
        shared=tuple(shared_with(desk, article, others[:MOST_SHARED])),
        shared_left=max(len(others) - MOST_SHARED, 0),
    )


def _counts(reading: Reading) -> tuple[tuple[str, int], ...]:
    return (
        ("statement", len(reading.statements)),
        ("event", len(reading.events)),
        ("citation", len(reading.citations)),
    )


def _rows(desk: Desk, article: Article, reading: Reading, cutter: Cutter) -> Iterator[Row]:
    facts: list[Statement | Event | Citation] = [*reading.statements, *reading.events, *reading.citations]
    facts.sort(key=lambda fact: (_start(fact), fact.id))
    ends = [block.start for block in article.blocks[1:]] + [len(article.text)]
    for at, (block, end) in enumerate(zip(article.blocks, ends, strict=False)):
        low = 0 if at == 0 else block.start
        inside = [fact for fact in facts if low <= _start(fact) < end]
        yield Row(
            block.kind,
            kinds.BLOCKS[block.kind],
            block.rule,
            _signed(block),
            block.kind in READ_KINDS,
            cutter.cut(block.start, block.end),
            cutter.cut(block.end, end),
            tuple(_note(desk, fact) for fact in inside),
        )


def _signed(block: Block) -> str:
    """Return a comment's writer and how many comments it answers, as far as the page says them."""
    depth = f"answer of depth {block.depth}" if block.depth else ""
    return ", ".join(part for part in (block.author or "", depth) if part)


def _legend(article: Article) -> tuple[tuple[BlockKind, str, bool, int], ...]:
    """Return the kinds of block that the article has, whether each is read, and how many blocks it counts."""
    counts = Counter(block.kind for block in article.blocks)
    return tuple((kind, kinds.BLOCKS[kind], kind in READ_KINDS, counts[kind]) for kind in BlockKind if counts[kind])


def _start(fact: Statement | Event | Citation) -> int:
    if isinstance(fact, Citation):
        return fact.start
    return fact.trigger.start if isinstance(fact, Event) else fact.spans[0].start


def _marks(desk: Desk, article: Article, reading: Reading) -> Iterator[Mark]:
    for statement in reading.statements:
        label = f"{_speaker(desk, statement)}: {kinds.STATEMENTS[statement.kind]}"
        yield from _all(statement.spans, Layer.STATEMENT, statement.id, _claim_href(desk, statement.id), label)
    for event in reading.events:
        label = f"{doers(desk, event)}: {kind_label(event)}, {kinds.STATUSES[event.status]}"
        yield from _all((event.trigger,), Layer.TRIGGER, event.id, _claim_href(desk, event.id), label)
        yield from _all(event.spans, Layer.CLAUSE, f"{event.id}-clause", None, label)
    for citation in reading.citations:
        span = citation.span
        yield Mark(span, Layer.CITATION, safe_name(citation.id), None, f"rests on {citation.name}")
    for at, span in enumerate(copied(desk, article), 1):
        yield Mark(span, Layer.SHARED, f"shared-{at}", None, "also in another article")


def _all(spans: Sequence[Span], layer: Layer, anchor: str, href: str | None, label: str) -> Iterator[Mark]:
    for span in spans:
        yield Mark(span, layer, safe_name(anchor), href, label)


def _claim_href(desk: Desk, fact: str) -> str | None:
    claim = desk.snapshot.claim_of.get(fact)
    return desk.claim_line[claim.id].href if claim else None


def _note(desk: Desk, fact: Statement | Event | Citation) -> Note:
    claim = desk.snapshot.claim_of.get(fact.id)
    line = desk.claim_line[claim.id] if claim else None
    layer, who, what = _told(desk, fact)
    return Note(
        layer, safe_name(fact.id), fact.id, who, what, line.href if line else None, line.tally if line else None,
        fact.reason,
    )  # fmt: skip


def _told(desk: Desk, fact: Statement | Event | Citation) -> tuple[Layer, str, str]:
    if isinstance(fact, Statement):
        return Layer.STATEMENT, _speaker(desk, fact), f"{kinds.POLARITIES[fact.polarity]}, {_how(fact)}"
    if isinstance(fact, Event):
        return Layer.TRIGGER, doers(desk, fact), f"{kind_label(fact)}, {kinds.STATUSES[fact.status]}"
    return Layer.CITATION, fact.name, f"{kinds.SOURCES[fact.kind]}, for {_scope(fact)}"


def _how(fact: Statement) -> str:
    kind = kinds.STATEMENTS[fact.kind]
    return kind if fact.in_block == BlockKind.BODY else f"{kind} in the {fact.in_block}"


def _scope(citation: Citation) -> str:
    return {"article": "the whole article", "statement": "a statement", "event": "an event"}[citation.scope]


def _speaker(desk: Desk, statement: Statement) -> str:
    return desk.name_of(statement.speaker) if statement.speaker else "speaker not known"


def _candidate(found: Candidate) -> CandidateRow:
    return CandidateRow(found.field, found.value, found.basis, found.evidence, found.chosen, found.reason)
