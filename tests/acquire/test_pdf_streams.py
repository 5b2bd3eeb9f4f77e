"""What a PDF's streams unpack to is known before its library unpacks them."""

from __future__ import annotations

import time
import tracemalloc
import zlib

import pytest

from onrecord.acquire.pdf_streams import unpacks_too_far
from onrecord.model.limits import Limits

LIMITS = Limits(unpacked_bytes=200_000, page_bytes=250_000)


def document(*streams: tuple[bytes, bytes]) -> bytes:
    parts = (
        b"%d 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (i, head, body)
        for i, (head, body) in enumerate(streams)
    )
    return b"%PDF-1.4\n" + b"".join(parts)


def packed(size: int, layers: int = 1) -> bytes:
    content = bytes(size)
    for _ in range(layers):
        content = zlib.compress(content)
    return content


@pytest.mark.parametrize(
    ("streams", "too_far"),
    [
        ([(b"/Filter /FlateDecode", packed(90_000))], False),
        ([(b"/Filter /FlateDecode", packed(110_000))], True),
        ([(b"/Filter/Fl", packed(110_000))], True),
        ([(b"/Filter /FlateDecode", packed(90_000))] * 2, False),
        ([(b"/Filter /FlateDecode", packed(90_000))] * 3, True),
        ([(b"/Filter [/FlateDecode /FlateDecode /FlateDecode]", packed(110_000, 3))], True),
        ([(b"/Filter [/FlateDecode /FlateDecode]", packed(90_000, 2))], False),
        ([(b"/Filter /FlateDecode /Subtype /Image", packed(900_000))], False),
        ([(b"/Filter /FlateDecode /Length1 900000", packed(900_000))], False),
        ([(b"/Filter /DCTDecode", packed(900_000))], False),
        ([(b"/Filter /FlateDecode", b"no stream at all")], False),
        ([(b"/Filter /FlateDecode", packed(110_000)[:40])], False),
        ([(b"/Filter /FlateDecode", b"rubbish"), (b"/Filter /FlateDecode", packed(110_000))], True),
    ],
)
def test_what_is_too_far(streams: list[tuple[bytes, bytes]], too_far: bool):
    assert unpacks_too_far(document(*streams), LIMITS) is too_far


def test_a_bomb_costs_neither_time_nor_memory():
    bomb = document((b"/Filter [/FlateDecode /FlateDecode /FlateDecode]", packed(60_000_000, 3)))
    tracemalloc.start()
    started = time.process_time()
    assert unpacks_too_far(bomb, Limits())
    assert time.process_time() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()
