"""What the visible text says about the article: its title line, its byline, its dates, its dateline, its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.dateline import dateline_of
from onrecord.extract.dates import find_readings
from onrecord.extract.kickers import headline_span
from onrecord.extract.language import detect_language
from onrecord.extract.signed import bare_names, signed_names
from onrecord.model.article import READ_KINDS, Block, BlockKind, Candidate, Field
from onrecord.model.span import Span
from onrecord.ontology.page_words import load_page_words

_UNSIGNED = frozenset({BlockKind.TITLE, BlockKind.COMMENT, BlockKind.RELATED, BlockKind.HIDDEN})
_ABOVE_TITLE, _ABOVE_BODY, _INTO_BODY, _BELOW = 4, 10, 4, 6
_LINE_WORDS, _LINE_CHARACTERS = 18, 240
_BEFORE_DATE = 5
_READ = 60


def stated_candidates(text: str, blocks: Sequence[Block], address: str | None = None) -> Iterator[Candidate]:
    """Yield what the blocks state, each with its place in the text; the page's `address` helps to tell the headline."""
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            yield _candidate(Field.TITLE, text, headline_span(text, block, blocks, address), "title line")
    body = [i for i, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    if body:
        told = "\n".join(blocks[i].span.of(text) for i in body[:_READ])
        head = _head(blocks, body[0], body[-1])
        dated = [bool(find_readings(_line(text, block))) for block in head]
        for i, block in enumerate(head):
            yield from _byline(text, block, told, any(dated[max(i - 1, 0) : i + 2]))
            yield from _dates(text, block)
        for block in _short(blocks[body[-1] + 1 : body[-1] + 1 + _BELOW]):
            yield from _sign_off(text, block)
    yield from dateline_of(text, blocks)
    yield from _language(text, blocks)


def _head(blocks: Sequence[Block], body: int, last: int) -> list[Block]:
    """Return the short lines around the title and between it and the text, where articles are signed and dated.

    A byline may also stand below the first paragraph, if that is the deck.
    """
    titles = [i for i, block in enumerate(blocks[:body]) if block.kind is BlockKind.TITLE]
    start = max(min(titles[-1] - _ABOVE_TITLE if titles else body, body - _ABOVE_BODY), 0)
    return _short(blocks[start : min(body + _INTO_BODY, last + 1)])


def _short(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind not in _UNSIGNED and block.end - block.start <= _LINE_CHARACTERS]


def _line(text: str, block: Block) -> str:
    line = block.span.of(text)
    return line if len(line.split()) <= _LINE_WORDS else ""


def _byline(text: str, block: Block, told: str, dated: bool) -> Iterator[Candidate]:
    """Yield the persons that a line says wrote the article; a bare name only on or beside a date.

    Whoever the article tells of is its subject.
    """
    line = _line(text, block)
    signed = list(signed_names(line))
    for span in signed or (bare_names(line) if dated else ()):
        name = span.of(line)
        if name.split()[-1] not in told:
            place = Span(block.start + span.start, block.start + span.end)
            yield _candidate(Field.BYLINE, text, place, "byline" if signed else "name line")


def _sign_off(text: str, block: Block) -> Iterator[Candidate]:
    """Yield the author that a line below the text names, after a word that can mean nothing else."""
    line = _line(text, block)
    opening = load_page_words().sign_off.match(line)
    for span in signed_names(line) if opening else ():
        yield _candidate(Field.BYLINE, text, Span(block.start + span.start, block.start + span.end), "sign-off")


def _dates(text: str, block: Block) -> Iterator[Candidate]:
    """Yield the dates of a line: of publication, or of change where a word before the date says so."""
    line, words = _line(text, block), load_page_words()
    before = 0
    for dated in find_readings(line):
        said = line[before : dated.start]
        changed, published = bool(words.updated.search(said)), bool(words.published.search(said))
        field = Field.UPDATED if changed and not published else Field.PUBLISHED
        span = Span(block.start + dated.start, block.start + dated.end)
        if published or changed or len(said.split()) <= _BEFORE_DATE:
            basis = "published line" if published else "date line"
            yield Candidate(field, span.of(text), f"text:{basis}", span.of(text), span)
        before = dated.end


def _language(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    found = detect_language("\n".join(block.span.of(text) for block in blocks if block.kind in READ_KINDS))
    if found:
        yield Candidate(Field.LANGUAGE, found[0], "text:detected", f"{found[0]}, probability {found[1]:.3f}")


def _candidate(field: Field, text: str, span: Span, what: str) -> Candidate:
    words = span.of(text)
    return Candidate(field, " ".join(words.split()).lstrip("•▪◦‣*» "), f"text:{what}", words, span)
