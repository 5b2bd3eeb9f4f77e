"""Who else a statement rests on: who was told, who quoted it, where it was posted, in what it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from onrecord.model.reading import CitationKind
from onrecord.model.span import Span
from onrecord.ontology.conduits import Conduits
from onrecord.ontology.sources import Sources
from onrecord.read.speakers import addressee_of, antecedent_of, phrase, speaker_of, speaker_phrase

_SETTINGS = frozenset({"in", "on", "to", "with", "via", "through", "for", "by"})
_HEARD, _CARRIED, _QUOTED, _GIVEN = range(4)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_KINDS = {"agency": CitationKind.AGENCY, "outlet": CitationKind.OUTLET, "platform": CitationKind.SOCIAL}
_NO_SOURCE = frozenset({"reporters", "journalists"})


@dataclass(frozen=True, slots=True)
class Conduit:
    """One source behind a statement; `order` says how far from the speaker it stands, 0 for who heard it."""

    kind: CitationKind
    name: str
    span: Span
    order: int
    rule: str


class ConduitFinder:
    """Finds conduits around the cue of a statement; `outlet` is the article's own."""

    def __init__(self, sources: Sources, conduits: Conduits, outlet: str | None) -> None:
        self._sources = sources
        self._words = conduits
        self._own = sources.find(outlet) if outlet else None

    def around(self, cue: Token, content: tuple[Span, ...]) -> list[Conduit]:
        """Return the conduits of the statement with this cue, from the one that heard it outward, each source once."""
        found: dict[str, Conduit] = {}
        for conduit in sorted(self._all(cue, content), key=lambda c: (c.order, c.span)):
            if not any(conduit.span.overlaps(other.span) for other in found.values()):
                found.setdefault(conduit.name, conduit)
        return list(found.values())

    def _all(self, cue: Token, content: tuple[Span, ...]) -> Iterator[Conduit]:
        yield from self._told(cue)
        yield from self._posted(cue)
        yield from self._speaker(cue)
        for verb in _chain(cue):
            yield from self._settings(verb, content, cue)
            yield from self._quoting(verb, cue)
        yield from self._according(cue, content)
        yield from self._citing(cue, content)
        yield from self._relaying(cue)
        yield from self._anonymous(cue)

    def _told(self, cue: Token) -> Iterator[Conduit]:
        hearer = addressee_of(cue, frozenset())
        if hearer is not None and hearer.lower_ not in _NO_SOURCE:
            yield from self._named(hearer, _HEARD, f"told: {cue.text!r}")

    def _posted(self, cue: Token) -> Iterator[Conduit]:
        platform = self._words.social.get(cue.lemma_.lower())
        if platform:
            yield Conduit(
                CitationKind.SOCIAL, platform, _span(cue.doc[cue.i : cue.i + 1]), _HEARD, f"posted: {cue.text!r}"
            )

    def _speaker(self, cue: Token) -> Iterator[Conduit]:
        """Take the speaker where it is an agency, an outlet or a document, or is kept unnamed."""
        speaker = speaker_of(cue)
        if speaker is None or cue.lower_ == "according":
            return
        words = speaker_phrase(cue, speaker)
        if self._sources.find(words.text) or self._sources.find(words.root.text):
            yield from self._named(speaker, _CARRIED, f"says-itself: {cue.text!r}")
        elif speaker.lower_ in ("source", "sources") or (self._words.document.fullmatch(speaker.lower_)):
            yield self._unregistered(words, speaker, _HEARD, f"says-itself: {cue.text!r}", official=False)

    def _settings(self, verb: Token, content: tuple[Span, ...], cue: Token) -> Iterator[Conduit]:
        """Take "in an interview with X", "on X's show", "in a report", "by X" of a passive."""
        if verb.lower_ == "according":
            return
        for prep in verb.children:
            by_agent = prep.dep_ == "agent"
            if prep.dep_ not in ("prep", "agent") or prep.lower_ not in _SETTINGS or _within(prep, content):
                continue
            if verb != cue and not by_agent:
                continue
            order = _QUOTED if by_agent else _HEARD
            for inner in prep.children:
                if inner.dep_ == "pobj" and not _within(inner, content) and inner != speaker_of(cue):
                    yield from self._setting(inner, order, f"{'quoted-by' if by_agent else 'setting'}: {prep.text!r}")

    def _setting(self, head: Token, order: int, rule: str) -> Iterator[Conduit]:
        words = head.doc[head.left_edge.i : head.right_edge.i + 1]
        named = self._sources.within(words.text)
        if named:
            yield from self._registered(words, order, rule)
        elif self._words.document.fullmatch(head.lower_):
            yield self._unregistered(phrase(head), head, order, rule, official=False)
        elif order == _QUOTED and self._words.official.search(phrase(head).text):
            yield self._unregistered(phrase(head), head, order, rule, official=True)

    def _quoting(self, verb: Token, cue: Token) -> Iterator[Conduit]:
        """Take X of "X quoted her as saying": the subject of a verb above the cue that passes on another's words."""
        if verb == cue or verb.lemma_.lower() not in self._words.relay:
            return
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject != speaker_of(cue):
            yield from self._named(subject, _QUOTED, f"quoted-by: {verb.text!r}")

    def _relaying(self, cue: Token) -> Iterator[Conduit]:
        """Take X of "X reported that she said" and of ", she was quoted as saying by X" further on in the sentence."""
        above = cue.head if cue.dep_ in ("ccomp", "parataxis") else cue
        if above != cue and above.lemma_.lower() in self._words.relay:
            subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
            if subject is not None and self._sources.find(phrase(subject).text):
                yield from self._named(subject, _QUOTED, f"quoted-by: {above.text!r}")
        for token in cue.sent:
            if token.lower_ == "by" and any(a.lower_ == "quoted" for a in token.ancestors):
                for inner in token.children:
                    if inner.dep_ == "pobj":
                        yield from self._setting(inner, _QUOTED, f"quoted-by: {token.text!r}")

    def _according(self, cue: Token, content: tuple[Span, ...]) -> Iterator[Conduit]:
        for token in cue.sent:
            if token.lower_ == "according" and not _within(token, content) and (token != cue or self._rests(token)):
                source = speaker_of(token)
                if source is not None:
                    yield from self._named(source, _GIVEN, "according-to", speaker_phrase(token, source))

    def _rests(self, according: Token) -> bool:
        """Say whether the source of an "according to" that is itself the cue is a conduit, not a person."""
        source = speaker_of(according)
        if source is None:
            return False
        return source.ent_type_ != "PERSON" or self._sources.within(speaker_phrase(according, source).text) is not None

    def _citing(self, cue: Token, content: tuple[Span, ...]) -> Iterator[Conduit]:
        for token in cue.sent:
            if token.lower_ in ("citing", "quoting") and not _within(token, content):
                for inner in token.children:
                    if inner.dep_ == "dobj":
                        yield from self._named(inner, _HEARD, f"citing: {token.text!r}")

    def _anonymous(self, cue: Token) -> Iterator[Conduit]:
        speaker = speaker_of(cue)
        if speaker is not None and speaker.pos_ != "PROPN" and self._words.anonymity.search(cue.sent.text):
            words = phrase(antecedent_of(speaker))
            if not self._words.unnamed.search(words.text):
                return
            yield Conduit(CitationKind.UNNAMED, _bare(words.text), _span(words), _HEARD, "anonymity")

    def _named(self, head: Token, order: int, rule: str, short: Tokens | None = None) -> Iterator[Conduit]:
        words = short or head.doc[head.left_edge.i : head.right_edge.i + 1]
        short = short or phrase(head)
        if self._is_own(short.text):
            yield Conduit(CitationKind.OWN, _bare(short.text), _span(short), order, rule)
        elif self._sources.within(words.text):
            yield from self._registered(words, order, rule)
        elif self._words.official.search(short.text):
            yield self._unregistered(short, head, order, rule, official=True)
        elif self._words.document.search(short.text) or self._words.unnamed.fullmatch(head.lower_):
            yield self._unregistered(short, head, order, rule, official=False)

    def _registered(self, words: Tokens, order: int, rule: str) -> Iterator[Conduit]:
        named = self._sources.within(words.text)
        if named is None:
            return
        start = words.start_char + named.span.start
        own = self._own is not None and named.source.name == self._own.name
        kind = CitationKind.OWN if own else _KINDS[named.source.kind]
        yield Conduit(kind, named.source.name, Span(start, start + len(named.span)), order, rule)

    def _unregistered(self, words: Tokens, head: Token, order: int, rule: str, official: bool) -> Conduit:
        kind = CitationKind.OFFICIAL
        if self._words.unnamed.fullmatch(head.lower_):
            kind = CitationKind.UNNAMED
        elif not official and self._words.document.fullmatch(head.lower_):
            kind = CitationKind.DOCUMENT
        return Conduit(kind, _bare(words.text), _span(words), order, rule)

    def _is_own(self, text: str) -> bool:
        return self._words.own.fullmatch(text) is not None and text != "US"


def _chain(cue: Token) -> Iterator[Token]:
    """Give the cue and the verbs above it that it completes ("was quoted as saying")."""
    yield cue
    at = cue
    if at.dep_ == "pcomp" and at.head.lower_ == "as":
        yield at.head.head


def _within(token: Token, content: tuple[Span, ...]) -> bool:
    return any(span.start <= token.idx < span.end for span in content)


def _span(words: Tokens) -> Span:
    return Span(words.start_char, words.end_char)


def _bare(text: str) -> str:
    return _ARTICLE.sub("", text)
