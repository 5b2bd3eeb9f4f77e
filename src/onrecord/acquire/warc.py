"""WARC files: a page for every web page that was captured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.codings import Refusal
from onrecord.acquire.content import FAILURES, judge, unreadable
from onrecord.acquire.feed import read_feed
from onrecord.acquire.json_feed import read_json_feed
from onrecord.acquire.opening import guarded
from onrecord.acquire.settings import Settings
from onrecord.acquire.warc_capture import FILES, PAGES, Capture, LeftOut, address_of, capture_of
from onrecord.acquire.warc_gaps import begins_packed, is_one_member, seekable
from onrecord.acquire.warc_records import WITH_TEXT, Damage, Record, Records
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem

_KINDS = {"cut": ProblemCode.TRUNCATED, "bomb": ProblemCode.BOMB, "damaged": ProblemCode.UNREADABLE}
_AGAIN = "fetch or copy the file again, and compare its length with the original's"
_REMEDIES = {"bomb": "leave it out, or unpack it yourself; the limit is unpacked_ratio"}
_PLAIN = {".xml": read_feed, ".json": read_json_feed}
Reader = Callable[[Blob, Settings], Iterator[Acquired]]


@dataclass(slots=True)
class _Tally:
    """What the records of one file were, and which names their pages have."""

    records: int = 0
    captures: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)


def read_warc(blob: Blob, settings: Settings, nested: Reader | None = None) -> Iterator[Acquired]:
    """Yield a page for every whole capture of HTML or text in a WARC file, packed or not, and the items of its feeds.

    A page is named after its address (a second capture of it in the file also after its time), with the address and the
    time of the capture as hints. What of the file is no page is counted in one problem; damage is a problem of its own
    with the number and the byte of the record, and reading goes on at the next one. `nested` opens captured files that
    are neither pages nor feeds, such as PDF; without it they are left out and counted.
    """
    tally, given = _Tally(), False
    try:
        for item in _items(blob, settings, tally, nested):
            given = given or isinstance(item, Page) or (isinstance(item, Problem) and item.fatal)
            yield item
    except FAILURES as failure:
        yield unreadable(blob, failure)
        return
    yield from _accounts(blob, tally, given=given)


def _items(blob: Blob, settings: Settings, tally: _Tally, nested: Reader | None) -> Iterator[Acquired]:
    with ExitStack() as stack:
        stream, failure = _opened(blob, settings.limits, stack)
        for found in Records(stream, settings.limits):
            if isinstance(found, Damage):
                yield _damage(blob, found)
            else:
                yield from _record(blob, settings, found, tally, nested)
        if failure is not None:
            yield unreadable(blob, failure)


def _opened(blob: Blob, limits: Limits, stack: ExitStack) -> tuple[BinaryIO, BaseException | None]:
    """Return a stream for the records, unpacked first where they are not packed one by one, and what cut it short."""
    source = stack.enter_context(blob.opener())
    stream, failure = seekable(source, limits.unpacked_bytes)
    stack.callback(stream.close)
    if begins_packed(stream) and not is_one_member(stream):
        return stream, failure
    whole, broken = seekable(stack.enter_context(guarded(stream, limits)), limits.unpacked_bytes)
    stack.callback(whole.close)
    return whole, failure or broken


def _record(blob: Blob, settings: Settings, record: Record, tally: _Tally, nested: Reader | None) -> Iterator[Acquired]:
    tally.records += 1
    if record.kind not in WITH_TEXT:
        _describe(record, tally)
        return
    found = capture_of(record, settings.limits)
    if isinstance(found, LeftOut):
        tally.left_out[found.reason] += 1
    elif isinstance(found, Refusal):
        remedy = "fetch the page again and save it as a file of its own"
        uri = _name(blob, record, tally)
        yield problem(found.code, uri, blob.location, found.cause, remedy, _place(blob, record))
    else:
        yield from _captured(blob, settings, record, found, tally, nested)


def _captured(
    blob: Blob, settings: Settings, record: Record, capture: Capture, tally: _Tally, nested: Reader | None
) -> Iterator[Acquired]:
    uri, place = _name(blob, record, tally), _place(blob, record)
    if capture.media in PAGES:
        tally.captures += 1
        content = judge(capture.content, blob, settings.limits.page_bytes, uri, place)
        yield (
            content
            if isinstance(content, Problem)
            else Page(
                uri,
                blob.location,
                content,
                PAGES[capture.media],
                (*blob.hints, *_hints(capture)),
                place,
                capture.charset,
            )
        )
    else:
        yield from _opened_in_turn(blob, settings, capture, uri, place, tally, nested)
    if capture.broken:
        cause = f"the page is not whole: {capture.broken}"
        yield problem(ProblemCode.TRUNCATED, uri, blob.location, cause, "fetch the page again", place, fatal=False)


def _opened_in_turn(
    blob: Blob, settings: Settings, capture: Capture, uri: str, place: str, tally: _Tally, nested: Reader | None
) -> Iterator[Acquired]:
    ending = FILES[capture.media]
    reader = nested or _PLAIN.get(ending)
    if reader is None:
        tally.left_out[capture.media] += 1
        return
    tally.captures += 1
    inner = Blob.of_bytes(f"capture{ending}", capture.content, uri, blob.location, place)
    yield from reader(replace(inner, media=capture.media, charset=capture.charset, hints=_dated(capture)), settings)


def _describe(record: Record, tally: _Tally) -> None:
    """Count a record that describes others; a revisit says that a page was the same as when it was captured before."""
    if record.kind == "revisit":
        earlier = record.headers.get("warc-refers-to-target-uri", "").strip("<> ") or address_of(record)
        if earlier in tally.named:
            tally.descriptions["revisit"] += 1
        else:
            tally.left_out["revisits of pages that are not in this file"] += 1
    elif record.kind in {"warcinfo", "request", "metadata"}:
        tally.descriptions[record.kind] += 1
    else:
        tally.left_out[f"{record.kind[:40]} records"] += 1


def _name(blob: Blob, record: Record, tally: _Tally) -> str:
    """Return a name for what a record captured: by address, then address and time, then the record's number."""
    address, date = address_of(record), record.headers.get("warc-date", "")
    choices = (address, f"{address}@{date}", f"{address}@record {record.number}")
    name = next(name for name in choices if name and name not in tally.named)
    tally.named.add(name)
    return f"{blob.uri}#{name}"


