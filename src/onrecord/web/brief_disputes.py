"""What a brief says of what is disputed: the sides in their own words, and the origins behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.derived import Discrepancy, DiscrepancyKind, OriginKind, Side
from onrecord.model.snapshot import grouped
from onrecord.web import kinds, phrases
from onrecord.web.brief_claims import Told, called
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Cite, Group, Line, Piece, Section, left, line, listed, name, places
from onrecord.web.brief_places import near, quote, quote_around, quote_near
from onrecord.web.discrepancies import order

MOST_VALUES = 2
_MOST_REPORTS, _MOST_BEHIND = 2, 3
_ROOM = 160
_SHORT = 40
_WORDS = frozenset({DiscrepancyKind.WORDING, DiscrepancyKind.HEADLINE, DiscrepancyKind.FIRST, DiscrepancyKind.SELF})
_SAID_HERE = ("of ", "both stand", "an editing error", "no common", "a conflict")
"""How those parts of a note begin that a brief says in words of its own."""


def disputes_section(desk: StoryDesk, claims: Sequence[Told], lost: int = 0) -> Section:
    """Gather what is disputed; `lost` counts discrepancies that cannot be shown, as their articles are not held."""
    every = (row for one in claims for row in desk.snapshot.discrepancies_of.get(one.claim.id, ()))
    found = sorted({row.id: row for row in every}.values(), key=lambda row: order(desk, row))
    return Section(
        key="disputed",
        title="What is disputed",
        note="",
        none="No two reports were found to differ on a date, an amount, a place, a name or the words.",
        groups=tuple(_group(desk, one) for one in found[: desk.limits.disputed]),
        left=left(max(len(found) - desk.limits.disputed, 0) + lost, "discrepancy", "discrepancies"),
    )


def _group(desk: StoryDesk, found: Discrepancy) -> Group:
    values = list(grouped((side.value, side) for side in found.sides).items())
    lines = [_value_line(desk, found, value, _ordered(desk, sides)) for value, sides in values[:MOST_VALUES]]
    hidden = values[MOST_VALUES:]
    if hidden:
        shown = _near(desk, _ordered(desk, hidden[0][1])[0])
        lines.append(line(f"and {phrases.count(len(hidden), 'more value')}", places(shown), "."))
    return Group(tuple(lines), _heading(desk, found))


def _ordered(desk: StoryDesk, sides: Sequence[Side]) -> list[Side]:
    return sorted(sides, key=lambda side: (desk.preferred(side.article), side.start))


def _heading(desk: StoryDesk, found: Discrepancy) -> Line:
    """Say what differs, of which claim, and whether sources differ or one source was edited."""
    claim = desk.claim_line.get(found.claim)
    about = name(claim.who if claim.said else f"{claim.who}: {claim.label.replace('-', ' ')}") if claim else None
    remark = found.note.split("; ")[0]
    return line(
        kinds.DISCREPANCIES[found.kind],
        *((" (", about, ")") if about else ()),
        ".",
        f" {phrases.sentence(remark)}" if remark and not remark.startswith(_SAID_HERE) else "",
        *_ground(desk, found),
    )


def _shared(found: Discrepancy) -> set[str]:
    """Return the origins that are behind every side."""
    return set.intersection(*(set(side.origins) for side in found.sides))


def _ground(desk: StoryDesk, found: Discrepancy) -> Iterator[Piece]:
    """Say whether the sides rest on one origin; how a name is spelt is the outlets' own doing."""
    if len({side.article for side in found.sides}) == 1:
        yield " Both stand in one article."
    elif _shared(found):
        yield from (" All rest on ", *_behind(desk, _shared(found)), ": one origin edited, no conflict of sources.")
    elif found.kind is not DiscrepancyKind.NAME:
        behind = {origin for side in found.sides for origin in side.origins}
        known = bool(behind) and all(_kind(desk, one) not in {None, OriginKind.REPORT} for one in behind)
        yield " The sides rest on different origins." if known else " No common origin is known."


def _kind(desk: StoryDesk, origin: str) -> OriginKind | None:
    found = desk.snapshot.origin.get(origin)
    return found.kind if found else None


def _value_line(desk: StoryDesk, found: Discrepancy, value: str, sides: Sequence[Side]) -> Line:
    """Say which reports have one value, in what words, and what is behind it where that is not behind all."""
    first = {side.article: side for side in reversed(sides)}
    quoted = list(_quoted(desk, found.kind, sides[0]))
    reports = [
        [name(called(desk.facts.article[side.article])), places(_near(desk, side))] for side in reversed(first.values())
    ]
    behind = sorted({origin for side in sides for origin in side.origins} - _shared(found))
    return line(
        *quoted,
        _coded(found.kind, value, sides[0].text),
        ": ",
        *listed(reports, _MOST_REPORTS if len(reports) <= _MOST_REPORTS else 1),
        *(("; behind it: ", *_behind(desk, behind)) if behind else ()),
        ".",
    )


def _quoted(desk: StoryDesk, kind: DiscrepancyKind, side: Side) -> Iterator[Piece]:
    """Quote a side; where it is a few words that differ, among the words around them."""
    article = desk.facts.article[side.article]
    if len(side.span) > _ROOM:
        yield quote(article, side.span, side.member, _ROOM)
        return
    if side.value:
        yield quote_near(article, side.span, side.member)
    if kind in _WORDS and len(side.span) < _SHORT:
        yield from (" in " if side.value else "nothing there in ", quote_around(article, side.span, side.member))


def _near(desk: StoryDesk, side: Side) -> Cite:
    return near(desk.facts.article[side.article], side.span, side.member)


def _coded(kind: DiscrepancyKind, value: str, words: str) -> str:
    """Give the value as it is coded, where it is more than the words themselves."""
    if kind is DiscrepancyKind.DATE:
        first, _, last = value.partition("/")
        return f" ({phrases.period(first, last or None)})" if phrases.parsed(first) else f" ({value})"
    return f" ({value})" if kind is DiscrepancyKind.AMOUNT and value != words else ""


def _behind(desk: StoryDesk, origins: Iterable[str]) -> list[Piece]:
    """Name origins, each once; those without a name are told together, last."""
    found = (desk.snapshot.origin.get(origin) for origin in origins)
    names = dict.fromkeys(origin.name if origin else None for origin in found)
    items: list[Sequence[Piece]] = [[name(known)] for known in names if known]
    return listed([*items, ["no named source"]] if None in names else items, _MOST_BEHIND)
