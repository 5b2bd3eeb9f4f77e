"""From a page to an article: its text, its blocks, and what is known about it."""

from __future__ import annotations

import hashlib

from onrecord.extract.decode import Decoded, decode
from onrecord.extract.draft import Draft, stated_url
from onrecord.extract.extracted import Extracted
from onrecord.extract.from_html import draft_html
from onrecord.extract.from_text import draft_text
from onrecord.extract.looks import is_sentence, look_at
from onrecord.extract.masthead import mastheads
from onrecord.extract.metadata import weigh
from onrecord.extract.stated import stated_candidates
from onrecord.model.article import Article, BlockKind, Field, Page
from onrecord.model.ids import Prefix, content_id
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.ontology.addresses import address_of
from onrecord.ontology.furniture import load_furniture
from onrecord.ontology.sources import Sources, load_sources

_LIST_WORDS = 40


def extract(page: Page, sources: Sources | None = None, limits: Limits | None = None) -> Extracted | Problem:
    """Return the article of a page, or the problem that it holds none.

    Without `sources` the bundled registry tells which hosts belong to which outlet.
    """
    decoded = decode(page)
    if isinstance(decoded, Problem):
        return decoded
    limits = limits or Limits()
    draft = _draft(page, decoded.text, limits)
    if len(draft.text) > limits.text_characters:
        return _too_long(page, limits)
    if not draft.text and draft.losses:
        loss = draft.losses[0]
        return problem(ProblemCode.TOO_LARGE, page.uri, page.location, loss.cause, loss.remedy, page.place)
    if not _has_body(draft):
        return _no_article(page)
    return Extracted(_article(page, draft, sources or load_sources()), _losses(page, decoded, draft))


def _draft(page: Page, text: str, limits: Limits) -> Draft:
    if page.media == "text/html":
        return draft_html(text, page.hints, limits)
    return draft_text(text, page.hints) if len(text) <= limits.text_characters else Draft(text)


def _article(page: Page, draft: Draft, registry: Sources) -> Article:
    address = stated_url((*page.hints, *draft.stated))
    shown = (*stated_candidates(draft.text, draft.blocks, address), *mastheads(draft.text, draft.blocks, registry))
    known = weigh((*page.hints, *draft.stated, *shown), registry)
    url = known.values[Field.URL]
    return Article(
        id=content_id(Prefix.ARTICLE, address_of(url) if url else page.uri, draft.text),
        uri=page.uri,
        text=draft.text,
        digest=hashlib.sha256(page.content).hexdigest(),
        blocks=draft.blocks,
        outlet=known.values[Field.OUTLET],
        title=known.values[Field.TITLE],
        byline=known.values[Field.BYLINE],
        published=known.values[Field.PUBLISHED],
        updated=known.values[Field.UPDATED],
        crawled=known.values[Field.CRAWLED],
        dateline=known.values[Field.DATELINE],
        language=known.values[Field.LANGUAGE],
        url=url,
        candidates=known.candidates,
    )


def _losses(page: Page, decoded: Decoded, draft: Draft) -> tuple[Problem, ...]:
    found = [(ProblemCode.ENCODING, loss) for loss in decoded.losses]
    found += [(ProblemCode.LOST_TEXT, loss) for loss in draft.losses]
    return tuple(
        problem(code, page.uri, page.location, loss.cause, loss.remedy, page.place, fatal=False) for code, loss in found
    )


def _has_body(draft: Draft) -> bool:
    """Say whether body or captions hold a sentence, or enough words to be a schedule, a table of results or a list."""
    body = [block.span.of(draft.text) for block in draft.blocks if block.kind in {BlockKind.BODY, BlockKind.CAPTION}]
    return any(_is_prose(words) for words in body) or sum(len(words.split()) for words in body) >= _LIST_WORDS


def _is_prose(words: str) -> bool:
    """Say whether a line reads as a sentence and not as an announcement of the site's machinery."""
    furniture = load_furniture()
    look = look_at(words, furniture)
    if look.phrase(furniture.account) and look.words < 30:
        return False
    return is_sentence(look)


def _no_article(page: Page) -> Problem:
    cause = "it holds no running text that could be an article"
    remedy = "save the page again with its text shown; menus, listings and consent pages hold no article"
    return problem(ProblemCode.NO_ARTICLE, page.uri, page.location, cause, remedy, page.place)


def _too_long(page: Page, limits: Limits) -> Problem:
    cause = f"its text has more than {limits.text_characters:,} characters"
    remedy = "split it into one file per article"
    return problem(ProblemCode.TOO_LARGE, page.uri, page.location, cause, remedy, page.place)
