"""A file of XML, read as far as it goes."""

from __future__ import annotations

from dataclasses import replace

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import FAILURES, too_large, unreadable
from onrecord.acquire.opening import unpacked
from onrecord.acquire.settings import Settings
from onrecord.acquire.xml_text import Document, parse_xml
from onrecord.model.limits import MIB
from onrecord.model.problem import Problem, ProblemCode, problem


def read_xml(blob: Blob, settings: Settings) -> Document | Problem:
    """Return a parsed file, or why it cannot be read; one whose packed bytes break off is read up to there."""
    limit = settings.limits.page_bytes
    parts: list[bytes] = []
    size, broken = 0, False
    try:
        with unpacked(blob, settings.limits) as stream:
            read = getattr(stream, "read1", stream.read)
            while size <= limit and (part := read(MIB)):
                parts.append(part)
                size += len(part)
    except EOFError as failure:
        if not parts:
            return unreadable(blob, failure)
        broken = True
    except FAILURES as failure:
        return unreadable(blob, failure)
    content = b"".join(parts)
    if len(content) > limit:
        return too_large(blob, limit, blob.place)
    if not content.strip():
        return problem(ProblemCode.EMPTY, blob.uri, blob.location, "it holds no text", "fetch it again", blob.place)
    document = parse_xml(content, blob.charset)
    return replace(document, cut=document.cut or broken)
