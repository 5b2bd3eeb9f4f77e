"""A brief of one story: what a person can hand on, made only of rows of the record and the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.export.story_account import ArticleAccount, StoryAccount, story_account
from onrecord.model.days import stated
from onrecord.model.derived import SOURCE, Claim, Discrepancy, Story, Tracing
from onrecord.model.snapshot import Snapshot
from onrecord.web import phrases
from onrecord.web.brief_claims import Told, told
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_disputes import disputes_section
from onrecord.web.brief_events import events_section
from onrecord.web.brief_evidence import Source, evidence, marked, numbered
from onrecord.web.brief_origins import origins_section
from onrecord.web.brief_parts import Cite, Line, Part, Piece, Section, left, line, name, places
from onrecord.web.brief_places import whole
from onrecord.web.brief_statements import statements_section
from onrecord.web.brief_unsourced import unsourced_section
from onrecord.web.desk import Desk, Tally

READING = (
    "A number such as [2] is an article and [2b] a place in it; both stand under Evidence with their exact characters, "
    "the ids of what was read there, and where the characters stand in the article’s text. A claim is one thing said "
    "or done, put together from all its reports. An origin is where a report enters the coverage: “at least” reckons "
    "with every possible dependence between reports, “at most” only with the certain ones. To check a row: onrecord "
    "explain ID."
)
"""How to read a brief."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One story in short: its title, what the coverage is, its parts, and the evidence that every line names.

    `unshown` says how many articles of the story no line names; `made` what read them.
    """

    story: str
    title: Line
    coverage: Line
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    unshown: str
    made: str


def brief(snapshot: Snapshot, story: Story) -> Brief:
    """Gather the brief of a story; the snapshot may be an excerpt that holds no more than what belongs to the story."""
    known, lost = within(snapshot, story)
    desk = StoryDesk(known)
    account = story_account(known, known.story[story.id], desk.owners)
    draft = _Draft(desk, account, lost)
    found = _Draft(StoryDesk(known, draft.cites), account, lost)
    shown = evidence(found.desk, found.cites)
    return Brief(
        story=story.id,
        title=marked(found.title, shown.marks),
        coverage=marked(found.coverage, shown.marks),
        sections=tuple(numbered(section, shown.marks) for section in found.sections),
        sources=shown.sources,
        unshown=_unshown(story, shown.sources),
        made=_made(known),
    )


class _Draft:
    """The lines of a brief before its evidence is numbered."""

    def __init__(self, desk: StoryDesk, account: StoryAccount, lost: int) -> None:
        story = desk.snapshot.resolution.stories[0]
        claims = told(desk, account)
        self.desk = desk
        self.title, self.coverage = _title(desk, story), _coverage(desk, account, claims)
        main = (events_section(desk, claims), statements_section(desk, story, claims))
        above = {cite.row for section in main for found in section.lines for cite in found.cites}
        self.sections = (
            *main,
            origins_section(desk, account),
            disputes_section(desk, claims, lost),
            unsourced_section(desk, claims, above),
        )

    @property
    def cites(self) -> tuple[Cite, ...]:
        """All that the lines rest on."""
        lines = (self.title, self.coverage, *(found for section in self.sections for found in section.lines))
        return tuple(cite for found in lines for cite in found.cites)


def within(snapshot: Snapshot, story: Story) -> tuple[Snapshot, int]:
    """Keep of a snapshot what belongs to a story and can be shown, and count the discrepancies that cannot.

    An excerpt has no articles of other stories; a report of the story's claim in one of these is left out with it.
    """
    held = snapshot.facts.article
    claims = [_held(claim, snapshot) for claim in snapshot.claims_of_story.get(story.id, ())]
    ids = {claim.id for claim in claims}
    touching = {row.id: row for id_ in sorted(ids) for row in snapshot.discrepancies_of.get(id_, ())}
    shown = tuple(row for row in touching.values() if row.sides and all(side.article in held for side in row.sides))
    known = replace(story, articles=tuple(article for article in story.articles if article in held))
    resolution = replace(snapshot.resolution, claims=tuple(claims), stories=(known,))
    kept = replace(snapshot, resolution=resolution, tracing=_tracing(snapshot, ids, shown))
    return kept, len(touching) - len(shown)


def _held(claim: Claim, snapshot: Snapshot) -> Claim:
    """Keep the reports that are held; where the fullest is not among them, the first stands for it."""
    members = tuple(m for m in claim.members if m.article in snapshot.facts.article)
    known = any(member.fact == claim.head for member in members)
    return replace(claim, members=members, head=claim.head if known or not members else members[0].fact)


def _tracing(snapshot: Snapshot, claims: set[str], discrepancies: tuple[Discrepancy, ...]) -> Tracing:
    tracing, held = snapshot.tracing, snapshot.facts.article
    ties = (row for row in tracing.dependences if row.claim in claims and row.article in held)
    return Tracing(
        tuple(row for row in ties if all(end.startswith(SOURCE) or end in held for end in (row.x, row.y))),
        tuple(row for row in tracing.origins if row.claim in claims),
        tuple(row for row in tracing.standings if row.claim in claims),
        discrepancies,
    )


def _title(desk: Desk, story: Story) -> Line:
    """Return the story's title, with the article that has it."""
    held = (desk.facts.article[article] for article in story.articles if article in desk.line_of)
    having = [article for article in held if _flat(article.title or "") == _flat(story.title)]
    first = min(having, key=lambda article: desk.order(article.id), default=None)
    return line(name(story.title or story.id), *([places(*whole(first))] if first else []))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _coverage(desk: Desk, account: StoryAccount, claims: tuple[Told, ...]) -> Line:
    """Say how many articles there are, of when, and how many claims were read from them."""
    outlets = [article.outlet for article in account.articles]
    tally = Tally(len(outlets), len({*outlets} - {None}), outlets.count(None), 0, 0, 0, traced=False)
    several = sum(one.reports > 1 for one in claims)
    confirmed = sum(one.line.tally.at_least > 1 for one in claims)
    return line(
        f"{phrases.count(tally.reports, 'article')} ({tally.where}), ",
        *_published(desk, account),
        f". {phrases.count(len(claims), 'claim')}: {phrases.number(several)} in several articles, "
        f"{phrases.number(len(claims) - several)} in one. On two or more known origins: "
        f"{phrases.number(confirmed) if confirmed else 'none'}.",
    )


