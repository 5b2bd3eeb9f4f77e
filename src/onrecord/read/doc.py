"""How an article becomes a spaCy `Doc` and where the components keep what they find.

The doc has the article's own offsets: blocks that are not read (menus, comments, related links) become white space of
the same length. So `doc[i].idx` is an offset in `Article.text`, and no span needs to be mapped back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Citation, Entity, Event, Mention, Statement, Tenure

_UNSET = ("article", "dates", "study")
_TEXT = "onrecord_text"
_FOUND = ("entities", "mentions", "tenures", "statements", "events", "citations")


def register_extensions() -> None:
    """Register the `doc._.onrecord_*` attributes; doing it again changes nothing."""
    for name in (*_UNSET, *_FOUND):
        if not Doc.has_extension(f"onrecord_{name}"):
            Doc.set_extension(f"onrecord_{name}", default=None if name in _UNSET else ())


register_extensions()


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenize the readable blocks of an article, each by itself, into one doc with the article's offsets."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for block in article.readable():
        _pad(words, spaces, block.start - at)
        for token in nlp.tokenizer(article.text[block.start : block.end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        at = block.end
    _pad(words, spaces, len(article.text) - at)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc._.onrecord_article = article
    return doc


def _pad(words: list[str], spaces: list[bool], gap: int) -> None:
    """Stand white space of length `gap` for text that is not read."""
    if gap and spaces and not spaces[-1]:
        spaces[-1] = True
        gap -= 1
    if gap:
        words.append(" " * gap)
        spaces.append(False)


def article_of(doc: Doc) -> Article:
    """Return the doc's article; for a doc made by any other pipeline, one of body paragraphs, a block a line."""
    if doc._.onrecord_article is None:
        doc._.onrecord_article = _plain_article(doc.text)
    return cast(Article, doc._.onrecord_article)


def whole_text(doc: Doc) -> str:
    """Return `doc.text`, which spaCy puts together anew from all tokens each time that it is asked for."""
    # Asked for at every word: an extension attribute would take ten times as long as its place in `user_data`.
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return cast(str, text)


def _plain_article(text: str) -> Article:
    digest = content_id(Prefix.ARTICLE, text)
    return Article(id=digest, uri="", text=text, digest=digest, blocks=tuple(_lines(text)))


def _lines(text: str) -> Iterator[Block]:
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Block(start, start + len(stripped), BlockKind.BODY)
        at += len(line)


def entities_of(doc: Doc) -> tuple[Entity, ...]:
    """Return the entities that `onrecord_actors.v1` found."""
    return cast(tuple[Entity, ...], doc._.onrecord_entities)


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """Return the mentions that `onrecord_actors.v1` found, in text order."""
    return cast(tuple[Mention, ...], doc._.onrecord_mentions)


def tenures_of(doc: Doc) -> tuple[Tenure, ...]:
    """Return the tenures that `onrecord_actors.v1` found."""
    return cast(tuple[Tenure, ...], doc._.onrecord_tenures)


def statements_of(doc: Doc) -> tuple[Statement, ...]:
    """Return the statements that `onrecord_statements.v1` found."""
    return cast(tuple[Statement, ...], doc._.onrecord_statements)


def events_of(doc: Doc) -> tuple[Event, ...]:
    """Return the events that `onrecord_events.v1` found."""
    return cast(tuple[Event, ...], doc._.onrecord_events)


def citations_of(doc: Doc) -> tuple[Citation, ...]:
    """Return the citations that `onrecord_citations.v1` found."""
    return cast(tuple[Citation, ...], doc._.onrecord_citations)
