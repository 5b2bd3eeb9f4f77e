"""Whatever bytes come under whatever name: pages or problems, and never an exception."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem

ENDINGS = (".txt", ".md", ".html", ".pdf", ".jsonl", ".json", ".csv", ".tsv", ".xml", ".zip", ".tar", "")
STARTS = (
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"PAR1",
    b'{"text": ',
    b'[{"text": ',
    b"<html>",
    b"<rss>",
    b"---\n",
    b"\xff\xfe",
    b"\x1f\x8b\x08",
    b"text,title\n",
)
LIMITS = Limits(page_bytes=100_000, unpacked_bytes=200_000, text_characters=20_000)
ROW = {"id": "x", "text": "The bridge opened.", "date": "2031-05-04"}


def accounted(name: str, content: bytes) -> None:
    items = list(read_blob(Blob.of_bytes(name, content, f"u/{name}", f"l/{name}"), Settings(limits=LIMITS)))
    assert any(isinstance(item, Page | Problem) for item in items)
    for item in items:
        if isinstance(item, Page):
            assert len(item.content) <= LIMITS.page_bytes + 4
            assert item.uri.encode("utf-8").startswith(b"u/")
        elif isinstance(item, Problem):
            assert item.cause.encode("utf-8")
            assert item.remedy


@pytest.mark.parametrize("ending", ENDINGS)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=600))
@settings(max_examples=40)
def test_any_bytes_under_any_name(ending: str, start: bytes, rest: bytes):
    accounted(f"a{ending}", start + rest)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@given(content=st.binary(min_size=1, max_size=300), cut=st.integers(0, 40), at=st.integers(10, 300))
@settings(max_examples=25)
def test_damaged_packing(pack: Callable[[bytes], bytes], content: bytes, cut: int, at: int):
    packed = bytearray(pack(content))
    if at < len(packed):
        packed[at] ^= 0x55
    accounted("a.html.gz", bytes(packed[: max(len(packed) - cut, 1)]))


def zip_of() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/a.html", "<p>The bridge opened.</p>" * 9)
        archive.writestr("t.jsonl", json.dumps(ROW))
    return out.getvalue()


def tar_of() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.txt", "long" * 60 + ".txt"):
            entry = tarfile.TarInfo(name)
            entry.size = 18
            archive.addfile(entry, io.BytesIO(b"The bridge opened."))
    return out.getvalue()


def parquet_of() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({name: [value] * 3 for name, value in ROW.items()}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "whole"), [("a.zip", zip_of()), ("a.tar", tar_of()), ("a.tgz", gzip.compress(tar_of(), mtime=0))]
)
@given(at=st.integers(0, 4000), damage=st.binary(min_size=1, max_size=6), cut=st.integers(0, 3000))
@settings(max_examples=150)
def test_damaged_archives(name: str, whole: bytes, at: int, damage: bytes, cut: int):
    content = bytearray(whole)
    at %= len(content)
    content[at : at + len(damage)] = damage
    accounted(name, bytes(content[: max(len(content) - (cut if cut % 2 else 0), 1)]))


@pytest.mark.parametrize("at", range(4, len(parquet_of()), 41))
def test_damaged_parquet(at: int):
    content = bytearray(parquet_of())
    content[at] ^= 0x2A
    accounted("a.parquet", bytes(content))


@given(st.binary(max_size=2000))
@settings(max_examples=30)
def test_any_bytes_on_standard_input(content: bytes):
    accounted("stdin", content)
