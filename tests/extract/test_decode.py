"""Bytes become text strictly, or a problem."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.decode import decode
from onrecord.model.article import Page
from onrecord.model.problem import Problem

WORDS = "“The café in Kelstadt,” said Zoë Brändström – and left."


def text_of(content: bytes, media: str = "text/plain") -> str | Problem:
    return decode(Page("a/b", "a/b", content, media))


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (WORDS.encode(), "text/plain"),
        (codecs.BOM_UTF8 + WORDS.encode(), "text/plain"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "text/plain"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "text/html"),
        (f"<meta charset='windows-1252'>{WORDS}".encode("cp1252"), "text/html"),
        (f'<meta http-equiv="x" content="text/html; charset=iso-8859-1">{WORDS}'.encode("cp1252"), "text/html"),
        (f"<?xml version='1.0' encoding='cp1250'?>{WORDS}".encode("cp1250", "ignore"), "text/html"),
        (f"<meta charset=iso-8859-1>{WORDS}".encode(), "text/html"),
    ],
)
def test_the_words_come_through(content: bytes, media: str):
    text = text_of(content, media)
    assert isinstance(text, str)
    assert "Kelstadt,” said" in text


def test_lines_stay_as_they_are():
    assert text_of(b"One.\r\nTwo.\rThree.\n") == "One.\r\nTwo.\rThree.\n"


def test_undecodable_bytes_are_a_problem():
    found = text_of(codecs.BOM_UTF8 + b"\xff\xfe\xfd")
    assert isinstance(found, Problem)
    assert found.code.value == "encoding"


def test_a_long_text_with_one_broken_byte_is_kept():
    found = text_of(("“Yes,” she said. " * 30).encode() + b"\xe2\x80")
    assert isinstance(found, str)
    assert found.endswith("\ufffd")


@given(st.text())
def test_utf8_comes_back_unchanged(text: str):
    expected = text.removeprefix("\ufeff")
    assert text_of(text.encode("utf-8")) == expected


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes):
    assert isinstance(text_of(content, "text/html"), str | Problem)
