"""What reading one article finds: facts, each resting on characters of the article's text.

Every `start`, `end` and `Span` below is in `Article.text`; every `text` is exactly what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class EntityKind(StrEnum):
    """What sort of actor a name stands for."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    AGENCY = "agency"
    GROUP = "group"


class MentionForm(StrEnum):
    """How a mention points at its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor as one article shows it; `resolve` joins the entities of many articles into actors.

    `name` is the fullest form in the article. `state` is an ISO 3166 alpha-3 code or the code of a state that the user
    brought. `office` is the latest office the article gives the person.
    """

    id: str
    article: str
    kind: EntityKind
    name: str
    state: str | None = None
    sector: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names or points at an entity, with the rule that tied the two."""

    id: str
    article: str
    entity: str
    start: int
    end: int
    text: str
    form: MentionForm
    reason: str = ""

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that an article says a person holds, held or takes up; `since` and `until` are ISO dates."""

    id: str
    article: str
    entity: str
    office: str
    start: int
    end: int
    text: str
    state: str | None = None
    since: str | None = None
    until: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Who fills a slot (speaker, addressee, actor, recipient): the words in the text and the entity they point at.

    `entity` is None where the words are known but not who they mean; `name` is then the words themselves.
    """

    name: str
    start: int
    end: int
    text: str
    entity: str | None = None
    state: str | None = None

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class CueType(StrEnum):
    """What the words that introduce a statement do."""

    SAYS = "says"
    DENIES = "denies"
    DECLINES = "declines"
    ASKS = "asks"
    ORDERS = "orders"
    BELIEVES = "believes"
    PLANS = "plans"
    SHOWS = "shows"


UTTERED = frozenset({CueType.SAYS, CueType.ASKS, CueType.ORDERS})
"""The cues of words that somebody uttered, rather than denied, thought, planned, kept back or put into a document."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that introduce a statement ("said", "according to")."""

    start: int
    end: int
    text: str
    type: CueType

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class StatementKind(StrEnum):
    """Whether the words are the speaker's own, the reporter's, or both."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Polarity(StrEnum):
    """Whether the speaker affirms, denies or declines."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody said, wrote or was paraphrased as saying.

    `spans` are the parts of the content in order, without the outer quotation marks; `text` joins them by " … ".
    `in_block` is the kind of block (body, title, deck, ...). `date` is ISO where the text dates the utterance itself.
    """

    id: str
    article: str
    kind: StatementKind
    in_block: str
    spans: tuple[Span, ...]
    text: str
    polarity: Polarity
    cue: Cue | None = None
    speaker: Role | None = None
    addressee: Role | None = None
    date: str | None = None
    reason: str = ""


class CitationKind(StrEnum):
    """On whose word a statement, an event or an article rests."""

    AGENCY = "agency"
    OUTLET = "outlet"
    OFFICIAL = "official"
    DOCUMENT = "document"
    SOCIAL = "social"
    UNNAMED = "unnamed"
    OWN = "own"


class CitationScope(StrEnum):
    """What rests on the cited source."""

    STATEMENT = "statement"
    EVENT = "event"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement, an event or a whole article resting on somebody's word.

    `name` is the source's registry name where it has one ("TASS" for "the state-run Tass news agency"), else its words.

    `target` is the id of the statement or event, or of the article itself. `place` orders a chain outward from the
    speaker: 0 heard it, 1 took it from 0, and so on. Kind `own` says the outlet heard it itself
    ("told this newspaper").
    """

    id: str
    article: str
    kind: CitationKind
    name: str
    start: int
    end: int
    text: str
    scope: CitationScope
    target: str
    place: int = 0
    reason: str = ""

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class Status(StrEnum):
    """Whether the text says that the event happened."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    ALLEGED = "alleged"
    HISTORICAL = "historical"


HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING, Status.HISTORICAL})
"""What a text has as done, be it going on still or long past."""


class Precision(StrEnum):
    """How exactly a date is known, from the finest to the coarsest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class When:
    """A resolved date expression: ISO days `since` to `until`, both included.

    `anchor` says what the expression was counted from: `text` (it is complete by itself), `published`, `crawled`, or
    another date expression of the article.
    """

    since: str
    until: str
    precision: Precision
    start: int
    end: int
    text: str
    anchor: str

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text names it, with the state it lies in where the gazetteer knows it."""

    name: str
    start: int
    end: int
    text: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """An amount: `value` in `unit` (an ISO 4217 code, "person", "percent", a counted noun's lemma).

    `additional` marks an amount on top of another ("an additional $100 billion"); `bound` is "", "min", "max" or
    "about".
    """

    value: float
    unit: str
    start: int
    end: int
    text: str
    bound: str = ""
    additional: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something to somebody: PLOVER type and mode, a finer subtype, and its slots.

    `trigger` is the span of the words that name the event, `spans` the clause they stand in. `within` is the id of the
    statement whose content reports the event, where one does: the event then rests on that speaker's word.
    `confidence` is the chance that actor, recipient and type are right, as measured on held-out sentences; None where
    only the rules read it.
    """

    id: str
    article: str
    type: str
    status: Status
    in_block: str
    trigger: Span
    spans: tuple[Span, ...]
    text: str
    mode: str | None = None
    subtype: str | None = None
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    date: When | None = None
    place: Where | None = None
    magnitude: tuple[Magnitude, ...] = ()
    within: str | None = None
    reason: str = ""
    confidence: float | None = None

    @property
    def clause(self) -> tuple[Span, ...]:
        """Where it is told: the clause, or the words alone that name it."""
        return self.spans or (self.trigger,)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one article."""

    article: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[Event, ...] = ()


def chain_of(target: str, article: str, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return the sources a statement or event rests on, from the one that heard it out to the article.

    Citations of the whole article come after those of the target itself.
    """
    resting = [
        c for c in citations if c.target == target or (c.scope is CitationScope.ARTICLE and c.article == article)
    ]
    return tuple(sorted(resting, key=lambda c: (c.scope is CitationScope.ARTICLE, c.place, c.start)))
