"""The phrase that names a source, from what the network found of it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.read.stretches import tokens_of

_VERBS = frozenset({"VERB", "AUX"})
_ISSUED_BY = frozenset({"by", "from", "of"})
_WORDS_OF = frozenset({"words", "account", "version", "testimony", "statement"})
_BEFORE_NOUNS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})


def source_phrase(doc: Doc, spans: Sequence[Span]) -> Tokens | None:
    """Return the longest part of a source, mended: no half a clause, no carrier beside it, the paper of "by the UN"."""
    found = [words for span in spans if (words := tokens_of(doc, span.start, span.end))]
    words = max(found, key=len, default=None)
    return _whole_paper(_bare(_without_half_a_clause(words))) if words is not None else None


def _bare(words: Tokens) -> Tokens:
    """Return whom a source names: "he" of "his words", "TASS" of "TASS with reference to the ministry"."""
    citing = load_conduits().cited.search(words.text, 1)
    if citing is not None:
        cut = words.doc.char_span(words.start_char, words.start_char + len(words.text[: citing.start()].rstrip(" ,")))
        words = cut if cut is not None else words
    owner = next((child for child in words.root.children if child.dep_ == "poss" and child.i >= words.start), None)
    if owner is None or words.root.lower_ not in _WORDS_OF or words.root.head.lower_ != "to":
        return words
    return words.doc[owner.left_edge.i : owner.i + 1]


def _without_half_a_clause(words: Tokens) -> Tokens:
    """Cut a clause that the words end within: "officials who", of "officials who asked not to be named"."""
    for token in sorted({*words, *words.root.subtree}):
        first = token.left_edge.i
        half = (
            token.pos_ in _VERBS and words.start <= words.root.i < first < words.end and token.right_edge.i >= words.end
        )
        if half:
            end = next(i for i in range(first, words.start, -1) if not words.doc[i - 1].is_punct)
            return words[: end - words.start]
    return words


def _whole_paper(who: Tokens) -> Tokens:
    """Return "a report by the UN" where the network found its "the UN" alone."""
    if who.start < 2 or who.doc[who.start - 1].lower_ not in _ISSUED_BY:
        return who
    paper = who.doc[who.start - 2]
    if load_conduits().document.fullmatch(paper.lower_) is None or paper.pos_ != "NOUN":
        return who
    start = paper.i
    while start > paper.sent.start and who.doc[start - 1].pos_ in _BEFORE_NOUNS:
        start -= 1
    return who.doc[start : who.end]
