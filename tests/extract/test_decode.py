"""Bytes become text, or a problem that names the cause."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.decode import Decoded, decode
from onrecord.model.article import Page
from onrecord.model.problem import Problem

WORDS = "“The café in Kelstadt,” said Zoë Brändström – and left."
JAPANESE = "港の人々は橋の開通を長いあいだ待っていた。"


def decoded(content: bytes, media: str = "text/plain", charset: str = "") -> Decoded | Problem:
    return decode(Page("a/b", "a/b", content, media, charset=charset))


def text_of(content: bytes, media: str = "text/plain", charset: str = "") -> str:
    found = decoded(content, media, charset)
    assert isinstance(found, Decoded), found
    return found.text


@pytest.mark.parametrize(
    ("content", "media", "charset"),
    [
        (WORDS.encode(), "text/plain", ""),
        (codecs.BOM_UTF8 + WORDS.encode(), "text/plain", ""),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "text/plain", ""),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "text/html", ""),
        (WORDS.encode("utf-16-le"), "text/html", ""),
        (WORDS.encode("utf-16-be"), "text/plain", ""),
        (WORDS.encode("utf-32"), "text/plain", ""),
        (codecs.BOM_UTF16_LE + WORDS.encode(), "text/html", ""),
        (codecs.BOM_UTF8 + WORDS.encode("utf-16-le"), "text/html", ""),
        (codecs.BOM_UTF8 + WORDS.encode("cp1252"), "text/html", "windows-1252"),
        (f"<meta charset='windows-1252'>{WORDS}".encode("cp1252"), "text/html", ""),
        (f'<meta http-equiv="x" content="text/html; charset=iso-8859-1">{WORDS}'.encode("cp1252"), "text/html", ""),
        (f"<?xml version='1.0' encoding='cp1250'?>{WORDS}".encode("cp1250", "ignore"), "text/html", ""),
        (f"<meta charset=iso-8859-1>{WORDS}".encode(), "text/html", ""),
        (WORDS.encode(), "text/html", "windows-1251"),
        (WORDS.encode("cp1252"), "text/plain", "latin1"),
        (f"<meta charset=koi8-r>{WORDS}".encode("cp1252"), "text/html", "windows-1252"),
    ],
)
def test_the_words_come_through(content: bytes, media: str, charset: str) -> None:
    assert "Kelstadt,” said" in text_of(content, media, charset)


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("cp932", "x-sjis"), ("iso2022_jp", "iso-2022-jp"), ("euc_jp", "euc-jp"), ("utf-8", "x-sjis")],
)
def test_what_http_says_is_tried(encoding: str, charset: str) -> None:
    assert text_of(JAPANESE.encode(encoding), "text/html", charset) == JAPANESE


def test_lines_stay_as_they_are() -> None:
    assert text_of(b"One.\r\nTwo.\rThree.\n") == "One.\r\nTwo.\rThree.\n"


def test_utf7_is_never_read() -> None:
    assert "<script>" not in text_of(b"<meta charset=utf-7>+ADw-script+AD4-", "text/html", "utf-7")


@pytest.mark.parametrize(
    ("content", "charset", "cause"),
    [
        (bytes(range(128, 256)) * 20, "", "the bytes are no UTF-8, and no other encoding fits"),
        (bytes(range(128, 256)) * 20, "big5", "nor the big5 that it is said to be"),
        ("한국어 문장".encode("iso2022_kr"), "iso-2022-kr", "browsers refuse"),
        ("中文句子".encode("hz"), "hz-gb-2312", "browsers refuse"),
        (b"one\0two", "", "NUL"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, charset: str, cause: str) -> None:
    found = decoded(content, charset=charset)
    assert isinstance(found, Problem)
    assert found.code.value == "encoding"
    assert cause in found.cause


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (("“Yes,” she said. " * 30).encode() + b"\xe2\x80", "1 character is lost"),
        ((WORDS * 3).encode("utf-16") + b"x", "1 character is lost"),
        (codecs.BOM_UTF16_LE + (WORDS * 3).encode("utf-16-le") + b"\x00\xd8", "1 character is lost"),
        (("Zoë’s café. " * 3).encode().decode("cp1252").encode(), "it was encoded twice in 9 places"),
        ("She said \x93yes\x94.".encode(), "control characters"),
    ],
)
def test_damage_is_reported_and_the_text_kept(content: bytes, cause: str) -> None:
    found = decoded(content)
    assert isinstance(found, Decoded)
    assert [cause in loss.cause for loss in found.losses] == [True]


@given(st.text())
def test_utf8_comes_back_unchanged(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    found = decoded(text.encode("utf-8"), "text/html")
    assert isinstance(found, Problem) or found.text == expected or "\0" in text


@given(st.binary(max_size=200), st.sampled_from(["", "utf-16", "shift_jis", "x-user-defined", "gbk", "nonsense"]))
def test_no_bytes_raise_and_no_text_holds_half_characters(content: bytes, charset: str) -> None:
    found = decoded(content, "text/html", charset)
    if isinstance(found, Decoded):
        found.text.encode("utf-8")


@pytest.mark.unmeasured
def test_sixteen_megabytes_are_decoded_in_time() -> None:
    start = time.perf_counter()
    for content in (bytes(range(256)) * 62_500, (WORDS * 280_000).encode("cp1252"), b"<meta " * 2_700_000):
        decoded(content, "text/html", "gbk")
    assert time.perf_counter() - start < 20
