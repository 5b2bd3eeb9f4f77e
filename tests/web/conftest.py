"""A small invented coverage, put together by hand: six articles on a naval base, one agency, one misquotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

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
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.problem import ProblemCode, problem
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
    Polarity,
    Precision,
    Reading,
    Role,
    Statement,
    StatementKind,
    Status,
    Tenure,
    When,
)
from onrecord.model.run import Run
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span
from onrecord.record.file import Record
from tests.web.records import recorded

SENTENCE = (
    "We will open a second naval base at Port Hallin before the winter, and nobody outside our harbour has a say in it"
)
WIRE = (
    f'The Republic of Velmark will open a second naval base, President Ada Torvik said on Tuesday. "{SENTENCE}," '
    "she told reporters in the capital, Brenn. Velmark signed a berthing agreement worth $40 million with the "
    "shipyard of Port Hallin last week."
)


@dataclass
class Coverage:
    """Collects facts by quoting the words of an article; every span is looked up, never counted by hand."""

    articles: dict[str, Article] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    def article(self, outlet: str | None, *blocks: tuple[BlockKind, str], **known: str | None) -> Article:
        text, made = "", []
        for kind, words in blocks:
            text += "\n\n" if text else ""
            made.append(Block(len(text), len(text) + len(words), kind))
            text += words
        title = next((words for kind, words in blocks if kind is BlockKind.TITLE), None)
        identifier = content_id(Prefix.ARTICLE, outlet, text)
        found = Article(identifier, f"in/{outlet}.txt", text, identifier, tuple(made), outlet, title, **known)
        self.articles[identifier] = found
        self.readings[identifier] = Reading(identifier)
        return found

    def entity(self, article: Article, name: str, kind: EntityKind, state: str | None = None) -> Entity:
        made = Entity(content_id(Prefix.ENTITY, article.id, name), article.id, kind, name, state)
        self._add(article, "entities", made)
        return made

    def tenure(self, article: Article, entity: Entity, office: str, words: str) -> None:
        at = article.text.index(words)
        made = Tenure(
            content_id(Prefix.TENURE, entity.id, at),
            article.id,
            entity.id,
            office,
            at,
            at + len(words),
            words,
            entity.state,
            reason="title before name",
        )
        self._add(article, "tenures", made)

    def statement(
        self,
        article: Article,
        words: str,
        speaker: Role | None,
        kind: StatementKind = StatementKind.DIRECT,
        block: str = "body",
    ) -> Statement:
        at = article.text.index(words)
        cue_at = article.text.find("said")
        cue = Cue(cue_at, cue_at + 4, "said", CueType.SAYS) if cue_at >= 0 else None
        made = Statement(
            content_id(Prefix.STATEMENT, article.id, at),
            article.id,
            kind,
            block,
            (Span(at, at + len(words)),),
            words,
            Polarity.AFFIRMS,
            cue,
            speaker,
            reason="said: 'said'",
        )
        self._add(article, "statements", made)
        return made

    def event(self, article: Article, clause: str, trigger: str, actors: tuple[Role, ...], **more: object) -> Event:
        at = article.text.index(clause)
        on = article.text.index(trigger, at)
        made = Event(
            content_id(Prefix.EVENT, article.id, on),
            article.id,
            "AGREE",
            Status.OCCURRED,
            "body",
            Span(on, on + len(trigger)),
            (Span(at, at + len(clause)),),
            clause,
            actors=actors,
            subtype="treaty",
            reason=f"verb: {trigger!r}",
        )
        made = replace(made, **more)  # type: ignore[arg-type]
        self._add(article, "events", made)
        return made

    def citation(self, article: Article, words: str, name: str, target: str, kind: CitationKind) -> Citation:
        at = article.text.index(words)
        scope = CitationScope.ARTICLE if target == article.id else CitationScope.STATEMENT
        made = Citation(
            content_id(Prefix.CITATION, article.id, at),
            article.id,
            kind,
            name,
            at,
            at + len(words),
            words,
            scope,
            target,
            reason=f"source named: {words!r}",
        )
        self._add(article, "citations", made)
        return made

    def role(self, article: Article, words: str, entity: Entity | None = None) -> Role:
        at = article.text.index(words)
        name = entity.name if entity else words
        return Role(name, at, at + len(words), words, entity.id if entity else None, entity.state if entity else None)

    def _add(self, article: Article, kind: str, made: object) -> None:
        reading = self.readings[article.id]
        self.readings[article.id] = replace(reading, **{kind: (*getattr(reading, kind), made)})  # type: ignore[arg-type]


def passage(a: Article, b: Article, words: str, kind: PassageKind) -> Passage:
    first, second = sorted((a, b), key=lambda article: article.id)
    spans = [Span(x.text.index(words), x.text.index(words) + len(words)) for x in (first, second)]
    identifier = content_id(Prefix.PASSAGE, first.id, second.id, spans[0].start)
    return Passage(identifier, kind, first.id, second.id, *spans, len(words.split()))


def link(a: Article, b: Article, kind: LinkKind, words: int) -> Link:
    first, second = sorted((a.id, b.id))
    return Link(content_id(Prefix.LINK, first, second), kind, first, second, words, 0.8, 0.6, 0.95)


def member(claim: str, fact: Statement | Event, relation: MemberRelation) -> Member:
    span = fact.spans[0]
    return Member(claim, fact.id, fact.article, relation, span, fact.text, 12, 0.9, "same speaker, same words")


def tie(claim: str, x: str, y: str, kind: DependenceKind, article: Article, words: str, **more: bool) -> Dependence:
    at = article.text.index(words)
    certain, directed = more.get("certain", True), more.get("directed", True)
    return Dependence(
        content_id(Prefix.DEPENDENCE, claim, x, y),
        claim,
        x,
        y,
        kind,
        certain,
        directed,
        article.id,
        Span(at, at + len(words)),
        f"{kind}: {words[:30]!r}",
    )


def build() -> Snapshot:
    """Make the invented coverage with everything derived from it, as the stages would."""
    body, title, dateline, nav = BlockKind.BODY, BlockKind.TITLE, BlockKind.DATELINE, BlockKind.NAVIGATION
    c = Coverage()
    wire = c.article(
        "Velpress",
        (title, "Velmark to open second naval base"),
        (dateline, "BRENN, April 3 (Velpress) -"),
        (body, WIRE),
        published="2031-04-03T09:10:00+00:00",
    )
    courier = c.article(
        "The Hallin Courier",
        (nav, "Home | News | Harbour"),
        (title, "Second base for Port Hallin"),
        (BlockKind.BYLINE, "By our newsroom"),
        (dateline, "BRENN (Velpress) -"),
        (body, WIRE),
        (BlockKind.COMMENT, "harbour_rat: about time!"),
        published="2031-04-03T12:40:00+00:00",
        byline="By our newsroom",
        url="https://courier.example/base",
    )
    ledger_quote = "We will open a second naval base at Port Hallin before the winter"
    ledger = c.article(
        "Morning Ledger",
        (title, "Torvik stands firm on new base"),
        (
            body,
            f'"{ledger_quote}," President Ada Torvik said, according to the agency Velpress. The announcement '
            "unsettled the neighbouring Kingdom of Ostran. Velmark signed an agreement worth $40 million.",
        ),
        published="2031-04-04",
    )
    blog_quote = "We will open a second naval base at Port Hallin, and nobody outside our harbour can stop it"
    blog = c.article(
        "Harbour Watch",
        (title, "“Nobody can stop us”, says Torvik"),
        (body, f'"{blog_quote}," said Torvik. She gave no date.'),
    )
    ostran = c.article(
        "Ostran Daily",
        (title, "Ostran warns of arms race in the strait"),
        (
            body,
            "Velmark will have a second naval base by winter, President Ada Torvik told this newspaper in an "
            "interview on Thursday. Velmark signed a contract worth $45 million with the shipyard, she said.",
        ),
        published="2031-04-05T06:00:00+02:00",
    )
    trade = c.article(
        "Brenn Business Post",
        (title, "Ostran raises tariffs on Velmark timber"),
        (
            body,
            "The Kingdom of Ostran raised its tariffs on timber from Velmark to 12 percent on Friday. "
            "A spokesman, Oren Aldis, said the kingdom “had waited long enough”.",
        ),
        published="2031-04-06",
    )
    everyone = (wire, courier, ledger, blog, ostran)
    people = {
        a.id: c.entity(a, "Ada Torvik" if a is not blog else "Torvik", EntityKind.PERSON, "VLM") for a in everyone
    }
    states = {a.id: c.entity(a, "Velmark", EntityKind.STATE, "VLM") for a in (wire, courier, ledger, ostran, trade)}
    kingdom = c.entity(trade, "Kingdom of Ostran", EntityKind.STATE, "OST")
    aldis = c.entity(trade, "Oren Aldis", EntityKind.PERSON, "OST")
    for a in (wire, courier, ledger, ostran):
        c.tenure(a, people[a.id], "president", "President Ada Torvik")
    president = {a.id: c.role(a, "Torvik" if a is blog else "Ada Torvik", people[a.id]) for a in everyone}
    said = {
        wire.id: c.statement(wire, SENTENCE, president[wire.id]),
        courier.id: c.statement(courier, SENTENCE, president[courier.id]),
        ledger.id: c.statement(ledger, ledger_quote, president[ledger.id]),
        blog.id: c.statement(blog, blog_quote, president[blog.id]),
        ostran.id: c.statement(
            ostran, "Velmark will have a second naval base by winter", president[ostran.id], StatementKind.INDIRECT
        ),
    }
    headline = c.statement(blog, "Nobody can stop us", president[blog.id], block="title")
    waited = c.statement(trade, "had waited long enough", c.role(trade, "Oren Aldis", aldis), StatementKind.MIXED)
    dollars = {}
    for a, sum_, clause, trigger in (
        (
            wire,
            40,
            "Velmark signed a berthing agreement worth $40 million with the shipyard of Port Hallin last week",
            "signed",
        ),
        (
            courier,
            40,
            "Velmark signed a berthing agreement worth $40 million with the shipyard of Port Hallin last week",
            "signed",
        ),
        (ledger, 40, "Velmark signed an agreement worth $40 million", "signed"),
        (ostran, 45, "Velmark signed a contract worth $45 million with the shipyard", "signed"),
    ):
        words = f"${sum_} million"
        at = a.text.index(words)
        amount = Magnitude(sum_ * 1e6, "USD", at, at + len(words), words)
        actor = c.role(a, "Velmark", states[a.id])
        dollars[a.id] = c.event(a, clause, trigger, (actor,), magnitude=(amount,))
    day = trade.text.index("Friday")
    tariff = c.event(
        trade,
        "The Kingdom of Ostran raised its tariffs on timber from Velmark to 12 percent on Friday",
        "raised",
        (c.role(trade, "Kingdom of Ostran", kingdom),),
        type="SANCTION",
        subtype="tariff",
        recipients=(
            Role(
                "Velmark",
                trade.text.index("Velmark", 60),
                trade.text.index("Velmark", 60) + 7,
                "Velmark",
                states[trade.id].id,
            ),
        ),
        date=When("2031-04-04", "2031-04-04", Precision.DAY, day, day + 6, "Friday", "published"),
    )
    c.citation(courier, "Velpress", "Velpress", courier.id, CitationKind.AGENCY)
    c.citation(ledger, "the agency Velpress", "Velpress", said[ledger.id].id, CitationKind.AGENCY)
    c.citation(ostran, "told this newspaper", "Ostran Daily", said[ostran.id].id, CitationKind.OWN)
    resolution, tracing = _derived(c, everyone, trade, said, dollars, headline, waited, tariff)
    courier_known = replace(
        courier,
        candidates=(
            Candidate(
                Field.TITLE, courier.title or "", "first heading", courier.title or "", chosen=True, reason="only one"
            ),
            Candidate(Field.OUTLET, "The Hallin Courier", "column 'publisher'", "The Hallin Courier", chosen=True),
            Candidate(
                Field.PUBLISHED, "2031-04-02", "file name", "courier-2031-04-02.txt", reason="later evidence is nearer"
            ),
        ),
    )
    articles = [courier_known if a.id == courier.id else a for a in c.articles.values()]
    problems = (
        problem(
            ProblemCode.EMPTY, "in/blank.txt", "coverage/in/blank.txt", "the file holds no bytes", "save the page again"
        ),
        problem(
            ProblemCode.ENCODING,
            "in/odd.txt",
            "coverage/in/odd.txt",
            "two encodings fit",
            "name one",
            "byte 12",
            fatal=False,
        ),
    )
    runs = (Run("run-1", "2031-04-07T00:00:00Z", "0.1.0", "core_web_md 3.7.1", "abc", "{}"),)
    return Snapshot(Facts.of(articles, c.readings.values()), resolution, tracing, problems, runs)


def _derived(
    c: Coverage,
    everyone: tuple[Article, ...],
    trade: Article,
    said: dict[str, Statement],
    dollars: dict[str, Event],
    headline: Statement,
    waited: Statement,
    tariff: Event,
) -> tuple[Resolution, Tracing]:
    wire, courier, ledger, blog, ostran = everyone
    facts = Facts.of(c.articles.values(), c.readings.values())
    actors, aliases = _cast(facts)
    torvik, velmark = (next(a.id for a in actors if a.name == name) for name in ("Ada Torvik", "Velmark"))
    story = Story(
        content_id(Prefix.STORY, 1),
        "Velmark’s second naval base",
        tuple(sorted(a.id for a in everyone)),
        "2031-04-03",
        "2031-04-05",
        "shared words: base, Hallin, Torvik",
    )
    timber = Story(content_id(Prefix.STORY, 2), "Tariffs on timber", (trade.id,), "2031-04-06", "2031-04-06")
    base, deal, alone, duty, slogan = (
        content_id(Prefix.CLAIM, key) for key in ("base", "deal", "alone", "duty", "slogan")
    )
    utterance = Claim(
        base,
        ClaimKind.UTTERANCE,
        SENTENCE,
        said[wire.id].id,
        (torvik,),
        (
            member(base, said[wire.id], MemberRelation.HEAD),
            member(base, said[courier.id], MemberRelation.SAME),
            member(base, said[ledger.id], MemberRelation.TRUNCATION),
            member(base, said[blog.id], MemberRelation.VARIANT),
            member(base, said[ostran.id], MemberRelation.PARAPHRASE),
        ),
        story.id,
    )
    signed = Claim(
        deal,
        ClaimKind.EVENT,
        "Velmark: treaty",
        dollars[wire.id].id,
        (velmark,),
        tuple(
            member(deal, e, MemberRelation.HEAD if a == wire.id else MemberRelation.VARIANT) for a, e in dollars.items()
        ),
        story.id,
    )
    claims = (
        utterance,
        signed,
        Claim(
            slogan,
            ClaimKind.UTTERANCE,
            headline.text,
            headline.id,
            (torvik,),
            (member(slogan, headline, MemberRelation.HEAD),),
            story.id,
        ),
        Claim(
            alone,
            ClaimKind.UTTERANCE,
            waited.text,
            waited.id,
            (),
            (member(alone, waited, MemberRelation.HEAD),),
            timber.id,
        ),
        Claim(
            duty,
            ClaimKind.EVENT,
            "Kingdom of Ostran → Velmark: tariff",
            tariff.id,
            (),
            (member(duty, tariff, MemberRelation.HEAD),),
            timber.id,
        ),
    )
    passages = (
        passage(wire, courier, WIRE, PassageKind.NARRATIVE),
        passage(
            wire, ledger, "We will open a second naval base at Port Hallin before the winter", PassageKind.QUOTATION
        ),
        passage(
            courier, ledger, "We will open a second naval base at Port Hallin before the winter", PassageKind.QUOTATION
        ),
        passage(wire, blog, "We will open a second naval base at Port Hallin", PassageKind.QUOTATION),
    )
    links = (
        link(wire, courier, LinkKind.COPY, 48),
        link(wire, ledger, LinkKind.SHARED_QUOTE, 12),
        link(courier, ledger, LinkKind.PARTIAL, 14),
        link(wire, blog, LinkKind.SHARED_QUOTE, 10),
    )
    source = "source:Velpress"
    ties = (
        tie(base, courier.id, source, DependenceKind.CREDITS, courier, "BRENN (Velpress)"),
        tie(base, courier.id, wire.id, DependenceKind.PASSAGE, courier, SENTENCE),
        tie(base, ledger.id, source, DependenceKind.CITES, ledger, "according to the agency Velpress"),
        tie(base, wire.id, source, DependenceKind.CREDITS, wire, "(Velpress)"),
        tie(
            base,
            blog.id,
            wire.id,
            DependenceKind.WORDING,
            blog,
            "open a second naval base at Port Hallin",
            certain=False,
            directed=False,
        ),
        tie(base, ostran.id, ostran.id, DependenceKind.OWN, ostran, "told this newspaper"),
        tie(deal, courier.id, wire.id, DependenceKind.PASSAGE, courier, "$40 million"),
    )
    agency = Origin(
        content_id(Prefix.ORIGIN, base, 1),
        base,
        OriginKind.AGENCY,
        "Velpress",
        (wire.id, courier.id, ledger.id),
        "least",
        "three reports name it",
    )
    own = Origin(
        content_id(Prefix.ORIGIN, base, 2),
        base,
        OriginKind.OWN,
        "Ostran Daily",
        (ostran.id,),
        "least",
        "“told this newspaper”",
    )
    loose = Origin(
        content_id(Prefix.ORIGIN, base, 3), base, OriginKind.REPORT, None, (blog.id,), "most", "names no source"
    )
    wired = Origin(
        content_id(Prefix.ORIGIN, deal, 1),
        deal,
        OriginKind.AGENCY,
        "Velpress",
        (wire.id, courier.id, ledger.id),
        "least",
        "",
    )
    other = Origin(
        content_id(Prefix.ORIGIN, deal, 2), deal, OriginKind.REPORT, None, (ostran.id,), "most", "names no source"
    )
    ids = tuple(sorted(a.id for a in everyone))
    outlets = tuple(sorted(str(a.outlet) for a in everyone))
    standings = (
        Standing(
            base,
            ids,
            outlets,
            4,
            2,
            3,
            "Five outlets report it. Two named origins: Velpress and the Ostran Daily’s own interview.",
            1,
            "two named origins",
        ),
        Standing(
            deal,
            ids[:4],
            outlets[:4],
            3,
            1,
            2,
            "Four reports, one sure origin: Velpress. No dependence found for one report.",
            3,
            "amounts differ between origins",
        ),
    )
    differ = (
        _amounts(deal, dollars, wire, ostran, wired, other),
        Discrepancy(
            content_id(Prefix.DISCREPANCY, "headline"),
            DiscrepancyKind.HEADLINE,
            "title",
            slogan,
            (
                Side(
                    headline.id, blog.id, headline.spans[0].start, headline.spans[0].end, headline.text, headline.text
                ),
                Side(
                    said[blog.id].id,
                    blog.id,
                    said[blog.id].spans[0].start,
                    said[blog.id].spans[0].end,
                    said[blog.id].text,
                    said[blog.id].text,
                ),
            ),
            "the title puts words between quotation marks that the body does not have",
        ),
    )
    resolution = Resolution(actors, aliases, passages, links, (story, timber), claims)
    return resolution, Tracing(ties, (agency, own, loose, wired, other), standings, differ)


def _amounts(
    claim: str, events: dict[str, Event], a: Article, b: Article, first: Origin, second: Origin
) -> Discrepancy:
    sides = []
    for article, origin in ((a, first), (b, second)):
        amount = events[article.id].magnitude[0]
        value = f"{amount.value:,.0f} USD"
        sides.append(
            Side(events[article.id].id, article.id, amount.start, amount.end, amount.text, value, (origin.id,))
        )
    note = "two amounts for one agreement"
    return Discrepancy(
        content_id(Prefix.DISCREPANCY, claim), DiscrepancyKind.AMOUNT, "amount", claim, tuple(sides), note
    )


def _cast(facts: Facts) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    actors: dict[str, Actor] = {}
    aliases = []
    for entity in facts.entity.values():
        name = "Ada Torvik" if entity.name == "Torvik" else entity.name
        actor = Actor(content_id(Prefix.ACTOR, name), entity.kind, name, entity.state)
        actors[actor.id] = actor
        reason = "full name" if entity.name == name else "surname of the only Torvik in the story"
        aliases.append(Alias(actor.id, entity.id, entity.article, entity.name, reason))
    return tuple(sorted(actors.values(), key=lambda a: a.id)), tuple(aliases)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The invented coverage."""
    return build()


@pytest.fixture(scope="session")
def record(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with recorded(snapshot, tmp_path_factory.mktemp("record") / "record.db") as opened:
        yield opened
