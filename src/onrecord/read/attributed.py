"""Drafts of statements from what the learned reader found, tied to the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.reading import UTTERED, CueType, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.cues import Cues, CueWord
from onrecord.ontology.sources import Sources
from onrecord.read.contents import Contents, Draft
from onrecord.read.doc import whole_text
from onrecord.read.lexicon import cue_word
from onrecord.read.reader.found import Attribution
from onrecord.read.shapes import shaped, trimmed
from onrecord.read.speakers import speaker_of

_VERBS = frozenset({"VERB", "AUX"})
_TOLD = UTTERED | {CueType.DENIES}
_CLAUSES = frozenset({"clause", "fronted", "according"})
"""The frames in which a word of saying takes all that is said."""
_QUOTES = frozenset({"quote", "cite"})
_ISSUED_BY = frozenset({"by", "from", "of"})
_FEW = 3
_SETTING = frozenset({"prep", "advmod", "npadvmod", "prt", "aux", "dobj", "dative"})
"""What may stand around a cue beside its speaker and its content: when, where and to whom it was said."""


def attributed_drafts(
    doc: Doc, contents: Contents, found: Sequence[Attribution], cues: Cues, sources: Sources, topics: bool
) -> list[Draft]:
    """Return the drafts of a doc: what the reader found, and what rules find that it left.

    The network misses some of what is said in forms that its training text hardly has; rules stand in for it where a
    word of saying takes a clause, or marks stand around the words. Where somebody only passes on what another said
    ("X was quoted by Y as saying …", "…, X told her guest, the palace said"), the other's draft stands beside the
    first one, and in its place where that is a carrier's. Without `topics`, what somebody is only said to speak about,
    support or oppose is left out, and what nobody is said to say.
    """
    rules = contents.drafts()
    told = [draft for draft in rules if draft.type in _TOLD and draft.speaker is not None]
    learned = [draft for one in found if (draft := _draft(doc, contents, one, cues, topics))]
    drafts = [draft for draft in told if _is_surer(draft, learned)]
    learned = [draft for draft in learned if not any(_reads_the_same(draft, other) for other in drafts)]
    for draft in learned:
        inner = _passed_on(doc, draft, told)
        drafts += [one for one in (inner, None if inner and _passes_on(draft, sources) else draft) if one]
    shown = (draft for draft in rules if draft.type is CueType.SHOWS and _is_paper(draft))
    left = (*contents.quoted, *(one for one in (*told, *shown) if one.rule in _CLAUSES))
    return _filled(doc, contents, drafts, [*left], [span for draft in learned for span in draft.spans])


def _filled(
    doc: Doc, contents: Contents, drafts: Sequence[Draft], left: Sequence[Draft], taken: Sequence[Span]
) -> list[Draft]:
    """Return drafts with those of `left` that lie outside them; one with the same cue is another part of its words."""
    found = [*drafts]
    covered = [*taken, *(span for draft in drafts for span in draft.spans)]
    for draft in left:
        if any(span.overlaps(other) for span in draft.spans for other in covered):
            continue
        covered += draft.spans
        place = next((i for i, one in enumerate(found) if draft.cue is not None and one.cue == draft.cue), None)
        if place is None:
            found.append(draft)
        else:
            found[place] = _joined(doc, contents, found[place], draft)
    return found + list(contents.headlines(covered))


def _joined(doc: Doc, contents: Contents, draft: Draft, other: Draft) -> Draft:
    kind, spans = shaped(whole_text(doc), [*draft.spans, *other.spans], contents.quotations)
    return replace(draft, kind=kind, spans=spans, content=draft.content | other.content)


def _is_surer(draft: Draft, learned: Sequence[Draft]) -> bool:
    """Say whether rules know better than the network whose words these are.

    They do where somebody else is told to quote or to print them ("X was quoted by Y as saying", "X said in remarks
    carried by Y", "X told Z, according to Y"), and where the network takes two halves of a quotation for two people's.
    """
    about = [one for one in learned if _overlap(one, draft)]
    agreeing = [one for one in about if one.who is not None and draft.speaker is not None and draft.speaker in one.who]
    if any(one.spans == draft.spans for one in agreeing):
        return False
    halves = len(draft.spans) > 1 and len({one.speaker for one in about}) > 1
    printed = any(_is_printed_by(one) and one.cue != draft.cue for one in about)
    printed = printed or (
        draft.rule != "according" and any(one.spans == draft.spans and _by_account(one) for one in about)
    )
    return halves or printed or (_is_quoted_by_another(draft) and not agreeing)


def _is_quoted_by_another(draft: Draft) -> bool:
    """Say whether the cue is the second verb of "X was quoted by Y as saying …"."""
    return draft.cue is not None and draft.cue.dep_ == "pcomp" and draft.cue.head.lower_ == "as"


def _is_printed_by(draft: Draft) -> bool:
    """Say whether a source is no more than who printed the words: "in remarks carried by Y"."""
    by = draft.who.root.head if draft.who is not None else None
    return by is not None and by.dep_ == "agent" and by.head.dep_ == "acl"


def _is_paper(draft: Draft) -> bool:
    return draft.speaker is not None and load_conduits().document.fullmatch(draft.speaker.lower_) is not None


def _by_account(draft: Draft) -> bool:
    return draft.cue is not None and draft.cue.lower_ == "according"


def _reads_the_same(draft: Draft, other: Draft) -> bool:
    """Say whether a draft is about the same words, or about who quotes them."""
    quoting = other.cue.head.head if other.cue is not None and _is_quoted_by_another(other) else None
    return (quoting is not None and draft.cue == quoting) or _overlap(draft, other)


def _overlap(draft: Draft, other: Draft) -> bool:
    return any(span.overlaps(one) for span in draft.spans for one in other.spans)


def _draft(doc: Doc, contents: Contents, found: Attribution, cues: Cues, topics: bool) -> Draft | None:
    spans = [span for part in found.contents if (span := _without_conjunction(doc, part))]
    if not spans:
        return None
    kind, wide = shaped(whole_text(doc), spans, contents.quotations)
    inside = _words(doc, wide)
    cue, word = _cue(doc, found.cue, cues)
    who = _whole_paper(cue, _longest(doc, found.sources))
    told = who is not None and (any(token.pos_ in _VERBS for token in inside) or _judges(word))
    if kind is StatementKind.INDIRECT and not topics and not told:
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


def _judges(word: CueWord | None) -> bool:
    """Say whether a cue says of one thing that it is another: "called him a liar"."""
    return word is not None and "as" in word.content


def _passes_on(draft: Draft, sources: Sources) -> bool:
    """Say whether a draft's source may be a carrier: one that words are given according to, an agency or an outlet."""
    if draft.who is None or draft.cue is None:
        return False
    return (
        draft.cue.lower_ == "according"
        or draft.cue.lemma_.lower() in _QUOTES
        or sources.within(draft.who.text) is not None
    )


def _passed_on(doc: Doc, outer: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return the draft that a wider one only repeats with the words that say whose it is, or None."""
    for inner in told:
        if inner.rule == "infinitive":
            continue  # "Dockers agreed to go back, ANSA reports": their agreeing is the agency's word, too
        if inner.cue is None or inner.speaker is None or not {inner.cue.i, inner.speaker.i} <= outer.content:
            continue
        parts = frozenset(token.i for token in _words(doc, inner.spans))
        around = (token for child in inner.cue.children if child.dep_ in _SETTING for token in child.subtree)
        said = {token.i for token in (*inner.speaker.subtree, inner.cue, *around)}
        left = (doc[i] for i in outer.content - parts - said)
        if parts < outer.content and sum(token.is_alpha for token in left) <= _FEW:
            return inner
    return None


def _without_conjunction(doc: Doc, span: Span) -> Span | None:
    """Return a part of a content without the "that" that opens it, None where nothing else is left."""
    words = _tokens(doc, span)
    if words is None or not any(token.is_alpha or token.like_num for token in words):
        return None
    if words[0].lower_ != "that" or words[0].tag_ not in ("IN", "WDT"):
        return trimmed(whole_text(doc), span)
    return trimmed(whole_text(doc), Span(words[0].idx + len(words[0]), span.end)) if len(words) > 1 else None


def _words(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    return [token for span in spans for token in _tokens(doc, span) or ()]


def _tokens(doc: Doc, span: Span) -> Tokens | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _cue(doc: Doc, span: Span | None, cues: Cues) -> tuple[Token | None, CueWord | None]:
    """Return the last verb of a cue that the lexicon knows ("was quoted as saying"), else noun, else its head."""
    words = _tokens(doc, span) if span else None
    if words is None:
        return None, None
    known = [(token, word) for token in words if (word := cue_word(cues, token))]
    verbs = [pair for pair in known if pair[0].pos_ in _VERBS]
    return verbs[-1] if verbs else known[-1] if known else (words.root, None)


def _longest(doc: Doc, spans: Sequence[Span]) -> Tokens | None:
    found = [words for span in spans if (words := _tokens(doc, span))]
    words = max(found, key=len, default=None)
    return _without_half_a_clause(words) if words is not None else None


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


def _whole_paper(cue: Token | None, who: Tokens | None) -> Tokens | None:
    """Return "a report by the UN" for its "the UN", where the report is what says it."""
    subject = speaker_of(cue) if cue is not None and who is not None else None
    if subject is None or who is None or subject.pos_ != "NOUN" or who.root.dep_ != "pobj":
        return who
    prep = who.root.head
    if prep.head != subject or prep.lower_ not in _ISSUED_BY or who.start <= subject.i:
        return who
    return who.doc[subject.left_edge.i : who.end]
