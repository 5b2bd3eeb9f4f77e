"""The story sets in tests/cases/stories as they are written; the README beside them says what each field means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from onrecord.model.derived import ClaimKind, DiscrepancyKind

CASES = Path(__file__).parents[1] / "tests" / "cases" / "stories"
PARTS = ("before", "open", "reworded", "after")
HOLDS = """
marked wire|unmarked wire|rewrite|own reporting|two agencies|circular|translation|truncation|misquote|update|anonymous
|look-alike|headline|first or only|self-contradiction|who|place|amount|date|name
"""
PHENOMENA = frozenset(" ".join(HOLDS.split()).replace(" |", "|").split("|"))
"""What a set can hold."""

_IN_ONE = frozenset({DiscrepancyKind.HEADLINE.value, DiscrepancyKind.SELF.value})

Names = tuple[str | tuple[str, ...], ...]


class CaseError(ValueError):
    """A set is not written as the README tells."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article of a set; `head` are the fields of its front matter."""

    key: str
    title: str
    text: str
    head: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> str:
        """Title and text, as the article will be stored."""
        return f"{self.title}\n\n{self.text}"

    @property
    def file(self) -> str:
        """The file that comes in."""
        front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in self.head)
        return f"---\n{front}---\n{self.whole}\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of an article that carries a claim."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Passages that report one utterance or event; `origins` is None for what only has to stay apart."""

    id: str
    kind: ClaimKind
    marks: tuple[Mark, ...]
    origins: Interval | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """How many origins stand behind a claim; a name that is a tuple is a circle of outlets."""

    at_least: int
    at_most: int
    named: Names = ()

    def __str__(self) -> str:
        names = (" and ".join(name) if isinstance(name, tuple) else name for name in self.named)
        return f"{self.at_least}..{self.at_most} [{', '.join(names)}]"


@dataclass(frozen=True, slots=True)
class Difference:
    """A discrepancy: its kind, and for each value the articles that give it, with their words."""

    kind: str
    about: str
    values: tuple[tuple[Mark, ...], ...]

    @property
    def articles(self) -> frozenset[str]:
        """All articles that give one of the values."""
        return frozenset(mark.article for value in self.values for mark in value)

    def __str__(self) -> str:
        sides = (" = ".join(f"{mark.article}: {mark.words!r}" for mark in value) for value in self.values)
        return f"{self.kind} ({self.about}): {' against '.join(sides)}"


@dataclass(frozen=True, slots=True)
class StorySet:
    """One set: articles, and what a careful journalist says of them."""

    name: str
    about: str
    part: str
    holds: frozenset[str]
    names: Mapping[str, Any]
    articles: Mapping[str, Text]
    entries: tuple[Entry, ...]
    differences: tuple[Difference, ...]
    may: tuple[Difference, ...] = ()

    @property
    def aliases(self) -> dict[str, str]:
        """The names of the sources that the set introduces, by their aliases."""
        sources = self.names.get("sources") or ()
        return {str(alias): str(source["name"]) for source in sources for alias in source.get("aliases", ())}


def load_sets(folder: Path = CASES, part: str | None = None) -> tuple[StorySet, ...]:
    """Return the sets of a folder, or those of one part, in the order of their names.

    Raises `CaseError` for one that is not written as the README tells.
    """
    sets = (
        set_of(file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(folder.glob("*.yaml"))
    )
    return tuple(one for one in sets if part in {None, one.part})


_NEEDED = {"about", "part", "holds", "articles", "claims", "apart", "discrepancies"}
_FIELDS = _NEEDED | {"names", "may"}
_ARTICLE = {"outlet", "published", "title", "byline", "text"}
_CLAIM = {"id", "kind", "says", "reports", "origins"}
_APART = {"kind", "reports", "because"}
_ORIGINS = {"at_least", "at_most", "named"}
_DIFFERENCE = {"kind", "about", "sides"}


def set_of(name: str, row: Mapping[str, Any]) -> StorySet:
    """Make a set of what stands in a file."""
    _check(name, row, _FIELDS, _NEEDED)
    _must(name, row["part"] in PARTS, f"part is one of {', '.join(PARTS)}")
    holds = frozenset(row["holds"])
    _must(name, holds <= PHENOMENA, f"unknown in holds: {', '.join(sorted(holds - PHENOMENA))}")
    articles = {key: _article(name, key, fields) for key, fields in row["articles"].items()}
    _must(name, 3 <= len(articles) <= 8, "3 to 8 articles")
    claims = [_entry(name, articles, str(claim.get("id")), claim, _CLAIM) for claim in row["claims"]]
    apart = [_entry(name, articles, f"apart {at}", one, _APART) for at, one in enumerate(row["apart"] or (), start=1)]
    _must(name, len({entry.id for entry in claims}) == len(claims), "an id is given to one claim")
    return StorySet(
        name=name,
        about=str(row["about"]),
        part=row["part"],
        holds=holds,
        names=row.get("names") or {},
        articles=articles,
        entries=(*claims, *apart),
        differences=tuple(_difference(name, articles, one) for one in row["discrepancies"] or ()),
        may=tuple(_difference(name, articles, one) for one in row.get("may") or ()),
    )


def _article(name: str, key: str, fields: Mapping[str, Any]) -> Text:
    _check(f"{name}: {key}", fields, _ARTICLE, {"title", "text"})
    told = ((field, fields[field]) for field in ("outlet", "title", "byline", "published") if fields.get(field))
    head = tuple((field, value.isoformat() if hasattr(value, "isoformat") else str(value)) for field, value in told)
    times = [value for field, value in head if field == "published"]
    for time in times:
        datetime.fromisoformat(time)
    return Text(key, str(fields["title"]), str(fields["text"]).strip(), head)


def _entry(name: str, articles: Mapping[str, Text], id_: str, row: Mapping[str, Any], fields: set[str]) -> Entry:
    _check(f"{name}: {id_}", row, fields, fields)
    marks = [mark for key, words in row["reports"].items() for mark in _marks(f"{name}: {id_}", articles, key, words)]
    _must(f"{name}: {id_}", bool(marks), "a claim has a report")
    return Entry(id_, ClaimKind(row["kind"]), tuple(marks), _interval(f"{name}: {id_}", row.get("origins")))


def _interval(where: str, row: Mapping[str, Any] | None) -> Interval | None:
    if row is None:
        return None
    _check(where, row, _ORIGINS, _ORIGINS)
    named = tuple(tuple(map(str, one)) if isinstance(one, list) else str(one) for one in row["named"])
    _must(where, 1 <= row["at_least"] <= row["at_most"], "at_least lies between 1 and at_most")
    _must(where, len(named) <= row["at_most"], "no more origins are named than there can be")
    return Interval(row["at_least"], row["at_most"], named)


def _difference(name: str, articles: Mapping[str, Text], row: Mapping[str, Any]) -> Difference:
    where = f"{name}: {row.get('kind')}, {row.get('about')}"
    _check(where, row, _DIFFERENCE, _DIFFERENCE)
    DiscrepancyKind(row["kind"])
    values = [
        tuple(mark for key, words in side.items() for mark in _marks(where, articles, key, words, once=False))
        for side in row["sides"]
    ]
    found = Difference(row["kind"], str(row["about"]), tuple(values))
    _must(where, len(values) > 1, "a discrepancy has two sides")
    _must(where, row["kind"] not in _IN_ONE or len(found.articles) == 1, "it stands in one article")
    _must(where, row["kind"] in _IN_ONE or len(found.articles) > 1, "it stands between articles")
    return found


def _marks(
    where: str, articles: Mapping[str, Text], key: str, words: str | Sequence[str], *, once: bool = True
) -> Iterable[Mark]:
    _must(where, key in articles, f"there is no article {key}")
    for one in [words] if isinstance(words, str | int | float) else words:
        count = articles[key].whole.count(str(one))
        _must(where, count == 1 or (count > 1 and not once), f"{key} holds {count} times, and should once: {one!r}")
        yield Mark(key, str(one))


def _check(where: str, row: Mapping[str, Any], fields: set[str], needed: set[str]) -> None:
    odd = (set(row) - fields) | (needed - set(row))
    _must(where, not odd, f"these fields are missing or unknown: {', '.join(sorted(odd))}")


def _must(where: str, right: bool, why: str) -> None:
    if not right:
        raise CaseError(f"{where}: {why}")
