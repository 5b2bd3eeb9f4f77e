"""A process that does work on foreign bytes and can be killed: what takes it down takes nothing else down."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from types import TracebackType
from typing import IO, Any, BinaryIO, Self, cast

from onrecord.engine.jobs import Job
from onrecord.engine.serve import DONE, NO_MEMORY, receive, send
from onrecord.model.errors import OnrecordError, WorkerError

START_SECONDS = 180
"""How long a worker may take to start: three seconds with a language model on an idle machine, and many more where the
disk is cold and others work."""

_STARTS = 2
"""How often a worker is started before it counts as one that cannot be."""

_HELD = 32
"""Replies that wait to be taken; a worker that is further ahead than this waits too."""

_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""One thread each, whatever library multiplies: a worker is one of several."""

_ENDED = object()
_LAST_WORDS = 300


@dataclass
class LostError(Exception):
    """A worker that was lost over a request: `why` is "slow", "memory" or "crash", `words` what it last said."""

    why: str
    words: str = ""

    def __str__(self) -> str:
        return self.words or self.why

    def cause(self, done: str) -> str:
        """Say for a problem that the process which `done` something ended.

        >>> LostError("crash", "no room").cause("read")
        'the process that read it ended (no room), most often for want of memory'
        """
        words = f" ({self.words})" if self.words else ""
        return f"the process that {done} it ended{words}, most often for want of memory"


class Worker:
    """One worker process, started with the first request and again after each loss."""

    def __init__(self, job: Job, seconds: float, memory: int) -> None:
        self._setup = (job, seconds, memory)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[Any] = queue.Queue(_HELD)
        self._listener: Thread | None = None
        self._said: IO[bytes] | None = None
        self._starting = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: object) -> Iterator[Any]:
        """Yield the replies to a request as they come.

        Raises `LostError` where the next one takes longer than the worker's seconds, or the process dies; the worker is
        ended then, and the next request starts another. What its job lacks, such as a model, is raised as it is there.
        """
        self.start()
        try:
            send(self._stdin(), request)
        except OSError:
            raise self._lost("crash") from None
        while (reply := self._next(self._seconds)) != DONE:
            yield reply[1]

    def start(self) -> None:
        """Start the process, and wait until its job is prepared; one that runs already, or is starting, goes on."""
        with self._starting:
            if self._process is None:
                self._start()

    def close(self) -> None:
        """End the process for good: where another thread starts it just now, that ends too."""
        self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the process, whatever it is doing; who waits for its reply in another thread learns that it is lost."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        self._drain()
        for stream in (process.stdin, process.stdout, self._said):
            if stream:
                with suppress(OSError):  # What could not be flushed is for nobody.
                    stream.close()

    def _drain(self) -> None:
        """Take what the listener still holds, or it would wait for ever, and leave word that there is no more."""
        while self._listener and self._listener.is_alive():
            with suppress(queue.Empty):
                self._replies.get(timeout=0.05)
        with suppress(queue.Full):
            self._replies.put_nowait(_ENDED)

    def _start(self) -> None:
        """Start the process; one that is lost while it starts, as where the system wants its memory, is tried again."""
        for rest in reversed(range(_STARTS)):
            try:
                started = self._started()
            except (OSError, LostError) as loss:
                self.stop()
                if not rest or self._closed:
                    raise WorkerError(f"a worker process did not start: {loss}; report this") from loss
            else:
                break
        if isinstance(started, OnrecordError):
            self.stop()
            raise started

    def _started(self) -> object:
        """Start a process, and return what it says once its job is prepared."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "onrecord.engine.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, **_ONE_THREAD},
        )
        self._replies = queue.Queue(_HELD)
        self._listener = Thread(target=_listen, args=(self._process.stdout, self._replies), daemon=True)
        self._listener.start()
        if self._closed:
            raise LostError("crash", "it was closed meanwhile")
        send(self._stdin(), self._setup)
        return self._next(START_SECONDS)

    def _stdin(self) -> BinaryIO:
        return cast(BinaryIO, cast("subprocess.Popen[bytes]", self._process).stdin)

    def _next(self, seconds: float) -> Any:  # noqa: ANN401 - whatever the job replies
        try:
            reply = self._replies.get(timeout=seconds or None)
        except queue.Empty:
            raise self._lost("slow") from None
        if reply is _ENDED:
            raise self._lost("crash")
        if reply == NO_MEMORY:
            raise self._lost("memory")
        return reply

    def _lost(self, why: str) -> LostError:
        words = ""
        if self._said and not self._said.closed:
            self._said.seek(0)
            lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
            words = lines[-1][:_LAST_WORDS] if lines else ""
        self.stop()
        return LostError(why, words)


def _listen(stream: BinaryIO, replies: queue.Queue[Any]) -> None:
    """Pass on what a worker writes, until it ends."""
    try:
        while True:
            replies.put(receive(stream))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        replies.put(_ENDED)
