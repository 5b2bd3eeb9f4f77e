"""Opening a source in a worker, and passing on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.engine.ahead import Passed, Watched
from onrecord.model.problem import ProblemCode, problem

OFTEN = 50
"""Items after which it is told how far a file was read."""


@dataclass(frozen=True, slots=True)
class OpenJob:
    """Opens blobs and yields their pages, and now and then how far it is."""

    settings: Settings

    def prepare(self) -> None:
        """Load nothing: each kind of source brings its own reader."""

    def __call__(self, request: object) -> Iterator[Acquired | Passed]:
        """Yield what a `Blob` holds; whatever a reader raises ends that blob with a problem."""
        if not isinstance(request, Blob):
            raise TypeError(f"a {type(request).__name__} cannot be opened")
        watched = Watched(request.opener)
        try:
            for count, item in enumerate(read_blob(replace(request, opener=watched), self.settings), start=1):
                yield item
                if count % OFTEN == 0:
                    yield watched.passed()
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - hostile input; the other sources go on
            cause = f"opening it failed with {type(error).__name__}: {error}"
            remedy = "what came before was added; report this with the file"
            yield problem(ProblemCode.READ_FAILED, request.uri, request.location, cause, remedy, request.place)
        yield watched.through()
