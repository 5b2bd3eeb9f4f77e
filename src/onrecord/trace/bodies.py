"""Which body short words mean: "the organisation", "the committee" after its name, "it" in "…, it said"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.model.derived import OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.ontology.conduits import load_conduits
from onrecord.trace.sources import Cited, Nodes

_NO_BODIES = frozenset({EntityKind.PERSON, EntityKind.STATE})

_WORD = r"[A-Z][\w'’-]*"
_TAIL = rf"(?:\s+(?:of|for|on|to|against|in)\s+(?:the\s+)?{_WORD}(?:\s+{_WORD})*)?"
_NAME = re.compile(rf"\b{_WORD}(?:\s+(?:(?:of|for|and|&)\s+(?:the\s+)?)?{_WORD})+")
_SHORT = re.compile(r"(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?P<head>[a-z][\w-]+)")
_ARTICLE = re.compile(r"^(?:The|A|An|In|On|At|By|For|After|But|And)\s+")
_TIME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b"
)
_STOP = re.compile(r"[.!?][”\"’]?\s+(?=[“\"A-Z])|\n|\)\s*[–—-]+\s")


def full_name(words: str, at: int, text: str, others: frozenset[str] = frozenset()) -> str | None:
    """Return the name of the body that short words at an offset stand for, None where the text does not make it sure.

    "The committee" is the one committee that the text has named before; "the organisation" the one body with a name
    in its sentence. `others` are names of persons and places, which no organisation goes by.

    >>> full_name("the committee", 58, "The Committee for Trade met in May. It was long, and then the committee said")
    'Committee for Trade'
    >>> full_name("the group", 37, "Open Cells closed its office Monday, the group said")
    'Open Cells'
    """
    short = _SHORT.fullmatch(words)
    if short is None:
        return None
    named = {_bare(match.group()) for match in _with_head(short["head"]).finditer(text, 0, at)}
    if len(named) != 1 and short["head"] in _generic():
        starts = [match.end() for match in _STOP.finditer(text, 0, at)]
        named = {_bare(match.group()) for match in _NAME.finditer(text, max(starts, default=0), at)}
        named = {name for name in named if name not in others and not _TIME.search(name)}
    return named.pop() if len(named) == 1 else None


@cache
def _with_head(head: str) -> re.Pattern[str]:
    noun = re.escape(head.capitalize())
    return re.compile(
        rf"\b(?:(?:{_WORD}\s+)+{noun}{_TAIL}|{noun}\s+(?:of|for|on|to|against)\s+(?:the\s+)?{_WORD}(?:\s+{_WORD})*)"
    )


@cache
def _generic() -> frozenset[str]:
    return frozenset(load_conduits().words["generic_bodies"])


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name)


class Bodies:
    """Gives the sources that articles name by short words their full names."""

    def __init__(self, facts: Facts, nodes: Nodes) -> None:
        self._facts = facts
        self._nodes = nodes
        self._others = grouped(
            (reading.article, entity.name)
            for reading in facts.readings
            for entity in reading.entities
            if entity.kind in _NO_BODIES
        )

    def meant(self, source: Cited) -> Cited:
        """Return a body under the name that the article has for it."""
        if source.kind is not OriginKind.OFFICIAL:
            return source
        text = self._facts.article[source.article].text
        name = full_name(source.text, source.span.start, text, frozenset(self._others.get(source.article, ())))
        return replace(source, name=name, node=self._nodes.of(name)) if name else source
