"""Placeholder until this component is written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("onrecord_events_v1")
def make_events(nlp: Language, name: str) -> Events:  # noqa: ARG001 - spaCy passes both by name
    """Make the component."""
    return Events()


class Events:
    """Finds nothing yet."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc."""
        return doc
