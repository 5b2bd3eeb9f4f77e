"""PDF documents: the text of their pages, as one page of plain text."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.content import FAILURES, too_large, unreadable
from onrecord.acquire.opening import unpacked
from onrecord.acquire.pdf_lines import Line, page_lines
from onrecord.acquire.pdf_streams import drawn_at_most, unpacks_too_far
from onrecord.acquire.pdf_text import flowing
from onrecord.acquire.settings import Settings
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem, ProblemCode, problem

_PAGE_CHARACTERS = 200
"""The least that a printed page holds on average: a document of more pages than that is above the limit for text."""
_UNREADABLE_SHARE = 0.2
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|layout \d+|slide \d+)\b|\.\w{2,4}$|[\\/_]|://", re.IGNORECASE
)
_TITLE_WORDS = 3


def read_pdf(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield the document as a page of plain text in UTF-8, paragraph by paragraph in the order of its pages.

    Its own title is a hint where it looks like one. When it was made is not when the article was published, and its
    author is whoever had the program: neither is used.
    """
    try:
        with unpacked(blob, settings.limits) as stream:
            content = stream.read(settings.limits.page_bytes + 1)
    except FAILURES as failure:
        yield unreadable(blob, failure)
        return
    if len(content) > settings.limits.page_bytes:
        yield too_large(blob, settings.limits.page_bytes, blob.place)
        return
    if unpacks_too_far(content, settings.limits):
        cause = f"it unpacks to pages of more than {drawn_at_most(settings.limits):,} bytes"
        yield _bad(blob, ProblemCode.TOO_LARGE, cause, "save its text and add that; the limit is unpacked_bytes")
        return
    try:
        with closing(pdfium.PdfDocument(io.BytesIO(content))) as document:
            yield _page(blob, document, settings.limits)
    except pdfium.PdfiumError as failure:
        yield _closed(blob, failure)


def _page(blob: Blob, document: pdfium.PdfDocument, limits: Limits) -> Page | Problem:
    count = len(document)
    if count > limits.text_characters // _PAGE_CHARACTERS:
        return _bad(blob, ProblemCode.TOO_LARGE, f"it has {count:,} pages", "split it into one file per article")
    pages: list[list[Line]] = []
    left = limits.text_characters
    for number in range(count):
        lines = page_lines(document, number)
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            cause = f"its text has more than {limits.text_characters:,} characters"
            return _bad(blob, ProblemCode.TOO_LARGE, cause, "split it into one file per article")
        pages.append(lines)
    text = flowing(pages)
    wrong = _wrong(blob, document, text)
    hints = (*_title(document), *blob.hints)
    return wrong or Page(blob.uri, blob.location, text.encode("utf-8"), "text/plain", hints, blob.place)


def _wrong(blob: Blob, document: pdfium.PdfDocument, text: str) -> Problem | None:
    if not text.strip():
        if any(_has_picture(document, number) for number in range(len(document))):
            cause = "it holds pictures of text only"
            return _bad(blob, ProblemCode.EMPTY, cause, "run text recognition (OCR) on it, and add the result")
        return _bad(blob, ProblemCode.EMPTY, "it holds no text", "make the PDF again")
    odd = sum(unicodedata.category(character) in {"Co", "Cc", "Cn"} or character == "\ufffd" for character in text)
    if odd - text.count("\n") > _UNREADABLE_SHARE * len(text):
        cause = "its fonts do not say which characters they show"
        return _bad(blob, ProblemCode.ENCODING, cause, "run text recognition (OCR) on it, and add the result")
    return None


def _has_picture(document: pdfium.PdfDocument, number: int) -> bool:
    try:
        with closing(document[number]) as page:
            return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))
    except pdfium.PdfiumError:
        return False


def _title(document: pdfium.PdfDocument) -> tuple[Candidate, ...]:
    stated = " ".join(document.get_metadata_value("Title").split())
    if len(stated.split()) < _TITLE_WORDS or _NO_TITLE.search(stated) or not stated.isprintable():
        return ()
    return (Candidate(Field.TITLE, stated, "meta:pdf title", stated),)


def _closed(blob: Blob, failure: pdfium.PdfiumError) -> Problem:
    if getattr(failure, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
        return _bad(blob, ProblemCode.UNREADABLE, "it is protected by a password", "save it without, and add that")
    return _bad(blob, ProblemCode.UNREADABLE, f"it is a broken PDF: {failure}", "download it again")


def _bad(blob: Blob, code: ProblemCode, cause: str, remedy: str) -> Problem:
    return problem(code, blob.uri, blob.location, cause, remedy, blob.place)
