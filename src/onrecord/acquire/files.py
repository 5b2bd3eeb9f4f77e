"""From the sources a user names to pages: one for every text, HTML page, PDF, table row, feed item and web record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from onrecord.acquire.answer import Reached
from onrecord.acquire.archives import members
from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.content import FAILURES, unreadable
from onrecord.acquire.feed import read_feed
from onrecord.acquire.json_feed import read_json_feed
from onrecord.acquire.member import Nest
from onrecord.acquire.offer import offer
from onrecord.acquire.pages import read_html, read_markdown, read_text
from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import load_sidecar, with_sidecar
from onrecord.acquire.sniff import ARCHIVES, Kind, head_of, kind_of
from onrecord.acquire.table import ROWS, read_table
from onrecord.acquire.warc import read_warc
from onrecord.model.problem import Problem, ProblemCode, problem


def _pdf(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    from onrecord.acquire.pdf import read_pdf  # loads a library of 7 MB, which other files do without

    return read_pdf(blob, settings)


_READERS: Mapping[Kind, Callable[[Blob, Settings], Iterator[Acquired]]] = {
    Kind.TEXT: read_text,
    Kind.MARKDOWN: read_markdown,
    Kind.HTML: read_html,
    Kind.PDF: _pdf,
    Kind.XML: read_feed,
    Kind.JSON_FEED: read_json_feed,
    **{kind: partial(read_table, kind=kind) for kind in ROWS},
}
_AS = "say what it is with --as ENDING, such as --as .html; onrecord add --help lists what can be read"


def acquire(sources: Sequence[Path | str], settings: Settings | None = None) -> Iterator[Acquired]:
    """Yield a page or a problem for everything that the sources hold, in the sources' order and sorted within folders.

    Sources are files, folders, patterns, `-` for standard input and web addresses, which are asked for only with
    `settings.fetch`; `settings.sidecar` adds what a table says of them. Nothing is raised for what a source holds;
    `SourceError` for a sidecar that cannot be used.
    """
    settings = settings or Settings()
    items = _all(sources, settings)
    return with_sidecar(items, load_sidecar(settings.sidecar, settings)) if settings.sidecar else items


def _all(sources: Sequence[Path | str], settings: Settings) -> Iterator[Acquired]:
    for item in offer(sources, settings):
        if isinstance(item, Blob):
            yield from read_blob(item, settings)
        elif not isinstance(item, Reached):
            yield item


def read_blob(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield everything that one blob holds, archives inside archives too."""
    yield from _read(blob, settings, Nest.bare(settings.limits))


def _read(blob: Blob, settings: Settings, nest: Nest) -> Iterator[Acquired]:
    try:
        head = head_of(blob, settings)
    except FAILURES as failure:
        yield unreadable(blob, failure)
        return
    kind = kind_of(head, blob, settings.form)
    if kind is None:
        yield _unsupported(blob, head)
    elif kind in ARCHIVES:
        for item in members(blob, settings, nest, kind):
            if isinstance(item, Blob):
                yield from _read(item, settings, nest.inner())
            else:
                yield item
    elif kind is Kind.WARC:
        yield from read_warc(blob, settings, partial(_read, nest=nest))
    else:
        yield from _READERS[kind](blob, settings)


def _unsupported(blob: Blob, head: bytes) -> Problem:
    if not head.strip():
        return problem(ProblemCode.EMPTY, blob.uri, blob.location, "it holds nothing", "save it again", blob.place)
    ending = blob.endings[0]
    cause = (
        f"files ending in {ending} are not read" if ending else "neither its name nor its first bytes tell what it is"
    )
    return problem(ProblemCode.UNSUPPORTED, blob.uri, blob.location, cause, _AS, blob.place)
