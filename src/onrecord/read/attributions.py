"""The component that runs the learned reader: one pass over a text, for the components after it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.read.doc import article_of
from onrecord.read.reader.found import Attribution
from onrecord.read.reader.reader import Reader, Study


@Language.factory("onrecord_reader_v1", default_config={"folder": None, "threads": 0})
def make_attributions(nlp: Language, name: str, folder: str | None, threads: int) -> Attributions:  # noqa: ARG001 - spaCy passes all by name
    """Make the component; `folder` holds other weights than the bundled ones, `threads` 0 is one for each core.

    Raises `ModelError` where the weights are missing or changed.
    """
    return Attributions(Reader.load(Path(folder) if folder else None, threads))


class Attributions:
    """Reads docs and sets `doc._.onrecord_study`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc."""
        doc._.onrecord_study = self.reader.study(readable_text(article_of(doc)))
        return doc


def study_of(doc: Doc) -> Study | None:
    """Return what the learned reader made of a doc, None where the pipeline has none."""
    return cast("Study | None", doc._.onrecord_study)


def attributions_of(doc: Doc) -> tuple[Attribution, ...] | None:
    """Return the attributions that the learned reader found, None where the pipeline has none."""
    study = study_of(doc)
    return study.attributions if study else None


def readable_text(article: Article) -> str:
    r"""Return an article's text with line feeds for all that is not read, so that blocks stand apart.

    >>> from onrecord.model.article import Block, BlockKind
    >>> blocks = (Block(0, 4, BlockKind.NAVIGATION), Block(5, 9, BlockKind.BODY))
    >>> readable_text(Article("art-1", "a", "Menu Text", "", blocks))
    '\n\n\n\n\nText'
    """
    pieces: list[str] = []
    at = 0
    for block in article.readable():
        pieces += ["\n" * (block.start - at), article.text[block.start : block.end]]
        at = block.end
    return "".join(pieces) + "\n" * (len(article.text) - at)
