"""Who did what to whom: PLOVER events with their slots, status, time, place and amounts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.reading import Event
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.ontology.sources import load_sources
from onrecord.ontology.states import load_states
from onrecord.read.arguments import Arguments, Registries
from onrecord.read.attributions import study_of
from onrecord.read.doc import statements_of
from onrecord.read.judge import Judge
from onrecord.read.scene import Scene
from onrecord.read.triggers import Finder


@Language.factory("onrecord_events_v1")
def make_events(nlp: Language, name: str, actors_file: str | None = None, events_file: str | None = None) -> Events:  # noqa: ARG001 - spaCy passes all by name
    """Make the component; it needs the parser and goes after actors and statements."""
    return Events(Path(actors_file) if actors_file else None, Path(events_file) if events_file else None)


class Events:
    """Codes the events of a doc: by the lexicon over the parse, judged by the event heads where they are loaded."""

    def __init__(self, actors_file: Path | None = None, events_file: Path | None = None) -> None:
        self._lexicon = load_event_lexicon(events_file)
        self._registries = Registries(load_states(actors_file), load_sources(actors_file))

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.onrecord_events`, in the order of their triggers."""
        arguments, study = self._arguments(doc), study_of(doc)
        scene = Scene(doc, arguments.index)
        events = self._ruled(doc, arguments, scene)
        if study and study.events:
            events = Judge(doc, study, study.events, self._lexicon, arguments, scene).judged(events)
            doc._.onrecord_study = replace(study, states=None)  # nobody needs them any more
        doc._.onrecord_events = events
        return doc

    def by_rules(self, doc: Doc) -> tuple[Event, ...]:
        """Return the events of a doc that the rules find, in the order of their triggers."""
        arguments = self._arguments(doc)
        return self._ruled(doc, arguments, Scene(doc, arguments.index))

    def _arguments(self, doc: Doc) -> Arguments:
        return Arguments(doc, self._lexicon, self._registries, statements_of(doc))

    def _ruled(self, doc: Doc, arguments: Arguments, scene: Scene) -> tuple[Event, ...]:
        found = Finder(doc, self._lexicon, arguments).find()
        made = [scene.event(item, arguments) for item in found]
        return tuple({event.id: event for event in made if event is not None}.values())
