"""Reading a batch of articles: one that fails becomes a problem and never costs the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.extract.language import detect_language
from onrecord.model.article import Article
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import Citation, Event, Mention, Reading, Statement, Tenure
from onrecord.read.doc import (
    article_of,
    citations_of,
    entities_of,
    events_of,
    make_doc,
    mentions_of,
    statements_of,
    tenures_of,
)
from onrecord.read.pipeline import networks_of
from onrecord.read.resting import flow, rest

F = TypeVar("F")
_Pair: TypeAlias = tuple[Article, Article]

MAX_CHARACTERS = 300_000
"""Readable characters in one article, and in those that the model takes together: a long report has 60,000, a book half
a million. Reading this many takes 1.4 GB and, with the rules, about a minute."""

DOCS_AT_ONCE = 16
"""Articles that the model takes together; more gains no speed and costs memory."""

_QUARTERS = 4
"""spaCy's parser takes a quarter of a batch at a time; the more docs it steps through together, the faster."""

_ENGLISH = frozenset({"en", "eng"})


def read_batch(nlp: Language, articles: Sequence[Article]) -> tuple[list[Reading], list[Problem]]:
    """Read articles; each comes back as a reading, or as a fatal problem where reading it failed.

    An article in a language other than English, or a very long one, has an empty reading and a problem that says so.
    """
    unfit = {article.id: found for article in articles if (found := _unfit(article))}
    fit = [article for article in articles if article.id not in unfit]
    outcomes = [outcome for group in _begun(nlp, _groups(fit)) for outcome in _read(nlp, group)]
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    return readings + [Reading(article) for article in unfit], list(unfit.values()) + failures


def _unfit(article: Article) -> Problem | None:
    """Return why an article is kept but not read, or None."""
    foreign = _foreign(article)
    if foreign:
        cause = f"{foreign}, and only English is read; it is kept without facts"
        remedy = "add an English version of it"
        return problem(ProblemCode.LANGUAGE, article.uri, article.uri, cause, remedy, fatal=False)
    length = _length(article)
    if length > MAX_CHARACTERS:
        cause = f"it has {length} characters to read, the limit is {MAX_CHARACTERS}; it is kept without facts"
        remedy = "split it into one file per article"
        return problem(ProblemCode.TOO_LARGE, article.uri, article.uri, cause, remedy, fatal=False)
    return None


def _foreign(article: Article) -> str:
    """Return why an article is not in English, as far as its language is known or its words tell; "" if it may be."""
    if article.language:
        known = _primary(article.language) in _ENGLISH
        return "" if known else f"the article is in language {article.language!r}"
    found = detect_language("\n".join(block.span.of(article.text) for block in article.readable()))
    return f"its words are those of language {found[0]!r}" if found and found[0] not in _ENGLISH else ""


def _length(article: Article) -> int:
    return sum(len(block.span) for block in article.readable())


def _groups(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Cut a batch into what the model can take together."""
    group: list[Article] = []
    room = MAX_CHARACTERS
    for article in articles:
        length = _length(article)
        if group and (length > room or len(group) == DOCS_AT_ONCE):
            yield group
            group, room = [], MAX_CHARACTERS
        group.append(article)
        room -= length
    if group:
        yield group


def _begun(nlp: Language, groups: Iterable[Sequence[Article]]) -> Iterator[Sequence[_Pair]]:
    """Give groups of articles as they are and as they flow, each while the networks study it and the next."""
    networks = networks_of(nlp)
    flowing = ([(article, flow(article)) for article in group] for group in groups)
    if networks is None:
        yield from flowing
        return
    try:
        waiting: Sequence[_Pair] = ()
        for group in flowing:
            networks.expect(flows for _, flows in group)
            if waiting:
                yield waiting
            waiting = group
        if waiting:
            yield waiting
    finally:
        networks.forget()


def _primary(language: str) -> str:
    """Return the language of a tag without its region.

    >>> _primary("en_GB"), _primary("de-AT")
    ('en', 'de')
    """
    return language.replace("_", "-").split("-")[0].strip().lower()


def _read(nlp: Language, articles: Sequence[_Pair]) -> list[Reading | Problem]:
    docs = (make_doc(nlp, flowing) for _, flowing in articles)
    try:
        found = [reading_of(doc) for doc in nlp.pipe(docs, batch_size=_QUARTERS * len(articles))]
        return [rest(*pair, reading) for pair, reading in zip(articles, found, strict=True)]
    except Exception:  # noqa: BLE001 - whatever a component or model raises, it must not cost the other articles
        return [_read_one(nlp, *pair) for pair in articles]


def _read_one(nlp: Language, article: Article, flowing: Article) -> Reading | Problem:
    try:
        return rest(article, flowing, reading_of(nlp(make_doc(nlp, flowing))))
    except Exception as error:  # noqa: BLE001 - as above; the problem keeps what was raised
        cause = f"reading it failed with {type(error).__name__}: {error}"
        remedy = "the article was left out; report this with the article, and add it again with a version that mends it"
        return problem(ProblemCode.READ_FAILED, article.uri, article.uri, cause, remedy)


def reading_of(doc: Doc) -> Reading:
    """Collect what the components found in a doc, in the order of the text, exact repetitions once."""
    return Reading(
        article=article_of(doc).id,
        entities=tuple(dict.fromkeys(entities_of(doc))),
        mentions=_ordered(mentions_of(doc), _place),
        tenures=_ordered(tenures_of(doc), _place),
        statements=_ordered(statements_of(doc), _first),
        citations=_ordered(citations_of(doc), _place),
        events=_ordered(events_of(doc), _trigger),
    )


def _ordered(found: Iterable[F], place: Callable[[F], tuple[int, int, str]]) -> tuple[F, ...]:
    return tuple(sorted(dict.fromkeys(found), key=place))


def _place(found: Mention | Tenure | Citation) -> tuple[int, int, str]:
    return found.start, found.end, found.id


def _first(statement: Statement) -> tuple[int, int, str]:
    return statement.spans[0].start, statement.spans[-1].end, statement.id


def _trigger(event: Event) -> tuple[int, int, str]:
    return event.trigger.start, event.trigger.end, event.id
