"""Whole lists as files, sent while they are made: however long a list is, only some rows of it are in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from anyio import CapacityLimiter, from_thread, to_thread
from starlette.responses import StreamingResponse
from starlette.types import Send

from onrecord.query.filters import Filter
from onrecord.query.list_files import ListForm, write_list
from onrecord.query.lists import RecordList
from onrecord.web.api_answers import SAFE
from onrecord.web.opening import opened

_CHUNK = 1 << 16

Emit: TypeAlias = Callable[[bytes], None]


class Outlet(io.RawIOBase):
    """A file to write to: emits what it is given in chunks, the rest with `finish`.

    >>> outlet = Outlet(print)
    >>> outlet.write(b"two"), outlet.tell(), outlet.finish()
    b'two'
    (3, 3, None)
    """

    name = "download"

    def __init__(self, emit: Emit) -> None:
        super().__init__()
        self._emit, self._held, self._sent, self._broken = emit, bytearray(), 0, False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def tell(self) -> int:
        """Return how much was written; pyarrow asks for it."""
        return self._sent + len(self._held)

    def write(self, data: Any) -> int:  # noqa: ANN401 - bytes, or a buffer of pyarrow
        """Take some bytes."""
        size = len(data)
        self._held += data
        if len(self._held) >= _CHUNK:
            self._send()
        return size

    def finish(self) -> None:
        """Emit what is left."""
        if self._held:
            self._send()

    def _send(self) -> None:
        chunk, self._held = bytes(self._held), bytearray()
        self._sent += len(chunk)
        if self._broken:  # whoever wrote tidies up after an error: nobody waits for that
            return
        self._broken = True
        self._emit(chunk)
        self._broken = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: how it ends, its media type, and what writes it."""

    ending: str
    media: str
    form: ListForm


FORMS: tuple[Form, ...] = (
    Form("jsonl", "application/jsonl; charset=utf-8", ListForm.JSONL),
    Form("csv", "text/csv; charset=utf-8", ListForm.CSV),
    Form("parquet", "application/vnd.apache.parquet", ListForm.PARQUET),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A list of a record in a form, as of the moment at which it is begun."""

    path: Path
    listed: RecordList
    found: Filter
    form: Form

    def write(self, emit: Emit) -> None:
        """Emit the file in chunks."""
        outlet = Outlet(emit)
        with opened(self.path) as record, record.gathering() as held:
            rows = self.listed.every(held.connection, self.found)
            write_list(self.listed.name, rows, self.form.form, cast(BinaryIO, outlet))
        outlet.finish()

    @property
    def headers(self) -> dict[str, str]:
        """The headers with which it is answered."""
        name = f"{self.listed.name}.{self.form.ending}"
        return {**SAFE, "content-type": self.form.media, "content-disposition": f'attachment; filename="{name}"'}


class Sent(StreamingResponse):
    """Answers with a download.

    The record is read in one thread from beginning to end, since SQLite's connections may not change theirs; it waits
    for the client to take each chunk, and ends where the client has gone. So that whoever takes files slowly holds up
    no page, the threads are others than theirs, as many as `room` has.
    """

    def __init__(self, download: Download, room: CapacityLimiter) -> None:
        super().__init__(iter(()), headers=download.headers)
        self._download, self._room = download, room

    async def stream_response(self, send: Send) -> None:
        """Send the file while it is made."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await to_thread.run_sync(self._write, send, limiter=self._room)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _write(self, send: Send) -> None:
        async def pass_on(chunk: bytes) -> None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})

        def emit(chunk: bytes) -> None:
            from_thread.check_cancelled()
            from_thread.run(pass_on, chunk)

        self._download.write(emit)
