"""What reads articles, and the run that is written down beside what was read with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.article import Article
from onrecord.model.ids import Prefix, content_id
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem
from onrecord.model.reading import Reading
from onrecord.model.run import Run, StatementsBy
from onrecord.model.signature import now, software

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Model:
    """What articles were read with: its name, a hash of it, and those of its files as JSON; empty before any was."""

    name: str = ""
    digest: str = ""
    files: str = "{}"


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some articles gave."""

    readings: Sequence[Reading] = ()
    problems: Sequence[Problem] = ()
    model: Model = Model()


class Reader:
    """The language model, loaded when the first new article has to be read, and the run that its facts belong to."""

    def __init__(
        self,
        model: str | None,
        actors_file: Path | None,
        limits: Limits,
        statements_by: StatementsBy,
        events_file: Path | None = None,
        processors: int = 0,
    ) -> None:
        self._processors = processors
        self._name = model
        self._statements_by = statements_by
        self._limits = limits
        self._actors_file = actors_file
        self._events_file = events_file
        self._model = Model()
        self.begin()

    def begin(self) -> None:
        """Begin a run of its own; what was loaded for an earlier one serves this one too."""
        self._started = now("seconds")

    @cached_property
    def nlp(self) -> Language:
        """The pipeline, which takes a second to import and more to load: a process that only writes never does."""
        from onrecord.read.pipeline import make_pipeline

        own = self._events_file
        return make_pipeline(
            self._name, self._actors_file, self._statements_by, events_file=own, processors=self._processors
        )

    @cached_property
    def settings(self) -> str:
        """What decides how pages are read, as JSON."""
        settings: dict[str, object] = {
            "model": self._name,
            "reader": self._statements_by,
            "actors": _digest(self._actors_file),
        }
        if self._events_file:
            settings["events"] = _digest(self._events_file)
        if self._limits != Limits():
            settings["limits"] = asdict(self._limits)
        return json.dumps(settings, sort_keys=True)

    @cached_property
    def model(self) -> Model:
        """The model, which is loaded for it."""
        from onrecord.read.pipeline import files_of, model_digest

        meta, files = self.nlp.meta, json.dumps(files_of(self.nlp), sort_keys=True)
        return Model(f"{meta['lang']}_{meta['name']} {meta['version']}", model_digest(self.nlp), files)

    def read(self, articles: Sequence[Article]) -> Read:
        """Read articles here."""
        from onrecord.read.batch import read_batch

        return Read(*read_batch(self.nlp, articles), self.model)

    def learn(self, model: Model) -> None:
        """Take note of the model that articles were read with elsewhere."""
        self._model = model

    def run(self) -> Run:
        """Return the run; its model is empty while nothing had to be read."""
        model = self.model if "nlp" in self.__dict__ else self._model
        parts = (self._started, software(), model.name, model.digest, self.settings, model.files)
        return Run(content_id(Prefix.RUN, *parts), *parts)


def _digest(own: Path | None) -> str | None:
    content = own.read_bytes() if own else b""
    return hashlib.sha256(content).hexdigest() if content else None
