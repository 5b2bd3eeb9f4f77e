"""Names of encodings mean what they mean to browsers."""

from __future__ import annotations

import pytest

from onrecord.extract.charsets import declared_encoding, encoding_of, read_as


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("UTF8", "utf-8"),
        (" unicode-1-1-utf-8 ", "utf-8"),
        ("latin1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("iso-8859-9", "windows-1254"),
        ("x-sjis", "shift_jis"),
        ("ks_c_5601-1987", "euc-kr"),
        ("iso-8859-8-i", "iso-8859-8-i"),
        ("tis-620", "windows-874"),
        ("iso-2022-kr", "replacement"),
        ("utf-7", None),
        ("x-user-defined", None),
        ("punycode", None),
        ("zlib", None),
        ("", None),
    ],
)
def test_labels(label: str, encoding: str | None) -> None:
    assert encoding_of(label) == encoding


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gbk"),
        (b"<?xml version='1.0' encoding='cp1250'?>", "windows-1250"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta name=description content=x>", None),
        (b" " * 5000 + b"<meta charset=koi8-r>", None),
    ],
)
def test_declarations(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("橋が開いた".encode("cp932"), "shift_jis", "橋が開いた"),
        ("다리가 열렸다".encode("cp949"), "euc-kr", "다리가 열렸다"),
        ("桥梁㐀".encode("gb18030"), "gbk", "桥梁㐀"),
        (b"\x93x\x94 \x81", "windows-1252", "“x” \x81"),
        (b"\xff\xfe", "euc-kr", None),
    ],
)
def test_reading(content: bytes, encoding: str, text: str | None) -> None:
    assert read_as(content, encoding) == text
