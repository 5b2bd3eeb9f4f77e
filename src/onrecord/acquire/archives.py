"""The files in archives, each as a blob of its own; nothing is unpacked to a folder."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import FAILURES, unreadable
from onrecord.acquire.member import Nest
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import Kind
from onrecord.acquire.untar import tar_members
from onrecord.acquire.unzip import zip_members
from onrecord.model.problem import Problem, ProblemCode, problem


def members(blob: Blob, settings: Settings, nest: Nest, kind: Kind) -> Iterator[Blob | Problem]:
    """Yield the files of an archive, and what is wrong with those that cannot be read.

    A blob can be opened until the next one is asked for. Where the archive breaks off, what came before is kept.
    """
    if nest.depth >= settings.limits.archive_depth:
        yield _too_deep(blob, settings)
        return
    count = told = 0
    try:
        for told, item in enumerate((zip_members if kind is Kind.ZIP else tar_members)(blob, settings, nest), start=1):  # noqa: B007 - whether any
            count += isinstance(item, Blob)
            yield item
            if nest.meter.burst:
                yield _stopped(blob)
                return
    # What the libraries raise for damaged archives goes beyond what they document.
    except (*FAILURES, ValueError, LookupError, ArithmeticError, RuntimeError, struct.error) as failure:
        yield replace(unreadable(blob, failure), fatal=not count)
        return
    if not told:
        yield _empty(blob)


def _empty(blob: Blob) -> Problem:
    cause, remedy = "no file in the archive is to be read", "check the archive, and the patterns for its files"
    return problem(ProblemCode.EMPTY, blob.uri, blob.location, cause, remedy, blob.place)


def _too_deep(blob: Blob, settings: Settings) -> Problem:
    cause = f"it lies in more than {settings.limits.archive_depth} archives, one inside the other"
    remedy = "unpack the outer ones; the limit is archive_depth"
    return problem(ProblemCode.BOMB, blob.uri, blob.location, cause, remedy, blob.place)


def _stopped(blob: Blob) -> Problem:
    cause = "the archive unpacks to far more than its size; the files after this point were not read"
    remedy = "unpack it yourself if you trust it; the limit is unpacked_ratio"
    return problem(ProblemCode.BOMB, blob.uri, blob.location, cause, remedy, blob.place, fatal=False)
