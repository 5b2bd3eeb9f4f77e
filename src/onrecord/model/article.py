"""What comes in (a page) and what is read (an article with typed blocks)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import Prefix, content_id
from onrecord.model.span import Span


class BlockKind(StrEnum):
    """What a line or paragraph of an article is."""

    BODY = "body"
    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    NAVIGATION = "navigation"
    RELATED = "related"
    COMMENT = "comment"
    HIDDEN = "hidden"


READ_KINDS = frozenset({BlockKind.BODY, BlockKind.TITLE, BlockKind.DECK, BlockKind.DATELINE, BlockKind.CAPTION})
"""Blocks in which statements, events and citations are looked for; the others are kept and read for nothing."""

HEADINGS = frozenset({BlockKind.TITLE, BlockKind.DECK})
"""Blocks above the body, which tell in few words what it tells."""


@dataclass(frozen=True, slots=True)
class Block:
    """A typed run of an article's text; blocks are in order and never overlap.

    `rule` says why the run has its kind ("extractor", "above the body: h1"). A comment's `author` is the name that it
    is signed with and its `depth` how many comments it answers to, 0 for a first one; both None where the page does not
    say.
    """

    start: int
    end: int
    kind: BlockKind
    rule: str = ""
    author: str | None = None
    depth: int | None = None

    @property
    def span(self) -> Span:
        """The block's range in the article's text."""
        return Span(self.start, self.end)


class Field(StrEnum):
    """A fact about an article itself, known through candidates."""

    TITLE = "title"
    BYLINE = "byline"
    PUBLISHED = "published"
    UPDATED = "updated"
    CRAWLED = "crawled"
    DATELINE = "dateline"
    OUTLET = "outlet"
    LANGUAGE = "language"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source's word on a metadata field: the value, where it was found (`basis`) and what stood there.

    `span` is the place in the article's text, or None where the evidence lies outside it (a `<meta>` tag, a table's
    column, a file name); `evidence` holds the characters found there.
    """

    field: Field
    value: str
    basis: str
    evidence: str
    span: Span | None = None
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One item of coverage as acquired: bytes with a name, not yet decoded.

    `uri` names the item the same way on every machine (parent folder and file name, `#` and the record's key where the
    file holds several); `location` is the path as the user gave it, for messages. `media` is `text/plain` or
    `text/html`; `charset` is the encoding that an HTTP answer names, "" where none did. `hints` are metadata the source
    itself states (a table's columns, a feed's fields, a sidecar's row). `place` is the line, item or record of the
    file, for messages; "" where the page is the whole file.
    """

    uri: str
    location: str
    content: bytes
    media: str
    hints: tuple[Candidate, ...] = ()
    place: str = ""
    charset: str = ""

    @property
    def id(self) -> str:
        """The page's id, by which it is known again: its name, its bytes and what its source states of it.

        When it was fetched is not its source's word, and is another time whenever it comes in.
        """
        digest = hashlib.sha256(self.content).hexdigest()
        stated = tuple(hint for hint in self.hints if hint.field is not Field.CRAWLED)
        return content_id(Prefix.PAGE, self.uri, digest, self.media, self.charset, stated)


@dataclass(frozen=True, slots=True)
class Article:
    """One published text: the stored original, its blocks, and what is known about it.

    `text` is the decoded file for plain text, and the text of the page for HTML and PDF; it never changes. `published`,
    `updated` and `crawled` are ISO 8601 dates or times, with the zone where it was stated; `dateline` is the place the
    article says it was filed from. A field is None where candidates disagree or none exists. `digest` is the SHA-256
    of the bytes that came in. The id is made of address and text, where the address is known, else of name and text.
    """

    id: str
    uri: str
    text: str
    digest: str
    blocks: tuple[Block, ...] = ()
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    crawled: str | None = None
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    candidates: tuple[Candidate, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at `offset`, if any."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)

    def readable(self) -> tuple[Block, ...]:
        """Return the blocks in which `read` looks for statements and events."""
        return tuple(block for block in self.blocks if block.kind in READ_KINDS)
