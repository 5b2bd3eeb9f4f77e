"""Words given as somebody's by a phrase without a verb of saying: "in the words of X, …", "… is how X put it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.span import Span
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.doc import whole_text
from onrecord.read.stretches import tokens_of

_NOUN = r"(?P<cue>words|view|opinion|eyes|judge?ment|assessment|telling|estimation)"
_WHO = r"(?P<who>[^,;:“”\"\n]{2,90}?)"
_CONTENT = r"(?P<content>[^\n]+?)"
_MARKED = r"(?P<content>[“\"‘][^“”\"\n]+[”\"’])"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"In the {_NOUN} of {_WHO}(?:, {_WHO.replace('who', 'name')})?, {_CONTENT}[.\s]*$",
        rf"In the {_NOUN} of {_WHO}(?:, {_WHO.replace('who', 'name')})?: {_MARKED}[.\s]*$",
        rf"{_CONTENT}, in the {_NOUN} of {_WHO}(?:, {_WHO.replace('who', 'name')})?[.\s]*$",
        rf"In (?P<who>(?!the {_NOUN.replace('?P<cue>', '?:')})[^,;:“”\"\n]{{2,90}}?)[’']s? {_NOUN}, {_CONTENT}[.\s]*$",
        rf"{_MARKED},? (?:is|was) how {_WHO} (?P<cue>put|described|summed|saw|called) [^\n]+$",
        rf"{_MARKED},? (?:are|were) the (?P<cue>words) of {_WHO}(?:, {_WHO.replace('who', 'name')})?[.\s]*$",
    )
)


def worded(doc: Doc) -> Iterator[tuple[Token, Token, Tokens, Span]]:
    """Give the cue, the head of the speaker's phrase, that phrase and the content of each sentence of these forms."""
    text = whole_text(doc)
    for sentence in doc.sents:
        words, at = text[sentence.start_char : sentence.end_char].rstrip(), sentence.start_char
        match = next((found for form in _FORMS if (found := form.match(words))), None)
        if match is None:
            continue
        cue = tokens_of(doc, at + match.start("cue"), at + match.end("cue"))
        who = tokens_of(doc, at + match.start("who"), at + _end(match))
        if cue is not None and who is not None and _speaks(who):
            yield cue[0], who.root, who, Span(at + match.start("content"), at + match.end("content"))


def _end(match: re.Match[str]) -> int:
    """Return where the words for the speaker end, with the name put beside them."""
    name = match.groupdict().get("name")
    return match.end("name") if name else match.end("who")


def _speaks(who: Tokens) -> bool:
    """Say whether a phrase can be a speaker: a name, a pronoun, or a noun for people, not "a song"."""
    head, lexicon = who.root, load_event_lexicon()
    named = bool(head.ent_type_) or head.pos_ in ("PROPN", "PRON")
    apposed = who[-1].ent_type_ == "PERSON" and any(token.text == "," for token in who)
    spoken = named or apposed or head.lemma_.lower() in {*lexicon.people, *lexicon.groups}
    return spoken and not any(token.pos_ == "VERB" for token in who)
