"""The records of a WARC file, and the places where it is damaged: nothing between its first and last byte goes unsaid.

The iterator of fastwarc ends without a word where a file breaks off, where a gzip member is empty and where a record is
shorter than it says, and stops for good at the first damage. Here every end is looked at, and reading goes on at the
next record.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from fastwarc.warc import ArchiveIterator, WarcRecord

from onrecord.acquire.content import FAILURES
from onrecord.acquire.http_message import HEAD_BYTES, Head, read_head
from onrecord.acquire.warc_gaps import RECORD_HEAD, begins_packed, follows, next_record
from onrecord.model.limits import MIB, Limits

WITH_TEXT = frozenset({"response", "resource", "conversion"})
"""The kinds of records that can hold a page."""
# What the iterator has read of the file beyond the record that it gave.
_READ_AHEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its number from 1, the byte where it (or its gzip member) begins, its kind, headers and body.

    Header names are in lower case. `head` is that of the HTTP answer in a response, None where there is none. `body` is
    b"" for the kinds that hold no page, and for one that is larger than a page may be: then `held` is False.
    """

    number: int
    offset: int
    kind: str
    headers: dict[str, str]
    head: Head | None = None
    body: bytes = b""
    held: bool = True


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no whole record stands; reading went on at byte `goes_on`, None where it could not.

    `number` is the last record begun; `place` says where, for messages. `kind` is "cut", "bomb" or "damaged". `lost` is
    False where all that the file still holds was read.
    """

    number: int
    place: str
    kind: str
    cause: str
    goes_on: int | None
    lost: bool = True


Found: TypeAlias = Record | Damage


class _BrokenError(Exception):
    """The record just begun is not whole: its kind of damage and the cause."""


class Records:
    """Reads one WARC file, plain or packed record by record, from a stream that can seek at no cost."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._packed = begins_packed(stream)
        self._count = 0
        self._begun = 0
        self._held: Record | None = None

    def __iter__(self) -> Iterator[Found]:
        """Yield records and damage in the file's order; damage right behind damage is told once."""
        told: Damage | None = None
        for found in self._all():
            if isinstance(found, Damage) and told is not None and told.number == found.number:
                told = replace(told, goes_on=found.goes_on)
                continue
            if told is not None:
                yield told
            told = found if isinstance(found, Damage) else None
            if isinstance(found, Record):
                yield found
        if told is not None:
            yield told

    def _all(self) -> Iterator[Found]:
        start: int | None = 0
        while start is not None:
            damage = yield from self._run(start)
            if self._held is not None:
                yield self._held
            if damage is not None:
                yield damage
            start = damage.goes_on if damage else None

    def _run(self, start: int) -> Generator[Record, None, Damage | None]:
        """Yield records from byte `start` on, the last one held back; return the damage that ended them, if any."""
        self._held, self._begun = None, start
        self._stream.seek(start)
        try:
            for found in ArchiveIterator(self._stream, parse_http=False):
                if self._held is not None:
                    yield self._held
                    self._held = None
                self._begun = found.stream_pos
                self._count += 1
                self._held = self._read(found)
        except _BrokenError as broken:
            kind, cause = broken.args
            return self._damage(kind, cause)
        except FAILURES as failure:
            return self._damaged(str(failure))
        return self._ended()

    def _read(self, found: WarcRecord) -> Record:
        headers = {name.lower(): value for name, value in found.headers.items()}
        kind, length = headers.get("warc-type", "unknown").lower(), found.content_length
        if not headers.get("content-length", "").strip().isdigit():
            raise _BrokenError(
                "cut" if "content-length" not in headers else "damaged", "its header, or a line end in it, is missing"
            )
        if kind not in WITH_TEXT:
            return Record(self._count, self._begun, kind, headers)
        try:
            head, body = self._content(found, kind, length)
            return Record(self._count, self._begun, kind, headers, head, body or b"", body is not None)
        except FAILURES as failure:
            raise _BrokenError("damaged", str(failure)) from None

    def _content(self, found: WarcRecord, kind: str, length: int) -> tuple[Head | None, bytes | None]:
        """Return a record's HTTP head, if it has one, and its body, None for one that is too large to be held."""
        head, first = read_head(found.reader.readline) if kind == "response" else (None, b"")
        size = head.size if head else len(first)
        body = None
        if length <= self._limits.page_bytes + HEAD_BYTES:
            body = found.reader.read()
            size += len(body)
        else:
            size = self._passed(found, size)
        self._refuse_bomb(size)
        if size < length:
            raise _BrokenError("cut", f"it states {length:,} bytes, and {size:,} are there")
        return head, first + body if first and body is not None else body

    def _passed(self, found: WarcRecord, size: int) -> int:
        """Read a record to its end without holding it, and return its size."""
        while part := found.reader.read(MIB):
            size += len(part)
            self._refuse_bomb(size)
        return size

    def _refuse_bomb(self, size: int) -> None:
        if size <= self._limits.unpacked_bytes or not self._packed:
            return
        times = self._limits.unpacked_ratio
        if size > times * (self._stream.tell() - self._begun + _READ_AHEAD):
            raise _BrokenError("bomb", f"it unpacks to {size:,} bytes and more, over {times} times what it has packed")

    def _damaged(self, cause: str) -> Damage:
        """Say that the iterator gave up behind the record that is held, or before the first one."""
        if self._held is not None and RECORD_HEAD.search(self._held.body):
            self._held = None
            cause = "its Content-Length is wrong: it reaches into the next record"
            return self._damage("damaged", cause)
        return self._damage("damaged", f"what stands there is no whole WARC record ({cause})", "after ")

    def _ended(self) -> Damage | None:
        """Say what the iterator ended without, if it ended before the file did."""
        rest = follows(self._stream, self._begun, self._packed)
        if rest == "cut" and self._held is None:
            return self._damage("cut", "the file breaks off")
        if rest == "cut":
            cause = "the file breaks off right behind this record, which is whole"
            return replace(self._damage("cut", cause), lost=False)
        if rest == "more":
            return self._damage("damaged", "the bytes there are no WARC record", "after ")
        return None

    def _damage(self, kind: str, cause: str, where: str = "") -> Damage:
        goes_on = next_record(self._stream, self._begun + 1, self._packed)
        place = f"{where}record {self._count}, byte {self._begun}" if self._count else "the file's beginning"
        return Damage(self._count, place, kind, cause, goes_on)
