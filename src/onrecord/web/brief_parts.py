"""What the lines of a brief are made of: fixed words, names, quotations, and the places that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span
from onrecord.web import phrases
from onrecord.web.quoting import marks_around


class Form(StrEnum):
    """What a run of text is: words of the brief itself, a name out of the record, an article's characters, places."""

    WORDS = "words"
    NAME = "name"
    QUOTE = "quote"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Cite:
    """The characters of an article that show something, and the id of the row that was read there.

    `room` is the most characters of them that the evidence shows. A cite of the article's own id stands for all of it.
    """

    article: str
    span: Span
    row: str
    room: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text in a line.

    Of a quotation `text` are the exact characters of the article of its one cite, and `cut` says whether its sentence
    goes on before and after them. `marks` are the numbers of the cites, once the evidence is numbered; of places only
    those that the line has not named before, unless they are to be named `again`.
    """

    form: Form
    text: str = ""
    cites: tuple[Cite, ...] = ()
    cut: tuple[bool, bool] = (False, False)
    marks: tuple[str, ...] = ()
    again: bool = False

    @property
    def signs(self) -> tuple[str, str]:
        """The quotation marks around it."""
        return marks_around(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief."""

    parts: tuple[Part, ...]

    @property
    def cites(self) -> tuple[Cite, ...]:
        """What shows it, in the order in which it is named."""
        return tuple(cite for part in self.parts for cite in part.cites)

    @property
    def text(self) -> str:
        """Its words without numbers and quotation marks."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, or under none."""

    lines: tuple[Line, ...]
    head: Line | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: `note` says how to take it, `none` stands where it has no line, `left` what it omits."""

    key: str
    title: str
    note: str
    none: str
    groups: tuple[Group, ...]
    left: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        """All its lines, headings among them."""
        for group in self.groups:
            if group.head:
                yield group.head
            yield from group.lines


Piece = Part | str
"""A part, or fixed words."""


def line(*pieces: Piece) -> Line:
    """Make a line; a bare text is fixed words.

    >>> line("First: ", name("Velpress"), ".").text
    'First: Velpress.'
    """
    return Line(tuple(Part(Form.WORDS, piece) if isinstance(piece, str) else piece for piece in pieces if piece))


def name(text: str) -> Part:
    """Make a name, on one line."""
    return Part(Form.NAME, " ".join(text.split()))


def places(*cites: Cite, again: bool = False) -> Part:
    """Make the numbers of the places that show what stands before them."""
    return Part(Form.PLACES, cites=cites, again=again)


def listed(items: Sequence[Sequence[Piece]], limit: int, word: str = "and") -> list[Piece]:
    """Join items as a sentence does, as `phrases.listed` does with words; those beyond `limit` are counted.

    >>> line(*listed([["A"], ["B"], ["C"]], 2)).text
    'A, B and 1 more'
    """
    shown: list[Sequence[Piece]] = [*items[:limit]]
    if len(items) > limit:
        shown.append([f"{phrases.number(len(items) - limit)} more"])
    found: list[Piece] = []
    for at, item in enumerate(shown):
        found += ["" if at == 0 else f" {word} " if at == len(shown) - 1 else ", ", *item]
    return found


def left(count: int, noun: str, plural: str | None = None) -> str:
    """Say how many of something are not shown; nothing where all are.

    >>> left(17, "claim"), left(1, "discrepancy"), left(0, "claim")
    ('17 more claims are not shown here.', '1 more discrepancy is not shown here.', '')
    """
    if count <= 0:
        return ""
    counted = phrases.count(count, f"more {noun}", f"more {plural}" if plural else None)
    return f"{counted} {'is' if count == 1 else 'are'} not shown here."
