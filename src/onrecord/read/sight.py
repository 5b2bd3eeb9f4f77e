"""One article as the actors component sees it: tokens, their blocks, and where known names stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.article import Article, BlockKind
from onrecord.ontology.organisations import Organisation
from onrecord.ontology.sources import Source
from onrecord.ontology.states import Form, State
from onrecord.read.doc import article_of
from onrecord.read.known import Known, KnownPerson, Lexicon
from onrecord.read.phrases import HYPHENS, doc_keys

_LOUD = frozenset({"PERSON", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LOC"})
HEADLINE = frozenset({BlockKind.TITLE, BlockKind.DECK})


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at tokens `[start, end)`; `forms` are a state's forms, empty for the others."""

    start: int
    end: int
    known: Known
    forms: frozenset[Form] = frozenset()


class Sight:
    """A doc with the look-ups that finding actors needs."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.tokens: list[Token] = list(doc)
        self.ents: Sequence[Tokens] = doc.ents  # spaCy makes them anew each time that it is asked for them
        self.article: Article = article_of(doc)
        self.keys = doc_keys(doc)
        self.hits = list(self._find_hits())
        self.hit_at: dict[int, Hit] = {place: hit for hit in self.hits for place in range(hit.start, hit.end)}

    def _find_hits(self) -> Iterator[Hit]:
        at, end = 0, len(self.keys)
        while at < end:
            hit = self._hit(at) if self.tokens[at].text[:1].isupper() or self.keys[at] in ("al", "the") else None
            if hit:
                yield hit
            at = hit.end if hit else at + 1

    def _hit(self, at: int) -> Hit | None:
        for end, values in self.lexicon.known.matches(self.keys, at):
            for known in sorted(values, key=_rank):
                hit = self._checked(at, end, known)
                if hit:
                    return hit
        return None

    def _checked(self, start: int, end: int, known: Known) -> Hit | None:
        text = self.doc[start:end].text
        if isinstance(known, State):
            match = self.lexicon.states.match(text)
            return Hit(start, end, match.state, match.forms) if match and self._stands(start, end) else None
        if isinstance(known, Organisation):
            body = self.lexicon.organisations.find(text)
            return Hit(start, end, body) if body else None
        if isinstance(known, Source) and not self._proper(start, end):
            return None
        return Hit(start, end, known)

    def _proper(self, start: int, end: int) -> bool:
        """Say whether a source's name is used as a name: a proper noun ("Time", not "time")."""
        first = self.tokens[start]
        return end - start > 1 or (first.pos_ == "PROPN" and first.ent_type_ != "DATE" and not self._in_name(start))

    def _in_name(self, place: int) -> bool:
        entity = self.entity(place)
        return entity is not None and entity[2] in ("PERSON", "GPE") and entity[1] - entity[0] > 1

    def _stands(self, start: int, end: int) -> bool:
        """Say whether a name is the state's own, and not part of a longer one (a sea, a conference, a person)."""
        entity = self.entity(start)
        if entity is None or entity[2] not in _LOUD or self._of_office(start, end):
            return True
        first, last, label = entity
        rest = [self.tokens[i] for i in range(first, last) if not start <= i < end]
        names = [token for token in rest if token.pos_ == "PROPN" and token.text[:1].isupper()]
        if label == "PERSON":
            return not names or (start == first and self.tokens[end].text.startswith(("'", "’")))
        if label == "ORG":
            return not names or self._owns(start, end, first, last)
        return not names

    def _of_office(self, start: int, end: int) -> bool:
        """Say whether an office follows, or stands before "of" or "to" ("ambassador to Velmark Ada Torvik")."""
        words = self.lexicon.office_words
        if words.matches(self.keys, end):
            return True
        link = start - 1 - (self.key(start - 1) == "the")
        if self.key(link) not in ("of", "to"):
            return False
        return any(stop == link for at in range(max(0, link - 4), link) for stop, _ in words.matches(self.keys, at))

    def _owns(self, start: int, end: int, first: int, last: int) -> bool:
        """Say whether a name says whose body it is: "Chinese Foreign Ministry", "Armed Forces of Velmark"."""
        opening = first + (self.keys[first] == "the")
        if start == opening and any(self.lexicon.bodies.matches(self.keys, at) for at in range(end, last)):
            return True
        if end == last and self.keys[start - 1] in ("of", "the") and self.lexicon.bodies.matches(self.keys, opening):
            return True
        return end < last and self.tokens[end].text.startswith(("'", "’"))

    def entity(self, place: int) -> tuple[int, int, str] | None:
        """Return the named entity of the model that holds a token: first token, end, label."""
        return self._entities.get(place)

    @cached_property
    def _entities(self) -> dict[int, tuple[int, int, str]]:
        return {
            place: (span.start, span.end, span.label_) for span in self.ents for place in range(span.start, span.end)
        }

    @cached_property
    def kinds(self) -> list[BlockKind | None]:
        """The kind of block each token stands in."""
        kinds: list[BlockKind | None] = []
        blocks = iter(self.article.readable())
        block = next(blocks, None)
        for token in self.tokens:
            while block and token.idx >= block.end:
                block = next(blocks, None)
            kinds.append(block.kind if block and block.start <= token.idx else None)
        return kinds

    @cached_property
    def loud(self) -> frozenset[int]:
        """Sentences (by their first token) set in headline style, where capitals tell nothing."""
        found: set[int] = set()
        for sentence in self.doc.sents:
            if sentence[-1].text in (".", "!", "?") and self.kinds[sentence.start] not in HEADLINE:
                continue
            words = [token for token in sentence if token.is_alpha and not token.is_stop]
            capitals = sum(token.text[0].isupper() for token in words)
            if len(words) >= 4 and capitals >= 0.8 * len(words):
                found.add(sentence.start)
        return frozenset(found)

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each token stands inside double quotation marks, counted afresh in each block."""
        inside, last, flags = False, None, []
        for token, kind in zip(self.tokens, self.kinds, strict=True):
            if (token.is_space and "\n" in token.text) or kind is not last:
                inside, last = False, kind
            text = token.text
            if text in ("“", "„", "«"):
                inside = True
            elif text in ("”", "»"):
                inside = False
            elif text in ('"', "``", "''"):
                inside = not inside
            flags.append(inside)
        return flags

    def key(self, place: int) -> str:
        """Return the look-up key of the token at `place`, "" outside the doc."""
        return self.keys[place] if 0 <= place < len(self.keys) else ""

    def state_of(self, place: int) -> State | None:
        """Return the state whose name or demonym covers the token at `place`."""
        hit = self.hit_at.get(place)
        return hit.known if hit and isinstance(hit.known, State) else None

    def is_hyphen(self, place: int) -> bool:
        """Say whether the token at `place` is a hyphen inside a word, not a dash between words."""
        if not 0 < place < len(self.tokens) or self.tokens[place].text not in HYPHENS:
            return False
        return not self.tokens[place].whitespace_ and not self.tokens[place - 1].whitespace_


def _rank(known: Known) -> int:
    """Put the user's persons first, then organisations (the Pentagon is one), states, sources."""
    return next(i for i, kind in enumerate((KnownPerson, Organisation, State, Source)) if isinstance(known, kind))
