"""The far side of a worker: a process that takes a job and requests from standard input and writes the replies.

Run by `onrecord.engine.worker` as `python -m onrecord.engine.serve`. Messages are pickles, each after its length; they
pass only between a process and the workers that it started itself.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
from typing import Any, BinaryIO

from onrecord.engine.garbage import RARELY
from onrecord.model.errors import OnrecordError

_LENGTH = struct.Struct(">Q")
DONE, NO_MEMORY = "done", "no memory"
GRACE = 5
"""Seconds beyond its time after which a worker ends itself, should nobody be left to end it."""


def send(stream: BinaryIO, message: object) -> None:
    """Write one message."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    """Read one message; raises `EOFError` where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)  # noqa: S301 - from the process that started this one


def main() -> None:
    """Serve until standard input ends."""
    requests, replies = sys.stdin.buffer, _own_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the one that started us decides.
    job, seconds, memory = receive(requests)
    _bound_memory(memory)
    try:
        try:
            job.prepare()
        except OnrecordError as error:
            send(replies, error)
            return
        gc.set_threshold(*RARELY)
        gc.freeze()  # Word lists and weights stay: looking for garbage among them costs a tenth of the time.
        send(replies, DONE)
        while True:
            _answer(job, receive(requests), replies, seconds)
    except (EOFError, BrokenPipeError):
        return


def _answer(job: Any, request: object, replies: BinaryIO, seconds: float) -> None:  # noqa: ANN401 - a Job
    try:
        _alarm(seconds)
        for reply in job(request):
            _alarm(0)
            send(replies, ("item", reply))
            _alarm(seconds)
        _alarm(0)
        send(replies, DONE)
    except MemoryError:
        _alarm(0)
        send(replies, NO_MEMORY)
        raise EOFError from None  # What memory is left is in pieces: a new process is better than this one.


def _own_output() -> BinaryIO:
    """Return standard output for replies alone; whatever else is printed goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _bound_memory(limit: int) -> None:
    if limit and sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _alarm(seconds: float) -> None:
    """Have the system end this process if it is still at the same item after `seconds` and some grace; 0 for never."""
    if sys.platform != "win32":
        # Not a handler: a regular expression that runs away never lets one run.
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if seconds else 0)


if __name__ == "__main__":
    main()
