"""What the pages call each kind of thing, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model.article import BlockKind
from onrecord.model.derived import DependenceKind, DiscrepancyKind, LinkKind, MemberRelation, OriginKind
from onrecord.model.problem import ProblemCode
from onrecord.model.reading import CitationKind, CueType, Polarity, StatementKind, Status

GRADES: Mapping[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}

RELATIONS: Mapping[MemberRelation, str] = {
    MemberRelation.HEAD: "the fullest form",
    MemberRelation.SAME: "the same words",
    MemberRelation.VARIANT: "nearly the same words",
    MemberRelation.TRUNCATION: "a part of the words",
    MemberRelation.TRANSLATION: "perhaps another translation",
    MemberRelation.PARAPHRASE: "the same in other words",
}

DEPENDENCES: Mapping[DependenceKind, str] = {
    DependenceKind.CITES: "names it as the source of this",
    DependenceKind.CREDITS: "credits it for the whole article",
    DependenceKind.PASSAGE: "has this in a passage that both share",
    DependenceKind.WORDING: "has the same words",
    DependenceKind.TRANSLATION: "may be another translation of the same words",
    DependenceKind.OWN: "says how it knows this itself",
}

LINKS: Mapping[LinkKind, str] = {
    LinkKind.COPY: "full copy",
    LinkKind.PARTIAL: "partial reuse",
    LinkKind.SHARED_QUOTE: "shared quotation only",
}

DISCREPANCIES: Mapping[DiscrepancyKind, str] = {
    DiscrepancyKind.DATE: "The dates differ",
    DiscrepancyKind.AMOUNT: "The amounts differ",
    DiscrepancyKind.NAME: "The names differ",
    DiscrepancyKind.PLACE: "The places differ",
    DiscrepancyKind.WHO: "Different people or bodies are named",
    DiscrepancyKind.FIRST: "What one report calls the first or only one, another does not",
    DiscrepancyKind.WORDING: "The wording differs",
    DiscrepancyKind.HEADLINE: "The headline does not match its own text",
    DiscrepancyKind.SELF: "An article contradicts itself",
}

ORIGINS: Mapping[OriginKind, str] = {
    OriginKind.AGENCY: "news agency",
    OriginKind.OUTLET: "outlet",
    OriginKind.OFFICIAL: "official body",
    OriginKind.DOCUMENT: "document",
    OriginKind.SOCIAL: "social media post",
    OriginKind.UNNAMED: "unnamed source",
    OriginKind.OWN: "own reporting",
    OriginKind.REPORT: "a report that names no source",
}

CITATIONS: Mapping[CitationKind, str] = {
    CitationKind.AGENCY: "names {}",
    CitationKind.OUTLET: "names {}",
    CitationKind.OFFICIAL: "names {}",
    CitationKind.DOCUMENT: "rests on a document: {}",
    CitationKind.SOCIAL: "rests on a social media post: {}",
    CitationKind.UNNAMED: "rests on unnamed people: {}",
    CitationKind.OWN: "own reporting: {}",
}

SOURCES: Mapping[CitationKind, str] = {kind: ORIGINS[OriginKind(kind.value)] for kind in CitationKind}
"""What kind of source a citation names."""


STATEMENTS: Mapping[StatementKind, str] = {
    StatementKind.DIRECT: "direct quotation",
    StatementKind.MIXED: "partly quoted",
    StatementKind.INDIRECT: "paraphrase",
}

CUES: Mapping[CueType, str] = {
    CueType.SAYS: "says",
    CueType.DENIES: "denies",
    CueType.DECLINES: "declines to comment",
    CueType.ASKS: "asks",
    CueType.ORDERS: "orders",
    CueType.BELIEVES: "believes",
    CueType.PLANS: "plans",
    CueType.SHOWS: "shows",
}

POLARITIES: Mapping[Polarity, str] = {
    Polarity.AFFIRMS: "says",
    Polarity.DENIES: "denies",
    Polarity.DECLINES: "declines to comment",
}

STATUSES: Mapping[Status, str] = {
    Status.OCCURRED: "happened",
    Status.ONGOING: "is going on",
    Status.PLANNED: "planned, not done",
    Status.THREATENED: "threatened, not done",
    Status.CONDITIONAL: "only on a condition",
    Status.DENIED: "denied",
    Status.ALLEGED: "alleged",
    Status.HISTORICAL: "long past",
}

DEEDS: Mapping[Status, str] = {
    Status.OCCURRED: "Done",
    Status.ONGOING: "Going on",
    Status.PLANNED: "Planned",
    Status.THREATENED: "Threatened",
    Status.CONDITIONAL: "On a condition",
    Status.DENIED: "Denied",
    Status.ALLEGED: "Alleged",
    Status.HISTORICAL: "Long past",
}
"""What stands above an event: only what happened is done."""

BLOCKS: Mapping[BlockKind, str] = {
    BlockKind.BODY: "body",
    BlockKind.TITLE: "title",
    BlockKind.DECK: "deck",
    BlockKind.BYLINE: "byline",
    BlockKind.DATE: "date",
    BlockKind.DATELINE: "dateline",
    BlockKind.CAPTION: "caption",
    BlockKind.CREDIT: "credit",
    BlockKind.NAVIGATION: "navigation",
    BlockKind.RELATED: "related links",
    BlockKind.COMMENT: "reader comment",
    BlockKind.HIDDEN: "hidden text",
}

PROBLEMS: Mapping[ProblemCode, str] = {
    ProblemCode.EMPTY: "Empty",
    ProblemCode.BINARY: "Not text",
    ProblemCode.ENCODING: "Unclear encoding",
    ProblemCode.NO_ARTICLE: "No article found",
    ProblemCode.VANISHED: "Gone while being read",
    ProblemCode.UNREADABLE: "Cannot be opened",
    ProblemCode.UNSUPPORTED: "Kind of file not supported",
    ProblemCode.TOO_LARGE: "Too large",
    ProblemCode.TABLE: "Bad row in a table",
    ProblemCode.DUPLICATE: "Two items of one name",
    ProblemCode.LANGUAGE: "Not in English",
    ProblemCode.READ_FAILED: "Could not be read",
    ProblemCode.LEFT_OUT: "Left out",
    ProblemCode.TRUNCATED: "Breaks off",
    ProblemCode.BOMB: "Grows beyond its limit",
    ProblemCode.CRASHED: "Ended the process that read it",
    ProblemCode.TOO_SLOW: "Took too long",
    ProblemCode.LOST_TEXT: "Text was lost",
    ProblemCode.NETWORK: "Could not be fetched",
    ProblemCode.FORBIDDEN: "May not be fetched",
}
