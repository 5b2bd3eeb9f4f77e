"""What a brief says of where a story comes from: who had it first, who heard it, who repeats whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.export.story_account import ArticleAccount, StoryAccount
from onrecord.model.days import stated
from onrecord.model.derived import Dependence
from onrecord.model.reading import Citation, CitationKind
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.web import phrases
from onrecord.web.brief_claims import first, label, short
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Cite, Group, Line, Piece, Section, left, line, listed, name, places
from onrecord.web.brief_places import near, quote_near, whole
from onrecord.web.brief_ties import How, Taking, takings

_CUE_REACH = 60


def origins_section(desk: StoryDesk, story: StoryAccount) -> Section:
    """Gather who had the story first, who has reporting of their own, and who repeats whom."""
    givers = _givers(takings(story))
    rows = {row.id: row for claim in story.claims for row in desk.snapshot.dependences_of.get(claim.id, ())}
    lines = (
        *_first(desk, story),
        *_own(desk, story),
        *(_tie_line(desk, held, rows) for how in How for held in givers.get(how, ())[: _most(desk, how)]),
        *_families(desk, story),
    )
    hidden = sum(max(len(held) - _most(desk, how), 0) for how, held in givers.items())
    return Section(
        key="origins",
        title="Who had it first, and who repeats whom",
        note="Among the articles held here; who had it before them is not known.",
        none="No article is held.",
        groups=(Group(lines),),
        left=left(hidden, "source that reports name or repeat", "sources that reports name or repeat"),
    )


def _most(desk: StoryDesk, how: How) -> int:
    limits = desk.limits
    return {How.STATED: limits.stated, How.WORDS: limits.repeated}.get(how, limits.unsure)


def _named(desk: StoryDesk, articles: Sequence[ArticleAccount]) -> list[Piece]:
    items = [[name(label(one)), places(*whole(desk.facts.article[one.article]))] for one in articles]
    return listed(items, _room(desk, items))


def _room(desk: StoryDesk, items: Sequence[object]) -> int:
    """Return how many names are told: all of a few, and one of many, as each brings a place into the evidence."""
    return desk.limits.names if len(items) <= desk.limits.names else 1


def _first(desk: StoryDesk, story: StoryAccount) -> Iterator[Line]:
    """Say who had it first, and of which articles nobody knows when they came."""
    loose = [article for article in story.articles if not stated(article.published)]
    if not story.first:
        yield line("First in this coverage: unknown, no time of publication is given by ", *_named(desk, loose), ".")
        return
    yield line("First in this coverage: ", *first(desk, story.first), ".")
    if loose:
        yield line("Time of publication unknown: ", *_named(desk, loose), ".")


def _families(desk: StoryDesk, story: StoryAccount) -> Iterator[Line]:
    known = {article.article: article for article in story.articles}
    for family in story.families[: desk.limits.families]:
        members = [known[article] for article in family]
        yield line(f"One text in {phrases.count(len(family), 'article')}: ", *_named(desk, members), ".")


def _own(desk: StoryDesk, story: StoryAccount) -> Iterator[Line]:
    """Name those that say that they heard something themselves, with the words by which they say it."""
    items: list[list[Piece]] = []
    for article in story.articles:
        citations = desk.facts.reading[article.article].citations
        own = min((c for c in citations if c.kind is CitationKind.OWN), key=lambda c: (c.start, c.id), default=None)
        if own:
            quoted = quote_near(desk.facts.article[article.article], _hearing(desk, own), own.id)
            items.append([name(label(article)), " (", quoted, ")", places(*quoted.cites)])
    if items:
        yield line("With reporting of their own: ", *listed(items, _room(desk, items)), ".")


def _hearing(desk: StoryDesk, own: Citation) -> Span:
    """Return where an article says that it heard something: "told this newspaper"."""
    statement = desk.facts.statement.get(own.target)
    cue = statement.cue.span if statement and statement.cue else own.span
    close = cue.end <= own.start <= cue.start + _CUE_REACH
    return Span(cue.start, own.end) if close else own.span


def _givers(found: Sequence[Taking]) -> Mapping[How, list[tuple[Taking, ...]]]:
    """Put together what is taken from one giver in one way; first those from whom most have something."""
    groups = grouped(((one.how, one.giver), one) for one in found)
    ordered = sorted(groups.values(), key=lambda held: (-len({t.taker for t in held}), -len(held), held[0].giver))
    by_how = grouped((held[0].how, held) for held in ordered)
    return {how: list(held) for how, held in by_how.items()}


def _tie_line(desk: StoryDesk, held: Sequence[Taking], rows: Mapping[str, Dependence]) -> Line:
    """Say who has claims from one giver, and in how many claims; the largest claim shows it."""
    giver, takers = name(short(held[0].giver)), grouped((one.taker, one) for one in held)
    items: list[list[Piece]] = []
    for taker, own in sorted(takers.items(), key=lambda row: (-len(row[1]), row[0])):
        claims = phrases.count(len({one.claim for one in own}), "claim")
        shown = [row for one in own if (row := rows.get(one.tie.id)) and row.article in desk.line_of]
        best = min(shown, key=lambda row: desk.preferred(row.article), default=None)
        items.append([name(short(taker)), f" ({claims})", places(*_cites(desk, best))])
    others = listed(items, _room(desk, items))
    match held[0].how:
        case How.STATED:
            return line(giver, " is named as the source by ", *others, ".")
        case How.WORDS:
            return line("Words of ", giver, " are repeated by ", *others, ".")
        case How.UNORDERED:
            return line(giver, " shares words with ", *others, "; the times do not tell who was first.")
        case How.PERHAPS:
            return line("Words of ", giver, " are perhaps repeated by ", *others, ".")


def _cites(desk: StoryDesk, row: Dependence | None) -> tuple[Cite, ...]:
    return (near(desk.facts.article[row.article], row.span, row.id),) if row else ()
