"""The name put beside the words for a speaker: "its director for Orvand, Petra Lund", "the lawyer Ana Brisel"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from onrecord.model.reading import EntityKind, Mention, MentionForm
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.mentions import MentionIndex

_RELATIVES = frozenset({"WP", "WDT", "WP$"})


def name_beside(index: MentionIndex, head: Token, words: Span) -> Mention | None:
    """Return the one person's name in or right behind a phrase that names the speaker whom the phrase means.

    `words` is the phrase, `head` its head. A name does that where it opens the phrase, stands behind a comma, or
    follows the noun without one. In "a spokesman for the mayor, Oren Castell" nobody can tell whose name it is.
    """
    found = [mention for mention in _persons(index, words) if _names_speaker(head, words, mention)]
    return found[0] if len(found) == 1 else None


def _persons(index: MentionIndex, words: Span) -> Iterator[Mention]:
    """Give the persons named before a relative clause, and one named right behind the phrase."""
    stop = next((token.i for token in words if token.tag_ in _RELATIVES), words.end)
    end = words.doc[stop - 1].idx + len(words.doc[stop - 1]) if stop > words.start else words.end_char
    behind = index.at(words.doc[words.end]) if words.end < len(words.doc) and words.doc[words.end].ent_type_ else None
    near = [behind] if behind and behind.start == words.doc[words.end].idx else []
    for mention in (*index.within(words.start_char, end), *near):
        entity = index.entity.get(mention.entity)
        if entity is not None and entity.kind is EntityKind.PERSON and mention.form is MentionForm.NAME:
            yield mention


def _names_speaker(head: Token, words: Span, mention: Mention) -> bool:
    doc = words.doc
    if mention.start == words.start_char:
        return True
    name = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if name is None or (name.end < len(doc) and doc[name.end].tag_ == "POS"):
        return False
    before = doc[name.start - 1]
    if before.text == ",":
        return not _is_other_person(head, doc[before.i - 1])
    return before == head and head.pos_ == "NOUN"


def _is_other_person(head: Token, before: Token) -> bool:
    """Say whether the noun before the comma is another person than the speaker ("a spokesman for the mayor, …")."""
    return before != head and before.lemma_.lower() in load_event_lexicon().people
