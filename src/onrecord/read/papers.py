"""What papers show that somebody saw: "documents seen by X show that …", where the parser loses its way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.read.doc import whole_text
from onrecord.read.stretches import tokens_of


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    words = load_conduits()
    paper = rf"(?P<paper>(?:[\w'’-]+\s+){{0,5}}?(?P<noun>{words.alternatives('document')}))"
    cue = words.alternatives("showing")
    seen = rf"(?:,\s+)?\s*(?:{words.alternatives('seen')})\s+(?:\w+\s+)?(?:by|to)\s+[^,.;:\n]{{2,60}}?,?"
    return (
        re.compile(rf"{paper}\s*{seen}\s+(?P<cue>{cue})\s+that\s+(?P<content>[^\n]+?)[.\s]*$", re.IGNORECASE),
        re.compile(rf"(?P<content>[^\n]+?),\s+{paper}\s*{seen}\s+(?P<cue>{cue})(?=[.\s]*$)", re.IGNORECASE),
    )


def shown(doc: Doc) -> Iterator[tuple[Token, Token, Span, Span]]:
    """Give the cue, the noun of the paper, the paper's phrase and the content of each sentence of this form."""
    text = whole_text(doc)
    for sentence in doc.sents:
        words = text[sentence.start_char : sentence.end_char].rstrip()
        if not words.strip():
            continue
        for form in _forms():
            match = form.match(words)
            if match is None:
                continue
            at = sentence.start_char
            cue, noun = (_token(doc, at + match.start(name)) for name in ("cue", "noun"))
            if cue is not None and noun is not None:
                paper, content = (Span(at + match.start(name), at + match.end(name)) for name in ("paper", "content"))
                yield cue, noun, paper, content
            break


def _token(doc: Doc, at: int) -> Token | None:
    found = tokens_of(doc, at, at + 1)
    return found[0] if found is not None else None
