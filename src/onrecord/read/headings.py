"""Parsing headlines in capitals as running text: capitals make the model read a whole headline as one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.read.recasing import STOPS, is_capitalised, recased

_COPIED: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH"]
_OWN = "onrecord_"


HEADINGS = "onrecord_headings_v1"


@Language.factory(HEADINGS)
def make_headings(nlp: Language, name: str) -> Headings:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes right after the model's own."""
    return Headings(nlp)


class Headings:
    """Parses the headlines of a doc once more, in small letters, and writes that parse over the first."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        """Mend the parse of one doc's headlines; offsets and words stay as they are."""
        unstopped = (_words(sentence) for sentence in doc.sents if not _is_stopped(sentence))
        headlines = [words for words in unstopped if words and is_capitalised(words)]
        if headlines:
            common, names = _running_words(doc, {words[0].i for words in headlines})
            self._overwrite(doc, headlines, [recased(words, common, names) for words in headlines])
        return doc

    def _overwrite(self, doc: Doc, headlines: Sequence[Sequence[Token]], told: Sequence[Sequence[str]]) -> None:
        parsed = self._parsed(told)
        places = [place for words in headlines for place in (*(word.i for word in words), words[-1].i)]
        table, mended = doc.to_array(_COPIED), parsed.to_array(_COPIED)
        for row, place in enumerate(places):
            if not _is_added(parsed[row]):
                table[place] = mended[row]
                table[place, 0] = _offset(places[parsed[row].head.i] - place)
        around = [name for name in doc.ents if not {token.i for token in name} & set(places)]
        within = [Span(doc, places[name.start], places[name.end - 1] + 1, name.label) for name in parsed.ents]
        doc.from_array(_COPIED, cast(Any, table))  # spaCy's stubs name an array type of their own
        doc.ents = (*around, *within)

    def _parsed(self, told: Sequence[Sequence[str]]) -> Doc:
        # A full stop behind each headline: without one the parser takes a headline for a list of names more often.
        stopped = [[*words, "."] for words in told]
        starts: list[bool | int | None] = [n == 0 for words in stopped for n in range(len(words))]
        doc = Doc(self._nlp.vocab, words=[word for words in stopped for word in words], sent_starts=starts)
        for name, pipe in self._nlp.pipeline:
            if not name.startswith(_OWN):
                doc = pipe(doc)
        return doc


def _is_added(token: Token) -> bool:
    return token.i + 1 == len(token.doc) or token.nbor(1).is_sent_start is True


def _offset(distance: int) -> int:
    """Return a head's distance as spaCy's unsigned arrays hold it."""
    return distance % 2**64


def _is_stopped(sentence: Span) -> bool:
    """Say whether a sentence ends as running text does: most do, and need not be looked at as headlines."""
    last = next((token for token in reversed(sentence) if not token.is_space), None)
    return last is not None and last.text in STOPS


def _words(sentence: Span) -> list[Token]:
    """Return a sentence without the white space at its ends, [] where it has white space inside."""
    words = [token for token in sentence if not token.is_space]
    return words if words and words[-1].i - words[0].i + 1 == len(words) else []


def _running_words(doc: Doc, headlines: set[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that running text has in small letters, and those that it has in capitals inside a sentence."""
    small: set[str] = set()
    capital: set[str] = set()
    for token in _running(doc, headlines):
        if token.is_lower:
            small.add(token.text)
        elif token.is_title and not token.is_sent_start:
            capital.add(token.lower_)
    return frozenset(small), frozenset(capital - small)


def _running(doc: Doc, headlines: set[int]) -> Iterator[Token]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words and words[0].i not in headlines and words[-1].text in (".", "!", "?", "”", '"'):
            yield from words[1:]
