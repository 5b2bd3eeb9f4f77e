"""The lines of a PDF page, with where they stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HYPHEN = "\x02"
"""What PDFium gives for the hyphen of a word that goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, and in points from the lower left corner its left, bottom, right and top.

    `broken` says that the line ends in a hyphen which the writing program may have put there.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    broken: bool = False

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 1.0)


def page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    """Return the lines of one page in the order in which the document writes them, blank ones left out.

    A page that is broken has none.
    """
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            return list(_lines(text))
    except pdfium.PdfiumError:
        return []


def _lines(page: pdfium.PdfTextPage) -> Iterator[Line]:
    start = 0
    characters = [_character(page, index) for index in range(page.count_chars())]
    for index, found in enumerate([*characters, "\n"]):
        # PDFium writes no line end after such a hyphen.
        if found in {"\n", _HYPHEN}:
            end = index + (found == _HYPHEN)
            line = _line(page, characters, start, end)
            if line is not None:
                yield line
            start = index + 1


def _line(page: pdfium.PdfTextPage, characters: list[str], start: int, end: int) -> Line | None:
    """Return the line of the characters from `start` to `end`, None for one without any that is seen."""
    shown = [index for index in range(start, end) if characters[index].strip(" \r\t\xa0\0")]
    if not shown:
        return None
    text = "".join(characters[start:end]).replace("\r", "").replace("\0", "").strip()
    boxes = [_box(page, index) for index in shown]
    return Line(
        # Half surrogate pairs, as some platforms give them, are joined.
        text.replace(_HYPHEN, "-").encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        text.endswith((_HYPHEN, "-", "\xad")),
    )


def _character(page: pdfium.PdfTextPage, index: int) -> str:
    return chr(pdfium_c.FPDFText_GetUnicode(page, index))


def _box(page: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Return the box of a character as its font gives it, of one height for all letters of a size."""
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(page, index, byref(box))
    return box.left, box.bottom, box.right, box.top
