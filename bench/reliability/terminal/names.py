"""Names and texts that act on a terminal which prints them as they are, or that make a line look like another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FORGED = "clm-f0f0f0f0f0f0f0f0"
"""An id that no record has: a line that begins with it was made by a name."""

_ORDERS = (
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b[1A\x1b[2K",
    "\x1b[999D",
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[6n",
    "\x1bc",
    "\x1b[8m",
    "\x1b]0;title\x07",
    "\x1b]2;title\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;https://x.example\x07x\x1b]8;;\x07",
    "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b]4;1;rgb:00/00/00\x07",
    '\x1bP$q"p\x1b\\',
    "\x1b_Gi=1;AAAA\x1b\\",
    "\x1b^x\x1b\\",
    "\x1bX x\x1b\\",
    "\x1b(0",
    "\x1b#8",
    "\x1b7\x1b8",
    "\x1b[>c",
    "\x1b[5i",
    "\x1bZ",
    "\x9b31m",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x90x\x9c",
    "\x85",
    "\x84",
    "\x8d",
    "\x8e",
    "\x7f\x7f\x7f",
    "\x08\x08\x08\x08",
    "\x07\x07",
    "\x05",
    "\x0e\x0f",
    "\x18\x1a",
    "\x00",
    "\x0b",
    "\x0c",
    "\x11\x13",
    "\x1c\x1d\x1e\x1f",
    "plain\rforged",
    "\r\x1b[2Kforged",
)
_TURNS = (
    "\u202egnp.exe",
    "\u202dleft\u202c",
    "\u202aleft",
    "\u202bright",
    "\u2066a\u2067b\u2068c\u2069",
    "\u200eleft\u200fright",
    "\u061cletter",
    "\u202e\u2066\u202e",
    "a\u2028b\u2029c",
)
_LINES = (
    f"name\n{FORGED}  a claim that nobody made",
    f"name\r\n{FORGED}  x",
    f"name\x85{FORGED}  x",
    f"name\u2028{FORGED}  x",
    f"name\x0b{FORGED}",
    f"\n\n{FORGED}\n",
    f"name\t\t\t{FORGED}",
    f'name"\n{{"id": "{FORGED}"}}',
)
_MARKS = (
    "[bold red]x[/]",
    "[link=https://x.example]x[/link]",
    "[/]",
    "[[",
    ":warning: :skull:",
    "\\[x]",
    "%s %d {0} {x}",
    "$(id) `id`",
)

WORDS = tuple(f"Ann {text} Other" for text in (*_ORDERS, *_TURNS, *_LINES, *_MARKS))

_STAYS = frozenset("\n\t")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORGING = re.compile(rf"^\W*{FORGED}", re.MULTILINE)


def faults(printed: str, *, csv: bool = False) -> Iterator[str]:
    r"""Say what in some output acts on a terminal, turns a line around, or stands at the beginning of a forged line.

    >>> list(faults("a\x1bb")), list(faults("a\n")), list(faults("a\u202eb"))
    (['U+001B'], [], ['U+202E'])
    """
    shown = printed.replace("\r\n", "\n") if csv else printed
    acting = {c for c in shown if (unicodedata.category(c) in ("Cc", "Cs") and c not in _STAYS) or c in _TURNING}
    yield from sorted(f"U+{ord(c):04X}" for c in acting)
    if not csv and _FORGING.search(shown):
        yield "a forged line"
