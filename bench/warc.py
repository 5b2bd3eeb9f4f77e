"""The pace of reading WARC files as a ratio, measured in one run: `read_warc` against a bare fastwarc loop.

`python -m bench.warc [--megabytes N]` writes a WARC of the evaluation data's HTML pages to a temporary folder, packed
record by record as CC-NEWS is, and plain; reads each both ways by turns; and prints megabytes a second and the ratio
of the processor times, of which the least counts (1.0 is fastwarc's pace, 1.3 takes 30 % longer). The bare loop parses
HTTP heads and reads payloads.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from bench.floors import shared_folder
from onrecord.acquire.listing import found
from onrecord.acquire.settings import Settings
from onrecord.acquire.warc import read_warc
from onrecord.model.article import Page

ROUNDS = 7
MEGABYTE = 1_000_000


def pages_of(folder: Path) -> list[bytes]:
    """Return the pages of a folder of packed HTML."""
    return [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]


def record_of(number: int, page: bytes) -> WarcRecord:
    """Return a page as a crawler would have captured it."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = f"https://courier.example/{number}"
    record.headers["WARC-Date"] = "2031-05-04T10:00:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n"
    record.set_bytes_content(f"{head}X-Crawler-Content-Encoding: gzip\r\nServer: x\r\n\r\n".encode() + page)
    return record


def write_warc(path: Path, pages: Iterable[bytes], packed: bool) -> None:
    """Write a WARC of pages, each record packed by itself or none."""
    with path.open("wb") as stream:
        for number, page in enumerate(pages):
            record = BytesIO()
            record_of(number, page).write(record)
            stream.write(gzip.compress(record.getvalue(), 6) if packed else record.getvalue())


def enough(pages: Sequence[bytes], megabytes: int) -> list[bytes]:
    """Return the pages, repeated until they are as large as asked for."""
    kept: list[bytes] = []
    size = 0
    for page in cycle(pages):
        if size >= megabytes * MEGABYTE:
            return kept
        kept.append(page)
        size += len(page)
    return kept


def bare(path: Path) -> int:
    """Read a file with fastwarc alone and return the bytes of its payloads."""
    with path.open("rb") as stream:
        return sum(len(record.reader.read()) for record in ArchiveIterator(stream, parse_http=True))


def ours(path: Path) -> int:
    """Read a file to pages and return their bytes."""
    return sum(len(item.content) for item in read_warc(found(path), Settings()) if isinstance(item, Page))


def seconds(way: Callable[[Path], int], path: Path) -> float:
    """Return the processor time that reading takes, which other programs on the machine do not change."""
    start = time.process_time()
    way(path)
    return time.process_time() - start


def compare(path: Path) -> dict[str, Any]:
    """Measure both ways by turns; they must give the same bytes."""
    size = bare(path)
    if ours(path) != size:
        raise SystemExit(f"{path.name}: the pages are not the payloads")
    times: dict[Callable[[Path], int], list[float]] = {bare: [], ours: []}
    for _ in range(ROUNDS):
        for way, measured in times.items():
            measured.append(seconds(way, path))
    alone, read = min(times[bare]), min(times[ours])
    return {
        "fastwarc_mb_per_second": round(size / MEGABYTE / alone),
        "read_warc_mb_per_second": round(size / MEGABYTE / read),
        "ratio": round(read / alone, 2),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    megabytes = parser.parse_args(arguments).megabytes
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    pages = enough(pages_of(shared / "data/pages/html"), megabytes)
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, Any] = {"records": len(pages), "megabytes": round(sum(map(len, pages)) / MEGABYTE)}
        for name, packed in (("pages.warc.gz", True), ("pages.warc", False)):
            path = Path(folder, name)
            write_warc(path, pages, packed)
            figures[name] = compare(path)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
