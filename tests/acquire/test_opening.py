"""Unpacking, with an end to what it may give."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.opening import BombError, guarded, reopenable
from onrecord.model.limits import Limits

PACKERS = (gzip.compress, bz2.compress, lzma.compress)
MARKS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""What packed bytes begin with."""

Packer = Callable[[bytes], bytes]


@given(st.binary(), st.sampled_from((*PACKERS, bytes)))
def test_what_was_packed_comes_out(content: bytes, pack: Packer):
    if pack is not bytes or not content.startswith(MARKS):
        assert guarded(io.BytesIO(pack(content)), Limits()).read() == content


@pytest.mark.parametrize("pack", PACKERS)
def test_several_members_are_one_stream(pack: Packer):
    assert guarded(io.BytesIO(pack(b"a") + pack(b"b")), Limits()).read() == b"ab"


@pytest.mark.parametrize("pack", PACKERS)
def test_a_bomb_is_stopped_near_its_limit(pack: Packer):
    stream = guarded(io.BytesIO(pack(b"\0" * 2**24)), Limits(unpacked_bytes=2**18, unpacked_ratio=10))
    assert len(stream.read(2**17)) == 2**17
    with pytest.raises(BombError):
        stream.read(2**18)


@pytest.mark.parametrize("pack", PACKERS)
def test_small_files_may_be_all_one_letter(pack: Packer):
    assert len(guarded(io.BytesIO(pack(b"a" * 10**6)), Limits()).read()) == 10**6


@pytest.mark.parametrize("pack", PACKERS)
def test_a_break_is_told(pack: Packer):
    with pytest.raises(EOFError):
        guarded(io.BytesIO(pack(bytes(range(256)) * 9)[:-12]), Limits()).read()


def test_closing_it_closes_what_is_under_it():
    under = io.BytesIO(gzip.compress(b"words", mtime=0))
    with guarded(under, Limits()) as stream:
        stream.read()
    assert under.closed


@pytest.mark.parametrize("size", [10, 100])
def test_a_copy_can_be_opened_again(monkeypatch: pytest.MonkeyPatch, size: int):
    monkeypatch.setattr("onrecord.acquire.opening._SPOOL_BYTES", 50)
    with reopenable(io.BytesIO(b"x" * size)) as opener:
        for _ in range(3):
            with opener() as stream:
                assert stream.read() == b"x" * size
