"""Reading one text by itself, without a record: who says what, who does what to whom, and on whose word."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from onrecord.export.parts import Row
from onrecord.export.rows import citation_rows, event_rows, statement_rows
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.extract.metadata import weigh
from onrecord.model.article import Article, Block, BlockKind, Candidate, Field, Page
from onrecord.model.errors import OnrecordError
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.problem import Problem, ProblemCode
from onrecord.model.reading import Reading
from onrecord.model.run import StatementsBy
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span
from onrecord.notebook.rows import counted
from onrecord.ontology.sources import load_sources
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline

_BASIS = "sidecar:read_text"
"""What a user says of a text is believed before what the text says."""

_NAME = "text"
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")


@dataclass(frozen=True)
class ReadText:
    """What was read in one text. Each span is `[start, end)` in `text`; rows have the fields of docs/fields.md.

    An actor's id is that of the text's own entity, and no row has a claim: those come from comparing articles.
    """

    article: Article
    reading: Reading
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The text, as it was given."""
        return self.article.text

    @property
    def statements(self) -> list[Row]:
        """Who says what, in the order of the text."""
        return list(statement_rows(self._snapshot))

    @property
    def events(self) -> list[Row]:
        """Who does what to whom, in the order of the text."""
        return list(event_rows(self._snapshot))

    @property
    def citations(self) -> list[Row]:
        """On whose word it rests, in the order of the text."""
        return list(citation_rows(self._snapshot))

    @property
    def _snapshot(self) -> Snapshot:
        return Snapshot(Facts.of([self.article], [self.reading]))

    def __repr__(self) -> str:
        counts = [counted(len(getattr(self.reading, name)), name) for name in ("statements", "events", "citations")]
        return f"<text of {len(self.text)} characters: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        from onrecord.notebook.marked import text_html

        return text_html(self)


def read_text(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    actors_file: Path | str | None = None,
    events_file: Path | str | None = None,
    reader: str = StatementsBy.LEARNED,
    model: str | None = None,
) -> ReadText:
    """Read the text of one article; what is given with it is taken as said by whoever knows.

    `published` is an ISO date or time, from which "on Tuesday" is counted. `reader` is "learned" or "rules". A text in
    which no article is found, such as a single sentence, is read as it is. The language model is loaded once per
    process and set of `actors_file`, `events_file`, `reader` and `model`; that takes some seconds. Raises
    `OnrecordError` for a text that cannot be read, `ModelError` where a model is missing and `SourceError` where a file
    cannot be used.
    """
    given = {Field.OUTLET: outlet, Field.PUBLISHED: published, Field.TITLE: title, Field.BYLINE: byline, Field.URL: url}
    article, losses = _article(text, {field: value for field, value in given.items() if value})
    own = tuple(Path(file) if file else None for file in (actors_file, events_file))
    readings, problems = read_batch(_pipeline(model, *own, _reader(reader)), [article])
    if not readings:
        raise OnrecordError(f"the text cannot be read: {problems[0].cause}; {problems[0].remedy}")
    return ReadText(article, readings[0], (*losses, *problems))


def _article(text: str, given: Mapping[Field, str]) -> tuple[Article, tuple[Problem, ...]]:
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OnrecordError(f"the text holds half a character at {error.start}; decode it as what it was") from error
    hints = tuple(Candidate(field, value, _BASIS, value) for field, value in given.items())
    # With the mark nobody has to guess in which encoding the bytes are.
    page = Page(_NAME, _NAME, codecs.BOM_UTF8 + content, "text/plain", hints)
    found = extract(page)
    if isinstance(found, Extracted):
        return found.article, found.problems
    if found.code is not ProblemCode.NO_ARTICLE:
        raise OnrecordError(f"the text cannot be read: {found.cause}; {found.remedy}")
    return _as_it_is(page, text, found), ()


def _as_it_is(page: Page, text: str, found: Problem) -> Article:
    """Return the article that a text is in which none was found: each line of it is read."""
    known = weigh(page.hints, load_sources()).values
    lines = (Span(match.start(), match.end()) for match in _LINE.finditer(text))
    blocks = tuple(Block(line.start, line.end, BlockKind.BODY, "given as it is") for line in lines)
    if not blocks:
        raise OnrecordError(f"the text cannot be read: {found.cause}; {found.remedy}")
    return Article(
        content_id(Prefix.ARTICLE, page.uri, text),
        page.uri,
        text,
        hashlib.sha256(page.content).hexdigest(),
        blocks,
        outlet=known[Field.OUTLET],
        title=known[Field.TITLE],
        byline=known[Field.BYLINE],
        published=known[Field.PUBLISHED],
        url=known[Field.URL],
    )


def _reader(name: str) -> StatementsBy:
    if name not in set(StatementsBy):
        raise OnrecordError(f"there is no reader {name!r}; choose one of {', '.join(StatementsBy)}")
    return StatementsBy(name)


@lru_cache(maxsize=2)
def _pipeline(
    model: str | None, actors_file: Path | None, events_file: Path | None, statements_by: StatementsBy
) -> Language:
    """Return the pipeline, loaded once: each takes seconds to load and hundreds of megabytes to keep."""
    return make_pipeline(model, actors_file, statements_by, events_file=events_file)
