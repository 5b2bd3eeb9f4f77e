"""Rows of JSON: one object a line, an array of objects, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from onrecord.acquire.blob import Blob
from onrecord.acquire.breaks import broken_table, row_problem
from onrecord.acquire.content import FAILURES, too_large
from onrecord.acquire.row import Row, Rows
from onrecord.acquire.settings import Settings
from onrecord.acquire.text_stream import open_text
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

_CHUNK = 64 * 1024
_BETWEEN = " \t\r\n,"
_LINES_REMEDY = "give one JSON object a line, with a column of text"


class _TooLongError(ValueError):
    """An element above the limit."""


def json_lines(blob: Blob, settings: Settings) -> Iterator[Rows]:
    """Yield the object on every line that is not blank; a line that holds none is a problem, and the others go on."""
    number = count = 0
    try:
        stream, guessed = open_text(blob, settings)
        with stream:
            yield from told_encoding(blob, guessed)
            for number, line in _numbered(stream, settings.limits.page_bytes):
                row = _line(blob, settings, number, line)
                count += isinstance(row, Row)
                yield row
    except (*FAILURES, ValueError) as failure:
        yield broken_table(blob, failure, f"line {number + 1}", count)


def told_encoding(blob: Blob, guessed: str) -> Iterator[Notice]:
    """Tell which encoding was guessed."""
    if guessed:
        yield Notice(blob.location, f"{blob.at('read as')} {guessed}, which its bytes look like")


def _numbered(stream: TextIO, limit: int) -> Iterator[tuple[int, str | None]]:
    """Yield number and text of every line that is not blank, None for one above the limit, which is skipped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            if line.strip("\ufeff \t\r\n"):
                yield number, line
            continue
        while line and not line.endswith("\n"):
            line = stream.readline(_CHUNK)
        yield number, None


def _line(blob: Blob, settings: Settings, number: int, line: str | None) -> Row | Problem:
    place = f"line {number}"
    if line is None:
        return too_large(blob, settings.limits.page_bytes, blob.at(place))
    try:
        value = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as failure:
        return row_problem(blob, place, f"the line is no JSON: {failure}", _LINES_REMEDY)
    if not isinstance(value, dict):
        return row_problem(blob, place, "the line holds no JSON object", _LINES_REMEDY)
    return Row(place, number, value)


def json_rows(blob: Blob, settings: Settings) -> Iterator[Rows]:
    """Yield the objects of an array, or of the one list of objects in an object, or the object itself."""
    number = count = 0
    try:
        stream, guessed = open_text(blob, settings)
        with stream:
            yield from told_encoding(blob, guessed)
            for number, value in enumerate(_values(stream, settings.limits.page_bytes), start=1):
                row = _element(blob, number, value)
                count += isinstance(row, Row)
                yield row
    except (*FAILURES, ValueError, RecursionError) as failure:
        yield broken_table(blob, failure, f"row {number + 1}", count)


def _element(blob: Blob, number: int, value: object) -> Row | Problem:
    place = f"row {number}"
    if isinstance(value, dict):
        return Row(place, number, value)
    return row_problem(blob, place, "it is no JSON object", "give an array of objects, with a column of text")


def _values(stream: TextIO, limit: int) -> Iterator[object]:
    start = stream.read(_CHUNK).lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        yield from _elements(stream, start[1:], limit)
        return
    rest = stream.read(limit)
    if len(rest) == limit:
        raise _TooLongError(f"it is one object of more than {limit:,} characters")
    value = json.loads(start + rest)
    lists = [part for part in value.values() if _is_list_of_objects(part)] if isinstance(value, dict) else []
    yield from lists[0] if len(lists) == 1 else [value]


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)


def _elements(stream: TextIO, buffer: str, limit: int) -> Iterator[object]:
    """Yield the elements of an array one by one; what is not yet whole is read on, each time twice as far."""
    decoder = json.JSONDecoder()
    at = 0
    while True:
        at = _skip(buffer, at)
        if buffer[at : at + 1] == "]":
            return
        try:
            value, at = decoder.raw_decode(buffer, at)
        except json.JSONDecodeError as failure:
            buffer, at = _more(stream, buffer[at:], limit, failure), 0
            continue
        yield value
        if at > _CHUNK:
            buffer, at = buffer[at:], 0


def _skip(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in _BETWEEN:
        at += 1
    return at


def _more(stream: TextIO, buffer: str, limit: int, failure: ValueError) -> str:
    if len(buffer) > limit:
        raise _TooLongError(f"an element is longer than {limit:,} characters, or is no JSON: {failure}")
    more = stream.read(max(_CHUNK, len(buffer)))
    if more:
        return buffer + more
    if buffer.strip():
        raise failure
    raise EOFError("the array is not closed")
