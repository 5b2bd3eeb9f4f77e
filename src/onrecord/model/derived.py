"""What `resolve` and `trace` make from the facts of many articles: it can be dropped and made again at any time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.reading import EntityKind
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, person, organisation, outlet, agency or group, known under its fullest name across articles.

    `sector` is the one that most of the articles give that name it, by the codes of docs/actors.md.
    """

    id: str
    kind: EntityKind
    name: str
    state: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """The decision that one article's entity is this actor, with the rule and the names it matched."""

    actor: str
    entity: str
    article: str
    name: str
    reason: str = ""


class PassageKind(StrEnum):
    """What a shared stretch of text is made of."""

    NARRATIVE = "narrative"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of article `a` aligned with a stretch of article `b`; `words` counts the words that agree."""

    id: str
    kind: PassageKind
    a: str
    b: str
    a_span: Span
    b_span: Span
    words: int


class LinkKind(StrEnum):
    """How two articles are related."""

    COPY = "copy"
    PARTIAL = "partial"
    SHARED_QUOTE = "shared_quote"


@dataclass(frozen=True, slots=True)
class Link:
    """A typed edge between two articles (`a` < `b`), made of their passages.

    `words` counts the narrative words in shared passages, `cover_a` and `cover_b` their share of each body, `score` is
    the certainty in 0 to 1 that text was reused.
    """

    id: str
    kind: LinkKind
    a: str
    b: str
    words: int
    cover_a: float
    cover_b: float
    score: float


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one happening; `since` and `until` are ISO days where known."""

    id: str
    title: str
    articles: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    reason: str = ""


class ClaimKind(StrEnum):
    """What a claim is about: something said, or something done."""

    UTTERANCE = "utterance"
    EVENT = "event"


class MemberRelation(StrEnum):
    """How a member's words relate to the head form of its claim."""

    HEAD = "head"
    SAME = "same"
    VARIANT = "variant"
    TRUNCATION = "truncation"
    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a claim: the statement or event `fact` of an article.

    `span` is the part of the article that carries the claim; `shared` counts the longest run of words identical with
    the head form.
    """

    claim: str
    fact: str
    article: str
    relation: MemberRelation
    span: Span
    text: str
    shared: int
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One utterance or one event as reported across articles; `head` is the fact with the fullest form.

    `actors` are the actor ids of the speaker, or of an event's actors and recipients. `story` is the story that most of
    its reports belong to.
    """

    id: str
    kind: ClaimKind
    title: str
    head: str
    actors: tuple[str, ...]
    members: tuple[Member, ...]
    story: str | None = None


SOURCE = "source:"
"""What the name of a source begins with where it is a node among article ids."""


class DependenceKind(StrEnum):
    """Why one report of a claim depends on another source."""

    CITES = "cites"
    CREDITS = "credits"
    PASSAGE = "passage"
    WORDING = "wording"
    TRANSLATION = "translation"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Dependence:
    """For one claim, node `x` took it from node `y`; nodes are article ids and `source:NAME`.

    `directed` is False where the times do not say which came first. `certain` decides between the two ends of the
    origin interval. `article` and `span` are the evidence, `reason` says it in words.
    """

    id: str
    claim: str
    x: str
    y: str
    kind: DependenceKind
    certain: bool
    directed: bool
    article: str
    span: Span
    reason: str


class OriginKind(StrEnum):
    """What an independent root of a claim is."""

    AGENCY = "agency"
    OUTLET = "outlet"
    OFFICIAL = "official"
    DOCUMENT = "document"
    SOCIAL = "social"
    UNNAMED = "unnamed"
    OWN = "own"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent root of a claim: where the report enters the coverage.

    `name` is None where no source is named; `articles` are the reports that rest on it. `counted` is "least" where it
    counts towards both ends of the interval, "most" where only towards the upper one.
    """

    id: str
    claim: str
    kind: OriginKind
    name: str | None
    articles: tuple[str, ...]
    counted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: reports, outlets, text families and origins, each counted apart; `verdict` in plain words.

    `grade` is the proposed NATO information grade, 1 (confirmed by other sources) to 6 (truth cannot be judged).
    `owners` is `at_least` with the bodies of one state, or of one owner, counted as one; `joined` says which these are.
    """

    claim: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    families: int
    at_least: int
    at_most: int
    verdict: str
    grade: int
    reason: str
    owners: int = 0
    joined: str = ""


class DiscrepancyKind(StrEnum):
    """What two reports differ on, or, of a heading or an article that contradicts itself, one report."""

    DATE = "date"
    AMOUNT = "amount"
    NAME = "name"
    PLACE = "place"
    WHO = "who"
    FIRST = "first"
    WORDING = "wording"
    HEADLINE = "headline"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a discrepancy: the report, its words, the value read from them and the origins behind it."""

    member: str
    article: str
    start: int
    end: int
    text: str
    value: str
    origins: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more reports that cannot all be right, or that word the same thing differently."""

    id: str
    kind: DiscrepancyKind
    field: str
    claim: str
    sides: tuple[Side, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Everything `resolve` makes."""

    actors: tuple[Actor, ...] = ()
    aliases: tuple[Alias, ...] = ()
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracing:
    """Everything `trace` makes."""

    dependences: tuple[Dependence, ...] = ()
    origins: tuple[Origin, ...] = ()
    standings: tuple[Standing, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
