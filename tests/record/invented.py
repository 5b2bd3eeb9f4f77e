"""Hand-made coverage of an invented state: articles with every kind of fact, and everything derived from them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.article import Article, Block, BlockKind, Candidate, Field
from onrecord.model.derived import (
    Actor,
    Alias,
    Claim,
    ClaimKind,
    Dependence,
    DependenceKind,
    Discrepancy,
    DiscrepancyKind,
    Link,
    LinkKind,
    Member,
    MemberRelation,
    Origin,
    OriginKind,
    Passage,
    PassageKind,
    Resolution,
    Side,
    Standing,
    Story,
    Tracing,
)
from onrecord.model.grading import Grading, Reliability
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import (
    Citation,
    CitationKind,
    CitationScope,
    Cue,
    CueType,
    Entity,
    EntityKind,
    Event,
    Magnitude,
    Mention,
    MentionForm,
    Polarity,
    Precision,
    Reading,
    Role,
    Statement,
    StatementKind,
    Status,
    Tenure,
    When,
    Where,
)
from onrecord.model.run import Run
from onrecord.model.span import Span, text_of

RUN = Run("run-0001", "2031-05-02T08:00:00+00:00", "onrecord 0", "hand", "0", "{}")

TITLE = "Velmark opens “Nordstrand” terminal"
BODY = (
    "President Ada Torvik said on Monday “the terminal is open,” adding “and it will stay open” to envoys in Skarn, "
    "Velpress reported. Ostmark paid 40 million crowns for gas in case {number}."
)
MENU = "Home | World | Café"


def place(text: str, words: str) -> tuple[int, int, str]:
    """Return where `words` first stand in `text`, and the words."""
    start = text.index(words)
    return start, start + len(words), words


def article(number: int, outlet: str = "The Velmark Courier") -> Article:
    """Return an article whose body differs by its number."""
    body = BODY.format(number=number)
    text = f"{TITLE}\n\n{body}\n\n{MENU}\n"
    uri = f"paper/{number:04}.txt"
    at = len(TITLE) + 2
    blocks = (
        Block(0, len(TITLE), BlockKind.TITLE),
        Block(at, at + len(body), BlockKind.BODY),
        Block(at + len(body) + 2, len(text) - 1, BlockKind.NAVIGATION),
    )
    title = Candidate(Field.TITLE, TITLE, "first-line", TITLE, Span(0, len(TITLE)), chosen=True, reason="first line")
    named = Candidate(Field.OUTLET, outlet, "meta:og:site_name", outlet)
    id_ = content_id(Prefix.ARTICLE, uri, text)
    return Article(
        id_,
        uri,
        text,
        f"sha-{number}",
        blocks,
        outlet,
        TITLE,
        published="2031-05-02",
        language="en",
        candidates=(title, named),
    )


def reading(found: Article) -> Reading:
    """Return what stands in an article, by hand."""
    key = found.id
    torvik = Entity(f"ent-1{key[4:]}", key, EntityKind.PERSON, "Ada Torvik", "VLM", None, "president")
    ostmark = Entity(f"ent-2{key[4:]}", key, EntityKind.STATE, "Ostmark", "OST")
    said = _statement(found, torvik)
    paid = _event(found, ostmark)
    return Reading(
        key,
        (torvik, ostmark),
        (
            Mention(f"men-1{key[4:]}", key, torvik.id, *place(found.text, "Ada Torvik"), MentionForm.NAME, "name"),
            Mention(f"men-2{key[4:]}", key, ostmark.id, *place(found.text, "Ostmark"), MentionForm.NAME, "name"),
        ),
        (Tenure(f"ten-1{key[4:]}", key, torvik.id, "president", *place(found.text, "President Ada Torvik"), "VLM"),),
        (said,),
        (
            Citation(
                f"cit-1{key[4:]}",
                key,
                CitationKind.AGENCY,
                "Velpress",
                *place(found.text, "Velpress"),
                CitationScope.STATEMENT,
                said.id,
                0,
                "reported: 'reported'",
            ),
        ),
        (paid,),
    )


def _statement(found: Article, torvik: Entity) -> Statement:
    spans = tuple(Span(*place(found.text, words)[:2]) for words in ("the terminal is open,", "and it will stay open"))
    return Statement(
        f"sta-1{found.id[4:]}",
        found.id,
        StatementKind.DIRECT,
        "body",
        spans,
        text_of(found.text, spans),
        Polarity.AFFIRMS,
        Cue(*place(found.text, "said"), CueType.SAYS),
        Role("Ada Torvik", *place(found.text, "President Ada Torvik"), torvik.id, "VLM"),
        Role("envoys", *place(found.text, "envoys")),
        "2031-05-01",
        "said: 'said'",
    )


def _event(found: Article, ostmark: Entity) -> Event:
    start, _, _ = place(found.text, "Ostmark paid")
    end = found.text.index(" in case")
    return Event(
        f"eve-1{found.id[4:]}",
        found.id,
        "AID",
        Status.OCCURRED,
        "body",
        Span(*place(found.text, "paid")[:2]),
        (Span(start, end),),
        found.text[start:end],
        "economic",
        "payment",
        (Role("Ostmark", *place(found.text, "Ostmark"), ostmark.id, "OST"),),
        (),
        When("2031-05-01", "2031-05-01", Precision.DAY, *place(found.text, "Monday"), "published"),
        Where("Skarn", *place(found.text, "Skarn"), "VLM"),
        (Magnitude(40e6, "crown", *place(found.text, "40 million crowns")),),
        f"sta-1{found.id[4:]}",
        "lexicon: 'paid'",
    )


GRADING = Grading(
    "grd-0001",
    "Velpress",
    Reliability.B,
    "VLM",
    False,
    "Velmark Press House",
    ("Velpress Agency",),
    "",
    "ada",
    "2031",
    "0",
)


def judgements(articles: Sequence[Article]) -> list[Judgement]:
    """Return a judgement on two entities, and one on two reports."""
    first, second = (reading(item) for item in articles[:2])
    torvik = sorted((first.entities[0].id, second.entities[0].id))
    said = sorted(f"{r.statements[0].id}:{r.statements[0].spans[0].start}-90" for r in (first, second))
    told = ("Ada Torvik", "Ada Torvik", "", "ada", "2031-05-02", "0")
    return [
        Judgement("jdg-0001", JudgedKind.ACTOR, Verdict.SAME, torvik[0], torvik[1], *told),
        Judgement("jdg-0002", JudgedKind.CLAIM, Verdict.SAME, said[0], said[1], *told),
    ]


def lost(number: int, *, fatal: bool = True) -> Problem:
    """Return a problem."""
    uri = f"paper/lost{number}.txt"
    return problem(ProblemCode.EMPTY, uri, f"in/{uri}", "it holds no bytes", "save it again", fatal=fatal)


def derived(articles: Sequence[Article]) -> tuple[Resolution, Tracing]:
    """Return one claim of what Torvik said, reported by all the articles, with everything around it."""
    ordered = sorted(articles, key=lambda item: item.id)
    readings = [reading(item) for item in ordered]
    ids = tuple(item.id for item in ordered)
    actor = Actor("act-1", EntityKind.PERSON, "Ada Torvik", "VLM")
    aliases = tuple(
        Alias(actor.id, r.entities[0].id, r.article, f"Torvik {n % 2}", "same-name") for n, r in enumerate(readings)
    )
    story = Story("sto-1", TITLE, ids, "2031-05-01", "2031-05-02", "shared names")
    members = tuple(_member(item, found) for item, found in zip(ordered, readings, strict=True))
    claim = Claim("clm-1", ClaimKind.UTTERANCE, "Torvik: open", members[0].fact, (actor.id,), members, story.id)
    first, last = ordered[0], ordered[-1]
    span = Span(len(TITLE) + 2, len(TITLE) + 60)
    passage = Passage("pas-1", PassageKind.NARRATIVE, first.id, last.id, span, span, 9)
    link = Link("lnk-1", LinkKind.PARTIAL, first.id, last.id, 9, 0.5, 0.25, 0.9)
    origin = Origin("org-1", claim.id, OriginKind.AGENCY, "Velpress", ids, "least", "cited")
    other = Origin("org-2", claim.id, OriginKind.OWN, None, ids[:1], "most", "told this newspaper")
    tie = Dependence(
        "dep-1", claim.id, first.id, "source:Velpress", DependenceKind.CITES, True, True, first.id, span, "names it"
    )
    standing = Standing(claim.id, ids, ("The Velmark Courier",), 1, 1, 2, "one origin", 3, "one named source")
    sides = tuple(
        Side(m.fact, m.article, *place(a.text, "40 million crowns"), "40000000", (origin.id,))
        for m, a in zip(members, ordered, strict=True)
    )
    discrepancy = Discrepancy("dis-1", DiscrepancyKind.AMOUNT, "magnitude", claim.id, sides, "amounts differ")
    return (
        Resolution((actor,), aliases, (passage,), (link,), (story,), (claim,)),
        Tracing((tie,), (origin, other), (standing,), (discrepancy,)),
    )


def _member(found: Article, read: Reading) -> Member:
    statement = read.statements[0]
    hull = Span(statement.spans[0].start, statement.spans[-1].end)
    return Member("clm-1", statement.id, found.id, MemberRelation.SAME, hull, statement.text, 8, 1.0, "the same words")
