"""Drafts of statements from what the network found, tied to the parse."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.reading import CueType, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.cues import Cues, CueWord
from onrecord.read.contents import Contents, Draft
from onrecord.read.doc import whole_text
from onrecord.read.lexicon import cue_word
from onrecord.read.reader.found import Attribution
from onrecord.read.shapes import shaped, trimmed
from onrecord.read.source_phrases import source_phrase
from onrecord.read.speakers import speaker_of
from onrecord.read.stretches import tokens_of, words_of

_VERBS = frozenset({"VERB", "AUX"})
_TURNING = frozenset({CueType.DENIES, CueType.DECLINES})


def learned_draft(doc: Doc, contents: Contents, found: Attribution, cues: Cues, topics: bool) -> Draft | None:
    """Return the draft of an attribution, None where it is none.

    Without `topics`, what somebody only speaks about is none, nor what nobody is said to say.
    """
    spans = [span for part in found.contents if (span := _without_conjunction(doc, contents.within_block(part)))]
    if not spans:
        return None
    cue, word = _cue(doc, found.cue, cues)
    spans = _with_gerund(doc, spans, found.cue, cue, word)
    kind, wide = shaped(whole_text(doc), spans, contents.quotations)
    inside = words_of(doc, wide)
    who = source_phrase(doc, found.sources)
    told = who is not None and (any(token.pos_ in _VERBS for token in inside) or _judges(word))
    if kind is StatementKind.INDIRECT and not topics and not (told and _is_cue(cue, word)):
        return None
    speaker = who.root if who is not None else speaker_of(cue) if cue is not None and word is not None else None
    return Draft(
        kind,
        wide,
        cue,
        word.type if word else CueType.SAYS,
        f"reader {found.scores.whole:.2f}, speaker {found.scores.sourced:.2f}",
        speaker,
        frozenset(token.i for token in inside),
        who,
    )


def _with_gerund(doc: Doc, spans: list[Span], told: Span | None, cue: Token | None, word: CueWord | None) -> list[Span]:
    """Return a content without a verb with the gerund that is denied: "knowing" of "denied knowing of the payments"."""
    if told is None or cue is None or word is None or word.type is not CueType.DENIES:
        return spans
    if any(token.pos_ in _VERBS for token in words_of(doc, spans)):
        return spans
    after = tokens_of(doc, cue.idx, told.end)
    gerund = next((token for token in after or () if token.tag_ == "VBG"), None)
    return [Span(gerund.idx, spans[0].end), *spans[1:]] if gerund is not None and gerund.idx < spans[0].start else spans


def _is_cue(cue: Token | None, word: CueWord | None) -> bool:
    """Say whether words bring in what somebody says or thinks; of those that no lexicon knows, half do not."""
    return cue is None or word is not None or cue.text == ":"


def _judges(word: CueWord | None) -> bool:
    """Say whether a cue says of one thing that it is another: "called him a liar"."""
    return word is not None and "as" in word.content


def _without_conjunction(doc: Doc, span: Span) -> Span | None:
    """Return a part of a content without the "that" that opens it, None where nothing else is left."""
    words = tokens_of(doc, span.start, span.end)
    if words is None or not any(token.is_alpha or token.like_num for token in words):
        return None
    if words[0].lower_ != "that" or words[0].tag_ not in ("IN", "WDT"):
        return trimmed(whole_text(doc), span)
    return trimmed(whole_text(doc), Span(words[0].idx + len(words[0]), span.end)) if len(words) > 1 else None


def _cue(doc: Doc, span: Span | None, cues: Cues) -> tuple[Token | None, CueWord | None]:
    """Return the last verb of a cue that the lexicon knows ("was quoted as saying"), else noun, else its head.

    A verb that denies or declines goes before what is denied ("denied knowing of", "declined to say").
    """
    words = tokens_of(doc, span.start, span.end) if span else None
    if words is None:
        return None, None
    known = [(token, word) for token in words if (word := cue_word(cues, token))]
    verbs = [pair for pair in known if pair[0].pos_ in _VERBS]
    turning = [pair for pair in verbs if pair[1].type in _TURNING]
    return turning[-1] if turning else verbs[-1] if verbs else known[-1] if known else (_telling(words), None)


def _telling(words: Tokens) -> Token:
    """Return the word that says what a cue does: "explicit" of "was explicit about"."""
    said = (child for child in words.root.children if child.dep_ in ("acomp", "attr") and child in words)
    return next(said, words.root) if words.root.pos_ == "AUX" else words.root
