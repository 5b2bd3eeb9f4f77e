"""From a parsed article to its event mentions: the words that name a happening and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.model.span import Span
from onrecord.ontology.cues import load_cues
from onrecord.ontology.word_kin import load_word_kin
from onrecord.read.negation import negation
from onrecord.resolve.event_mention import EventMention, Terms

_DOERS = frozenset({"nsubj", "poss", "compound", "amod"})
_UNDERGOERS = frozenset(
    {"dobj", "nsubjpass", "pobj", "attr", "dative", "oprd", "acomp", "advmod", "npadvmod", "prt", "xcomp", "ccomp"}
)
_MODIFIES = frozenset({"acl", "relcl"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WINDOW = 6
_TELLING = frozenset({"clause", "fronted", "quote"})
"""The frames of cues.yaml that verbs of telling have: "attack" and "charge" too can introduce words, but are deeds."""


def event_mentions(doc: Doc, article: str, spans: Iterable[Span]) -> Iterator[EventMention]:
    """Yield the mention at each span of a parsed article, in the spans' order; a span without a word gives none.

    The doc needs a parse, lemmas, parts of speech and entities; offsets are those of its text.
    """
    number = {token.i: at for at, sentence in enumerate(doc.sents) for token in sentence}
    for span in spans:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words:
            yield _mention(words, article, span, number[words.root.i])


def _mention(words: Words, article: str, span: Span, sentence: int) -> EventMention:
    head, around = words.root, words.root.sent
    doers, undergoers = _arguments(head)
    near = head.doc[max(around.start, head.i - _WINDOW) : min(around.end, head.i + _WINDOW + 1)]
    return EventMention(
        article=article,
        span=span,
        sentence=sentence,
        head=head.lemma_.lower(),
        part=head.pos_,
        names_it=tuple(_names_it(words)),
        words=frozenset(token.lemma_.lower() for token in words),
        doers=_lemmas(doers),
        undergoers=_lemmas(undergoers),
        near=_content(token for token in near if token.i != head.i),
        around=_content(around) | {token.text for token in around if token.like_num},
        names=frozenset(token.lower_ for token in around if token.pos_ == "PROPN"),
        numbers=frozenset(token.lower_ for token in around if token.like_num or token.pos_ == "NUM"),
        times=_lemmas(token for token in around if token.ent_type_ in _TIMES and not token.is_stop),
        places=_lemmas(token for token in around if token.ent_type_ in _PLACES),
        told=_is_telling(head),
        negated=head.pos_ == "VERB" and bool(negation(head)),
        unreal=any(child.tag_ == "MD" for child in head.children),
        several=head.tag_ in ("NNS", "NNPS"),
    )


def _names_it(words: Words) -> Iterator[tuple[str, str]]:
    """Yield what to ask the word list for: all words where it has them as one ("take over"), else the head's forms."""
    kin, head = load_word_kin(), words.root
    if len(words) > 1:
        for whole in ("_".join(token.lemma_.lower() for token in words), "_".join(words.text.lower().split())):
            if kin.knows(whole):
                yield whole, ""
                return
    yield head.lemma_.lower(), head.pos_
    # "shooting" is a noun of its own where the tagger has "shoot"; headlines' capitals hide lemmas from it.
    if head.lower_ != head.lemma_.lower():
        yield from ((head.lower_, part) for part in ("NOUN", "ADJ") if kin.has(head.lower_, part))


def _arguments(head: Token) -> tuple[list[Token], list[Token]]:
    """Return the words for who does it, with what a noun is marked by, and for the rest of its arguments."""
    doers = [child for child in head.children if child.dep_ in _DOERS]
    undergoers = [child for child in head.children if child.dep_ in _UNDERGOERS]
    for child in head.children:
        inner = [one for one in child.children if one.dep_ in ("pobj", "pcomp")]
        doers += inner if child.dep_ == "agent" else []
        undergoers += inner if child.dep_ == "prep" else []
    if head.dep_ == "conj":
        doers += [child for child in head.head.children if child.dep_ == "nsubj"]
    if head.dep_ in _MODIFIES:
        doers.append(head.head)
    return doers, undergoers


def _is_telling(head: Token) -> bool:
    cue = load_cues().find(head.pos_, head.lemma_.lower())
    return cue is not None and cue.content >= _TELLING


def _lemmas(tokens: Iterable[Token]) -> Terms:
    return frozenset(token.lemma_.lower() for token in tokens if not (token.is_punct or token.is_space))


def _content(tokens: Iterable[Token]) -> Terms:
    return frozenset(token.lemma_.lower() for token in tokens if token.is_alpha and not token.is_stop)