def _published(desk: Desk, account: StoryAccount) -> Iterator[Piece]:
    """Say from when to when the articles were published."""
    dated = [article for article in account.articles if stated(article.published)]
    if not dated:
        yield from ("time of publication unknown", _at(desk, account.articles[:1]))
        return
    ends = (dated[0], dated[-1])
    days = [phrases.day(article.published) for article in ends]
    yield from (f"published {days[0]}", _at(desk, ends[:1]))
    if days[0] != days[1]:
        yield from (f" to {days[1]}", _at(desk, ends[1:]))
    loose = [article for article in account.articles if not stated(article.published)]
    if loose:
        yield from (f", date of {phrases.number(len(loose))} unknown", _at(desk, loose[:1]))


def _at(desk: Desk, articles: Sequence[ArticleAccount]) -> Part:
    return places(*(cite for article in articles for cite in whole(desk.facts.article[article.article])))


def _unshown(story: Story, sources: Sequence[Source]) -> str:
    cited = {source.article for source in sources}
    return left(len([a for a in story.articles if a not in cited]), "article of this story", "articles of this story")


def _made(snapshot: Snapshot) -> str:
    runs = sorted({(run.software, run.model) for run in snapshot.runs if run.model})
    return phrases.listed([f"{software} with the language model {model}" for software, model in runs])
