"""A record in which every text that a stranger can have written is one of some given words.

The rows go through the record's own writers, and every span stands in its text, but no reader was asked: most of these
names and quotations it would never take for such. What people decided and wrote down themselves holds them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.model.article import Article, Block, BlockKind, Candidate, Field
from onrecord.model.derived import Discrepancy, DiscrepancyKind, Resolution, Side, Tracing
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading, Reliability
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.own_source import OwnSource
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import CitationKind, Status, Tenure
from onrecord.model.run import Run
from onrecord.record.file import Record
from onrecord.trace.run import trace
from tests.coverage_kit import Coverage, Draft, amount

_TYPES = ("AGREE", "ACCUSE", "CONSULT", "SANCTION", "ASSAULT", "AID", "PROTEST", "THREATEN")
_A_STORY = 6
"""Articles of one story."""
_COPIED = 3
"""Each so-manieth article is a copy of the one before."""
_NOW = "2031-05-02T09:00:00+00:00"
_KINDS = tuple(kind for kind in BlockKind if kind not in (BlockKind.BODY, BlockKind.TITLE))


def plant(path: Path, words: Sequence[str], each: int) -> Path:
    """Write a record at `path` with so many of the words in each article; every word is in every kind of field.

    Raises `RuntimeError` where the record refuses an article, which would leave its words untried.
    """
    made, groups = Coverage(), [tuple(words[at : at + each]) for at in range(0, len(words), each)]
    for number, group in enumerate(groups):
        _article(made, number, group, groups[number - 1] if number else ())
    facts = made.facts()
    found = made.resolution(facts)
    resolution, tracing = _named(found, words), _traced(trace(facts, found), facts, found, words)
    with Record.open(path, create=True) as record:
        problems = [_problem(at, word) for at, word in enumerate(words)]
        added = record.add(_run(words[0]), facts.articles, facts.readings, problems)
        for word in words[1:]:
            record.add(_run(word), [], [], [])
        if added.refused:
            raise RuntimeError(f"the record refuses an article: {added.refused}")
        record.grade([_grading(at, word) for at, word in enumerate(words)])
        record.judge(_judgements(facts, words))
        record.know([OwnSource(word, (f"{word} Wire",), None, True, word, word) for word in dict.fromkeys(words)])
        record.replace_derived(resolution, tracing)
    return path


def _article(made: Coverage, number: int, group: Sequence[str], before: Sequence[str]) -> None:
    first, shared = (
        group[0],
        [f"{one[0]} is what both papers print in full on the matter" for one in (before, group) if one],
    )
    lines = "\n".join((*(_line(word, number) for word in group), *shared))
    key, story = f"{number:016x}", f"sto-{number // _A_STORY:016x}"
    draft = made.article(
        key, lines, first, f"2031-04-{number % 28 + 1:02}T0{number % 9}:00:00Z", " ".join(group), story
    )
    for at, word in enumerate(group):
        _facts(made, draft, word, at, number)
    draft.cite(f"{first} Wire", "agency", reason=first)
    draft.article = _known(draft.article, group)
    if before:
        previous = f"{number - 1:016x}"
        made.shares(previous, key, shared[0])
        if number % _COPIED == 0:
            made.copies(previous, key)


def _line(word: str, number: int) -> str:
    return (
        f"{word} of {word} Union told {word} Wire: “{word}, and so it is {number}.” "
        f"{word} struck a deal with {word} Union in {word} Town worth {word} Coins."
    )


def _facts(made: Coverage, draft: Draft, word: str, at: int, number: int) -> None:
    """Put a statement, an event, an office and their sources into an article, all of one word."""
    made.actor(word, kind="person")
    made.actor(f"{word} Union", kind="organisation")
    kinds = [*CitationKind]
    cited = (f"{word} Wire", kinds[(at + number) % len(kinds)].value, 0, word)
    made.says(draft, word, f"{word}, and so it is {number}", cites=[cited], to=f"{word} Wire")
    made.does(
        draft,
        [word],
        _TYPES[(at + number) % len(_TYPES)],
        [f"{word} Union"],
        f"{word} struck a deal with {word} Union in {word} Town worth {word} Coins",
        status=[*Status][(at + number) % len(Status)].value,
        day="2031-04-01",
        place=(f"{word} Town", None),
        sums=[amount(40e6, f"{word} Coins", unit=word)],
        cites=[cited],
        reason=word,
        trigger="struck a deal",
    )
    draft.reading = replace(
        draft.reading,
        statements=tuple(replace(one, reason=one.reason or word) for one in draft.reading.statements),
        tenures=(*draft.reading.tenures, _tenure(draft, word)),
    )


def _tenure(draft: Draft, word: str) -> Tenure:
    entity = next(one for one in draft.reading.entities if one.name == word)
    span = draft.place(word)
    id_ = content_id(Prefix.TENURE, entity.id)
    return Tenure(id_, draft.article.id, entity.id, word, span.start, span.end, word, None, "2029-01-01", None, word)


def _known(article: Article, group: Sequence[str]) -> Article:
    """Give an article blocks of every kind and all that is known about one, in turn of each word."""
    text, blocks = article.text, [replace(block, rule=group[0]) for block in article.blocks]
    for at, kind in enumerate(_KINDS):
        word = group[at % len(group)]
        blocks.append(Block(len(text) + 1, len(text) + 1 + len(word), kind, word, word, 1))
        text = f"{text}\n{word}"
    one, two, three = (group[at % len(group)] for at in range(3))
    return replace(
        article,
        text=text,
        blocks=tuple(blocks),
        uri=f"{one}/{two}.html",
        url=three,
        byline=two,
        dateline=one,
        language=three,
        updated="2031-04-30",
        candidates=tuple(
            Candidate(field, word, word, word, None, at == 0, word) for field in Field for at, word in enumerate(group)
        ),
    )


def _named(found: Resolution, words: Sequence[str]) -> Resolution:
    """Give stories titles, and every decision of `resolve` a reason."""

    def word(at: int) -> str:
        return words[at % len(words)]

    return replace(
        found,
        stories=tuple(
            replace(one, title=word(at), since="2031-04-01", until="2031-04-28", reason=word(at + 1))
            for at, one in enumerate(found.stories)
        ),
        aliases=tuple(replace(one, reason=word(at)) for at, one in enumerate(found.aliases)),
        claims=tuple(
            replace(one, members=tuple(replace(member, reason=word(at)) for member in one.members))
            for at, one in enumerate(found.claims)
        ),
    )


def _traced(found: Tracing, facts: Facts, resolution: Resolution, words: Sequence[str]) -> Tracing:
    """Give every decision of `trace` a reason, and claims something on which their reports differ."""

    def word(at: int) -> str:
        return words[at % len(words)]

    return replace(
        found,
        dependences=tuple(replace(one, reason=word(at)) for at, one in enumerate(found.dependences)),
        origins=tuple(replace(one, reason=word(at)) for at, one in enumerate(found.origins)),
        standings=tuple(
            replace(one, verdict=word(at), reason=word(at + 1), joined=word(at + 2))
            for at, one in enumerate(found.standings)
        ),
        discrepancies=(*found.discrepancies, *_discrepancies(facts, resolution, words)),
    )


def _discrepancies(facts: Facts, resolution: Resolution, words: Sequence[str]) -> Iterator[Discrepancy]:
    kinds = [*DiscrepancyKind]
    for at, word in enumerate(words):
        claim = resolution.claims[at % len(resolution.claims)]
        member, text = claim.members[0], facts.article[claim.members[0].article].text
        start, end = member.span.start, member.span.end
        sides = tuple(
            Side(member.fact, member.article, start, end, text[start:end], value) for value in (word, f"not {word}")
        )
        id_ = content_id(Prefix.DISCREPANCY, at, word)
        yield Discrepancy(id_, kinds[at % len(kinds)], word, claim.id, sides, word)


def _run(word: str) -> Run:
    return Run(content_id(Prefix.RUN, word), "2031-05-02T08:00:00+00:00", word, word, "0", "{}")


def _problem(at: int, word: str) -> Problem:
    code = [*ProblemCode][at % len(ProblemCode)]
    return problem(code, f"in/{word}", word, word, word, word, fatal=bool(at % 2))


def _grading(at: int, word: str) -> Grading:
    id_ = content_id(Prefix.GRADING, at, word)
    return Grading(id_, f"{word} Wire", [*Reliability][at % 6], None, True, word, (word,), word, word, _NOW, "0")


def _judgements(facts: Facts, words: Sequence[str]) -> Iterator[Judgement]:
    entities = sorted(facts.entity)
    for at, word in enumerate(words):
        one, two = sorted((entities[at % len(entities)], entities[(at + 1) % len(entities)]))
        id_ = content_id(Prefix.JUDGEMENT, at, word)
        yield Judgement(id_, JudgedKind.ACTOR, Verdict.DIFFERENT, one, two, word, word, word, word, _NOW, "0")
