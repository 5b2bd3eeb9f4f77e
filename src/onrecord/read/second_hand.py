"""Whose words they are where somebody quotes, prints or tells what another said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from onrecord.model.reading import StatementKind
from onrecord.ontology.sources import Sources
from onrecord.read.contents import Draft
from onrecord.read.drafts_by_place import DraftsByPlace
from onrecord.read.stretches import words_of

_QUOTES = frozenset({"quote", "cite"})
_FEW = 3
_SETTING = frozenset({"prep", "advmod", "npadvmod", "prt", "aux", "dobj", "dative"})
"""What may stand around a cue beside its speaker and its content: when, where and to whom it was said."""


def is_surer(draft: Draft, learned: DraftsByPlace) -> bool:
    """Say whether rules know better than the network whose words these are.

    They do where somebody else is told to quote or to print them ("X was quoted by Y as saying", "X said in remarks
    carried by Y", "X told Z, according to Y"), and where the network takes two halves of a quotation for two people's.
    """
    about = learned.overlapping(draft.spans)
    agreeing = [one for one in about if one.who is not None and draft.speaker is not None and draft.speaker in one.who]
    if any(one.spans == draft.spans for one in agreeing):
        return False
    halves = len(draft.spans) > 1 and len({one.speaker for one in about}) > 1
    printed = any(_is_printed_by(one) and one.cue != draft.cue for one in about)
    vouched = [one for one in about if _by_account(one) and set(one.spans) <= set(draft.spans)]
    told = not _by_account(draft) and bool(vouched)
    nearer = any(_is_beside(draft, one) or _heard(draft, one) for one in about)
    return halves or printed or told or nearer or (_is_quoted_by_another(draft) and not agreeing) or _is_quoted(draft)


def of_two(learned: Iterable[Draft], told: DraftsByPlace) -> Iterator[Draft]:
    """Give two drafts for one that gives words to who only tells of them: "A told her that …, B recalled"."""
    for one in learned:
        for inner in told.overlapping(one.spans):
            if inner.cue is None or inner.cue == one.cue or inner.cue.i in one.content or _by_account(inner):
                continue
            outer = _telling_of(one, inner.cue.i, told)
            if outer is not None:
                yield from (inner, outer)


def _telling_of(one: Draft, cue: int, told: DraftsByPlace) -> Draft | None:
    """Return the draft with the cue of `one` that holds another cue in its content."""
    same = told.with_cue(one.cue.i) if one.cue is not None else []
    return next((other for other in same if cue in other.content), None)


def is_replaced(draft: Draft, by: DraftsByPlace) -> bool:
    """Say whether a draft is about the same words as another, or about who quotes them."""
    if by.overlapping(draft.spans):
        return True
    cue = draft.cue
    second = [token.i for child in cue.children if child.lower_ == "as" for token in child.children] if cue else []
    return any(_is_quoted_by_another(other) for other in by.with_cue_in(second))


def passes_on(draft: Draft, sources: Sources) -> bool:
    """Say whether a draft's source may be a carrier: one that words are given according to, an agency or an outlet."""
    if draft.who is None or draft.cue is None:
        return False
    return _by_account(draft) or draft.cue.lemma_.lower() in _QUOTES or sources.within(draft.who.text) is not None


def passed_on(doc: Doc, outer: Draft, told: DraftsByPlace) -> Draft | None:
    """Return the draft that a wider one only repeats with the words that say whose it is, or None."""
    for inner in told.with_cue_in(outer.content):
        if inner.rule == "infinitive":
            continue  # "Dockers agreed to go back, ANSA reports": their agreeing is the agency's word, too
        if inner.cue is None or inner.speaker is None or not {inner.cue.i, inner.speaker.i} <= outer.content:
            continue
        parts = frozenset(token.i for token in words_of(doc, inner.spans))
        around = (token for child in inner.cue.children if child.dep_ in _SETTING for token in child.subtree)
        said = {token.i for token in (*inner.speaker.subtree, inner.cue, *around)}
        left = (doc[i] for i in outer.content - parts - said)
        if parts < outer.content and sum(token.is_alpha for token in left) <= _FEW:
            return inner
    return None


def _is_quoted_by_another(draft: Draft) -> bool:
    """Say whether the cue is the second verb of "X was quoted by Y as saying …"."""
    return draft.cue is not None and draft.cue.dep_ == "pcomp" and draft.cue.head.lower_ == "as"


def _heard(draft: Draft, other: Draft) -> bool:
    """Say whether another's speaker is whom the speaker of a draft told it: "Odo Brann told attorney Ada Renn"."""
    cue, hearer = draft.cue, other.speaker
    if cue is None or draft.speaker is None or hearer is None or cue.lemma_.lower() in _QUOTES or hearer.head != cue:
        return False
    right_behind = hearer.left_edge.i == cue.i + 1
    return right_behind and draft.speaker.dep_ == "nsubj" and hearer.dep_ in ("dobj", "dative")


def _is_beside(draft: Draft, other: Draft) -> bool:
    """Say whether the cue and its speaker stand in a relative clause below another's cue, and the words behind them.

    "A replied to the letter in which B said that …".
    """
    cue, above = draft.cue, other.cue
    if cue is None or above is None or draft.speaker is None or cue.dep_ != "relcl" or draft.speaker.head != cue:
        return False
    linked = any(word.i < draft.speaker.i and word.tag_.startswith("W") for word in cue.subtree)
    return linked and above.is_ancestor(cue) and all(cue.idx < span.start for span in (*draft.spans, *other.spans))


def _is_quoted(draft: Draft) -> bool:
    """Say whether the speaker is whom another quotes: "Y quoted X with the words"."""
    cue, speaker = draft.cue, draft.speaker
    if cue is None or speaker is None or cue.lemma_.lower() not in _QUOTES or draft.kind is not StatementKind.DIRECT:
        return False
    return speaker.dep_ == "dobj" and speaker.head == cue


def _is_printed_by(draft: Draft) -> bool:
    """Say whether a source is no more than who printed the words: "in remarks carried by Y"."""
    by = draft.who.root.head if draft.who is not None else None
    return by is not None and by.dep_ == "agent" and by.head.dep_ == "acl"


def _by_account(draft: Draft) -> bool:
    return draft.cue is not None and draft.cue.lower_ == "according"
