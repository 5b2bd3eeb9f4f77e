"""The numbered evidence of a brief: a number for each article, a letter for each place in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from onrecord.model.article import Article
from onrecord.model.ids import Prefix
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.web.brief_parts import Cite, Form, Group, Line, Section
from onrecord.web.brief_places import clipped, has_title, opening
from onrecord.web.desk import Desk
from onrecord.web.links import web_address
from onrecord.web.quoting import marks_around

_APART, _JOINED = 2, 240
"""How far apart stretches may be that are shown as one, and the most characters of one that is made of several."""

MOST_ROWS = 2
"""Rows are shown as long as they are fewer; statements and events always."""

_FACTS = (Prefix.EVENT, Prefix.STATEMENT)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of an article: the characters, exactly, where they stand, and the rows that were read there.

    `cut` says that the row goes on after them.
    """

    mark: str
    start: int
    end: int
    text: str
    cut: bool
    rows: tuple[str, ...]

    @property
    def signs(self) -> tuple[str, str]:
        """The quotation marks around it."""
        return marks_around(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """One article that the brief rests on.

    `opening` are the exact characters of its title, or its first words where the text has no title; `title` is then the
    one that metadata give. `where` is its address, or else the name it came in under; `href` the same where it may be a
    link.
    """

    mark: str
    article: str
    outlet: str | None
    title: str
    opening: Place | None
    when: str
    where: str
    href: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a brief rests on, the earliest article first, and the mark of each cite."""

    sources: tuple[Source, ...]
    marks: Mapping[Cite, str]


def evidence(desk: Desk, cites: Iterable[Cite]) -> Evidence:
    """Give every article that is cited a number, and every place in it a letter."""
    held = grouped((cite.article, cite) for cite in dict.fromkeys(cites))
    sources: list[Source] = []
    marks: dict[Cite, str] = {}
    for number, article in enumerate(sorted(held, key=desk.order), 1):
        found, own = _places(desk.facts.article[article], held[article], str(number))
        sources.append(_source(desk, desk.facts.article[article], str(number), found))
        marks |= own
    return Evidence(tuple(sources), marks)


def _places(article: Article, cites: Sequence[Cite], mark: str) -> tuple[tuple[Place, ...], dict[Cite, str]]:
    """Put together what stands in one stretch, and give the stretches letters in the order of the text."""
    marks = {cite: mark for cite in cites if cite.row == article.id}
    within = [(_shown(article, cite), cite) for cite in cites if cite.row != article.id]
    places: list[Place] = []
    for span, inside in _stretches(article, within):
        place = _place(article, span, inside, f"{mark}{letters(len(places))}")
        marks |= dict.fromkeys(inside, place.mark)
        places.append(place)
    return tuple(places), marks


def _shown(article: Article, cite: Cite) -> Span:
    return clipped(article.text, cite.span, cite.room)


def _stretches(article: Article, within: Iterable[tuple[Span, Cite]]) -> Iterator[tuple[Span, list[Cite]]]:
    """Put a stretch that lies in another to that one."""
    longest: dict[Span, list[Cite]] = {}
    for span, cite in sorted(within, key=lambda row: (-len(row[0]), row[0], row[1].row)):
        home = next((other for other in longest if other.contains(span)), span)
        longest.setdefault(home, []).append(cite)
    yield from _joined(article, sorted(longest.items(), key=lambda row: row[0]))


def _joined(article: Article, stretches: Iterable[tuple[Span, list[Cite]]]) -> Iterator[tuple[Span, list[Cite]]]:
    """Join stretches of one paragraph that overlap or follow each other, as long as they stay short."""
    last: tuple[Span, list[Cite]] | None = None
    for span, cites in stretches:
        if last and span.start <= last[0].end + _APART and _together(article, last[0], span):
            last = Span(last[0].start, max(last[0].end, span.end)), [*last[1], *cites]
            continue
        if last:
            yield last
        last = span, cites
    if last:
        yield last


def _together(article: Article, one: Span, other: Span) -> bool:
    block = article.block_at(one.start)
    return other.end - one.start <= _JOINED and (block is None or block.span.contains(other))


def _place(article: Article, span: Span, cites: Sequence[Cite], mark: str) -> Place:
    cut = any(cite.span.end > span.end for cite in cites)
    return Place(mark, span.start, span.end, span.of(article.text), cut, tuple(_rows({cite.row for cite in cites})))


def _rows(ids: Collection[str]) -> Iterator[str]:
    """Give the statements and events that were read there, then other rows as long as these are few."""
    facts = sorted(row for row in ids if row.startswith(_FACTS))
    others = sorted(row for row in ids if not row.startswith(_FACTS))
    yield from facts
    yield from others[: max(MOST_ROWS - len(facts), 0)]


def letters(at: int) -> str:
    """Return the letters for the place with this number, counted from 0.

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    rest, last = divmod(at, len(ascii_lowercase))
    return f"{letters(rest - 1) if rest else ''}{ascii_lowercase[last]}"


def _source(desk: Desk, article: Article, mark: str, places: tuple[Place, ...]) -> Source:
    head = opening(article)
    where = article.url or article.uri
    return Source(
        mark=mark,
        article=article.id,
        outlet=article.outlet,
        title="" if has_title(article) else article.title or "",
        opening=Place(mark, head.start, head.end, head.of(article.text), False, (article.id,)) if head else None,
        when=desk.line_of[article.id].when,
        where=where,
        href=web_address(where),
        places=places,
    )


def numbered(section: Section, marks: Mapping[Cite, str]) -> Section:
    """Give every part of a section its marks."""
    return replace(section, groups=tuple(_group(group, marks) for group in section.groups))


def _group(group: Group, marks: Mapping[Cite, str]) -> Group:
    head = marked(group.head, marks) if group.head else None
    return Group(tuple(marked(line, marks) for line in group.lines), head)


def marked(line: Line, marks: Mapping[Cite, str]) -> Line:
    """Give a line its marks; each is said once in it, where it is said first."""
    said: set[str] = set()
    parts = []
    for part in line.parts:
        own = tuple(dict.fromkeys(marks[cite] for cite in part.cites))
        new = tuple(mark for mark in own if mark not in said) if part.form is Form.PLACES and not part.again else own
        said.update(new if part.form is Form.PLACES else ())
        parts.append(replace(part, marks=new))
    return Line(tuple(parts))
