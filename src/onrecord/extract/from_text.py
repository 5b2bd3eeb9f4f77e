"""From flattened text to a draft: lines told apart by their words and their surroundings."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.draft import Draft, blocks_of, stated_title, stated_url
from onrecord.extract.glued import split_glued
from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Line
from onrecord.extract.lines import indent_of, split_lines
from onrecord.extract.sequence import body_lines
from onrecord.model.article import Candidate


def draft_text(text: str, hints: Sequence[Candidate]) -> Draft:
    """Return the draft of a plain text."""
    parts = [split_glued(text, span) for span in split_lines(text)]
    spans = [span for part in parts for span in part]
    captions = {part[0] for part in parts if len(part) > 1}
    lines = [Line(indent_of(text, span), glued=span in captions) for span in spans]
    body = body_lines([line.text for line in lines])
    labels = label_lines(lines, body, stated_title(hints), address=stated_url(hints))
    return Draft(text, blocks_of(text, spans, labels))
