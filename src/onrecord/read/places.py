"""Places that a text names, with the state they lie in."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from onrecord.model.reading import Where
from onrecord.ontology.gazetteer import load_gazetteer, place_key, state_of_place
from onrecord.ontology.states import Form, States, load_states

_LABELS = frozenset({"GPE", "LOC", "FAC"})


def find_places(doc: Doc) -> list[Where]:
    """Return the named places of a doc in text order; the state is None where the gazetteer does not know the place.

    Of several towns of one name the most populous is meant, unless the text names the state after it ("Paris, Texas").
    """
    states = load_states()
    spans = [_trimmed(entity) for entity in doc.ents if entity.label_ in _LABELS]
    found = [span for span in spans if span is not None]
    return [_where(states, span, following) for span, following in zip(found, [*found[1:], None], strict=False)]


def _trimmed(span: Span) -> Span | None:
    """Cut the article before a name and a possessive after it."""
    start, end = span.start, span.end
    if start < end and span.doc[start].lower_ == "the":
        start += 1
    if end > start and span.doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    return span.doc[start:end] if start < end and span.doc[start:end].text.strip() else None


def _where(states: States, span: Span, following: Span | None) -> Where:
    match = states.match(span.text)
    start, end = span.start_char, span.end_char
    if match and match.form is Form.NAME:
        return Where(match.state.name, start, end, span.text, match.state.code)
    told = _told(states, span, following)
    if match:  # a capital stays one in a list of places ("Torhaven, France"), but there is a Paris in Texas
        code: str | None = told if told == "USA" else match.state.code
    else:
        code = told or state_of_place(span.text)
    return Where(span.text, start, end, span.text, code)


def _told(states: States, span: Span, following: Span | None) -> str | None:
    """Return the state that the text names after a place and a comma."""
    if following is None or span.doc[span.end : following.start].text.strip() != ",":
        return None
    match = states.match(following.text)
    if match and match.form is Form.NAME:
        return match.state.code
    return "USA" if place_key(following.text) in load_gazetteer().american else None
