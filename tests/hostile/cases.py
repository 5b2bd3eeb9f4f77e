"""All hostile inputs, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.hostile import (
    archive_cases,
    encoding_cases,
    feed_cases,
    html_cases,
    name_cases,
    pattern_cases,
    pdf_cases,
    style_cases,
    table_cases,
    warc_cases,
)
from tests.hostile.case import Case

KINDS: Mapping[str, tuple[Case, ...]] = {
    "encodings": encoding_cases.CASES,
    "html": html_cases.CASES,
    "styles": style_cases.CASES,
    "patterns": pattern_cases.CASES,
    "tables": table_cases.CASES,
    "feeds": feed_cases.CASES,
    "archives": archive_cases.CASES,
    "warc": warc_cases.CASES,
    "pdf": pdf_cases.CASES,
    "names": name_cases.CASES,
}
CASES: tuple[Case, ...] = tuple(case for cases in KINDS.values() for case in cases)


def lay_out(folder: Path, cases: tuple[Case, ...], marks: dict[bytes, bytes]) -> None:
    """Write cases into a folder, each into one of its own that has its name."""
    for case in cases:
        case.lay_out(folder, marks)