def _hints(capture: Capture) -> tuple[Candidate, ...]:
    address = capture.address
    url = (Candidate(Field.URL, address, "warc:target-uri", address),) if address.startswith("http") else ()
    return (*url, *_dated(capture))


def _dated(capture: Capture) -> tuple[Candidate, ...]:
    return (Candidate(Field.CRAWLED, capture.date, "warc:date", capture.date),) if capture.date else ()


def _place(blob: Blob, record: Record) -> str:
    return blob.at(f"record {record.number}, byte {record.offset}")


def _damage(blob: Blob, damage: Damage) -> Problem:
    cause = damage.cause
    if damage.goes_on is not None:
        cause = f"{cause}; reading went on at byte {damage.goes_on}"
    elif damage.lost:
        cause = f"{cause}; no whole record follows"
    place = blob.at(damage.place)
    uri, remedy = f"{blob.uri}#{damage.place}", _REMEDIES.get(damage.kind, _AGAIN)
    return problem(_KINDS[damage.kind], uri, blob.location, cause, remedy, place, damage.lost)


def _accounts(blob: Blob, tally: _Tally, *, given: bool) -> Iterator[Acquired]:
    """Say what the records were that gave no page; where nothing else came of the file, that is what became of it."""
    if not given and not tally.left_out:
        cause = f"none of its {tally.records:,} records is a page" if tally.records else "it holds no whole WARC record"
        yield problem(ProblemCode.EMPTY, blob.uri, blob.location, cause, "check that it is a WARC file", blob.place)
    if not tally.records:
        return
    if tally.left_out:
        cause = f"left out, since they hold no coverage that can be read: {_counted(tally.left_out)}"
        remedy = "nothing, unless one of them is coverage: then save it as a file of its own"
        yield problem(ProblemCode.LEFT_OUT, blob.uri, blob.location, cause, remedy, blob.place, fatal=not given)
    beside = f"; others describe them: {_counted(tally.descriptions)}" if tally.descriptions else ""
    yield Notice(blob.location, f"{tally.captures:,} captures of pages in {tally.records:,} records{beside}")


def _counted(counter: Counter[str]) -> str:
    return ", ".join(
        f"{what} ({count:,})" for what, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    )
