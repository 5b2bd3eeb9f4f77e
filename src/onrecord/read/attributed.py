"""Drafts of statements from what the learned reader found, tied to the parse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.reading import UTTERED, CueType, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.cues import Cues, CueWord
from onrecord.ontology.sources import Sources
from onrecord.read.contents import Contents, Draft
from onrecord.read.doc import whole_text
from onrecord.read.lexicon import cue_word
from onrecord.read.reader.found import Attribution
from onrecord.read.shapes import shaped, trimmed
from onrecord.read.speakers import speaker_phrase

_VERBS = frozenset({"VERB", "AUX"})
_TOLD = UTTERED | {CueType.DENIES}
_FEW = 3
_SETTING = frozenset({"prep", "advmod", "npadvmod", "prt", "aux", "dobj", "dative"})
"""What may stand around a cue beside its speaker and its content: when, where and to whom it was said."""
_RELATIVE = frozenset({"WP", "WDT"})


def attributed_drafts(
    doc: Doc, contents: Contents, found: Sequence[Attribution], cues: Cues, sources: Sources, topics: bool
) -> list[Draft]:
    """Return the drafts of a doc: what the reader found, and the quotations in marks that it left.

    Where a carrier is found to pass on no more than what another said ("..., X said, according to Y"), the draft is the
    other's, as rules read it. Without `topics`, what somebody is only said to speak about, support or oppose is left
    out, and what nobody is said to say.
    """
    drafts = [draft for one in found if (draft := _draft(doc, contents, one, cues, topics))]
    if any(_passes_on(draft, sources) for draft in drafts):
        told = [draft for draft in contents.drafts() if draft.type in _TOLD and draft.speaker is not None]
        drafts = [(_passes_on(draft, sources) and _passed_on(doc, draft, told)) or draft for draft in drafts]
    covered = [span for draft in drafts for span in draft.spans]
    for draft in contents.quoted:
        if not any(span.overlaps(other) for span in draft.spans for other in covered):
            drafts.append(draft)
            covered += draft.spans
    return drafts + list(contents.headlines(covered))


def _draft(doc: Doc, contents: Contents, found: Attribution, cues: Cues, topics: bool) -> Draft | None:
    spans = [span for part in found.contents if (span := _without_conjunction(doc, part))]
    if not spans:
        return None
    kind, wide = shaped(whole_text(doc), spans, contents.quotations)
    inside = _words(doc, wide)
    who = _longest(doc, found.sources)
    told = who is not None and any(token.pos_ in _VERBS for token in inside)
    if kind is StatementKind.INDIRECT and not topics and not told:
        return None
    cue, word = _cue(doc, found.cue, cues)
    return Draft(
        kind,
        wide,
        cue,
        word.type if word else CueType.SAYS,
        f"reader {found.scores.whole:.2f}, speaker {found.scores.sourced:.2f}",
        who.root if who is not None else None,
        frozenset(token.i for token in inside),
        who,
    )


def _passes_on(draft: Draft, sources: Sources) -> bool:
    """Say whether a draft's source may be a carrier: one that words are given according to, an agency or an outlet."""
    if draft.who is None or draft.cue is None:
        return False
    return draft.cue.lower_ == "according" or sources.within(draft.who.text) is not None


def _passed_on(doc: Doc, outer: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return the draft that a wider one only repeats with the words that say whose it is, or None."""
    for inner in told:
        if inner.cue is None or inner.speaker is None or not {inner.cue.i, inner.speaker.i} <= outer.content:
            continue
        parts = frozenset(token.i for token in _words(doc, inner.spans))
        around = (token for child in inner.cue.children if child.dep_ in _SETTING for token in child.subtree)
        said = {token.i for token in (*speaker_phrase(inner.cue, inner.speaker), inner.cue, *around)}
        left = (doc[i] for i in outer.content - parts - said)
        if parts < outer.content and sum(token.is_alpha for token in left) <= _FEW:
            return inner
    return None


def _without_conjunction(doc: Doc, span: Span) -> Span | None:
    """Return a part of a content without the "that" that opens it, None where nothing else is left."""
    words = _tokens(doc, span)
    if words is None or not any(token.is_alpha or token.like_num for token in words):
        return None
    if words[0].lower_ != "that" or words[0].tag_ != "IN":
        return trimmed(whole_text(doc), span)
    return trimmed(whole_text(doc), Span(words[0].idx + len(words[0]), span.end)) if len(words) > 1 else None


def _words(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    return [token for span in spans for token in _tokens(doc, span) or ()]


def _tokens(doc: Doc, span: Span) -> Tokens | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _cue(doc: Doc, span: Span | None, cues: Cues) -> tuple[Token | None, CueWord | None]:
    """Return the last word of a cue that the lexicon knows ("was quoted as saying"), else its head in the parse."""
    words = _tokens(doc, span) if span else None
    if words is None:
        return None, None
    known = [(token, word) for token in words if (word := cue_word(cues, token))]
    return known[-1] if known else (words.root, None)


def _longest(doc: Doc, spans: Sequence[Span]) -> Tokens | None:
    found = [words for span in spans if (words := _tokens(doc, span))]
    words = max(found, key=len, default=None)
    # "officials who asked not to be named": the reader may end a source with the pronoun.
    while words is not None and len(words) > 1 and words[-1].tag_ in _RELATIVE:
        words = words[:-1]
    return words
