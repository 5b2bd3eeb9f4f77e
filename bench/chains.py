"""Chains of sources against the cases in tests/cases/chains: `python -m bench.chains [--part P] [--reader R]`.

Prints a JSON line for each part: precision (P), recall and F1 of the links of statements' chains, the share of
statements that were `found`, of chains that are `exact` as a whole, in order (`exact_sourced`: of those that name a
source, `exact_empty`: of those that name none), and among right links the shares with the right `order`, `scope` and
`inferred`. `own_names` counts wrong links that only give the speaker again. The README beside the cases says what is
right, and when.

The halves are made by a hash of the case's id: rules are made on the one and checked on the other. `--cases` prints
what is missed in each case of the tuning half; of the half aside it prints nothing, so that nobody tunes on it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Page
from onrecord.model.reading import Citation, CitationKind, CitationScope, Reading, Statement, chain_of
from onrecord.model.run import StatementsBy
from onrecord.model.span import Span
from onrecord.ontology.sources import load_sources
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline

CASES = Path(__file__).parents[1] / "tests" / "cases" / "chains"
PARTS = ("tuning", "aside")
FOUND_MIN = 0.5
INFERRED = "goes on"
"""How the reason of a citation opens that was carried over from an earlier sentence."""

_WORD = re.compile(r"\w+(?:[-&./]\w+)*")
_FUNCTION_WORDS = """
the a an of by in on to at for from with its his her their our this that s according via who which is was were
news agency newspaper daily
"""
_EMPTY = frozenset(_FUNCTION_WORDS.split())
"""Words that tell no source from another."""


@dataclass(frozen=True, slots=True)
class Link:
    """A source in a chain; `step` counts outward from the speaker, and sources side by side share one.

    `inferred` says that it was carried over from an earlier sentence; None where either is right. `kinds` are those
    that are right, of a read link the one that it has. `forms` are the name and words by which it is known again.
    """

    kinds: tuple[CitationKind, ...]
    forms: tuple[str, ...]
    step: int
    scope: CitationScope = CitationScope.STATEMENT
    inferred: bool | None = False

    def __str__(self) -> str:
        inferred = ", carried over" if self.inferred else ""
        return f"{self.forms[0]} ({self.kinds[0]}, {self.scope}{inferred})"


Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that a case is about: its words, who says it, what it rests on, and links that it may have too."""

    content: str
    speaker: str | None
    chain: Chain
    may: Chain = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A news text and what a careful reader says of the sources of its statements."""

    id: str
    about: str
    tags: tuple[str, ...]
    text: str
    statements: tuple[Said, ...]
    article_chain: Chain = ()
    article_may: Chain = ()
    known: tuple[tuple[str, str], ...] = ()

    def units(self) -> tuple[Said, ...]:
        """Return what is measured: the statements, each resting on what the article rests on too, or the article."""
        asked = self.statements or (Said("", None, ()),)
        return tuple(
            Said(said.content, said.speaker, _once((*said.chain, *self.article_chain)), (*said.may, *self.article_may))
            for said in asked
        )


def load_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Return the cases of all files of a folder, in the order of the files' names.

    The folder of the cases holds those that rules are made on, its folder `aside` those that they are measured by.
    Raises `ValueError` for a case that is not written as the README tells.
    """
    files = sorted(folder.glob("*.yaml"))
    return tuple(case_of(row) for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"])


_FIELDS = {"id", "about", "tags", "text", "statements", "article_chain", "article_may", "outlet", "title", "published"}
_SAID = {"content", "speaker", "chain", "may"}
_LINK = {"name", "kind", "words", "inferred", "beside", "or_kind"}


def case_of(row: Mapping[str, Any]) -> Case:
    """Make a case of what stands in a file."""
    name = str(row.get("id"))
    _check(name, row, _FIELDS, {"id", "about", "tags", "text", "statements"})
    text = str(row["text"])
    for said in row["statements"]:
        _check(name, said, _SAID, {"content", "speaker", "chain"})
        if text.count(said["content"]) != 1:
            raise ValueError(f"{name}: the text must hold once, and not more often: {said['content']!r}")
        if said["speaker"] and said["speaker"] not in text:
            raise ValueError(f"{name}: the text does not hold the speaker {said['speaker']!r}")
    whole = CitationScope.ARTICLE
    return Case(
        id=name,
        about=str(row["about"]),
        tags=tuple(row["tags"]),
        text=text,
        statements=tuple(
            Said(said["content"], said["speaker"], _chain(name, text, said["chain"]), _may(name, text, said.get("may")))
            for said in row["statements"]
        ),
        article_chain=_chain(name, text, row.get("article_chain", ()), whole),
        article_may=_may(name, text, row.get("article_may")),
        known=tuple((field, str(row[field])) for field in ("outlet", "title", "published") if field in row),
    )


def _check(name: str, row: Mapping[str, Any], fields: set[str], needed: set[str]) -> None:
    odd = (set(row) - fields) | (needed - set(row))
    if odd:
        raise ValueError(f"{name}: these fields are missing or unknown: {', '.join(sorted(odd))}")


def _may(name: str, text: str, rows: Sequence[Mapping[str, Any]] | None) -> Chain:
    return _chain(name, text, rows or ())


def _chain(
    name: str, text: str, rows: Iterable[Mapping[str, Any]], scope: CitationScope = CitationScope.STATEMENT
) -> Chain:
    links: list[Link] = []
    for row in rows:
        _check(name, row, _LINK, {"name", "kind", "words"})
        if row["words"] not in text:
            raise ValueError(f"{name}: the text does not hold the source {row['words']!r}")
        step = links[-1].step + (not row.get("beside")) if links else 0
        kinds = tuple(CitationKind(row[field]) for field in ("kind", "or_kind") if field in row)
        inferred = {True: True, False: False, "either": None}[row.get("inferred", False)]
        links.append(Link(kinds, (str(row["name"]), str(row["words"])), step, scope, inferred))
    return tuple(links)


def _once(links: Iterable[Link]) -> Chain:
    """Leave out a source that the chain holds already with that kind; those of the article are furthest out."""
    kept: list[Link] = []
    for link in links:
        if not any(same_source(link, other) and link.kinds == other.kinds for other in kept):
            kept.append(link)
    return tuple(kept)


def page_of(case: Case) -> Page:
    """Return a case as a page that has come in: plain text, under front matter where more is known of it."""
    front = "".join(f"{field}: {json.dumps(value)}\n" for field, value in case.known)
    name, whole = (f"{case.id}.md", f"---\n{front}---\n{case.text}") if front else (f"{case.id}.txt", case.text)
    (page,) = read_blob(Blob.of_bytes(name, whole.encode(), name, name), Settings())
    if not isinstance(page, Page):
        raise TypeError(f"{case.id} did not come in: {page}")
    return page


def read_cases(
    cases: Sequence[Case], by: StatementsBy = StatementsBy.LEARNED
) -> Iterator[tuple[Case, Article, Reading]]:
    """Take cases the way that all text goes, and yield each with its article and what was read in it."""
    found = [(case, extract(page_of(case))) for case in cases]
    articles = {case.id: made.article for case, made in found if isinstance(made, Extracted)}
    readings = {
        reading.article: reading for reading in read_batch(make_pipeline(statements_by=by), list(articles.values()))[0]
    }
    for case in cases:
        article = articles.get(case.id) or Article(case.id, case.id, case.text, "")
        yield case, article, readings.get(article.id) or Reading(article.id)


def read_chain(target: str, article: str, citations: Iterable[Citation]) -> Chain:
    """Return the chain of a statement, or of the article where that is the target, as it was read."""
    links = [
        Link(
            kinds=(citation.kind,),
            forms=(citation.name, citation.text),
            step=citation.place,
            scope=citation.scope,
            inferred=citation.reason.startswith(INFERRED),
        )
        for citation in chain_of(target, article, citations)
    ]
    return _once(links)


def same_source(a: Link, b: Link) -> bool:
    """Say whether two links name one source: one entry of the registry, or head words within the other's.

    >>> def named(*forms): return Link((CitationKind.AGENCY,), forms, 0)
    >>> same_source(named("AP", "the Associated Press"), named("The Associated Press"))
    True
    >>> same_source(named("two officials"), named("two officials who asked not to be named"))
    True
    >>> same_source(named("Reuters"), named("AFP"))
    False
    """
    if {a.kinds[0], b.kinds[0]} == {CitationKind.OWN}:
        return True
    known = [{entry for form in link.forms if (entry := _entry(form))} for link in (a, b)]
    if known[0] & known[1]:
        return True
    heads = [[_heads(form) for form in link.forms] for link in (a, b)]
    return any(one and other and (one <= other or other <= one) for one in heads[0] for other in heads[1])


@cache
def _entry(words: str) -> str | None:
    named = load_sources().within(words)
    return named.source.name if named else None


@cache
def _heads(words: str) -> frozenset[str]:
    plain = words.casefold().replace("’", "'").replace("'s", "")
    return frozenset(_WORD.findall(plain)) - _EMPTY


def overlap(content: Span, statement: Statement, text: str) -> float:
    """Return the share of words that two contents have in common, of those of both.

    A split content counts with what stands between its parts, or without, whichever fits better.
    """
    hull = Span(statement.spans[0].start, statement.spans[-1].end)
    wanted, whole = _words(text, (content,)), _words(text, (hull,))
    parts = _words(text, statement.spans)
    return max(len(wanted & got) / len(wanted | got) if wanted | got else 0.0 for got in (whole, parts))


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end))


