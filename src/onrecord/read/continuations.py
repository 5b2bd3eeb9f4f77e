"""Which statements go on from an earlier one: "…," he told an agency. "…," he added — on the same occasion."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.model.reading import CitationKind, EntityKind, Role, Statement, StatementKind
from onrecord.model.span import Span, hull
from onrecord.ontology.conduits import load_conduits
from onrecord.read.conduit import GOES_ON, Conduit
from onrecord.read.doc import whole_text
from onrecord.read.mentions import MentionIndex
from onrecord.read.speakers import phrase
from onrecord.read.stretches import head_of

_BLOCKS_APART = 1
_DAY = re.compile(r"\b(?:[Oo]n|[Ll]ast|[Nn]ext)\s+((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_WITHHELD = re.compile(r"(?:not )?to be (?:named|identified)\b")
_PRONOUNS = re.compile(r"\b(?:he|she|they|it|who)\b", re.IGNORECASE)
_THING = re.compile(
    r"(?:it|which)|(?:(?:one|both|some|another) of )?the\s+(?P<noun>[\w-]+(?:\s[\w-]+){0,3})", re.IGNORECASE
)
_WRITES = re.compile(r"\b(?:re)?tweet|\bpost|\bwrit|\bwrote", re.IGNORECASE)
_IN_BRACKETS = "in-brackets"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Thread:
    """Somebody speaking on one occasion: who, on what the words rest, where they end."""

    speaker: Role | None
    conduits: tuple[Conduit, ...]
    end: int
    day: str | None = None
    statement: Statement | None = None


class Continuations:
    """Follows the speakers of one doc through its statements."""

    def __init__(self, doc: Doc, article: Article, statements: Sequence[Statement]) -> None:
        self._doc = doc
        self._article = article
        self._statements = statements
        self._starts = [block.start for block in article.readable()]
        self._sentences = [Span(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self._index = MentionIndex(doc)
        self._words = load_conduits()
        self._past: list[Thread] = []

    def carry(
        self, own: Sequence[Sequence[Conduit]], heard: Callable[[int, int], Sequence[Conduit]]
    ) -> list[tuple[Conduit, ...]]:
        """Return the conduits of each statement: its `own`, and those carried over to it, marked by their rule.

        `heard` gives who was told in a sentence that holds no statement.
        """
        found: list[tuple[Conduit, ...]] = []
        at = 0
        for statement, links in zip(self._statements, own, strict=True):
            start = self._sentence(_first(statement)).start
            self._listen(at, start, heard)
            conduits = self._conduits(statement, tuple(links))
            found.append(conduits)
            self._remember(statement, conduits)
            at = max(at, self._sentence(_last(statement)).end)
        return found

    def _sentence(self, at: int) -> Span:
        before = bisect_right(self._sentences, at, key=lambda sentence: sentence.start)
        found = self._sentences[before - 1] if before else Span(at, at)
        return found if at < found.end else Span(at, at + 1)

    def _listen(self, start: int, end: int, heard: Callable[[int, int], Sequence[Conduit]]) -> None:
        """Follow whoever was told or interviewed in the sentences between statements."""
        for sentence in self._between(start, end):
            links = heard(sentence.start, sentence.end)
            speaker = self._person(sentence) if links else None
            if speaker is not None:
                self._past.append(Thread(speaker, tuple(links), sentence.end, self._day(sentence)))

    def _between(self, start: int, end: int) -> list[Span]:
        """Return the sentences that lie within a stretch."""
        first = bisect_left(self._sentences, start, key=lambda sentence: sentence.start)
        inside = takewhile(lambda sentence: sentence.end <= end, self._sentences[first:])
        return [sentence for sentence in inside if sentence.of(whole_text(self._doc)).strip()]

    def _person(self, sentence: Span) -> Role | None:
        """Return the last person named in a sentence, as who speaks in it, else its subject ("the minister")."""
        for mention in reversed(self._index.within(sentence.start, sentence.end)):
            entity = self._index.entity.get(mention.entity)
            if entity is not None and entity.kind is EntityKind.PERSON:
                return Role(entity.name, mention.start, mention.end, mention.text, entity.id)
        verb = head_of(self._doc, sentence.start, sentence.end)
        subject = (
            next((child for child in verb.children if child.dep_ in _SUBJECTS), None) if verb is not None else None
        )
        return self._index.role(subject, phrase(subject)) if subject is not None else None

    def _conduits(self, statement: Statement, own: tuple[Conduit, ...]) -> tuple[Conduit, ...]:
        back = self._stands_for(statement)
        if back:
            return back
        thread = self._thread(statement) if not own else None
        lasting = self._lasting(thread, statement) if thread is not None else ()
        carried = _carried(lasting, statement) if thread is not None else own
        return tuple(conduit for conduit in carried if not _is_speaker(conduit, statement))

    def _lasting(self, thread: Thread, statement: Statement) -> tuple[Conduit, ...]:
        """Return what goes on: a post ends with itself, unless the words say that they are still written there."""
        cue = statement.cue
        goes_on = cue is None or self._lemma(statement) in self._words.going_on or _WRITES.search(cue.text)
        posts = () if goes_on or self._words.taking_up.search(self._around(statement)) else (CitationKind.SOCIAL,)
        return tuple(conduit for conduit in thread.conduits if conduit.kind not in posts)

    def _stands_for(self, statement: Statement) -> tuple[Conduit, ...]:
        """Return the sources of "It adds that …" and "The report goes on", which point back at a source before them.

        The one that is pointed at is stated by these words, unless it is a body that was cited and now speaks itself
        ("the ministry added"); those further out are carried over.
        """
        if not self._past or statement.speaker is None or not self._near(self._past[-1], statement):
            return ()
        thread, words = self._past[-1], _THING.fullmatch(statement.speaker.text)
        if words is None or thread.statement is None or thread.statement.speaker is None:
            return ()
        before = thread.statement.speaker
        for place, conduit in enumerate(thread.conduits):
            pronoun = words["noun"] is None and before.span.overlaps(conduit.span)
            noun = words["noun"] is not None and _ends_with(conduit.name, words["noun"])
            if (pronoun and conduit.kind is not CitationKind.UNNAMED) or noun:
                span = Span(statement.speaker.start, statement.speaker.end)
                outer = _carried(thread.conduits[place + 1 :], statement)
                if conduit.kind is CitationKind.OFFICIAL:
                    return outer
                return (replace(conduit, span=span, rule=f"says-itself: {statement.speaker.text!r}"), *outer)
        return ()

    def _thread(self, statement: Statement) -> Thread | None:
        """Return what the statement goes on from, or None."""
        words = self._around(statement)
        if self._past and self._goes_on(self._past[-1], statement, words):
            return self._past[-1]
        if self._words.taking_up.search(words):
            return next((t for t in reversed(self._past) if _same(t.speaker, statement.speaker)), None)
        return None

    def _goes_on(self, thread: Thread, statement: Statement, words: str) -> bool:
        if not thread.conduits or not self._near(thread, statement) or self._is_elsewhere(thread, statement, words):
            return False
        if statement.speaker is None:
            return statement.cue is None and statement.kind is StatementKind.DIRECT and self._follows(thread, statement)
        if not _same(thread.speaker, statement.speaker):
            # A pronoun that points at nobody known means who spoke last, where nothing stands between.
            open_ = thread.speaker is not None and not (thread.speaker.entity and statement.speaker.entity)
            return open_ and _is_pronoun(statement.speaker) and self._follows(thread, statement)
        lemma = self._lemma(statement)
        return lemma in self._words.going_on or self._follows(thread, statement)

    def _is_elsewhere(self, thread: Thread, statement: Statement, words: str) -> bool:
        """Say whether the words were said on another occasion than those before."""
        if self._words.taking_up.search(words):
            return False
        day = _DAY.search(words)
        told = statement.addressee is not None and statement.addressee.end > 0
        return bool(told or self._words.occasions.search(words) or (day and day[1] != thread.day))

    def _follows(self, thread: Thread, statement: Statement) -> bool:
        """Say whether nothing but words about the speaker stands between a statement and the one before."""
        between = self._between(thread.end, self._sentence(_first(statement)).start)
        return all(self._is_about(sentence, thread.speaker) for sentence in between)

    def _is_about(self, sentence: Span, speaker: Role | None) -> bool:
        first = sentence.of(whole_text(self._doc)).split()[:1]
        if first and _PRONOUNS.fullmatch(first[0]):
            return True
        return any(speaker and m.entity == speaker.entity for m in self._index.within(sentence.start, sentence.end))

    def _near(self, thread: Thread, statement: Statement) -> bool:
        first = bisect_right(self._starts, max(thread.end - 1, 0))
        return bisect_right(self._starts, _first(statement)) - first <= _BLOCKS_APART

    def _around(self, statement: Statement) -> str:
        """Return the words of the statement's sentences outside its content."""
        parts = [self._sentence(_first(statement)), self._sentence(_last(statement))]
        whole = hull(parts)
        text = whole.of(whole_text(self._doc))
        for span in statement.spans:
            text = text.replace(span.of(whole_text(self._doc)), " ")
        return text

    def _day(self, sentence: Span) -> str | None:
        found = _DAY.search(sentence.of(whole_text(self._doc)))
        return found[1] if found else None

    def _lemma(self, statement: Statement) -> str:
        cue = statement.cue
        word = head_of(self._doc, cue.start, cue.end) if cue else None
        return word.lemma_.lower() if word is not None else ""

    def _remember(self, statement: Statement, conduits: tuple[Conduit, ...]) -> None:
        """Take the statement as the one that goes on; one inside another's content is passing."""
        inside = self._past and statement.spans[-1].end <= self._past[-1].end and self._past[-1].statement
        if (inside and not conduits) or _WITHHELD.match(statement.text):
            return
        lasting = tuple(c for c in conduits if not c.rule.startswith(_IN_BRACKETS))
        words = self._around(statement)
        day = _DAY.search(words)
        end = max(self._sentence(_last(statement)).end, self._past[-1].end if inside and self._past else 0)
        kept = day[1] if day else (self._past[-1].day if self._past and conduits else None)
        self._past.append(Thread(statement.speaker or self._speaker_before(conduits), lasting, end, kept, statement))

    def _speaker_before(self, conduits: tuple[Conduit, ...]) -> Role | None:
        carried = bool(conduits) and conduits[0].rule.startswith(GOES_ON)
        return self._past[-1].speaker if carried and self._past else None


