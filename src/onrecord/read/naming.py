"""What a noun phrase names as a source: a body, a paper, people without names, a publisher that no list holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.reading import CitationKind, Role
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.organisations import load_organisations
from onrecord.read.doc import whole_text
from onrecord.read.mentions import MentionIndex
from onrecord.read.publishers import Publisher, Publishers
from onrecord.read.stretches import tokens_of
from onrecord.read.surroundings import Surroundings
from onrecord.read.ways import Way

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWNED = re.compile(
    r"['’]s\s+(?:[\w-]+\s+)?(?:website|web site|page|homepage|site|readout|summary|account)$", re.IGNORECASE
)
_FIRMS = re.compile(
    r"\b(?:Ltd|Inc|Corp|Corporation|Group|Bank|University|Mining|Company|Co|Holdings|Partners|Club|School|Hospital)\b"
)
_PERSONS = frozenset({"PERSON", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "EVENT", "LAW", "LANGUAGE"})
_WITHHELD = re.compile(r"\banonym|\bnot (?:to )?be (?:named|identified)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:according|told|said|says)\b")
_NOUNS = ("NOUN", "PROPN", "PRON")
_AHEAD = 90


@dataclass(frozen=True, slots=True)
class Named:
    """A source that a phrase names; `spoken` marks a paper that is only a way of speaking."""

    kind: CitationKind
    name: str
    span: Span
    spoken: bool = False


class Namer:
    """Says what phrases of one doc name."""

    def __init__(self, doc: Doc, publishers: Publishers) -> None:
        self._doc = doc
        self._publishers = publishers
        self._words = load_conduits()
        self._index = MentionIndex(doc)

    def of(self, span: Span, scene: Surroundings, way: Way) -> Named | None:
        """Return what a phrase names: people without names, a paper, a body, a person who tells of another's words."""
        found = self.unnamed(span, scene) or self.document(span) or self._body(span)
        if found is None and way in (Way.CITED, Way.GIVEN, Way.PASSED):
            found = self._teller(span)
        return found

    def unnamed(self, span: Span, scene: Surroundings) -> Named | None:
        """Return people whose names are kept back: "two sources", "an aide who asked not to be named"."""
        words = self._tokens(span)
        if words is None:
            return None
        head = _head(words)
        ahead = self._ahead(span, scene)
        withheld = self._words.anonymity.search(ahead)
        known = self._words.unnamed.fullmatch(head.lower_) is not None
        if not known and withheld is not None:
            known = self._is_person(head) and _OTHERS.search(ahead[: withheld.start()]) is None
        if head.pos_ == "PROPN" or head.ent_type_ == "PERSON" or not known:
            return None
        secret = self._words.secret.fullmatch(head.lower_) or withheld
        if not secret and not _WITHHELD.search(scene.text):
            return None
        return Named(CitationKind.UNNAMED, bare(words.text), span)

    def _is_person(self, head: Token) -> bool:
        """Say whether a common noun may be a person's: no paper, no body."""
        other = self._words.document.fullmatch(head.lower_) or self._words.official.fullmatch(head.lower_)
        return head.pos_ == "NOUN" and other is None

    def _ahead(self, span: Span, scene: Surroundings) -> str:
        """Return a phrase and the words behind it as far as the statement's own content."""
        contents = [content.start for content in scene.spans if content.start >= span.end]
        return whole_text(self._doc)[span.start : min([*contents, span.end + _AHEAD])]

    def document(self, span: Span) -> Named | None:
        """Return a paper; where a body put out a paper that is a way of speaking, the body."""
        words = self._tokens(span)
        if words is None:
            return None
        head = _head(words)
        if not self._words.document.fullmatch(head.lower_) or head.pos_ == "PROPN":
            return None
        spoken = self._words.spoken_paper.fullmatch(head.lower_) is not None and "written" not in words.text
        if spoken and self._words.official.search(words.text):
            return Named(CitationKind.OFFICIAL, bare(words.text), span)
        return Named(CitationKind.DOCUMENT, bare(words.text), span, spoken)

    def _body(self, span: Span) -> Named | None:
        text = span.of(whole_text(self._doc))
        owned = _OWNED.search(text)
        if owned:
            span = Span(span.start, span.start + owned.start())
        words = self._tokens(span)
        if words is None:
            return None
        is_body = self._words.official.search(words.text) or any(t.ent_type_ == "ORG" for t in words)
        return Named(CitationKind.OFFICIAL, bare(words.text), span) if is_body else None

    def _teller(self, span: Span) -> Named | None:
        words = self._tokens(span)
        if words is None or not (any(t.ent_type_ == "PERSON" for t in words) or self._words.tellers.search(words.text)):
            return None
        return Named(CitationKind.OFFICIAL, bare(words.text), span)

    def unknown_publisher(self, span: Span) -> Publisher | None:
        """Return a hearer with the name of no person, place or known body: it is told words to publish them."""
        words = self._tokens(span)
        if words is None:
            return None
        name = words[1:] if words[0].lower_ == "the" and len(words) > 1 else words
        proper = all(t.pos_ == "PROPN" and t.text[0].isupper() and _is_free(t) for t in name)
        if not proper or self._words.official.search(name.text) or _FIRMS.search(name.text):
            return None
        mention = self._index.at(name.root)
        entity = self._index.entity.get(mention.entity) if mention else None
        if (entity is not None and entity.kind.value in ("person", "state")) or load_organisations().find(name.text):
            return None
        return Publisher(CitationKind.OUTLET, name.text, Span(name.start_char, name.end_char))

    def same_actor(self, span: Span, role: Role) -> bool:
        """Say whether a phrase points at who fills a role."""
        words = self._tokens(span)
        if words is None:
            return False
        mention = self._index.at(_head(words))
        return bool(role.entity and mention and mention.entity == role.entity) or bare(words.text) == bare(role.text)

    def _tokens(self, span: Span) -> Tokens | None:
        return tokens_of(self._doc, span.start, span.end)


def _is_free(token: Token) -> bool:
    """Say whether a name may be a publisher's; no person or place has a figure in it ("Kolm24")."""
    return token.ent_type_ not in _PERSONS or any(character.isdigit() for character in token.text)


def _head(words: Tokens) -> Token:
    """Return the last noun before a preposition."""
    found = words[0]
    for token in words:
        if (
            token.lower_ in ("of", "from", "in", "at", "for", "with", "to", "on", "close", "by")
            and token.i > words.start
        ):
            break
        if token.tag_ in ("WP", "WDT"):
            break
        if token.pos_ in ("ADJ", "VERB", "ADV") and found.pos_ in _NOUNS and found.i == token.i - 1:
            break
        if token.pos_ in (*_NOUNS, "NUM", "ADJ", "VERB"):
            found = token
    return found


def bare(text: str) -> str:
    """Return a phrase without its article."""
    return _ARTICLE.sub("", text)
