"""Encodings that are wrong, missing, lied about or made to do harm."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from tests.hostile.case import FIRST, LAST, Case, page, prose

_CYRILLIC = (
    "Паромный причал в порту Ансель открылся в понедельник после двух лет ремонта, сообщила администрация порта. "
    "Президент Ада Торвик поблагодарила строителей и сказала журналистам, что работы обошлись дешевле, чем ожидалось."
)
_JAPANESE = (
    "アンセル港のフェリー乗り場は二年間の修理を終えて月曜日に再開したと、港湾事務所が発表した。"
    "大統領は記者団に対し、工事の費用は議会が認めた額を下回ったと述べ、建設に携わった人々に感謝した。"
)
_CHINESE = (
    "安塞尔港的渡轮码头经过两年的维修于星期一重新开放，港务局在一份书面声明中表示。"
    "总统对记者说，工程费用低于议会批准的数额，并感谢来自沿海四个城镇的建筑工人。"
)
_ACCENTED = "Café owners near the quay said that the façade of the old pier, a naïve design, would be kept."
WHOLE = (FIRST, LAST)


def _labelled(words: str, label: str, encoding: str) -> Callable[[], bytes]:
    head = f'<meta charset="{label}">'
    return lambda: page(f"<p>{words * 3}</p>", head).encode(encoding, "replace")


def _foreign(words: str, encoding: str, label: str = "") -> Callable[[], bytes]:
    meta = f'<meta charset="{label}">' if label else ""
    paragraphs = f"<p>{words}</p>" * 4
    return lambda: f"<html><head>{meta}<title>{words[:20]}</title></head><body>{paragraphs}</body></html>".encode(
        encoding
    )


def _spliced(words: bytes, name: str = "page.html") -> Callable[[], bytes]:
    """Put bytes into the middle of the article."""
    whole = page("@@").encode() if name.endswith("html") else prose().encode().replace(b"told reporters", b"@@", 1)
    return lambda: whole.replace(b"@@", words)


CASES = (
    Case("utf16-le-without-mark", "text.txt", lambda: prose().encode("utf-16-le"), keeps=WHOLE),
    Case("utf16-be-without-mark", "page.html", lambda: page().encode("utf-16-be"), keeps=WHOLE),
    Case("utf16-of-odd-length", "text.txt", lambda: prose().encode("utf-16") + b"x", "article|encoding", "utf-16"),
    Case(
        "utf16-chinese-without-mark", "text.txt", lambda: (_CHINESE * 4).encode("utf-16-le"), "article|encoding|binary"
    ),
    Case(
        "utf16-with-lone-surrogate", "text.txt", lambda: prose().encode("utf-16") + b"\x00\xd8a\x00", "article|encoding"
    ),
    Case("utf32-with-mark", "text.txt", lambda: prose().encode("utf-32"), keeps=WHOLE),
    Case("utf32-without-mark", "text.txt", lambda: prose().encode("utf-32-le"), "article|binary|encoding"),
    Case(
        "utf8-mark-before-windows-1252",
        "text.txt",
        lambda: codecs.BOM_UTF8 + (prose() + _ACCENTED).encode("cp1252"),
        "article|encoding",
    ),
    Case(
        "utf16-mark-before-utf8",
        "text.txt",
        lambda: codecs.BOM_UTF16_LE + prose().encode(),
        "article|encoding",
        "utf-16",
        keeps=WHOLE,
    ),
    Case(
        "utf8-mark-before-utf16",
        "text.txt",
        lambda: codecs.BOM_UTF8 + prose().encode("utf-16-le"),
        "article|encoding|binary",
        "NUL|utf-8",
        keeps=WHOLE,
    ),
    Case("two-utf8-marks", "text.txt", lambda: codecs.BOM_UTF8 * 2 + prose().encode(), keeps=WHOLE),
    Case("says-utf8-is-windows-1252", "page.html", _labelled(_ACCENTED, "utf-8", "cp1252"), keeps=WHOLE),
    Case(
        "says-windows-1252-is-utf8",
        "page.html",
        _labelled(_ACCENTED, "windows-1252", "utf-8"),
        keeps=(*WHOLE, _ACCENTED),
    ),
    Case("says-utf16-is-utf8", "page.html", _labelled(_ACCENTED, "utf-16", "utf-8"), keeps=(*WHOLE, _ACCENTED)),
    Case("says-shift-jis-is-windows-1252", "page.html", _labelled(_ACCENTED, "shift_jis", "cp1252"), keeps=WHOLE),
    Case(
        "says-utf7",
        "page.html",
        lambda: page("<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", '<meta charset="utf-7">').encode(),
        keeps=WHOLE,
        lacks=("<script>",),
    ),
    Case(
        "says-utf7-with-a-broken-byte",
        "page.html",
        lambda: page("<p>caf\xe9 +ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", '<meta charset="utf-7">').encode(
            "latin-1"
        ),
        keeps=WHOLE,
        lacks=("<script>",),
    ),
    Case("utf7-without-label", "text.txt", lambda: prose().encode("utf-7"), keeps=WHOLE),
    Case(
        "says-punycode",
        "page.html",
        lambda: page("<p>\xff" + "ferry-" * 80_000 + "</p>", '<meta charset="punycode">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "says-idna",
        "page.html",
        lambda: page("<p>caf\xe9 " + "a." * 80_000 + "</p>", '<meta charset="idna">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "says-unicode-escape",
        "page.html",
        lambda: page("<p>caf\xe9 \\x3cscript\\x3e \\ud800</p>", '<meta charset="unicode_escape">').encode("latin-1"),
        keeps=WHOLE,
        lacks=("<script>",),
    ),
    Case(
        "says-a-codec-of-bytes",
        "page.html",
        lambda: page("<p>caf\xe9</p>", '<meta charset="zlib">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "says-undefined",
        "page.html",
        lambda: page("<p>caf\xe9</p>", '<meta charset="undefined">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "says-an-unknown-encoding",
        "page.html",
        lambda: page("<p>caf\xe9</p>", '<meta charset="velmark-7">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "label-of-10000-characters",
        "page.html",
        lambda: page("<p>caf\xe9</p>", f'<meta charset="{"x" * 10_000}">').encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "label-with-nul-and-escapes",
        "page.html",
        lambda: page("<p>caf\xe9</p>", '<meta charset="utf\\x00-8\x1b[31m">').encode("latin-1"),
        "article|binary",
    ),
    Case(
        "a-hundred-labels",
        "page.html",
        lambda: page("<p>caf\xe9</p>", '<meta charset="koi8-r"><meta charset="big5">' * 50).encode("latin-1"),
        keeps=WHOLE,
    ),
    Case(
        "double-utf8", "page.html", lambda: page(f"<p>{_ACCENTED}</p>").encode().decode("latin-1").encode(), keeps=WHOLE
    ),
    Case(
        "overlong-sequences",
        "page.html",
        _spliced(b"<p>\xc0\xaf..\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf end</p>"),
        keeps=WHOLE,
    ),
    Case("utf8-of-lone-surrogates", "page.html", _spliced(b"<p>\xed\xa0\x80 and \xed\xbf\xbf end</p>"), keeps=WHOLE),
    Case("utf8-beyond-unicode", "page.html", _spliced(b"<p>\xf4\x90\x80\x80 and \xff\xfe\xfd end</p>"), keeps=WHOLE),
    Case("utf8-cut-in-a-character", "text.txt", lambda: (prose() + "Ω").encode()[:-1], keeps=WHOLE),
    Case(
        "utf8-and-windows-1252-by-turns",
        "text.txt",
        lambda: b"\n\n".join(f"{_ACCENTED} {i}".encode(("utf-8", "cp1252")[i % 2]) for i in range(20)),
        "article|encoding",
    ),
    Case(
        "c1-controls",
        "page.html",
        _labelled("Shops \x80 and \x85 \x9f stalls \x9d closed early.", "utf-8", "utf-8"),
        keeps=WHOLE,
    ),
    Case(
        "c0-controls",
        "text.txt",
        _spliced(bytes(range(1, 9)) + b"\x0b\x0c\x1b[2J\x1b]0;x\x07\x7f", "a.txt"),
        "article|binary",
    ),
    Case("nul-in-text", "text.txt", _spliced(b"told\0reporters", "a.txt"), "article|binary", "NUL"),
    Case("nul-in-page", "page.html", _spliced(b"<p>one\0two</p>"), "article|binary", "NUL"),
    Case("nothing-but-nul", "text.txt", lambda: bytes(5000), "binary|empty"),
    Case("ebcdic", "text.txt", lambda: prose().encode("cp500"), "article|encoding|binary", keeps=WHOLE),
    Case("shift-jis-labelled", "page.html", _foreign(_JAPANESE, "shift_jis", "Shift_JIS"), keeps=(_JAPANESE,)),
    Case("shift-jis-unlabelled", "page.html", _foreign(_JAPANESE, "shift_jis"), "article|encoding", keeps=(_JAPANESE,)),
    Case("gbk-labelled", "page.html", _foreign(_CHINESE, "gbk", "gb2312"), keeps=(_CHINESE,)),
    Case("gbk-unlabelled", "page.html", _foreign(_CHINESE, "gbk"), "article|encoding", keeps=(_CHINESE,)),
    Case("koi8-r-labelled", "page.html", _foreign(_CYRILLIC, "koi8-r", "koi8-r"), keeps=(_CYRILLIC,)),
    Case("koi8-r-unlabelled", "page.html", _foreign(_CYRILLIC, "koi8-r"), "article|encoding", keeps=(_CYRILLIC,)),
    Case(
        "iso-2022-jp-labelled",
        "page.html",
        _foreign(_JAPANESE, "iso2022_jp", "iso-2022-jp"),
        "article|encoding",
        keeps=(_JAPANESE,),
    ),
    Case(
        "random-bytes-named-text",
        "text.txt",
        lambda: bytes((i * i * 31 + i * 7) % 251 + 1 for i in range(20_000)),
        "encoding|binary|no-article",
    ),
    Case("only-a-utf8-mark", "text.txt", lambda: codecs.BOM_UTF8, "empty|no-article"),
    Case("only-a-utf16-mark", "page.html", lambda: codecs.BOM_UTF16_LE, "empty|no-article"),
    Case("empty-file", "page.html", lambda: b"", "empty"),
    Case("only-white-space", "text.txt", lambda: b" \t\r\n" * 50_000, "empty"),
    Case("only-no-break-spaces", "text.txt", lambda: ("\xa0\u2003\u3000" * 5000).encode("utf-8"), "empty|no-article"),
    Case(
        "only-zero-width", "text.txt", lambda: ("\u200b\u200d\u2060\ufeff" * 5000).encode("utf-8"), "empty|no-article"
    ),
    Case(
        "every-kind-of-line-end",
        "text.txt",
        lambda: prose().replace("\n\n", "\r\u2028\x0b\x0c\u2029\x85\r\n").encode(),
        keeps=WHOLE,
    ),
    Case(
        "300000-combining-marks",
        "text.txt",
        lambda: (prose() + "a" + "\u0301" * 300_000).encode("utf-8"),
        keeps=WHOLE,
        seconds=10,
    ),
)