def _carried(conduits: tuple[Conduit, ...], statement: Statement | None) -> tuple[Conduit, ...]:
    said = statement.cue.text if statement and statement.cue else ""
    return tuple(
        c if c.rule.startswith(GOES_ON) else replace(c, rule=f"{GOES_ON}: {said!r}, as {c.rule}") for c in conduits
    )


def _is_speaker(conduit: Conduit, statement: Statement) -> bool:
    """Say whether one who told of another's words now speaks in their own name."""
    own = statement.speaker
    return conduit.kind is CitationKind.OFFICIAL and own is not None and conduit.name in (own.name, own.text)


def _same(a: Role | None, b: Role | None) -> bool:
    if a is None or b is None:
        return False
    if a.entity or b.entity:
        return a.entity == b.entity
    return a.name.casefold() == b.name.casefold()


def _is_pronoun(role: Role) -> bool:
    return role.text.casefold() in ("he", "she", "they", "him", "her")


def _ends_with(name: str, noun: str) -> bool:
    """Say whether a noun is among the words of a source's name: "report" of "the commission's final report"."""
    return re.search(rf"\b{re.escape(noun.removesuffix('s'))}s?\b", name, re.IGNORECASE) is not None


def _first(statement: Statement) -> int:
    return statement.spans[0].start


def _last(statement: Statement) -> int:
    return max(statement.spans[-1].end, statement.cue.end if statement.cue else 0) - 1