def pair(case: Case, article: Article, statements: Sequence[Statement]) -> dict[int, Statement]:
    """Return which read statement is which of the case's, best overlap first, each once."""
    scored = sorted(
        (-overlap(span, statement, article.text), i, j)
        for i, span in enumerate(_places(case, article))
        for j, statement in enumerate(statements)
    )
    found: dict[int, Statement] = {}
    used: set[int] = set()
    for score, i, j in scored:
        if -score >= FOUND_MIN and i not in found and j not in used:
            found[i] = statements[j]
            used.add(j)
    return found


def _places(case: Case, article: Article) -> list[Span]:
    """Return where the contents stand; an empty span for one that the article lost."""
    starts = [article.text.find(said.content) for said in case.statements]
    return [
        Span(at, at + len(said.content)) if at >= 0 else Span(0, 0)
        for at, said in zip(starts, case.statements, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one chain: right links with those read for them, missed ones, wrong ones, those of the speaker."""

    said: Said
    found: bool
    right: tuple[tuple[Link, Link], ...] = ()
    missed: Chain = ()
    wrong: Chain = ()
    own_names: int = 0

    @property
    def ordered(self) -> tuple[bool, ...]:
        """For each two right links that are not side by side, whether they were read in the right order."""
        inner_first = sorted(self.right, key=lambda two: _out(two[0]))
        return tuple(
            _out(inner_read) < _out(outer_read)
            for (inner, inner_read), (outer, outer_read) in combinations(inner_first, 2)
            if _out(inner) != _out(outer)
        )

    @property
    def exact(self) -> bool:
        """Whether the chain was read as it is."""
        return self.found and not self.missed and not self.wrong and all(self.ordered)


def _out(link: Link) -> tuple[bool, int]:
    """Return how far out a link stands."""
    return link.scope is CitationScope.ARTICLE, link.step


def judge(said: Said, read: Chain | None) -> Judged:
    """Compare a chain with the one that was read; None where the statement was not found."""
    if read is None:
        return Judged(said, found=False, missed=said.chain)
    left = list(read)
    right: list[tuple[Link, Link]] = []
    for link in said.chain:
        fit = [other for other in left if other.kinds[0] in link.kinds and same_source(link, other)]
        if fit:
            best = next((other for other in fit if other.scope is link.scope), fit[0])
            left.remove(best)
            right.append((link, best))
    wrong = [link for link in left if not any(_same(link, may) for may in said.may)]
    missed = tuple(link for link in said.chain if all(link is not gold for gold, _ in right))
    speaker = _heads(said.speaker) if said.speaker else frozenset()
    own = sum(any(_within(_heads(form), speaker) for form in link.forms) for link in wrong)
    return Judged(said, True, tuple(right), missed, tuple(wrong), own)


def _same(link: Link, may: Link) -> bool:
    return link.kinds[0] in may.kinds and same_source(link, may)


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and (a <= b or b <= a))


def judge_case(case: Case, article: Article, reading: Reading) -> tuple[Judged, ...]:
    """Compare the chains of a case with those that were read."""
    found = pair(case, article, reading.statements)
    targets = [found[i].id if i in found else None for i in range(len(case.statements))] or [article.id]
    return tuple(
        judge(said, read_chain(target, article.id, reading.citations) if target else None)
        for said, target in zip(case.units(), targets, strict=True)
    )


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures over chains."""
    right = [two for one in judged for two in one.right]
    missed, wrong = sum(len(one.missed) for one in judged), sum(len(one.wrong) for one in judged)
    precision, recall = _share(len(right), len(right) + wrong), _share(len(right), len(right) + missed)
    ordered = [fit for one in judged for fit in one.ordered]
    inferred = [gold.inferred is read.inferred for gold, read in right if gold.inferred is not None]
    sourced = [one.exact for one in judged if one.said.chain]
    empty = [one.exact for one in judged if not one.said.chain]
    return {
        "statements": len(judged),
        "links": len(right) + missed,
        "P": precision,
        "R": recall,
        "F1": _share(2 * len(right), 2 * len(right) + wrong + missed),
        "found": _share(sum(one.found for one in judged), len(judged)),
        "exact": _share(sum(one.exact for one in judged), len(judged)),
        "exact_sourced": _share(sum(sourced), len(sourced)),
        "exact_empty": _share(sum(empty), len(empty)),
        "order": _share(sum(ordered), len(ordered)),
        "scope": _share(sum(gold.scope is read.scope for gold, read in right), len(right)),
        "inferred": _share(sum(inferred), len(inferred)),
        "own_names": sum(one.own_names for one in judged),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def cases_of(part: str) -> tuple[Case, ...]:
    """Return the cases that rules are made on (`tuning`), or those that they are measured by (`aside`)."""
    return load_cases(CASES if part == PARTS[0] else CASES / part)


def measure(part: str, by: StatementsBy = StatementsBy.LEARNED, *, every_case: bool = False) -> dict[str, float]:
    """Read the cases of a part and return the figures; what is missed is printed for the tuning part only."""
    cases = cases_of(part)
    judged: list[Judged] = []
    for case, article, reading in read_cases(cases, by):
        of_case = judge_case(case, article, reading)
        judged += of_case
        if every_case and part == PARTS[0]:
            print("".join(misses(case, of_case)), end="")
    return {"cases": len(cases), **figures(judged)}


def held(_: Path) -> dict[str, float]:
    """Return the figures that have floors, on the cases aside."""
    found = measure("aside")
    return {name: found[name] for name in ("P", "R", "found")}


def misses(case: Case, judged: Iterable[Judged]) -> Iterator[str]:
    """Yield a line for everything in a case that is not as it should be."""
    for one in judged:
        told = [] if one.found else ["the statement was not found"]
        told += [f"missed {link}" for link in one.missed] + [f"wrong {link}" for link in one.wrong]
        told += [] if all(one.ordered) else ["out of order"]
        told += [f"read as {read}, is {gold}" for gold, read in one.right if _differs(gold, read)]
        if told:
            yield "\n  ".join([f"{case.id}: {one.said.content or 'the article'}", *told]) + "\n"


def _differs(gold: Link, read: Link) -> bool:
    return gold.scope is not read.scope or gold.inferred not in {None, read.inferred}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, a JSON line for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, help="only this part of the cases")
    parser.add_argument("--cases", action="store_true", help="print what is missed in the tuning part's cases too")
    parser.add_argument("--reader", type=StatementsBy, choices=[*StatementsBy], default=StatementsBy.LEARNED)
    chosen = parser.parse_args(arguments)
    for part in [chosen.part] if chosen.part else PARTS:
        print(json.dumps({"part": part, **measure(part, chosen.reader, every_case=chosen.cases)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
