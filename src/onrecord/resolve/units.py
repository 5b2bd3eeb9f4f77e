"""Statements cut into utterance units: about a sentence each, so that a claim is about one utterance.

One outlet prints two sentences in one quotation, another only one of them. A unit is what they can have in common. A
sentence with hardly any content of its own ("We will see.") stays with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.model.article import HEADINGS, Article
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind, Polarity, Reading, Role, Statement, StatementKind
from onrecord.model.snapshot import Cast
from onrecord.model.span import Span
from onrecord.resolve.participants import Party, party_of
from onrecord.resolve.wording import Word, content_senses, ends_sentence, forms, words_in

LEAST_CONTENT = 3
"""Content words below which a sentence is no unit of its own: fewer say too little to know them again."""

_CARRIERS = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})
_SAME_PLACE = 0.8
_CLAUSE = re.compile(r",? (?:who|whose|whom|which)\b")
_OURS = re.compile(r"(?:our|this)\b|us$", re.IGNORECASE)
_QUOTED = re.compile(
    r'["“„«](?P<double>[^"“”„«»]+)["”»]'
    r"|``(?P<typed>[^`\n]+?)(?:''|$)"
    r'|(?<!\w)[\'‘‚](?P<single>[^\n"“”]+?)[\'’](?!\w)'
)


@dataclass(frozen=True)
class Unit:
    """A piece of a statement that can be known again in another report.

    `quoted` says that all its words are the speaker's own. `story` is the story of its article. `doubles` are units of
    other statements that hold the same words of the article ("X said, according to Y" can be read as Y's words too).
    `post` has the content words of the office that the article gives the speaker, or of the phrase by which it means
    somebody whom it does not name ("the foreign minister"); `hearer` is who was told, `heard` the words for that, those
    of the article's own outlet for "our correspondent".
    """

    statement: Statement
    span: Span
    text: str
    words: tuple[Word, ...]
    quoted: bool
    speaker: Party | None
    story: str | None
    doubles: tuple[Unit, ...] = ()
    post: frozenset[str] = frozenset()
    hearer: Party | None = None
    heard: frozenset[str] = frozenset()

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.statement.article

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The unit's words as compared letter by letter."""
        return forms(self.words)

    @cached_property
    def senses(self) -> tuple[str, ...]:
        """The unit's content words as compared by meaning."""
        return content_senses(self.words)

    @property
    def in_heading(self) -> bool:
        """Whether the unit stands in a title or deck."""
        return self.statement.in_block in HEADINGS


def units_of(facts: Facts, cast: Cast, story_of: dict[str, str]) -> Iterator[Unit]:
    """Cut all statements into units, in article order; words of somebody who declines to speak give none."""
    for article, reading in zip(facts.articles, facts.readings, strict=True):
        units: list[Unit] = []
        for statement in reading.statements:
            if statement.polarity is not Polarity.DECLINES:
                speaker = _speaker(statement, article, reading, cast, facts)
                found = _cut(statement, article, speaker, story_of.get(article.id))
                post, hearer = _post(statement, facts), _hearer(statement, article, cast, facts)
                heard = _heard(statement, article)
                units.extend(replace(unit, post=post, hearer=hearer, heard=heard) for unit in found)
        yield from _singled(units)


def _speaker(statement: Statement, article: Article, reading: Reading, cast: Cast, facts: Facts) -> Party | None:
    """Return who speaks; of an agency's report of somebody's words, the one person named beside the quotation.

    "“We stay,” the premier, Ada Renn, said, according to Velpress" is read as words of Velpress that name her.
    """
    speaker = party_of(statement.speaker, cast, facts)
    if speaker is None or speaker.kind not in _CARRIERS or statement.kind is not StatementKind.MIXED:
        return speaker
    marked, named = quoted_parts(statement, article.text), statement.speaker.start if statement.speaker else 0
    window = Span(min(statement.spans[0].start, named), max(statement.spans[-1].end, named))
    beside = {
        mention.entity
        for mention in reading.mentions
        if window.start <= mention.start < window.end
        and not any(part.overlaps(mention.span) for part in marked)
        and facts.entity[mention.entity].kind is EntityKind.PERSON
    }
    role = Role(speaker.name, 0, 1, speaker.name, beside.pop()) if marked and len(beside) == 1 else None
    return party_of(role, cast, facts) if role else speaker


def _hearer(statement: Statement, article: Article, cast: Cast, facts: Facts) -> Party | None:
    """Return who was told; "the Gazette" is the outlet of an article in the Torsund Gazette, whatever it is read as."""
    hearer = party_of(statement.addressee, cast, facts)
    if hearer is None or hearer.kind in _CARRIERS or not article.outlet:
        return hearer
    told, own = ({word.form for word in words_in(name) if word.content} for name in (hearer.name, article.outlet))
    return replace(hearer, kind=EntityKind.OUTLET) if told and told <= own else hearer


def _heard(statement: Statement, article: Article) -> frozenset[str]:
    """Return the content words for who was told; "this newspaper" and "our correspondent" are the article's outlet."""
    told = statement.addressee.text if statement.addressee else ""
    name = article.outlet or "" if _OURS.match(told) else told
    return frozenset(content_senses(words_in(name)))


def _post(statement: Statement, facts: Facts) -> frozenset[str]:
    """Return the words for the speaker's office, those beside his name, or all of the phrase for one without a name."""
    role = statement.speaker
    if role is None:
        return frozenset()
    entity = facts.entity.get(role.entity) if role.entity else None
    beside = frozenset(content_senses(words_in(_CLAUSE.split(role.text)[0])))
    if entity is None:
        return beside
    return frozenset(content_senses(words_in(entity.office or ""))) | (
        beside - {*content_senses(words_in(entity.name))}
    )


def _singled(units: Iterable[Unit]) -> list[Unit]:
    """Put units that hold the same words of the article under the one whose speaker is likeliest to have said them."""
    chosen: list[Unit] = []
    for unit in sorted(units, key=_likeliest):
        at = next((at for at, other in enumerate(chosen) if _same_words(unit, other)), None)
        if at is None:
            chosen.append(unit)
        else:
            chosen[at] = replace(chosen[at], doubles=(*chosen[at].doubles, unit))
    return chosen


def _likeliest(unit: Unit) -> tuple[bool, bool, bool, int, str, Span]:
    person = unit.speaker is not None and unit.speaker.kind is EntityKind.PERSON
    direct = unit.statement.kind is StatementKind.DIRECT
    return not unit.quoted, not person, not direct, -len(unit.words), unit.statement.id, unit.span


def _same_words(unit: Unit, other: Unit) -> bool:
    """Say whether most of the shorter quotation lies in the other one; both are of one article."""
    if unit.statement is other.statement or not (unit.quoted and other.quoted):
        return False
    return unit.span.shared(other.span) >= _SAME_PLACE * min(len(unit.span), len(other.span))


def _cut(statement: Statement, article: Article, speaker: Party | None, story: str | None) -> Iterator[Unit]:
    spans, quoted = own_words(statement, article.text)
    for words in _joined(article.text, _sentences(article.text, spans)):
        span = Span(words[0].start, words[-1].end)
        yield Unit(statement, span, span.of(article.text), words, quoted, speaker, story)


def own_words(statement: Statement, text: str) -> tuple[tuple[Span, ...], bool]:
    """Return the parts of a statement to compare, and whether they are the speaker's own words.

    Of a mixed statement only the quoted parts count, if they have enough content; else all of it, as a paraphrase.
    """
    if statement.kind is not StatementKind.MIXED:
        return statement.spans, statement.kind is StatementKind.DIRECT
    marked = quoted_parts(statement, text)
    if not marked:
        return statement.spans, True
    content = sum(word.content for part in marked for word in words_in(text, part))
    return (marked, True) if content >= LEAST_CONTENT else (statement.spans, False)


def quoted_parts(statement: Statement, text: str) -> tuple[Span, ...]:
    """Return the parts of a statement that stand in quotation marks inside it."""
    return tuple(part for span in statement.spans for part in _marked(text, span))


def _marked(text: str, span: Span) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, span.start, span.end):
        yield Span(*match.span(match.lastgroup or 0))


