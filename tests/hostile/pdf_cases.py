"""PDF documents that break off, lie, turn in circles, or unpack without end."""

from __future__ import annotations

import zlib

from tests.hostile.case import FIRST, PARAGRAPHS, Case, prose
from tests.hostile.forge import pdf, pdf_page, pdf_stream, pdf_words

_LINES = [line for paragraph in PARAGRAPHS for line in paragraph.replace(". ", ".\n").splitlines()]
_WORDS = pdf_words(_LINES)
_GOOD = pdf(*pdf_page(_WORDS))
_BROKEN = "unreadable|truncated|unsupported|binary|no-article|empty"
_ANY = f"article|{_BROKEN}|too-large|too-slow|bomb|encoding"


def _with(number: int, content: bytes) -> bytes:
    """Return the good document with one object changed."""
    objects = list(pdf_page(_WORDS))
    objects[number - 1] = content
    return pdf(*objects)


def _page_bomb() -> bytes:
    """Return one page named 100,000 times."""
    return _with(2, b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000))


def _deflated_bomb(lines: int = 20_000_000) -> bytes:
    packed = zlib.compress(b"BT /F1 9 Tf\n" + b"(Ferry opens) Tj 0 -1 Td\n" * lines + b"ET", 1)
    return pdf(*pdf_page(packed, b"/Filter /FlateDecode"))


def _object_bomb() -> bytes:
    packed = zlib.compress(b"7 0 " * 50_000_000, 1)
    return pdf(*pdf_page(_WORDS), pdf_stream(packed, b"/Type /ObjStm /N 9 /First 99 /Filter /FlateDecode"))


def _nested_filters() -> bytes:
    content = b" " * 50_000_000
    for _ in range(3):
        content = zlib.compress(content, 9)
    return pdf(*pdf_page(content, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


CASES = (
    Case("pdf-good", "a.pdf", lambda: _GOOD, "article"),
    Case("pdf-cut-in-half", "a.pdf", lambda: _GOOD[: len(_GOOD) // 2], f"article|{_BROKEN}"),
    Case("pdf-cut-before-its-table", "a.pdf", lambda: _GOOD[: _GOOD.index(b"xref")], f"article|{_BROKEN}"),
    Case("pdf-of-a-head-alone", "a.pdf", lambda: b"%PDF-1.7\n", _BROKEN),
    Case("pdf-is-text", "a.pdf", lambda: prose().encode(), _BROKEN),
    Case(
        "pdf-is-a-page",
        "a.pdf",
        lambda: b"<!DOCTYPE html><html><body>" + prose().encode() + b"</body></html>",
        f"article|{_BROKEN}",
    ),
    Case("pdf-named-page", "a.html", lambda: _GOOD, "article|binary"),
    Case("pdf-with-a-wrong-table", "a.pdf", lambda: _GOOD.replace(b"00000 n", b"99999 n"), f"article|{_BROKEN}"),
    Case(
        "pdf-with-a-table-beyond-its-end",
        "a.pdf",
        lambda: _GOOD.replace(b"startxref\n", b"startxref\n9999999"),
        f"article|{_BROKEN}",
    ),
    Case("pdf-after-rubbish", "a.pdf", lambda: b"rubbish\n" * 60 + _GOOD, f"article|{_BROKEN}"),
    Case("pdf-tables-in-a-circle", "a.pdf", lambda: _GOOD.replace(b" /Root", b" /Prev 9 /Root"), f"article|{_BROKEN}"),
    Case("pdf-pages-in-a-circle", "a.pdf", lambda: _with(2, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"), _ANY),
    Case(
        "pdf-that-says-2000000000-pages",
        "a.pdf",
        lambda: _with(2, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"),
        _ANY,
        seconds=15,
    ),
    Case("pdf-with-100000-pages", "a.pdf", _page_bomb, _ANY, seconds=40, heavy=True),
    Case(
        "pdf-without-text", "a.pdf", lambda: pdf(*pdf_page(b"0 0 100 100 re f")), "no-article|empty|unsupported", "text"
    ),
    Case(
        "pdf-encrypted",
        "a.pdf",
        lambda: pdf(
            *pdf_page(_WORDS),
            b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>",
            trailer=b"/Encrypt 6 0 R /ID [<00> <00>]",
        ),
        "unreadable|unsupported|article",
        "password|encrypted|locked",
    ),
    Case("pdf-arrays-nested-100000", "a.pdf", lambda: _with(3, b"[" * 100_000 + b"]" * 100_000), _ANY),
    Case("pdf-orders-nested-100000", "a.pdf", lambda: pdf(*pdf_page(b"q " * 100_000 + _WORDS + b" Q" * 100_000)), _ANY),
    Case(
        "pdf-form-that-draws-itself",
        "a.pdf",
        lambda: _with(
            3, b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 3 0 R /F 5 0 R >> >> >>"
        ),
        _ANY,
    ),
    Case(
        "pdf-stream-that-lies-of-its-length",
        "a.pdf",
        lambda: pdf(*pdf_page(_WORDS, length=10**9)),
        f"article|{_BROKEN}",
    ),
    Case(
        "pdf-stream-that-is-rubbish",
        "a.pdf",
        lambda: pdf(*pdf_page(b"\xff\x00\x07" * 300, b"/Filter /FlateDecode")),
        "no-article|empty|unreadable|unsupported",
    ),
    Case("pdf-deflated-bomb-of-500-mb", "a.pdf", _deflated_bomb, _ANY, seconds=40, heavy=True),
    Case("pdf-deflated-bomb-of-16-mb", "a.pdf", lambda: _deflated_bomb(660_000), _ANY, seconds=10, heavy=True),
    Case("pdf-with-objects-packed-to-200-mb", "a.pdf", _object_bomb, _ANY, seconds=10, heavy=True),
    Case("pdf-with-nested-filters", "a.pdf", _nested_filters, _ANY, seconds=20, heavy=True),
    Case("pdf-page-of-1e30-points", "a.pdf", lambda: _GOOD.replace(b"[0 0 595 842]", b"[-1e30 0 1e30 9e99]"), _ANY),
    Case(
        "pdf-of-controls",
        "a.pdf",
        lambda: pdf(*pdf_page(pdf_words([*_LINES, "\x00\x1b[31m\x07\x9b"]))),
        _ANY,
        keeps=(FIRST[:20],),
    ),
    Case(
        "pdf-with-scripts-and-actions",
        "a.pdf",
        lambda: _with(
            1,
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://@SERVER@/a) "
            b"/Next << /S /JavaScript /JS (app.alert\\(1\\)) >> >> >>",
        ),
        "article",
    ),
    Case(
        "pdf-title-with-controls",
        "a.pdf",
        lambda: pdf(
            *pdf_page(_WORDS),
            b"<< /Title (Ferry \\033[31m\\000) /Author <FEFFD800> /CreationDate (D:99999999999999) >>",
            trailer=b"/Info 6 0 R",
        ),
        "article",
    ),
    Case(
        "pdf-objects-200000",
        "a.pdf",
        lambda: pdf(*pdf_page(_WORDS), *[b"<< >>"] * 200_000),
        "article|too-large",
        seconds=15,
    ),
    Case(
        "pdf-stream-objects-in-a-circle",
        "a.pdf",
        lambda: pdf(
            *pdf_page(_WORDS)[:4], pdf_stream(b"x", b"/Type /ObjStm /N 1000000 /First 2147483647 /Extends 5 0 R")
        ),
        "no-article|empty|unreadable|unsupported",
    ),
)
