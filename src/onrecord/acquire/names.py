"""Names of files as text that can be stored, shown, and do no harm."""

from __future__ import annotations

import re
import unicodedata

_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: with them "txt.exe" can be shown as "exe.txt"."""
_WRITTEN_OUT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BYTES = range(0xDC80, 0xDD00)
"""What Python makes of the bytes of a file name that are no UTF-8 (PEP 383)."""
_DRIVE = re.compile(r"[A-Za-z]:(?=$|/)")


def printable(name: str) -> str:
    r"""Return a file name as text of one line; bytes that are no UTF-8 and control characters are written out.

    >>> printable("caf\udce9\n.txt")
    'caf\\xe9\\x0a.txt'
    """
    return name if name.isprintable() else "".join(map(_character, name))


def member_name(name: str) -> str:
    r"""Return the name of a file in an archive as a path that leads nowhere but down.

    >>> member_name("../../etc/passwd"), member_name("C:\\news\\a.html"), member_name("/a//b/./c.txt")
    ('etc/passwd', 'news/a.html', 'a/b/c.txt')
    """
    path = name.replace("\\", "/")
    drive = _DRIVE.match(path)
    parts = path[drive.end() if drive else 0 :].split("/")
    return printable("/".join(part for part in parts if part not in {"", ".", ".."})) or "unnamed"


def is_hidden(path: str) -> bool:
    """Say whether a path is one that people do not put there: a hidden file, or what a Mac adds to archives.

    >>> is_hidden("press/.DS_Store"), is_hidden("__MACOSX/press/a.html"), is_hidden("press/a.html")
    (True, True, False)
    """
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def _character(character: str) -> str:
    code = ord(character)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if unicodedata.category(character) not in _WRITTEN_OUT and character not in _TURNS:
        return character
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