def _sentences(text: str, spans: Sequence[Span]) -> list[tuple[Word, ...]]:
    """Return the words of each sentence; a sentence may go on from one span into the next."""
    sentences: list[list[Word]] = [[]]
    previous: tuple[Word, Span] | None = None
    for span in spans:
        for word in words_in(text, span):
            if previous and _parted(text, *previous, word, span):
                sentences.append([])
            sentences[-1].append(word)
            previous = word, span
    return [tuple(words) for words in sentences if words]


def _parted(text: str, before: Word, left: Span, after: Word, right: Span) -> bool:
    if left == right:
        return ends_sentence(text[before.end : after.start], before.form, text[after.start : after.end])
    closing, between = text[before.end : left.end], text[left.end : right.start]
    if ends_sentence(closing, before.form, text[after.start : after.end]):
        return True
    return bool(re.search(r"[.!?]\s|\n", between)) and text[after.start].isupper()


def _joined(text: str, sentences: Iterable[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """Join sentences without content of their own to the one before, or at the start to the one after.

    Short clauses that a semicolon parts stay together: another translator may make one clause of them.
    """
    units: list[tuple[Word, ...]] = []
    for words in sentences:
        parted = bool(units) and ";" in text[units[-1][-1].end : words[0].start]
        if units and min(_content(words), _content(units[-1])) < LEAST_CONTENT + parted:
            units[-1] = (*units[-1], *words)
        else:
            units.append(words)
    return units


def _content(words: Iterable[Word]) -> int:
    return sum(word.content for word in words)
