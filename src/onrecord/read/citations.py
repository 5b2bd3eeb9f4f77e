"""Placeholder until this component is written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("onrecord_citations_v1")
def make_citations(nlp: Language, name: str) -> Citations:  # noqa: ARG001 - spaCy passes both by name
    """Make the component."""
    return Citations()


class Citations:
    """Finds nothing yet."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc."""
        return doc
