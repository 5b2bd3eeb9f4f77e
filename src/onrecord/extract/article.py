"""From a page to an article: its text, its blocks, and what is known about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.extract.body import html_body
from onrecord.extract.decode import decode
from onrecord.extract.glued import split_glued
from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Line
from onrecord.extract.lines import indent_of, split_lines
from onrecord.extract.looks import look_at
from onrecord.extract.markup import markup_candidates
from onrecord.extract.masthead import mastheads
from onrecord.extract.metadata import weigh
from onrecord.extract.sequence import body_lines
from onrecord.extract.stated import stated_candidates
from onrecord.extract.tree import parse_html
from onrecord.extract.visible import visible_text
from onrecord.model.article import Article, Block, BlockKind, Candidate, Field, Page
from onrecord.model.ids import Prefix, content_id
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.span import Span
from onrecord.ontology.furniture import load_furniture
from onrecord.ontology.sources import Sources, load_sources

_LIST_WORDS = 40

TEXT_MAX = 2_000_000
"""Characters of text in one page: far above any article; labelling this many takes 4 seconds and 1 GB."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page's text in labelled lines, and what its markup states."""

    text: str
    blocks: tuple[Block, ...]
    stated: tuple[Candidate, ...] = ()


def extract(page: Page, sources: Sources | None = None) -> Article | Problem:
    """Return the article of a page, or the problem that it holds none.

    Without `sources` the bundled registry tells which hosts belong to which outlet.
    """
    text = decode(page)
    if isinstance(text, Problem):
        return text
    draft = _from_html(text, page.hints) if page.media == "text/html" else _from_text(text, page.hints)
    if draft is None:
        return _too_long(page)
    if not _has_body(draft):
        return _no_article(page)
    registry = sources or load_sources()
    shown = (*stated_candidates(draft.text, draft.blocks), *mastheads(draft.text, draft.blocks, registry))
    known = weigh((*page.hints, *draft.stated, *shown), registry)
    return Article(
        id=content_id(Prefix.ARTICLE, page.uri, draft.text),
        uri=page.uri,
        text=draft.text,
        digest=hashlib.sha256(page.content).hexdigest(),
        blocks=draft.blocks,
        outlet=known.values[Field.OUTLET],
        title=known.values[Field.TITLE],
        byline=known.values[Field.BYLINE],
        published=known.values[Field.PUBLISHED],
        crawled=known.values[Field.CRAWLED],
        language=known.values[Field.LANGUAGE],
        url=known.values[Field.URL],
        candidates=known.candidates,
    )


def _from_text(text: str, hints: Sequence[Candidate]) -> _Draft | None:
    """Return the draft of a plain text; None where it is too long for an article."""
    if len(text) > TEXT_MAX:
        return None
    parts = [split_glued(text, span) for span in split_lines(text)]
    spans = [span for part in parts for span in part]
    captions = {part[0] for part in parts if len(part) > 1}
    lines = [Line(indent_of(text, span), glued=span in captions) for span in spans]
    body = body_lines([line.text for line in lines])
    return _Draft(text, _blocks(text, spans, label_lines(lines, body, _title(hints))))


def _from_html(markup: str, hints: Sequence[Candidate]) -> _Draft | None:
    """Return the draft of a page; None where the text that it shows is too long for an article."""
    tree = parse_html(markup)
    if tree is None:
        return _Draft("", ())
    stated = tuple(markup_candidates(tree))
    visible = visible_text(tree)
    if len(visible.text) > TEXT_MAX:
        return None
    texts = [line.span.of(visible.text) for line in visible.lines]
    body = html_body(tree, texts)
    lines = [Line(text, line.mark) for text, line in zip(texts, visible.lines, strict=True)]
    kinds = label_lines(lines, body, _title((*hints, *stated)), flat=False)
    return _Draft(visible.text, _blocks(visible.text, [line.span for line in visible.lines], kinds), stated)


def _title(candidates: Iterable[Candidate]) -> str | None:
    return next((candidate.value for candidate in candidates if candidate.field is Field.TITLE), None)


def _blocks(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    return tuple(
        Block(span.start, span.end, kind) for span, kind in zip(spans, kinds, strict=True) if span.of(text).strip()
    )


def _has_body(draft: _Draft) -> bool:
    """Say whether body or captions hold a sentence, or enough words to be a schedule, a table of results or a list."""
    body = [block.span.of(draft.text) for block in draft.blocks if block.kind in {BlockKind.BODY, BlockKind.CAPTION}]
    return any(_is_prose(words) for words in body) or sum(len(words.split()) for words in body) >= _LIST_WORDS


def _is_prose(words: str) -> bool:
    """Say whether a line reads as a sentence and not as an announcement of the site's machinery."""
    furniture = load_furniture()
    look = look_at(words, furniture)
    if furniture.account.found_in(look.plain) and look.words < 30:
        return False
    return look.text > 0 or (look.sentence_end and look.words >= 3)


def _no_article(page: Page) -> Problem:
    cause = "it holds no running text that could be an article"
    remedy = "save the page again with its text shown; menus, listings and consent pages hold no article"
    return problem(ProblemCode.NO_ARTICLE, page.uri, page.location, cause, remedy, page.place)


def _too_long(page: Page) -> Problem:
    cause = f"its text has more than {TEXT_MAX:,} characters"
    remedy = "split it into one file per article"
    return problem(ProblemCode.TOO_LARGE, page.uri, page.location, cause, remedy, page.place)
