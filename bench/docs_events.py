"""The made parts of docs/events.md: the types, subtypes and codes from the ontology, the columns from the formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.export.files import EVENT_FORMATS
from onrecord.model.reading import Status
from onrecord.ontology.event_lexicon import Entry, EventLexicon, load_event_lexicon
from onrecord.ontology.event_types import Coding, EventTypes, Kind

_WORDS = 3


def events_page(old: str) -> str:
    """Return docs/events.md with its tables made anew."""
    lexicon = load_event_lexicon()
    parts = {
        "types": _types(lexicon.types),
        "modes": _modes(lexicon.types),
        "subtypes": _subtypes(lexicon),
        "codes": _codes(lexicon.types),
        "columns": _columns(),
    }
    for name, lines in parts.items():
        old = between(old, name, "\n".join(lines))
    return old


def between(page: str, name: str, made: str) -> str:
    r"""Put what is made between the marks of this name.

    >>> between("a <!-- x --> b <!-- end of x --> c", "x", "new")
    'a <!-- x -->\nnew\n<!-- end of x --> c'
    """
    first, last = f"<!-- {name} -->", f"<!-- end of {name} -->"
    return page.split(first, maxsplit=1)[0] + f"{first}\n{made}\n{last}" + page.split(last)[1]


def _types(types: EventTypes) -> Iterator[str]:
    yield "| type | quarter | score | CAMEO | Goldstein |"
    yield "|---|---|---|---|---|"
    for found in types.types.values():
        coding = types.coding(Kind(found.name), Status.OCCURRED)
        yield f"| {found.name} | {found.quad} | {found.score:g} | {found.cameo} | {coding.goldstein:g} |"


def _modes(types: EventTypes) -> Iterator[str]:
    """Give the modes of each type, those of one score in one row."""
    yield "| type | score | modes |"
    yield "|---|---|---|"
    for found in types.types.values():
        for score in dict.fromkeys(found.modes.values()):
            modes = ", ".join(mode for mode, own in found.modes.items() if own == score)
            yield f"| {found.name} | {score:g} | {modes} |"


def _subtypes(lexicon: EventLexicon) -> Iterator[str]:
    verbs, nouns = _by_subtype(lexicon.verbs, verbs=True), _by_subtype(lexicon.nouns, verbs=False)
    yield "| subtype | type and mode | CAMEO | Goldstein | planned | verbs | nouns |"
    yield "|---|---|---|---|---|---|---|"
    for name, found in lexicon.types.subtypes.items():
        kind = " ".join(part for part in (found.kind.type, found.kind.mode) if part)
        planned = lexicon.types.coding(found.kind, Status.PLANNED).cameo.code
        words = f"{_some(verbs.get(name, ()))} | {_some(nouns.get(name, ()))}"
        yield f"| {name} | {kind} | {found.cameo} | {found.goldstein:g} | {planned} | {words} |"


def _by_subtype(table: Mapping[str, Sequence[Entry]], *, verbs: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in (entry for entries in table.values() for entry in entries):
        words = found.setdefault(entry.sense.kind.subtype or "", [])
        text = _text(entry, after=verbs or entry.extra.startswith("of "))
        if text not in words:
            words.append(text)
    return found


def _text(entry: Entry, *, after: bool) -> str:
    """Return an entry's words: its second word stands after a verb, before a noun but for a complement with "of"."""
    return " ".join(part for part in ((entry.word, entry.extra) if after else (entry.extra, entry.word)) if part)


def _some(words: Sequence[str]) -> str:
    if not words:
        return "–"
    more = f" (of {len(words)})" if len(words) > _WORDS else ""
    return ", ".join(words[:_WORDS]) + more


def _codes(types: EventTypes) -> Iterator[str]:
    yield "| recorded type | occurred, ongoing | planned | which is | threatened |"
    yield "|---|---|---|---|---|"
    for name in types.types:
        done, planned, threatened = (
            types.coding(Kind(name), status) for status in (Status.OCCURRED, Status.PLANNED, Status.THREATENED)
        )
        label = planned.cameo.label.lower()
        yield f"| {name} | {_code(done)} | {_code(planned)} | {label} | {_code(threatened)} |"


def _code(coding: Coding) -> str:
    return f"{coding.type}, {coding.cameo.code}"


def _columns() -> Iterable[str]:
    lines: list[str] = []
    for name, made in EVENT_FORMATS.items():
        lines += [f"### {name}", "", "| column | what stands in it |", "|---|---|"]
        lines += [f"| {column} | {meaning} |" for column, meaning in made.columns]
        lines.append("")
    return lines[:-1]
