"""The measurements of a line from which body text is told apart from what surrounds it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from onrecord.extract.looks import CLOCK, DATE, FRAME, LONG, Look, look_at
from onrecord.extract.surroundings import Surroundings
from onrecord.ontology.furniture import Furniture, load_furniture

_HANDLE = re.compile(r"(?:^|\s)@\w+|\bhttps?://|\bwww\.|\w@\w+\.\w")
_QUOTE = re.compile(r"[\"“”«»]")
_YOU = frozenset({"you", "your", "we", "our", "us"})
_CLASSES = (
    "share",
    "subscribe",
    "account",
    "legal",
    "navigation",
    "advertisement",
    "comment_form",
    "photo_mark",
    "caption_start",
    "credit_start",
    "byline_start",
    "date_start",
    "about",
    "related",
)
_SHORT_CHARACTERS = 80


def features_of(lines: Sequence[str]) -> list[dict[str, float]]:
    """Return the named measurements of every line, in its context on the page; linear in the length of the page."""
    furniture = load_furniture()
    looks = [look_at(line, furniture) for line in lines]
    context = Surroundings(looks, furniture)
    return [
        _own(look, line, furniture) | context.at(i) for i, (look, line) in enumerate(zip(looks, lines, strict=True))
    ]


def _own(look: Look, line: str, furniture: Furniture) -> dict[str, float]:
    found = {"bias": 1.0, f"words_{_bin(look.words)}": 1.0}
    found["log_words"] = math.log1p(look.words)
    found["function_rate"] = look.function_rate
    found["capital_rate"] = look.capital_rate
    found["inner_ends"] = min(look.inner_ends, 3) / 3
    found |= _flags(look, line)
    found |= _furniture(look, furniture)
    return {name: value for name, value in found.items() if value}


def _flags(look: Look, line: str) -> dict[str, float]:
    plain = look.plain
    bare = line.strip()
    return {
        "bullet": look.bullet,
        "indent": min(look.indent, 8) / 8,
        "sentence_end": look.sentence_end,
        "sentence_end_long": look.sentence_end and look.words >= LONG,
        "no_end_long": not look.sentence_end and look.words >= LONG,
        "no_end_short": not look.sentence_end and look.words < LONG,
        "colon_end": bare.endswith(":"),
        "question": bare.endswith("?"),
        "date": bool(DATE.search(plain)),
        "date_short": bool(DATE.search(plain)) and look.words < LONG,
        "clock_short": bool(CLOCK.search(plain)) and look.words < LONG,
        "handle": bool(_HANDLE.search(bare)),
        "quote": bool(_QUOTE.search(bare)),
        "quote_start": bare[:1] in {'"', "“", "‘", "'"},
        "lower_start": bare[:1].islower(),
        "digit_start": bare[:1].isdigit(),
        "upper_all": look.words > 0 and bare.isupper(),
        "pipe": "|" in bare or "›" in bare or "»" in bare,
        "you": any(word in _YOU for word in plain.split()[:40]),
        "ellipsis_end": bare.endswith(("...", "…")),
        "bracket_all": bare[:1] in "([" and bare[-1:] in ")]",
    }


def _furniture(look: Look, furniture: Furniture) -> dict[str, float]:
    """Name the classes of furniture a line holds, apart for labels and for running text, where they mean less."""
    form = "text" if look.text and len(look.plain) >= _SHORT_CHARACTERS else "short"
    found = {f"{name}_{form}": 1.0 for name in _CLASSES if getattr(furniture, name).found_in(look.plain)}
    if look.plain.strip(FRAME) in furniture.whole:
        found["whole"] = 1.0
    return found


def _bin(count: int) -> str:
    for limit in (0, 1, 2, 4, 7, 11, 16, 24, 40, 80):
        if count <= limit:
            return str(limit)
    return "more"
