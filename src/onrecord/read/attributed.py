"""The statements of a doc: what the network found, and what rules find that it left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model.reading import UTTERED, CueType
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.cues import Cues
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.ontology.sources import Sources
from onrecord.read.contents import Contents, Draft
from onrecord.read.doc import whole_text
from onrecord.read.drafts_by_place import DraftsByPlace
from onrecord.read.learned import learned_draft
from onrecord.read.reader.found import Attribution
from onrecord.read.second_hand import is_replaced, is_surer, of_two, passed_on, passes_on
from onrecord.read.shapes import shaped

_TOLD = UTTERED | {CueType.DENIES}
_WHOLE = frozenset({"clause", "fronted", "according", "paper"})
"""The frames in which a word of saying takes all that is said."""


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
    rules = contents.said()
    told = [draft for draft in rules if draft.type in _TOLD and _may_speak(draft.speaker)]
    by_place = DraftsByPlace(told)
    learned = [draft for one in found if (draft := learned_draft(doc, contents, one, cues, topics))]
    by_network = DraftsByPlace(learned)
    surer = dict.fromkeys(draft for draft in told if is_surer(draft, by_network))
    surer |= dict.fromkeys(of_two(learned, by_place))
    drafts = [*surer]
    replaced_by = DraftsByPlace(drafts)
    learned = [draft for draft in learned if not is_replaced(draft, replaced_by)]
    for draft in learned:
        inner = passed_on(doc, draft, by_place)
        drafts += [one for one in (inner, None if inner and passes_on(draft, sources) else draft) if one]
    shown = (draft for draft in rules if draft.type is CueType.SHOWS and _is_paper(draft))
    left = (*contents.quoted, *(one for one in (*told, *shown) if one.rule in _WHOLE))
    return _filled(doc, contents, drafts, [*left], [span for draft in learned for span in draft.spans])


def _filled(
    doc: Doc, contents: Contents, drafts: Sequence[Draft], left: Sequence[Draft], taken: Sequence[Span]
) -> list[Draft]:
    """Return drafts with those of `left` that lie outside them; one with the same cue is another part of its words."""
    found = [*drafts]
    places = {draft.cue.i: at for at, draft in enumerate(found) if draft.cue is not None}
    covered = bytearray(len(whole_text(doc)) + 1)
    _cover(covered, [*taken, *(span for draft in drafts for span in draft.spans)])
    for draft in left:
        if any(covered.find(1, span.start, span.end) >= 0 for span in draft.spans):
            continue
        _cover(covered, draft.spans)
        at = places.get(draft.cue.i) if draft.cue is not None else None
        if at is None:
            found.append(draft)
        else:
            found[at] = _joined(doc, contents, found[at], draft)
    return found + list(contents.headlines([span for draft in found for span in draft.spans]))


def _cover(covered: bytearray, spans: Iterable[Span]) -> None:
    for span in spans:
        covered[span.start : span.end] = b"\1" * len(span)


def _joined(doc: Doc, contents: Contents, draft: Draft, other: Draft) -> Draft:
    kind, spans = shaped(whole_text(doc), [*draft.spans, *other.spans], contents.quotations)
    return replace(draft, kind=kind, spans=spans, content=draft.content | other.content)


def _may_speak(speaker: Token | None) -> bool:
    """Say whether a word names one who speaks; no visit and no attack does, whatever it suggests."""
    if speaker is None:
        return False
    return speaker.pos_ != "NOUN" or speaker.lemma_.lower() not in load_event_lexicon().nouns


def _is_paper(draft: Draft) -> bool:
    return draft.speaker is not None and load_conduits().document.fullmatch(draft.speaker.lower_) is not None
